import { AsyncLocalStorage } from 'node:async_hooks';
import { LRUCache } from 'lru-cache';
import { tableNames } from './table-names';

const recording = new AsyncLocalStorage<Set<string> | null>();

/** Returns the result of work, and the tables that its statements name. */
export async function recordReadTables<T>(
	work: () => Promise<T>
): Promise<{ value: T; tables: ReadonlySet<string> }> {
	const tables = new Set<string>();
	return { value: await recording.run(tables, work), tables };
}

/** Runs work whose statements are not recorded, because its result does not depend on their tables. */
export function withoutRecording<T>(work: () => T): T {
	return recording.run(null, work);
}

/** Adds tables to what is being recorded, as those of a value derived earlier. */
export function noteTables(tables: Iterable<string>): void {
	const current = recording.getStore();
	if (current) for (const table of tables) current.add(table);
}

/** Adds the tables of a statement to what is being recorded. Called for every statement of every database. */
export function noteStatement(statement: string): void {
	if (recording.getStore()) noteTables(tablesOf(statement));
}

/** Bounds the statements whose tables are known: lists of parameters make new ones. */
const tablesByStatement = new LRUCache<string, readonly string[]>({ max: 1_000 });

/** Returns the tables that a statement may name: every word that is the name of one. */
function tablesOf(statement: string): readonly string[] {
	const known = tablesByStatement.get(statement);
	if (known) return known;
	const words = new Set(statement.toLowerCase().match(/[a-z_]\w*/g));
	const tables = [...words].filter((one) => tableNames.has(one) || one.startsWith('search_'));
	tablesByStatement.set(statement, tables);
	return tables;
}
