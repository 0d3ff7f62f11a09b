import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
const config = {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ precompress: true }),
		// All but the style sheet that pages share (docs/decisions/0029-first-paint.md).
		inlineStyleThreshold: 16_384,
		files: { errorTemplate: 'src/error.html' },
		// Hashes rather than nonces: a page's bytes then depend on its data alone and can be kept and compared.
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				// The one style attribute there is: Kit's announcer of page changes for screen readers.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		typescript: {
			config: (settings) => ({
				...settings,
				include: [
					...settings.include,
					'../drizzle.config.ts',
					'../eslint.config.js',
					'../src/**/*.mjs',
					'../tests/**/*.{ts,mjs}'
				]
			})
		}
	}
};

export default config;
