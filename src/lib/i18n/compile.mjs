/**
 * How the messages become functions: shared by Vite and by `npm run messages`, so that both
 * compile the same. Bokmål is the base language without a prefix; the others live under one.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const paraglide = {
	project: './src/lib/i18n/project.inlang',
	outdir: './src/lib/i18n/paraglide',
	strategy: ['url', 'baseLocale'],
	emitGitIgnore: false,
	urlPatterns: [
		{
			pattern: '/:path(.*)?',
			localized: [
				['nn', '/nn/:path(.*)?'],
				['en', '/en/:path(.*)?'],
				['nb', '/:path(.*)?']
			]
		}
	]
};
