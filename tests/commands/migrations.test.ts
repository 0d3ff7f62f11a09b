import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { openDatabase, type Database } from '$lib/server/database/database';
import { migrateDatabase } from '$lib/server/database/migrations';
import { installHistoryTriggers } from '$lib/server/database/history-triggers';
import { resolveLink } from '$lib/server/reporting-links/queries';
import { sha256 } from '$lib/server/identity/hash';
import { schemaVersion, upgradeDatabase } from '$lib/server/database/upgrade';

/*
 * What was stored by an earlier version is there after the migrations that came since: where a table is
 * made anew, its rows and all that refers to them.
 */

let folder: string;
let db: Database;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'framdrift-migrations-'));
	db = await openDatabase({ url: `file:${join(folder, 'old.db')}` });
});
afterEach(() => {
	db.close();
	rmSync(folder, { recursive: true, force: true });
});

/** The migrations as they were when there were so many. */
function firstMigrations(count: number): string {
	const old = join(folder, 'drizzle');
	cpSync('drizzle', old, { recursive: true });
	const path = join(old, 'meta', '_journal.json');
	const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: unknown[] };
	writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
	return old;
}

const run = (statement: string) => db.read.run(sql.raw(statement));
const all = (statement: string) => db.read.all(sql.raw(statement));

it('reports keep their answers, scores and remarks when they may stand outside rounds', async () => {
	await migrate(db.read, { migrationsFolder: firstMigrations(6) });
	await installHistoryTriggers(db);
	for (const statement of [
		`insert into partnership (id, slug, name) values (1, 'a', '{}')`,
		`insert into plan (id, partnership_id, slug, name, from_year, to_year, written_form, state, freshness_days)
			values (1, 1, 'p', '{}', 2025, 2029, 'nb', 'adopted', 180)`,
		`insert into core_value (id, plan_id, place, code, name) values (7, 1, 1, 'v', '{}')`,
		`insert into measure (id, plan_id, code, title, origin, lifecycle) values ('m', 1, '1.1', '{}', 'measure', 'adopted')`,
		`insert into round (id, plan_id, year, kind, state, opens_on, report_by, read_by, meeting_on, questions)
			values (3, 1, 2026, 'annual', 'open', '2026-11-01', '2026-11-20', '2026-12-01', '2026-12-10', '[]')`,
		`insert into evaluation (id, round_id, measure_id, state, status, progress, done, lang, reported_by, saved_at, version)
			values (41, 3, 'm', 'returned', 'on-track', 40, 'Gjort', 'nn', 'Frode', '2026-11-02T10:00:00.000Z', 5)`,
		`insert into value_score (evaluation_id, value_id, score) values (41, 7, 4)`,
		`insert into remark (evaluation_id, text, lang, by, at) values (41, 'Hvor mange?', 'nb', 'Stein', '2026-11-03T10:00:00.000Z')`
	])
		await run(statement);
	const before = await all('select * from evaluation');

	await migrateDatabase(db);
	expect(await all('select * from evaluation')).toMatchObject(before);
	expect(await all('select evaluation_id, score from value_score')).toMatchObject([
		{ evaluation_id: 41, score: 4 }
	]);
	expect(await all('select evaluation_id, text from remark')).toMatchObject([{ text: 'Hvor mange?' }]);
	expect(
		await all(`select count(*) as count from sqlite_master where name like 'past_value_score_%'`)
	).toMatchObject([{ count: 3 }]);
	expect(await all('pragma foreign_key_check')).toEqual([]);
	expect(await all('pragma foreign_keys')).toMatchObject([{ foreign_keys: 1 }]);
	// A number that was given is never given again.
	await run(`insert into evaluation (round_id, measure_id, state, lang, reported_by, saved_at)
		values (null, 'm', 'draft', 'nb', 'Frode', '2027-01-02T10:00:00.000Z')`);
	expect(await all('select max(id) as id from evaluation')).toMatchObject([{ id: 42 }]);
	await expect(
		run(`insert into value_score (evaluation_id, value_id, score) values (99, 7, 4)`)
	).rejects.toThrow();
});

it('links keep working when they may be for work outside rounds', async () => {
	await migrate(db.read, { migrationsFolder: firstMigrations(11) });
	for (const statement of [
		`insert into partnership (id, slug, name) values (1, 'a', '{}')`,
		`insert into plan (id, partnership_id, slug, name, from_year, to_year, written_form, state, freshness_days)
			values (1, 1, 'p', '{}', 2025, 2029, 'nb', 'adopted', 180)`,
		`insert into round (id, plan_id, year, kind, state, opens_on, report_by, read_by, meeting_on, questions)
			values (3, 1, 2026, 'annual', 'open', '2026-11-01', '2026-11-20', '2026-12-01', '2026-12-10', '[]')`,
		`insert into person (id, email, name, written_form, created_at) values (5, 'a@b.no', 'Kari', 'nn', '2026-01-01T00:00:00.000Z')`,
		`insert into reporting_access (id, round_id, person_id, name, email, written_form, created_at)
			values (7, 3, 5, 'Kari', 'a@b.no', 'nn', '2026-11-01T00:00:00.000Z')`,
		`insert into reporting_link (token_hash, access_id, created_at)
			values ('${sha256('a'.repeat(43))}', 7, '2026-11-01T00:00:00.000Z')`
	])
		await run(statement);
	await upgradeDatabase(db, `file:${join(folder, 'old.db')}`);
	expect(await all('pragma foreign_key_check')).toEqual([]);
	expect(await resolveLink(db.read, 'a'.repeat(43), new Date('2026-11-10T12:00:00.000Z'))).toMatchObject({
		ok: true,
		access: { accessId: 7, work: 'round', planId: 1, round: { id: 3 } }
	});
	const outside = `insert into reporting_access (work, plan_id, starts_on, person_id, name, email, written_form, created_at)
		values ('rollout', 1, '2026-11-01', 5, 'Kari', 'a@b.no', 'nn', '2026-11-01T00:00:00.000Z')`;
	await expect(run(outside)).rejects.toThrow();
});

it('readings keep their values, numbers and history when a value may be missing', async () => {
	await migrate(db.read, { migrationsFolder: firstMigrations(19) });
	await installHistoryTriggers(db);
	for (const statement of [
		`insert into partnership (id, slug, name) values (1, 'a', '{}')`,
		`insert into plan (id, partnership_id, slug, name, from_year, to_year, written_form, state, freshness_days)
			values (1, 1, 'p', '{}', 2025, 2029, 'nb', 'adopted', 180)`,
		`insert into measure (id, plan_id, code, title, origin, lifecycle) values ('m', 1, '1.1', '{}', 'measure', 'adopted')`,
		`insert into indicator (id, measure_id, place, name, unit, direction) values (3, 'm', 1, '{}', '{}', 'up')`,
		`insert into indicator_reading (id, indicator_id, "on", value, source, "by", at)
			values (41, 3, '2026-06-30', 12.1, 'Telling', 'Frode', '2026-07-01T10:00:00.000Z')`
	])
		await run(statement);
	const [before, kept] = [await all('select * from indicator_reading'), await all('select * from past')];
	await migrateDatabase(db);
	expect(await all('select * from indicator_reading')).toMatchObject(before);
	expect(await all('select * from past')).toEqual(kept);
	await run(`insert into indicator_reading (indicator_id, "on", gap, "by", at)
		values (3, '2026-09-30', 'missing', 'Frode', '2026-10-01T10:00:00.000Z')`);
	const isKept = `select json_extract(row, '$.gap') as gap from past where of = 'indicator_reading' and key = '42'`;
	expect(await all(isKept)).toMatchObject([{ gap: 'missing' }]);
	const neither = `insert into indicator_reading (indicator_id, "on", "by", at) values (3, '2026-10-31', 'F', '2026-11-01')`;
	await expect(run(neither)).rejects.toThrow();
	await expect(run(`update indicator_reading set gap = 'missing' where id = 41`)).rejects.toThrow();
});

describe('upgradeDatabase', () => {
	const url = () => `file:${join(folder, 'old.db')}`;
	const tables = () => all(`select type, name, sql from sqlite_master order by type, name`);

	it('migrates an older database, and leaves no copy behind', async () => {
		await migrate(db.read, { migrationsFolder: firstMigrations(6) });
		expect(await schemaVersion(db)).toBe('older');
		await upgradeDatabase(db, url());
		expect(await schemaVersion(db)).toBe('current');
		expect(readdirSync(folder).filter((name) => name.includes('migrating'))).toEqual([]);
	});

	it('leaves a database as it was if its copy cannot be migrated', async () => {
		await migrate(db.read, { migrationsFolder: firstMigrations(6) });
		await run('create table search_doc (id)');
		const before = await tables();
		await expect(upgradeDatabase(db, url())).rejects.toThrow(
			/^The database was not migrated and is as it was: /
		);
		expect(await tables()).toEqual(before);
		expect(readdirSync(folder).filter((name) => name.includes('migrating'))).toEqual([]);
	});

	it('refuses the database of a newer version', async () => {
		await migrateDatabase(db);
		await run(`insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)`);
		expect(await schemaVersion(db)).toBe('newer');
		await expect(upgradeDatabase(db, url())).rejects.toThrow(/^The database belongs to a newer version/);
	});
});
