import { sql } from 'drizzle-orm';
import type { Database, Queryable } from './database';
import { shareAnswer } from './shared-answer';
import { tableNames } from './table-names';
import { installTriggers, type Trigger } from './triggers';

/** Tables that change often and that no public page reads. A page that reads one of them is not kept. */
const unversioned: ReadonlySet<string> = new Set([
	...[
		'admitted_address',
		'calendar_feed',
		'commit_count',
		'editing',
		'email_change',
		'erasure',
		'import_mapping',
		'import_staging'
	],
	...['invitation', 'lease', 'matter_link', 'past', 'pending_matter'],
	...['outcome_draft', 'pending_matter_file'],
	...['sent_form', 'session', 'sign_in_address'],
	...['sign_in_failure', 'table_version']
]);

/** Tables whose changes get a new version. */
const versionedTables: readonly string[] = [...tableNames].filter((one) => !unversioned.has(one));

/** Tokens of tables, each replaced by a change of the table. */
export interface TableVersions {
	/** The tokens as they are stored; equal texts have equal tokens. */
	text: string;
	of: Readonly<Record<string, string>>;
}

/**
 * Installs triggers that replace a table's token when its rows change, whoever changes them. Tokens are random and not
 * counted, so that a restored backup never has the tokens of other data. Does nothing if they are current.
 */
export async function installVersionTriggers(database: Database): Promise<void> {
	const found = await database.read.all<{ name: string }>(
		sql`select name from sqlite_master where type = 'table'`
	);
	const tables = versionedTables.filter((table) => found.some(({ name }) => name === table));
	const triggers = tables.flatMap(versionTriggers);
	await installTriggers(database, { prefix: 'version_', triggers }, async (tx) => {
		for (const one of [...tables, draftToken])
			await tx.run(sql`insert into table_version values (${one}, hex(randomblob(8))) on conflict do nothing`);
	});
}

const latest = new WeakMap<Queryable, TableVersions>();
/**
 * Returns the tokens of all tables in one statement; the same object for as long as none changes. A page asks for each
 * of its parts: they share an answer.
 */
export function loadTableVersions(read: Queryable): Promise<TableVersions> {
	return shareAnswer(read, () => readTableVersions(read));
}

async function readTableVersions(read: Queryable): Promise<TableVersions> {
	const [row] = await read.all<{ text: string }>(
		sql`select json_group_object("of", "version") as text from table_version`
	);
	const text = row?.text ?? '{}';
	const known = latest.get(read);
	if (known?.text === text) return known;
	const found = { text, of: JSON.parse(text) as Record<string, string> };
	latest.set(read, found);
	return found;
}

/** True if nothing has changed that a value depends on; notes the tokens for the next look. */
export function isCurrent(
	kept: { readonly tokens: ReadonlySet<string>; checked: TableVersions },
	versions: TableVersions
): boolean {
	if (kept.checked === versions) return true;
	for (const token of kept.tokens) if (versions.of[token] !== kept.checked.of[token]) return false;
	kept.checked = versions;
	return true;
}

/** Token of the drafts of evaluations, for readers who are shown them. */
const draftToken = 'evaluation.draft';

/** Tables that hold drafts among other things. */
const hasDrafts: ReadonlySet<string> = new Set(['evaluation', 'value_score']);

/** Returns the tokens that readers of tables depend on who may be shown drafts. */
export function tokensOf(tables: ReadonlySet<string>): ReadonlySet<string> {
	return [...tables].some((one) => hasDrafts.has(one)) ? new Set([...tables, draftToken]) : tables;
}

/** Texts and scores of a draft that stays one: they change with every word, and no public page shows them. */
const unseen: Record<string, Partial<Record<'insert' | 'update' | 'delete', string>>> = {
	evaluation: { update: "old.`state` <> 'draft' or new.`state` <> 'draft'" },
	value_score: Object.fromEntries(
		(['insert', 'update', 'delete'] as const).map((event) => [
			event,
			`(select \`state\` from \`evaluation\` where \`id\` = ${event === 'delete' ? 'old' : 'new'}.\`evaluation_id\`) is not 'draft'`
		])
	)
};

function versionTriggers(table: string): Trigger[] {
	return (['insert', 'update', 'delete'] as const).flatMap((event) => {
		const condition = unseen[table]?.[event];
		// The scores of a draft are read once the draft is submitted.
		const renewed = table === 'evaluation' ? ['evaluation', 'value_score'] : [table];
		const own = renewTokens(`version_${table}_${event}`, `after ${event} on \`${table}\``, {
			renewed,
			condition
		});
		if (!hasDrafts.has(table)) return [own];
		const draft = { renewed: [draftToken] };
		return [own, renewTokens(`version_draft_${table}_${event}`, `after ${event} on \`${table}\``, draft)];
	});
}

function renewTokens(
	name: string,
	moment: string,
	{ renewed, condition }: { renewed: readonly string[]; condition?: string | undefined }
): Trigger {
	const when = condition ? ` when ${condition}` : '';
	const list = renewed.map((one) => `'${one}'`).join(', ');
	return [
		name,
		`create trigger \`${name}\` ${moment}${when} begin update \`table_version\` set \`version\` = hex(randomblob(8)) where \`of\` in (${list}); end`
	];
}
