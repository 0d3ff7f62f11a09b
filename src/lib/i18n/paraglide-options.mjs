/**
 * Paraglide options shared by Vite and the command line. The language of a page comes from its address
 * (`locale.ts`).
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const paraglideOptions = {
	project: './src/lib/i18n/project.inlang',
	outdir: './src/lib/i18n/paraglide',
	strategy: ['globalVariable', 'baseLocale'],
	// One file per message, so that a page loads only those it uses.
	outputStructure: 'message-modules',
	disableAsyncLocalStorage: true,
	emitGitIgnore: false
};
