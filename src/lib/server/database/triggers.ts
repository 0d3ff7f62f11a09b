import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './database';

/** A trigger's name, and the statement that creates it. */
export type Trigger = readonly [name: string, text: string];

/**
 * Replaces the triggers whose names have a prefix, unless they are current.
 *
 * @param prepare runs in the same transaction, before the new triggers exist
 */
export async function installTriggers(
	database: Database,
	{ prefix, triggers }: { prefix: string; triggers: readonly Trigger[] },
	prepare: (tx: Transaction) => Promise<void>
): Promise<void> {
	const found = await database.read.all<{ name: string; sql: string }>(
		sql`select name, sql from sqlite_master where type = 'trigger' and substr(name, 1, ${prefix.length}) = ${prefix}`
	);
	const existing = new Map(found.map((one) => [one.name, withoutKeywords(one.sql)]));
	const isCurrent = triggers.every(([name, text]) => existing.get(name) === withoutKeywords(text));
	if (isCurrent && existing.size === triggers.length) return;
	await database.write(async (tx) => {
		for (const name of existing.keys()) await tx.run(sql.raw(`drop trigger if exists \`${name}\``));
		await prepare(tx);
		for (const [, text] of triggers) await tx.run(sql.raw(text));
	});
}

/** Returns a statement without "create trigger", which SQLite stores in capitals. */
function withoutKeywords(statement: string): string {
	return statement.slice('create trigger'.length);
}
