/**
 * How the messages become functions: shared by Vite and by the command line, so that both compile
 * the same. Which language a page is in is its address's matter, see `locale.ts`; Paraglide only
 * asks.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const paraglide = {
	project: './src/lib/i18n/project.inlang',
	outdir: './src/lib/i18n/paraglide',
	strategy: ['globalVariable', 'baseLocale'],
	disableAsyncLocalStorage: true,
	emitGitIgnore: false
};
