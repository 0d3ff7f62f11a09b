import boundaries from 'eslint-plugin-boundaries';

/**
 * A layer of the code: what it may import besides itself, and what to do instead of another import.
 *
 * @typedef {object} Layer
 * @property {string} type
 * @property {string | string[]} pattern of its files; a file belongs to the first layer that matches
 * @property {string[]} may layers it may import
 * @property {string[]} [packages] those it may import; any that has no owner (below) without this
 * @property {string} rule
 */

const texts = ['domain', 'forms', 'i18n'];
const server = [
	'server',
	'server/database',
	'server/identity',
	'server/http',
	'server/documents',
	'server/workers',
	'server/uploads',
	'server noun'
];

/** @type {Layer[]} */
const layers = [
	{
		type: 'domain',
		pattern: 'src/lib/domain/**',
		may: [],
		// Comparing two texts word by word is a pure function.
		packages: ['diff'],
		rule: 'Domain knows nothing but domain. Give the rule what it needs as an argument.'
	},
	{
		type: 'forms',
		pattern: 'src/lib/forms/**',
		may: ['domain'],
		packages: ['zod'],
		rule: 'Forms are zod shapes over domain, for server and browser alike. Move the rest to the command.'
	},
	{
		type: 'i18n',
		pattern: 'src/lib/i18n/**',
		may: ['domain'],
		packages: ['@inlang/*'],
		rule: 'i18n gives the words for codes of domain. Take what else it needs as an argument.'
	},
	{
		type: 'server',
		pattern: 'src/lib/server/*.ts',
		may: ['domain', 'server/database'],
		packages: ['drizzle-orm', 'zod', 'yauzl', 'node:*'],
		rule: 'What all of server shares uses domain and the database only.'
	},
	{
		type: 'server/database',
		pattern: 'src/lib/server/database/**',
		may: ['domain'],
		packages: ['drizzle-orm', '@libsql/client', 'libsql', 'lru-cache', 'node:*'],
		rule: 'The database knows tables, not what is done with them. Move this to the noun’s queries or commands.'
	},
	{
		type: 'server/http',
		pattern: 'src/lib/server/http/**',
		may: [...texts, ...server],
		rule: 'http is where Kit meets the server. Markup belongs to components.'
	},
	{
		type: 'server/workers',
		pattern: 'src/lib/server/workers/**',
		may: [...texts, ...server, 'server/workflows'],
		rule: 'Worker threads run documents, workbooks and imports. Kit belongs to server/http.'
	},
	{
		type: 'server/uploads',
		pattern: 'src/lib/server/uploads/**',
		may: ['domain', 'server'],
		packages: ['htmlparser2', 'node:*'],
		rule: 'Uploads turn files into tables and know no noun. Let the noun read what its cells mean.'
	},
	{
		type: 'server/identity',
		pattern: 'src/lib/server/identity/**',
		may: ['domain', 'forms', 'server', 'server/database', 'server noun'],
		rule: 'Identity knows no web framework. Cookies and redirects belong to server/http.'
	},
	{
		type: 'server/demo',
		pattern: 'src/lib/server/demo/**',
		may: [
			'domain',
			'forms',
			'server',
			'server/database',
			'server/identity',
			'server/workflows',
			'server noun'
		],
		rule: 'The demo is made by commands. Words, charts and Kit belong elsewhere.'
	},
	{
		type: 'server/documents',
		pattern: ['src/lib/server/documents/**', 'src/lib/server/mail/**'],
		may: ['charts', ...texts, 'server', 'server/database', 'server noun'],
		rule: 'Documents and mail are made of queries, words and charts. Kit belongs to server/http.'
	},
	{
		type: 'server/workflows',
		pattern: 'src/lib/server/workflows/**',
		may: ['domain', 'forms', 'server', 'server/database', 'server/identity', 'server noun'],
		rule: 'A workflow composes nouns’ queries and commands in one transaction. Kit and words belong elsewhere.'
	},
	{
		type: 'server noun',
		pattern: 'src/lib/server/*/**',
		may: ['domain', 'forms', 'server', 'server/database', 'server/identity', 'server/uploads'],
		rule: 'A noun of server uses domain, forms, server/database, server/uploads and other nouns’ queries. Return codes and let the page find words; compose nouns in server/workflows.'
	},
	{
		type: 'charts',
		pattern: 'src/lib/charts/**',
		may: ['domain', 'i18n', 'ui'],
		rule: 'Charts draw what they are given. Pass the data as an argument.'
	},
	{
		type: 'ui',
		pattern: 'src/lib/ui/**',
		may: ['domain', 'i18n'],
		rule: 'ui knows no noun, chart or server. Pass the data as a prop, or move the component to components/<noun>.'
	},
	{
		type: 'components',
		pattern: 'src/lib/components/**',
		may: ['charts', 'ui', ...texts],
		rule: 'Components know their noun and no server. Pass the data as a prop.'
	},
	{
		type: 'routes/server',
		pattern: ['src/routes/**/*.server.ts', 'src/routes/**/+server.ts', 'src/hooks.server.ts'],
		may: ['routes', 'server/workflows', ...texts, ...server],
		rule: 'Server code imports no component. Move what it needs to domain or forms.'
	},
	{
		type: 'routes',
		pattern: ['src/routes/**', 'src/hooks*', 'src/app.d.ts'],
		may: ['charts', 'ui', 'components', 'routes/server', 'server/workflows', ...texts, ...server],
		rule: 'Routes parse, call and answer. They need nothing that is not in lib.'
	},
	{
		type: 'operator',
		pattern: ['src/operator/**', 'src/bin/**'],
		may: [...texts, ...server, 'server/workflows', 'server/demo'],
		rule: 'The operator’s tool calls commands and queries. It has no pages.'
	}
];

/** Packages that some layers own: the others ask there. */
const owners = [
	{
		packages: ['@sveltejs/kit'],
		layers: ['server/http', 'routes/server', 'routes'],
		// What `use:enhance` hands a component has its type there and nowhere else.
		types: ['ui', 'components'],
		rule: 'Only server/http, routes and hooks know Kit. Return a result and let them answer.'
	},
	{
		packages: ['svelte', '$app'],
		layers: ['ui', 'components', 'charts', 'routes/server', 'routes'],
		rule: 'Only what is drawn knows Svelte.'
	},
	{
		packages: ['$env'],
		layers: ['server/http', 'routes/server', 'routes'],
		rule: 'The environment is read in server/http. Take what you need of it as an argument.'
	},
	{
		packages: ['lucia'],
		layers: ['server/identity'],
		rule: 'Only server/identity knows lucia, so that leaving it stays a one-folder change.'
	},
	{
		packages: ['@libsql/*'],
		layers: ['server/database'],
		rule: 'Only server/database opens a database. Call openDatabase().'
	},
	{
		packages: ['drizzle-orm'],
		layers: layers.map(({ type }) => type).filter((type) => type.startsWith('server')),
		rule: 'Only src/lib/server touches the database. Write a query or a command and call it.'
	},
	{
		packages: ['chart.js', 'chartjs-*'],
		layers: ['charts'],
		rule: 'Only charts knows Chart.js. Ask it for the configuration or the component.'
	}
];

/** Modules of a noun that other nouns may import besides its queries: they read, or serve a change of theirs. */
const sharedModules = [
	'src/lib/server/reviews/plan-snapshot.ts',
	'src/lib/server/matters/agenda-step.ts',
	'src/lib/server/people/seats.ts',
	'src/lib/server/decisions/from-minutes.ts',
	'src/lib/server/decisions/reader.ts',
	'src/lib/server/decisions/responsible.ts',
	'src/lib/server/decisions/reminders.ts',
	'src/lib/server/meetings/notify.ts',
	'src/lib/server/meetings/circulation.ts',
	'src/lib/server/calendar/write-calendar.ts',
	// Reads whom a matter's mail reaches, and what it tells.
	'src/lib/server/matters/senders.ts',
	'src/lib/server/reporting-links/issue.ts',
	'src/lib/server/measures/edit.ts',
	'src/lib/server/measures/run-command.ts',
	'src/lib/server/measures/code-allocation.ts'
];

const types = layers.map(({ type }) => type);
const others = (/** @type {string[]} */ ...allowed) => types.filter((type) => !allowed.includes(type));

/** @param {string[]} of */
const filesOf = (of) => ({ file: { categories: { anyOf: of } } });
/** @param {string[]} source */
const packagesOf = (source) => ({ module: { origin: ['external', 'core'], source } });

/**
 * @param {string[]} from layers
 * @param {object} to
 * @param {string} rule
 */
const forbid = (from, to, rule) => ({
	from: filesOf(from),
	disallow: { to },
	message: `{{ from.file.path }} imports {{ dependency.source }}. ${rule}`
});
/** @param {string[]} from layers @param {object} to */
const permit = (from, to) => ({ from: filesOf(from), allow: { to } });

const readersOfNouns = ['server noun', 'server/identity', 'server/documents'];

/**
 * Returns the policies of one layer's files; a later one overrides an earlier one.
 *
 * @param {Layer} layer
 */
const policiesOf = ({ type, may, packages, rule }) => [
	forbid([type], filesOf(others(type, ...may)), rule),
	...(packages ? [forbid([type], packagesOf(['**']), rule), permit([type], packagesOf(packages))] : []),
	...owners
		.filter(({ layers }) => !layers.includes(type))
		.map(({ packages, types = [], rule }) => ({
			...forbid([type], packagesOf(packages), rule),
			...(types.includes(type) && { dependency: { kind: 'value' } })
		})),
	...(type === 'domain'
		? [
				forbid(
					[type],
					{ file: { isUnknown: true }, module: { origin: 'local' } },
					'Domain knows no file outside src. Give the rule what it needs as an argument.'
				)
			]
		: []),
	...(readersOfNouns.includes(type)
		? [
				forbid(
					[type],
					{
						file: {
							categories: { anyOf: ['server noun'], noneOf: ['shared'] },
							captured: { noun: '!{{ from.file.captured.noun }}' }
						}
					},
					'A noun reads another one’s queries only. Move what is needed there, or compose both in server/workflows.'
				)
			]
		: [])
];

const files = 'src/**/*.{ts,svelte,mjs}';
const ignores = ['**/*.test.ts'];

/** The layers as rules of ESLint. @type {import('eslint').Linter.Config[]} */
export default [
	{
		files: [files],
		ignores,
		plugins: { boundaries },
		settings: {
			'boundaries/root-path': import.meta.dirname,
			'boundaries/legacy-templates': false,
			'boundaries/files': [
				{ category: 'shared', pattern: ['src/lib/server/*/queries.ts', ...sharedModules] },
				...layers.map(({ type, pattern }) => ({
					category: type,
					pattern,
					stopMatching: true,
					...(type === 'server noun' && { capture: ['noun'] })
				}))
			],
			'boundaries/flag-as-external': { customSourcePatterns: ['$app/**', '$env/**'] },
			'import/resolver': { [`${import.meta.dirname}/eslint.resolver.js`]: {} }
		},
		rules: { 'boundaries/no-unknown-files': 'error' }
	},
	// Policies of other layers are left out, since checking every import against all takes five times as long.
	// The last object that matches a file decides, and so the first layer.
	...layers.toReversed().map((layer) => ({
		files: [layer.pattern].flat().map((pattern) => [files, pattern]),
		ignores,
		rules: {
			'boundaries/dependencies': /** @type {import('eslint').Linter.RuleEntry} */ ([
				'error',
				{ default: 'allow', checkAllOrigins: true, checkUnknownLocals: true, policies: policiesOf(layer) }
			])
		}
	}))
];
