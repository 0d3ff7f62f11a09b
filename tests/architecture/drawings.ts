import { getTableConfig, SQLiteTable, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { toSnakeCase } from 'drizzle-orm/casing';
import { importsOf, isTest, parseScript, sourceFiles } from './source';

/** The tables of each schema file, by the file's name. */
export type Schema = Record<string, SQLiteTable[]>;

/** Collects the tables from the modules of the schema folder, in alphabetical order. */
export function schemaOf(modules: Record<string, Record<string, unknown>>): Schema {
	const files = Object.entries(modules).map(([path, module]) => {
		const tables = Object.values(module).filter((one): one is SQLiteTable => one instanceof SQLiteTable);
		return [path.replace(/^.*\/|\.ts$/g, ''), tables.sort((a, b) => order(nameOf(a), nameOf(b)))] as const;
	});
	const filled = files.filter(([file, tables]) => file !== 'index' && tables.length > 0);
	return Object.fromEntries(filled.sort(([a], [b]) => order(a, b)));
}

/** Returns docs/data-model.md: one entity diagram for each file of the schema. */
export function dataModel(schema: Schema): string {
	const groupOf = new Map(
		Object.entries(schema).flatMap(([file, tables]) => tables.map((one) => [nameOf(one), file]))
	);
	const links = Object.entries(schema).flatMap(([file, tables]) =>
		tables.flatMap((one) =>
			foreignKeysOf(one).map(({ to }) => [file, groupOf.get(to) ?? to] satisfies [string, string])
		)
	);
	return page('Data model', dataModelNote, [
		...flowchart(unique(links.filter(([from, to]) => from !== to))),
		...Object.entries(schema).flatMap(([file, tables]) => [
			`## ${file}`,
			mermaid(['erDiagram', ...tables.flatMap(entity), ...tables.flatMap(relations)])
		])
	]);
}

const dataModelNote = `Drawn from \`src/lib/server/database/schema/\`, one drawing for each file. The first one shows which groups of
tables refer to which. \`json\` is text that holds JSON, and \`boolean\` is 0 or 1. A column is required unless it
says "optional". Tables of the search index and the triggers are in \`drizzle/\` and in the code that creates them.`;

function entity(table: SQLiteTable): string[] {
	const { columns, primaryKeys } = getTableConfig(table);
	const primary = new Set(primaryKeys.flatMap((key) => key.columns.map((one) => one.name)));
	const foreign = new Set(foreignKeysOf(table).flatMap((key) => key.columns));
	const rows = columns.map((column: SQLiteColumn) => {
		const name = columnName(column);
		const isPrimary = column.primary || primary.has(column.name);
		const keys = [isPrimary && 'PK', foreign.has(name) && 'FK', column.isUnique && 'UK'].filter(Boolean);
		const parts = [typeOf(column), name, keys.join(', '), column.notNull || isPrimary ? '' : '"optional"'];
		return `\t\t${parts.filter(Boolean).join(' ')}`;
	});
	return [`\t${nameOf(table)} {`, ...rows, '\t}'];
}

function relations(table: SQLiteTable): string[] {
	return foreignKeysOf(table).map(
		({ to, columns, required }) =>
			`\t${nameOf(table)} }o--${required ? '||' : 'o|'} ${to} : "${columns.join(', ')}"`
	);
}

function foreignKeysOf(table: SQLiteTable) {
	return getTableConfig(table).foreignKeys.map((key) => {
		const { columns, foreignTable } = key.reference();
		return {
			to: nameOf(foreignTable),
			columns: columns.map(columnName),
			required: columns.every((one) => one.notNull)
		};
	});
}

const typeNames: Record<string, string> = { SQLiteTextJson: 'json', SQLiteBoolean: 'boolean' };

function typeOf(column: SQLiteColumn): string {
	return typeNames[column.columnType] ?? column.getSQLType();
}

function columnName(column: SQLiteColumn): string {
	return toSnakeCase(column.name);
}

function nameOf(table: SQLiteTable): string {
	return getTableConfig(table).name;
}

type Edge = [from: string, to: string];

/** Returns docs/layers.md: who imports whom, by layer and by server folder. */
export function layersPage(): string {
	const files = sourceFiles().filter((file) => !isTest(file));
	const imports = files.flatMap((from) =>
		importsOf(parseScript(from)).flatMap(({ file, typeOnly }) =>
			file && !typeOnly ? [[from, file] as Edge] : []
		)
	);
	const between = (part: (file: string) => string | null): Edge[] =>
		unique(
			imports.flatMap(([from, to]) => {
				const [a, b] = [part(from), part(to)];
				return a && b && a !== b ? [[a, b] as Edge] : [];
			})
		);
	return page('Layers', layersNote, [
		...flowchart(reduced(between(layerOf))),
		'## Server folders',
		serverNote,
		...flowchart(reduced(between(folderOf)))
	]);
}

const layersNote = `Drawn from the imports of \`src/\`; imports of types are left out. An arrow means "imports". Where a longer way
leads to the same place, the direct arrow is left out. The rules are in [architecture.md](architecture.md).`;

const serverNote = `The folders of \`src/lib/server/\`, without \`database\` and \`demo\`. A folder is entered by its queries,
and by commands from \`workflows\`. [architecture.md](architecture.md) names the exceptions.`;

function layerOf(file: string): string | null {
	return (/^src\/lib\/([^/]+)\//.exec(file) ?? /^src\/(routes|operator)\//.exec(file))?.[1] ?? null;
}

function folderOf(file: string): string | null {
	const folder = /^src\/lib\/server\/([^/]+)\//.exec(file)?.[1];
	return folder && !['database', 'demo'].includes(folder) ? folder : null;
}

/** Leaves out every arrow whose ends are also joined by a longer way. */
function reduced(edges: Edge[]): Edge[] {
	return edges.reduce((kept, edge) => {
		const others = kept.filter((one) => one !== edge);
		return reaches(others, edge[0], edge[1]) ? others : kept;
	}, edges);
}

function reaches(edges: Edge[], from: string, to: string, seen = new Set<string>()): boolean {
	return edges.some(([a, b]) => {
		if (a !== from || seen.has(b)) return false;
		return b === to || reaches(edges, b, to, seen.add(b));
	});
}

function flowchart(edges: Edge[]): string[] {
	return [mermaid(['flowchart TD', ...edges.map(([from, to]) => `\t${from} --> ${to}`)])];
}

function unique(edges: Edge[]): Edge[] {
	const byText = new Map(edges.map((edge) => [edge.join(' '), edge]));
	return [...byText].sort(([a], [b]) => order(a, b)).map(([, edge]) => edge);
}

function order(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function mermaid(lines: string[]): string {
	return ['```mermaid', ...lines, '```'].join('\n');
}

function page(title: string, note: string, parts: string[]): string {
	const made = '<!-- Generated by `npm run docs`. -->';
	return [`# ${title}`, made, note, ...parts].join('\n\n') + '\n';
}
