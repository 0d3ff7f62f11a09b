/**
 * How the messages become functions: shared by Vite and by the command line, so that both compile
 * the same. Which language a page is in is its address's matter, see `locale.ts`; Paraglide only
 * asks.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const paraglideOptions = {
	project: './src/lib/i18n/project.inlang',
	outdir: './src/lib/i18n/paraglide',
	strategy: ['globalVariable', 'baseLocale'],
	// One file a message, whoever compiles: a page then carries the messages it shows and no others.
	outputStructure: 'message-modules',
	disableAsyncLocalStorage: true,
	emitGitIgnore: false
};
