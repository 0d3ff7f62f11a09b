import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import layers from './eslint.layers.js';
import svelteConfig from './svelte.config.js';

/* Rules of components, and which layer may import which. Those of TypeScript and JavaScript are oxlint's
   (.oxlintrc.json), which needs a fifth of the time for rules that ask for types. */

/**
 * What TypeScript's own checker does not see in a component. Their types are svelte-check's: it knows what their markup
 * means, and is quicker at it.
 * @type {import('eslint').Linter.RulesRecord}
 */
const inComponents = {
	eqeqeq: ['error', 'always', { null: 'ignore' }],
	'no-console': ['error', { allow: ['error'] }],
	'no-constant-binary-expression': 'error',
	'no-control-regex': 'error',
	'no-self-compare': 'error',
	'no-template-curly-in-string': 'error',
	'no-unmodified-loop-condition': 'error',
	'no-unreachable-loop': 'error',
	'no-useless-escape': 'error',
	'no-var': 'error',
	'object-shorthand': 'error',
	// "_" says: given, and not needed here.
	'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
	'@typescript-eslint/consistent-type-imports': [
		'error',
		{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
	],
	// Props that are changed and props that are not may be taken in one go.
	'prefer-const': 'off',
	'svelte/prefer-const': ['error', { destructuring: 'all' }],
	// The content security policy (svelte.config.js) would throw them away.
	'svelte/no-inline-styles': ['error', { allowTransitions: true }],
	// Every link is made by `link()`, which knows the reader's language; Kit's resolve() does not.
	'svelte/no-navigation-without-resolve': 'off'
};

export default defineConfig(
	globalIgnores([
		'build/',
		'.svelte-kit/',
		'data/',
		'drizzle/meta/',
		'src/lib/i18n/paraglide/',
		'test-results/'
	]),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.{js,mjs,ts}'],
		languageOptions: { parser: ts.parser, globals: { ...globals.browser, ...globals.node } }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		extends: [ts.configs.recommended, svelte.configs.recommended],
		// Data only: the cache of ESLint cannot hold the functions of the whole configuration.
		languageOptions: {
			globals: globals.browser,
			parserOptions: {
				parser: ts.parser,
				svelteConfig: { compilerOptions: svelteConfig.compilerOptions }
			}
		},
		rules: inComponents
	},
	{
		files: ['src/**'],
		ignores: ['src/lib/server/http/client-address.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: "Identifier[name='getClientAddress']",
					message: 'It throws without the proxy’s header. Call clientAddress (server/http/client-address.ts).'
				}
			]
		}
	},
	layers
);
