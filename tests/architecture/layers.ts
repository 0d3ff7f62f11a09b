import type { Import } from './source';

/** A layer (docs/architecture.md): its files, the layers it may import, and the rule in words. */
interface Layer {
	name: string;
	/** The files of the layer; the first layer that fits is a file's layer. */
	files: RegExp;
	/** Layers it may import from, besides itself. */
	may: readonly string[];
	/** Packages it may import; every package that has no owner of its own (below) where this is left out. */
	packages?: RegExp;
	/** The rule in words, and what to do instead. */
	rule: string;
}

const code = ['domain', 'forms', 'i18n'];
const server = [
	'server',
	'server/database',
	'server/identity',
	'server/http',
	'server/documents',
	'server/workers',
	'a noun of server'
];

export const layers: readonly Layer[] = [
	{
		name: 'domain',
		files: /^src\/lib\/domain\//,
		may: [],
		// Comparing two texts word by word is a rule like any other, and a pure function.
		packages: /^diff$/,
		rule: 'domain knows nothing but domain. Give the rule what it needs as an argument'
	},
	{
		name: 'forms',
		files: /^src\/lib\/forms\//,
		may: ['domain'],
		packages: /^zod$/,
		rule: 'forms are zod shapes over domain, for server and browser alike. Move the rest to the command'
	},
	{
		name: 'i18n',
		files: /^src\/lib\/i18n\//,
		may: ['domain'],
		packages: /^@inlang\//,
		rule: 'i18n gives domain’s codes their words. Let the caller hand it what it is to say'
	},
	{
		name: 'server/database',
		files: /^src\/lib\/server\/database\//,
		may: ['domain'],
		packages: /^(drizzle-orm(\/|$)|@libsql\/client$|lru-cache$|node:)/,
		rule: 'the database knows tables, not what is done with them. Move it to the noun’s queries or commands'
	},
	{
		name: 'server/http',
		files: /^src\/lib\/server\/http\//,
		may: ['domain', 'forms', 'i18n', ...server],
		rule: 'http is where Kit meets the server. Markup belongs to components'
	},
	{
		name: 'server/workers',
		files: /^src\/lib\/server\/workers\//,
		may: [...code, ...server],
		rule: 'worker threads run documents and workbooks. Kit belongs to server/http'
	},
	{
		name: 'server/identity',
		files: /^src\/lib\/server\/identity\//,
		may: ['domain', 'forms', 'server', 'server/database', 'a noun of server'],
		rule: 'identity says who asks, and knows no web framework. Cookies and redirects belong to server/http'
	},
	{
		// Runs the commands that people use, so that the demo cannot show what the product cannot do.
		name: 'server/demo',
		files: /^src\/lib\/server\/demo\//,
		may: ['domain', 'forms', 'server', 'server/database', 'server/identity', 'a noun of server'],
		rule: 'the demo calls commands. Words, charts and Kit belong elsewhere'
	},
	{
		// What people are handed: papers and letters are made of words and pictures.
		name: 'server/documents',
		files: /^src\/lib\/server\/(documents|mail)\//,
		may: ['charts', ...code, 'server', 'server/database', 'a noun of server'],
		rule: 'documents and mail are made of queries, words and charts. Kit belongs to server/http'
	},
	{
		name: 'a noun of server',
		files: /^src\/lib\/server\/[a-z-]+\//,
		may: ['domain', 'forms', 'server', 'server/database', 'server/identity'],
		rule: 'a noun of server stands on domain, forms, server/database and other nouns’ queries. Return codes and let the page find words'
	},
	{
		name: 'server',
		files: /^src\/lib\/server\/[a-z-]+\.ts$/,
		may: ['domain', 'server/database'],
		packages: /^(zod$|yauzl$|node:)/,
		rule: 'what all of server shares stands on domain and the database only'
	},
	{
		name: 'charts',
		files: /^src\/lib\/charts\//,
		may: ['domain', 'i18n', 'ui'],
		rule: 'charts draw what they are given. Pass the data as an argument'
	},
	{
		name: 'ui',
		files: /^src\/lib\/ui\//,
		may: ['domain', 'i18n'],
		rule: 'ui knows no noun, no chart and no server. Pass the data as a prop, or move the component to components/<noun>'
	},
	{
		name: 'components',
		files: /^src\/lib\/components\//,
		may: ['charts', 'ui', ...code],
		rule: 'components know their noun and no server. Pass the data as a prop'
	},
	{
		name: 'routes',
		files: /^src\/(routes\/|hooks|app\.d\.ts)/,
		may: ['charts', 'ui', 'components', ...code, ...server],
		rule: 'routes parse, call and answer. They need nothing that is not in lib'
	},
	{
		name: 'operator',
		files: /^src\/(operator|bin)\//,
		may: [...code, ...server, 'server/demo'],
		rule: 'the operator’s tool calls commands and queries. It has no pages'
	}
];

/** A package that one part of the house owns: who else needs what it does asks there. */
interface Owner {
	packages: RegExp;
	/** Files that may import them. */
	owner: RegExp;
	/** Files that may name their types. */
	types?: RegExp;
	rule: string;
}

const owners: readonly Owner[] = [
	{
		packages: /^@sveltejs\/kit(\/|$)/,
		owner: /^src\/(lib\/server\/http\/|routes\/|hooks|app\.d\.ts)/,
		// What `use:enhance` hands a component has its type there and nowhere else.
		types: /^src\/lib\/(ui|components)\//,
		rule: 'only server/http, routes and hooks know Kit. Return an outcome and let them answer'
	},
	{
		packages: /^(svelte(\/|$)|\$app\/)/,
		owner: /^src\/(lib\/(ui|components|charts)|routes)\//,
		rule: 'only what is drawn knows Svelte'
	},
	{
		packages: /^\$env\//,
		owner: /^src\/(lib\/server\/http|routes)\//,
		rule: 'the environment is read at the edge. Take what you need of it as an argument'
	},
	{
		packages: /^lucia$/,
		owner: /^src\/lib\/server\/identity\//,
		rule: 'only server/identity knows lucia, so that leaving it stays a one-folder change'
	},
	{
		packages: /^@libsql\//,
		owner: /^src\/lib\/server\/database\//,
		rule: 'only server/database opens a database. Call openDatabase()'
	},
	{
		packages: /^drizzle-orm(\/|$)/,
		owner: /^src\/lib\/server\//,
		rule: 'only src/lib/server touches the database. Write a query or a command and call it'
	},
	{
		packages: /^chart(\.js|js-)/,
		owner: /^src\/lib\/charts\//,
		rule: 'only charts knows Chart.js. Ask it for the configuration or the component'
	}
];

/**
 * Modules of a noun that other nouns may import besides its `queries`. The standing only reads, and is
 * too long to stand among the queries, and so are a review's and a plan's parts; a link to the reporting page
 * exists only for the mail it goes out in, and is made in that mail's turn; an adjustment changes and makes many
 * measures in one turn, by the rules that hold for one.
 */
const sharedModules = new Set([
	'src/lib/server/reviews/plan-snapshot.ts',
	'src/lib/server/reviews/sealed-parts.ts',
	'src/lib/server/plan-file/plan-parts.ts',
	'src/lib/server/reporting-links/issue.ts',
	'src/lib/server/measures/edit.ts',
	'src/lib/server/measures/run-command.ts',
	'src/lib/server/measures/code-allocation.ts'
]);

export function layerOf(file: string): Layer | undefined {
	return layers.find((layer) => layer.files.test(file));
}

/** What is wrong with one import, as a sentence that says what to do; null where nothing is. */
export function importViolation(from: string, { specifier, file, typeOnly, line }: Import): string | null {
	const say = (rule: string) => `${from}:${line} imports ${specifier}: ${rule}.`;
	const layer = layerOf(from);
	if (!layer) return `${from} is in no layer: put it where its noun lives (docs/architecture.md).`;
	if (file === null) {
		if (/^\.{1,2}\/.*\$types$/.test(specifier)) return null;
		const owner = owners.find((one) => one.packages.test(specifier));
		if (owner && !owner.owner.test(from) && !(typeOnly && owner.types?.test(from))) return say(owner.rule);
		if (layer.packages && !layer.packages.test(specifier)) return say(layer.rule);
		return null;
	}
	const target = layerOf(file);
	if (!target) return layer.name === 'domain' ? say(layer.rule) : null;
	if (target.name !== layer.name && !layer.may.includes(target.name)) return say(layer.rule);
	const fault = nounViolation(layer, from, file);
	return fault && say(fault);
}

/** Layers that may read other nouns, and change none but their own. */
const readingLayers = new Set(['a noun of server', 'server/identity', 'server/documents']);

/** Between the nouns of the server only what reads is shared: a change is one noun's own doing. */
function nounViolation(layer: Layer, from: string, file: string): string | null {
	if (!readingLayers.has(layer.name) || layerOf(file)?.name !== 'a noun of server') return null;
	const noun = (path: string) => path.split('/')[3];
	if (noun(from) === noun(file) || file.endsWith('/queries.ts') || sharedModules.has(file)) return null;
	return file.endsWith('/commands.ts')
		? `${noun(from)} may not do what ${noun(file)} does. Let the route call both, or move what they share to domain`
		: `of ${noun(file)}, other nouns may read the queries only. Move what ${noun(from)} needs there`;
}
