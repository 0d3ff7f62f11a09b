import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import layers from './eslint.layers.js';
import svelteConfig from './svelte.config.js';

/**
 * What TypeScript's own checker does not see, and what reviews should not have to.
 * @type {import('eslint').Linter.RulesRecord}
 */
const everywhere = {
	eqeqeq: ['error', 'always', { null: 'ignore' }],
	'no-constant-binary-expression': 'error',
	'no-control-regex': 'error',
	'no-self-compare': 'error',
	'no-template-curly-in-string': 'error',
	'no-unmodified-loop-condition': 'error',
	'no-unreachable-loop': 'error',
	'no-unused-vars': 'off',
	'no-useless-escape': 'error',
	'no-var': 'error',
	'object-shorthand': 'error',
	'prefer-const': 'error'
};

/** @type {import('eslint').Linter.RulesRecord} */
const typed = {
	'@typescript-eslint/no-explicit-any': 'error',
	'@typescript-eslint/ban-ts-comment': 'error',
	// "_" says: given, and not needed here.
	'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
	'@typescript-eslint/no-floating-promises': 'error',
	// A form's or an attachment's handler may be async: Svelte and the browser ignore what it returns.
	'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
	// Numbers speak for themselves in a text.
	'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
	// Contexts and fixtures are objects of closures, made to be taken apart.
	'@typescript-eslint/unbound-method': 'off',
	// Handlers and adapters are async because their callers await them, whether or not they wait themselves.
	'@typescript-eslint/require-await': 'off',
	'@typescript-eslint/consistent-type-imports': [
		'error',
		{ fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
	],
	'@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
};

/**
 * Where there are no types to go by.
 * @type {import('eslint').Linter.RulesRecord}
 */
const untyped = {
	'@typescript-eslint/switch-exhaustiveness-check': 'off',
	'@typescript-eslint/no-floating-promises': 'off',
	'@typescript-eslint/no-misused-promises': 'off',
	'@typescript-eslint/restrict-template-expressions': 'off'
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
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: { ...everywhere, ...typed }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		// Data only: the cache of ESLint cannot hold the functions of the whole configuration.
		languageOptions: {
			parserOptions: {
				parser: ts.parser,
				svelteConfig: { compilerOptions: svelteConfig.compilerOptions }
			}
		},
		rules: {
			// Every link is made by `link()`, which knows the reader's language; Kit's resolve() does not.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		// The types of components are svelte-check's: it knows what their markup means, and is quicker at it.
		files: ['**/*.svelte'],
		extends: [ts.configs.disableTypeChecked],
		rules: {
			...untyped,
			// The content security policy (svelte.config.js) would throw them away.
			'svelte/no-inline-styles': ['error', { allowTransitions: true }],
			// Props that are changed and props that are not may be taken in one go.
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { destructuring: 'all' }]
		}
	},
	{
		// What the program has to say goes to the log (server/http/log.ts) or onto the page.
		files: ['src/lib/**', 'src/routes/**'],
		rules: { 'no-console': ['error', { allow: ['error'] }] }
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
	{
		// Plain JavaScript is configuration and small tools: read by people, not by the type checker.
		files: ['**/*.js', '**/*.mjs'],
		extends: [ts.configs.disableTypeChecked],
		rules: untyped
	},
	layers
);
