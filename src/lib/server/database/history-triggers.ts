import { sql, type SQL } from 'drizzle-orm';
import type { Database, Queryable } from './database';
import { installTriggers, type Trigger } from './triggers';

/** Tables whose rows make up a plan on a day. */
export const historyTables: readonly HistoryTable[] = [
	{ table: 'partnership' },
	{ table: 'partner' },
	{ table: 'body' },
	{ table: 'seat' },
	{ table: 'seat_partner' },
	{ table: 'plan' },
	{ table: 'goal_state' },
	{ table: 'core_value' },
	{ table: 'driver' },
	{ table: 'focus_area' },
	{ table: 'funding' },
	{ table: 'measure' },
	{ table: 'milestone' },
	{ table: 'measure_area' },
	{ table: 'measure_value' },
	{ table: 'measure_driver' },
	{ table: 'measure_partner' },
	{ table: 'measure_origin' },
	{ table: 'measure_before' },
	{ table: 'indicator' },
	{ table: 'indicator_target' },
	{ table: 'indicator_reading' },
	{ table: 'rollout' },
	{ table: 'rollout_step' },
	{ table: 'round' },
	{ table: 'area_verdict' },
	{ table: 'review_text' },
	{ table: 'review', sealed: 'content' },
	{ table: 'adjustment', sealed: 'content' },
	{ table: 'decision' },
	{ table: 'decision_measure' },
	{ table: 'decision_follow_up' },
	{ table: 'decision_effect' },
	{ table: 'decision_reference' },
	// Drafts change often and are private: history keeps approved evaluations only.
	{ table: 'evaluation', onlyWhile: (row) => `${row}.\`state\` in ('approved', 'locked')` },
	{
		table: 'value_score',
		onlyWhile: (row) =>
			`(select \`state\` from \`evaluation\` where \`id\` = ${row}.\`evaluation_id\`) in ('approved', 'locked')`
	}
];

export interface HistoryTable {
	table: string;
	/** A column that is not copied: it never changes once the row has its seal (`sha256`). */
	sealed?: string;
	/** SQL condition on the row "new" or "old" for rows to keep. All rows if left out. */
	onlyWhile?: (row: TriggerRow) => string;
}

type TriggerRow = 'new' | 'old';

/** A table's current definition. */
export interface TableDefinition {
	table: string;
	columns: {
		name: string;
		isReal: boolean;
		/** Value of rows kept before the column existed, as SQL. */
		defaultSql: string;
	}[];
	/** Columns of the primary key. */
	key: string[];
	/** A column that is not kept (see `HistoryTable`). */
	sealed?: string | undefined;
}

/**
 * Installs triggers that keep every version of the rows of `historyTables`, whoever changes them, with the
 * number of the transaction's event. A command must therefore write its rows first and record its event last.
 * The triggers are generated from the migrated tables, so new columns are included. Does nothing if they are
 * current.
 */
export async function installHistoryTriggers(database: Database): Promise<void> {
	const shapes = await readTableDefinitions(database.read);
	const exceptions = await database.read.all<{ name: string }>(
		sql`select name from sqlite_master where type = 'table' and name in ('erasure', 'redaction')`
	);
	const triggers = historyTriggers(
		shapes,
		exceptions.map(({ name }) => name)
	);
	await installTriggers(database, { prefix: 'past_', triggers }, async (tx) => {
		for (const shape of shapes) await tx.run(backfillStatement(shape));
	});
}

/** Returns the definitions of the kept tables that exist, with the columns that are kept. */
export async function readTableDefinitions(read: Queryable): Promise<TableDefinition[]> {
	const rows = await read.all<{
		table: string;
		name: string;
		pk: number;
		notnull: number;
		type: string;
		value: string | null;
	}>(
		sql`select t.name as "table", c.name as name, c.type as type, c.pk as pk, c."notnull" as "notnull", c.dflt_value as value
			from sqlite_master t join pragma_table_info(t.name) c
			where t.type = 'table' order by t.name, c.cid`
	);
	return historyTables.flatMap(({ table, sealed }) => {
		const own = rows.filter((one) => one.table === table && one.name !== sealed);
		if (own.length === 0) return [];
		const columns = own.map(({ name, type, value }) => ({
			...{ name, isReal: type.toUpperCase() === 'REAL' },
			defaultSql: value ?? 'null'
		}));
		return [{ table, columns, key: own.filter((one) => one.pk > 0).map((one) => one.name), sealed }];
	});
}

/** Number of the next event; the current transaction records it at its end. */
const nextEventSeq = '(select coalesce(max(`seq`), 0) + 1 from `event`)';

const onConflictReplace = 'on conflict (`of`, `key`, `seq`) do update set `row` = excluded.`row`';

/** Returns the triggers of tables with these definitions. */
function historyTriggers(shapes: readonly TableDefinition[], exceptions: readonly string[]): Trigger[] {
	const score = shapes.find(({ table }) => table === 'value_score');
	return [...shapes.flatMap((shape) => triggersFor(shape, score)), ...sealTriggers(exceptions)];
}

function triggersFor(shape: TableDefinition, score: TableDefinition | undefined): Trigger[] {
	const { table } = shape;
	const counts = historyTables.find((one) => one.table === table)!.onlyWhile;
	const when = (condition: string | undefined) => (condition ? ` when ${condition}` : '');
	const keep = (row: TriggerRow, content: string) =>
		`insert into \`past\` (\`seq\`, \`of\`, \`key\`, \`row\`) values (${nextEventSeq}, '${table}', ${rowKeySql(shape, `${row}.`)}, ${content}) ${onConflictReplace};`;
	const either = counts && `${counts('new')} or ${counts('old')}`;
	const become = counts
		? `case when ${counts('new')} then ${rowJsonSql(shape, 'new.')} end`
		: rowJsonSql(shape, 'new.');
	const scores = table === 'evaluation' && score ? recordScoresStatement(score) : '';
	const make = (event: string, condition: string | undefined, body: string): Trigger => {
		const name = `past_${table}_${event}`;
		return [
			name,
			`create trigger \`${name}\` after ${event} on \`${table}\`${when(condition)} begin ${body} end`
		];
	};
	return [
		make('insert', counts?.('new'), keep('new', rowJsonSql(shape, 'new.'))),
		make('update', either, keep('new', become) + scores),
		make('delete', counts?.('old'), keep('old', 'null'))
	];
}

/** Returns the statement that keeps the value scores of an evaluation while it is kept itself. */
function recordScoresStatement(score: TableDefinition): string {
	return ` insert into \`past\` (\`seq\`, \`of\`, \`key\`, \`row\`) select ${nextEventSeq}, 'value_score', ${rowKeySql(score, '')}, case when new.\`state\` in ('approved', 'locked') then ${rowJsonSql(score, '')} end from \`value_score\` where \`evaluation_id\` = new.\`id\` ${onConflictReplace};`;
}

const isSameRow = '(new.`seq`, new.`of`, new.`key`) is (old.`seq`, old.`of`, old.`key`)';

/** Condition for a row of the same structure whose changed texts meet another condition, on `o` and `n`. */
const onlyTexts = (condition: string) =>
	'(select count(*) from json_tree(new.`row`)) = (select count(*) from json_tree(old.`row`)) ' +
	'and not exists (select 1 from json_tree(old.`row`) o left join json_tree(new.`row`) n on n.`fullkey` = o.`fullkey` ' +
	`where n.\`type\` is not o.\`type\` or (n.\`atom\` is not o.\`atom\` and (o.\`type\` <> 'text' or not ${condition})))`;

/** The new text as a pattern, with its marks of redaction as wildcards. */
const markedPattern =
	"replace(replace(replace(replace(n.`atom`, '[', '[[]'), '*', '[*]'), '?', '[?]'), " +
	"case x.`lang` when 'nn' then '[[]sladda]' else '[[]sladdet]' end, '*')";

/**
 * Conditions for changes of committed history, by the table that allows them. Until it records its event, the
 * transaction of an erasure may replace texts by the erased person's new name, and that of a redaction parts of texts
 * by its mark. Migrations have the same conditions for events.
 */
const exceptionSql: Record<string, string> = {
	erasure: onlyTexts("n.`atom` = 'Person ' || x.`id`"),
	redaction: `old.\`of\` in ('decision', 'decision_follow_up') and ${onlyTexts(`o.\`atom\` glob ${markedPattern}`)}`
};

/** Returns the triggers that keep history rows of committed events from being changed. */
function sealTriggers(exceptions: readonly string[]): Trigger[] {
	const allowed = exceptions.map(
		(table) =>
			`exists (select 1 from \`${table}\` x where x.\`seq\` > (select coalesce(max(\`seq\`), 0) from \`event\`) and ${exceptionSql[table]!})`
	);
	return (['insert', 'update', 'delete'] as const).map((event) => {
		const row = event === 'insert' ? 'new' : 'old';
		const isAllowed = event === 'update' && allowed.length > 0;
		const except = isAllowed ? ` and not (${isSameRow} and (${allowed.join(' or ')}))` : '';
		const name = `past_is_sealed_${event}`;
		return [
			name,
			`create trigger \`${name}\` before ${event} on \`past\` when ${row}.\`seq\` <= (select coalesce(max(\`seq\`), 0) from \`event\`)${except} begin select raise(abort, 'the past does not move'); end`
		];
	});
}

/** Returns the statement that copies the rows older than the triggers, as of the last event. */
function backfillStatement(shape: TableDefinition): SQL {
	const { table } = shape;
	const counts = historyTables.find((one) => one.table === table)!.onlyWhile;
	const unkept = `not exists (select 1 from \`past\` where \`of\` = '${table}' and \`past\`.\`key\` = cast(${rowKeySql(shape, 'new.')} as text))`;
	return sql.raw(
		`insert into \`past\` (\`seq\`, \`of\`, \`key\`, \`row\`) select (select coalesce(max(\`seq\`), 0) from \`event\`), '${table}', ${rowKeySql(shape, 'new.')}, ${rowJsonSql(shape, 'new.')} from \`${table}\` as new where ${unkept}${counts ? ` and ${counts('new')}` : ''}`
	);
}

function rowKeySql(shape: TableDefinition, row: string): string {
	return shape.key.map((name) => `${row}\`${name}\``).join(" || ' ' || ");
}

function rowJsonSql(shape: TableDefinition, row: string): string {
	const fields = shape.columns.map(({ name, isReal }) => {
		const value = `${row}\`${name}\``;
		return `'${name}', ${isReal ? exactRealSql(value) : value}`;
	});
	return `json_object(${fields.join(', ')})`;
}

/**
 * Returns SQL for the JSON of a real number with 17 digits. SQLite's own JSON has 15, which does not preserve
 * the value.
 */
function exactRealSql(value: string): string {
	return `json(case when ${value} is null then 'null' else printf('%!.17g', ${value}) end)`;
}
