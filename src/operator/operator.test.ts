import { chown, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import { openDatabase, type Database } from '$lib/server/database/database';
import { run } from './main';
import { aPlanFile } from '../../tests/support/partnership';
import { startPrimary } from '../../tests/support/primary';

const seed = 'drizzle/seed/telemark-2025-2029.json';
const templates = await mkdtemp(join(tmpdir(), 'framdrift-template-'));
const template = join(templates, 'seeded.db');
let folder: string;
let said: { out: string; err: string };

beforeAll(async () => {
	vi.spyOn(process.stdout, 'write').mockReturnValue(true);
	vi.stubEnv('DATABASE_URL', `file:${join(templates, 'imported.db')}`);
	expect(await run(['plan', 'import', seed], process.cwd())).toBe(0);
	expect(await run(['backup', template], process.cwd())).toBe(0);
});
afterAll(() => rm(templates, { recursive: true, force: true }));
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'framdrift-operator-'));
	vi.stubEnv('DATABASE_URL', `file:${join(folder, 'framdrift.db')}`);
	vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.err += String(text)), true));
});
afterEach(async () => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
	await rm(folder, { recursive: true, force: true });
});

/** Runs a command in the test's folder; returns its exit code and output. */
async function framdrift(...args: string[]) {
	await releaseConnections();
	said = { out: '', err: '' };
	const code = await run(args, folder);
	return { code, ...said };
}

/** Copies the database with the imported seed to the test's folder. */
async function seeded(): Promise<void> {
	await copyFile(template, join(folder, 'framdrift.db'));
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Releases closed connections, which libSQL leaves to the garbage collector. */
async function releaseConnections(): Promise<void> {
	collectGarbage();
	await new Promise(setImmediate);
}

/** Runs `work` on a second connection to the database. */
async function beside<T>(work: (database: Database) => Promise<T>): Promise<T> {
	const database = await openDatabase({ url: process.env.DATABASE_URL ?? '' });
	try {
		return await work(database);
	} finally {
		database.close();
	}
}

describe('usage', () => {
	it('lists the public commands only', async () => {
		const { code, out } = await framdrift('--help');
		expect(code).toBe(0);
		expect(out).toContain('plan import FILE');
		expect(out).not.toContain('first-run');
	});

	it.each([
		[[], /^Usage: /],
		[['plant'], 'There is no command plant; npx framdrift --help lists them.\n'],
		[['toString'], 'There is no command toString; npx framdrift --help lists them.\n'],
		[['plan', 'import'], 'FILE is missing. Usage: npx framdrift plan import FILE\n'],
		[['verify', 'all'], 'all is one too many. Usage: npx framdrift verify\n'],
		[['restore', 'a', 'b'], 'b is one too many. Usage: npx framdrift restore FILE [--force]\n'],
		[['verify', '--all'], "Unknown option '--all'. Usage: npx framdrift verify\n"],
		[['user', 'invite', 'anna'], /^anna is not an e-mail address\. Usage: /],
		[['user', 'invite', 'anna@example.no'], /^--role must be a body and one of leader, /],
		[['user', 'invite', 'anna@example.no', '--role', 'ssu:boss'], /^--role must be a body and one of /]
	])('answers %j with exit code 2', async (args, sentence) => {
		const { code, err } = await framdrift(...args);
		expect(code).toBe(2);
		expect(err).toMatch(sentence);
	});
});

describe('plan', () => {
	it('exports the bytes it imported', async () => {
		await seeded();
		expect((await framdrift('plan', 'export', 'out.json')).code).toBe(0);
		expect(await readFile(join(folder, 'out.json'), 'utf8')).toBe(await readFile(seed, 'utf8'));
		expect((await framdrift('plan', 'export')).out).toBe(await readFile(seed, 'utf8'));
	});

	it('imports a plan of another partnership, and exports each plan by its slug', async () => {
		await seeded();
		const file = JSON.parse(await readFile(seed, 'utf8')) as PlanFile;
		file.partnership.slug = 'agder';
		file.plan.slug = 'agder-2026';
		for (const measure of file.plan.measures) measure.id = `agder-${measure.id}`;
		const text = `${JSON.stringify(file, null, 2)}\n`;
		await writeFile(join(folder, 'agder.json'), text);
		expect((await framdrift('plan', 'import', 'agder.json')).code).toBe(0);
		expect((await framdrift('plan', 'export', '--plan', 'agder-2026')).out).toBe(text);
		expect((await framdrift('plan', 'export')).out).toBe(await readFile(seed, 'utf8'));
		expect((await framdrift('plan', 'export', '--plan', 'rogaland')).err).toBe(
			'There is no plan rogaland; there are 2025-2029, agder-2026.\n'
		);
		const invited = ['user', 'invite', 'anna@example.no', '--role', 'ssu:leader', '--plan', 'agder-2026'];
		expect((await framdrift(...invited)).code).toBe(0);
		await beside(async ({ read }) => {
			const [seat] = await read.all<{ slug: string }>(
				sql`select partnership.slug from seat join body on body.id = body_id join partnership on partnership.id = partnership_id`
			);
			expect(seat).toEqual({ slug: 'agder' });
		});
	});

	it('refuses a plan that is already imported', async () => {
		await seeded();
		const { code, err } = await framdrift('plan', 'import', join(process.cwd(), seed));
		expect(code).toBe(1);
		expect(err).toMatch(/is refused: 35 faults\.\nplan\.slug: already here\n/);
	});

	it('accepts a byte order mark, and refuses other encodings than UTF-8', async () => {
		const text = await readFile(seed, 'utf8');
		await writeFile(join(folder, 'marked.json'), `\uFEFF${text}`);
		expect((await framdrift('plan', 'validate', 'marked.json')).code).toBe(0);
		for (const encoding of ['latin1', 'utf16le'] as const) {
			await writeFile(join(folder, 'other.json'), Buffer.from(`\uFEFF${text}`, encoding));
			const { code, err } = await framdrift('plan', 'import', 'other.json');
			expect(code).toBe(1);
			expect(err).toMatch(/^other\.json is not in UTF-8\. /);
		}
	});

	it('refuses an invalid file with every fault and their count', async () => {
		await writeFile(join(folder, 'bad.json'), '{ "format": "framdrift.plan.v1", "partners": 3 }');
		for (const command of ['validate', 'import']) {
			const { code, err } = await framdrift('plan', command, 'bad.json');
			expect(code).toBe(1);
			const [first, ...faults] = err.trimEnd().split('\n');
			expect(first).toBe(`bad.json is refused: ${faults.length} faults.`);
			expect(faults).toContainEqual(expect.stringMatching(/^partners: /));
		}
		expect((await framdrift('plan', 'export')).code).toBe(1);
	});

	it('refuses a changed review in the same words before and during an import', async () => {
		const file = aPlanFile({ rounds: [{ year: 2025, kind: 'annual', state: 'closed' }] });
		const sealed = { content: '{}', sha256: '0'.repeat(64), closedBy: 'Siri', publishedAt: null };
		file.plan.rounds[0]!.reviews = [{ ...sealed, version: 1, closedAt: '2025-12-20T09:00:00.000Z' }];
		await writeFile(join(folder, 'changed.json'), JSON.stringify(file));
		const [validated, imported] = [
			await framdrift('plan', 'validate', 'changed.json'),
			await framdrift('plan', 'import', 'changed.json')
		];
		expect(validated).toMatchObject({ code: 1, err: imported.err });
		expect(imported.err).toMatch(/^changed\.json is refused: /);
	});

	it('refuses a plan that is here already in the same words before and during an import', async () => {
		await writeFile(join(folder, 'here.json'), JSON.stringify(aPlanFile()));
		expect((await framdrift('plan', 'validate', 'here.json')).code).toBe(0);
		expect((await framdrift('plan', 'import', 'here.json')).code).toBe(0);
		const validated = await framdrift('plan', 'validate', 'here.json');
		expect(validated).toMatchObject({ code: 1, err: (await framdrift('plan', 'import', 'here.json')).err });
		expect(validated.err).toMatch(/^here\.json is refused: .*\nplan\.slug: already here\n/);
	});

	it('fails without a file or a database', async () => {
		expect(await framdrift('plan', 'validate', 'none.json')).toMatchObject({
			code: 1,
			err: 'There is no file none.json.\n'
		});
		expect((await framdrift('plan', 'export')).err).toMatch(/^There is no database at /);
	});
});

describe('first-run', () => {
	const link = /\/setup\/[\w-]{43}\n/;

	it('imports the plan into an empty database, and prints a new link until one is used', async () => {
		const first = await framdrift('first-run');
		expect(first.out).toMatch('Telemark plan');
		expect(first.out).toMatch(link);
		const second = await framdrift('first-run');
		expect(second.out).not.toMatch('Telemark plan');
		expect(second.out).toMatch(link);
		expect(second.out).not.toContain(link.exec(first.out)?.[0]);
	});

	it('uses the configured origin in the link', async () => {
		vi.stubEnv('ORIGIN', 'https://plan.example.no');
		expect((await framdrift('first-run')).out).toMatch(/ https:\/\/plan\.example\.no\/setup\//);
	});
});

describe('user invite', () => {
	it('prints a link for a body named by its slug or by its kind', async () => {
		await seeded();
		for (const role of ['fsu-1:leader', 'secretariat:member']) {
			const { code, out, err } = await framdrift('user', 'invite', 'anna@example.no', '--role', role);
			expect(err).toBe('');
			expect(code).toBe(0);
			expect(out).toMatch(/\/setup\/[\w-]{43}\n/);
		}
	});

	it('lists the bodies when the named one does not exist', async () => {
		await seeded();
		const { code, err } = await framdrift('user', 'invite', 'anna@example.no', '--role', 'fsu:leader');
		expect(code).toBe(1);
		expect(err).toMatch(/^There is no body fsu; there are .*fsu-1, /);
	});
});

describe('backup and restore', () => {
	it('restores a backup over an existing database only with --force', async () => {
		await seeded();
		expect((await framdrift('backup', 'kept.db')).err).toBe('');
		expect((await stat(join(folder, 'kept.db'))).mode & 0o077).toBe(0);
		await beside((db) => db.read.run(sql`UPDATE partnership SET slug = 'other'`));

		expect(await framdrift('restore', 'kept.db')).toMatchObject({ code: 1 });
		const { code, err, out } = await framdrift('restore', 'kept.db', '--force');
		expect({ code, err }).toEqual({ code: 0, err: '' });
		expect(out).toMatch(/verified\.\n$/);
		expect((await framdrift('plan', 'export')).out).toBe(await readFile(seed, 'utf8'));
		const [, replaced = ''] = /is (\S+\.replaced-\d{8}T\d{6}Z)\.\n/.exec(out) ?? [];
		vi.stubEnv('DATABASE_URL', `file:${replaced}`);
		expect((await framdrift('plan', 'export')).out).toContain('"slug": "other"');
	});

	it.runIf(process.getuid?.() === 0)(
		'leaves the database with the service’s user when root restores',
		async () => {
			await seeded();
			await framdrift('backup', 'kept.db');
			const ownerOfRestored = async () => {
				expect((await framdrift('restore', 'kept.db', '--force')).err).toBe('');
				return (await stat(join(folder, 'framdrift.db'))).uid;
			};
			await chown(join(folder, 'framdrift.db'), 4242, 4242);
			expect(await ownerOfRestored()).toBe(4242);
			await rm(join(folder, 'framdrift.db'));
			await chown(folder, 4343, 4343);
			expect(await ownerOfRestored()).toBe(4343);
		}
	);

	it('verifies what it restored, and names the faults of a backup that had them', async () => {
		await seeded();
		await beside(({ read }) => read.run(sql`UPDATE partnership SET slug = 'without-an-event'`));
		await framdrift('backup', 'kept.db');
		await rm(join(folder, 'framdrift.db'));
		const { code, err, out } = await framdrift('restore', 'kept.db');
		expect(code).toBe(1);
		expect(err).toMatch(
			/^What was restored has faults\.\nhistory: partnership 1 names event \d+, which is missing\n$/
		);
		expect(out).toMatch(/^Restored kept\.db /);
	});

	it('refuses a backup of a newer version, and tells of an older one', async () => {
		await seeded();
		await framdrift('backup', 'kept.db');
		const change = async (statement: string) => {
			const database = await openDatabase({ url: `file:${join(folder, 'kept.db')}` });
			await database.read.run(sql.raw(statement));
			database.close();
			await releaseConnections();
		};
		await change(`insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)`);
		expect((await framdrift('restore', 'kept.db', '--force')).err).toMatch(
			/^The database belongs to a newer/
		);
		expect(await framdrift('verify')).toMatchObject({ code: 0 });
		await change('delete from __drizzle_migrations where created_at > 1795651673307');
		expect((await framdrift('restore', 'kept.db', '--force')).out).toContain('It is of an older version');
		expect((await framdrift('verify')).err).toMatch(/^The database is another version’s; npm start/);
	});

	it('copies a database in use, but does not replace one', async () => {
		await seeded();
		await beside(async (db) => {
			await db.read.run(sql`UPDATE partnership SET slug = 'in-the-log'`);
			expect(await framdrift('backup', 'kept.db')).toMatchObject({ code: 0 });
			const { code, err } = await framdrift('restore', 'kept.db', '--force');
			expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('is in use') as string });
		});
		await framdrift('restore', 'kept.db', '--force');
		expect((await framdrift('plan', 'export')).out).toContain('"slug": "in-the-log"');
	});

	it('refuses to overwrite a backup', async () => {
		await seeded();
		await framdrift('backup', 'kept.db');
		expect(await framdrift('backup', 'kept.db')).toMatchObject({ code: 1 });
	});

	it('refuses to restore a file that is not a database of this program', async () => {
		await seeded();
		await writeFile(join(folder, 'text.db'), 'not a database');
		const { code, err } = await framdrift('restore', 'text.db', '--force');
		expect(code).toBe(1);
		expect(err).toBe('text.db is not restored: it is no database of this program.\n');
		expect(await framdrift('verify')).toMatchObject({ code: 0 });
	});

	it('restores over a damaged database', async () => {
		await seeded();
		await framdrift('backup', 'kept.db');
		await writeFile(join(folder, 'framdrift.db'), 'damaged');
		expect(await framdrift('restore', 'kept.db', '--force')).toMatchObject({ code: 0, err: '' });
		expect(await framdrift('verify')).toMatchObject({ code: 0 });
	});

	it('refuses to restore to a database server', async () => {
		vi.stubEnv('DATABASE_URL', 'https://db.example.no');
		const { err } = await framdrift('restore', 'kept.db');
		expect(err).toMatch(/^DATABASE_URL is a database server/);
	});

	it('backs up a database server', async () => {
		await seeded();
		const primary = await startPrimary(process.env.DATABASE_URL!.slice('file:'.length));
		vi.stubEnv('DATABASE_URL', primary.url);
		try {
			const { out } = await framdrift('backup', 'of-server.db');
			expect(out).toContain(`Backed up ${primary.url} to of-server.db.`);
			vi.stubEnv('DATABASE_URL', `file:${join(folder, 'of-server.db')}`);
			expect((await framdrift('verify')).code).toBe(0);
		} finally {
			await primary.remove();
		}
	});
});

describe('verify', () => {
	it('finds broken references and seals that do not match', async () => {
		await seeded();
		await beside(async ({ read }) => {
			await read.run(sql`PRAGMA foreign_keys = OFF`);
			await read.run(sql`DROP TRIGGER past_focus_area_update`);
			await read.run(sql`DROP TRIGGER past_round_insert`);
			await read.run(sql`DROP TRIGGER past_review_insert`);
			await read.run(sql`UPDATE focus_area SET body_id = 999 WHERE number = 1`);
			await read.run(sql`
				INSERT INTO round (plan_id, year, kind, state, opens_on, report_by, read_by, meeting_on, questions)
				SELECT id, 2025, 'annual', 'closed', '2025-10-01', '2025-11-01', '2025-12-01', '2026-02-01', '[]' FROM plan`);
			await read.run(sql`
				INSERT INTO review (round_id, version, content, sha256, closed_at, closed_by)
				SELECT id, 1, '{}', 'no such seal', '2025-12-10T10:00:00.000Z', 'Anna' FROM round`);
		});
		const { code, err } = await framdrift('verify');
		expect(code).toBe(1);
		expect(err.split('\n')).toEqual([
			'The database has 5 faults.',
			expect.stringMatching(/^focus_area, row \d+: refers to no row of body$/),
			'event log: the trigger past_focus_area_update is missing',
			'event log: the trigger past_round_insert is missing',
			'event log: the trigger past_review_insert is missing',
			'review 2025, version 1: its content does not match its seal',
			''
		]);
	});

	it('fails for a database that is not migrated', async () => {
		await beside((db) => db.read.run(sql`CREATE TABLE other (id)`));
		expect((await framdrift('verify')).err).toBe(
			'The database is another version’s; npm start brings it up to date.\n'
		);
	});
});
