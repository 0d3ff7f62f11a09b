import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openFormLimits } from '$lib/domain/matter/open-form';
import { runBackupSchedule } from '$lib/server/database/backup-schedule';
import { openDatabase, type Database } from '$lib/server/database/database';
import { checkpointLog } from '$lib/server/database/maintenance';
import { mail, pendingMatter } from '$lib/server/database/schema';
import { sendDueMail } from '$lib/server/mail/send';
import { openFormSetting, setOpenForm, submitOpenMatter } from '$lib/server/matters/open-form';
import { packedTables, stageTables } from '$lib/server/workbooks/staging';
import { packTables } from '$lib/server/workbooks/upload';
import { startFakeSmtpServer } from '../mail/fake-smtp';
import { anOpenRound, sendOptions, withWaitingMail } from '../mail/mail-fixtures';
import { expectOk, today, type Partnership } from '../support/partnership';
import { startPrimary, type Primary } from '../support/primary';
import { readWorksheets, toPlainCsv } from '../support/workbooks';

/*
 * What an installation has one of, with three processes of a partnership on the real database server.
 * docs/operations.md has the table.
 */

const recipients = 6;
let partnership: Partnership;
let primary: Primary;
let three: Database[];
beforeAll(async () => {
	partnership = await anOpenRound();
	await withWaitingMail(partnership, recipients);
	await checkpointLog(partnership.db);
	primary = await startPrimary(partnership.db.url.slice('file:'.length));
	const folder = mkdtempSync(join(inject('folder'), 'one-'));
	const connect = (number: number) =>
		openDatabase({ url: primary.url, replica: join(folder, `${number}.db`) });
	three = await Promise.all([1, 2, 3].map(connect));
}, 60_000);
afterAll(async () => {
	three.forEach((one) => one.close());
	await primary.remove();
});

it('mail is sent once, by the process that has the lease', async () => {
	const office = await startFakeSmtpServer();
	const outcomes = await Promise.all(
		three.map((db, place) => sendDueMail({ ...sendOptions(partnership, office.url, today, `${place}`), db }))
	);
	expect(outcomes.reduce((sum, { sent }) => sum + sent, 0)).toBe(recipients);
	const accepted = office.accepted().map(({ recipient }) => recipient);
	expect(accepted).toHaveLength(recipients);
	expect(new Set(accepted).size).toBe(recipients);
	await three[0]!.replica!.isCurrent();
	const states = (await three[0]!.read.select().from(mail)).map(({ state }) => state);
	expect(states).toEqual(Array.from({ length: recipients }, () => 'sent'));
	await office.close();
});

it('the open form counts what a sender has sent to all processes', async () => {
	const { partnershipId, id: planId } = await partnership.plan();
	const [first] = three as [Database];
	const { version, ...setting } = await openFormSetting(first.read, partnershipId);
	const secretariat = { ...partnership.as('secretariat'), db: first };
	expectOk(await setOpenForm(secretariat, { partnershipId, version }, { ...setting, open: true }));
	const send = (db: Database) =>
		submitOpenMatter(
			{ ...partnership.as('anyone'), db },
			{ partnershipId, planId },
			{
				...{ title: 'Hvem melder?', text: 'Legevakten venter.', lang: 'nb', organisation: 'Pårørende' },
				...{ concerns: '', wish: '', treatedAtHome: null, body: 'ssu' },
				...{ measures: ['1.1'], areas: [1], links: null },
				sender: { name: 'Kari', email: 'kari@example.no', writtenForm: 'nb', address: '192.0.2.7' }
			}
		);
	const answers = await Promise.all([...three, ...three].map(send));
	expect(answers.filter(({ ok }) => ok)).toHaveLength(openFormLimits.waitingOfSender);
	await first.replica!.isCurrent();
	expect(await first.read.select().from(pendingMatter)).toHaveLength(openFormLimits.waitingOfSender);
});

it('a file uploaded to one process is imported by another', async () => {
	const [one, other] = three as [Database, Database];
	const secretariat = partnership.as('secretariat');
	const packed = packTables(await readWorksheets(toPlainCsv(['Kode', 'Tittel'], ['1.8', 'Nytt tiltak'])));
	const { table } = expectOk(await stageTables({ ...secretariat, db: one }, partnership.planId, packed));
	await other.replica!.reach(one.replica!.known);
	const owner = { personId: secretariat.actor.personId, planId: partnership.planId };
	expect(await packedTables(other.read, { owner, now: today }, table)).toBe(packed);
});

describe('the backup of a day', () => {
	/** Each process has a folder of its own. */
	let folders: string[];
	beforeAll(() => {
		folders = [0, 1, 2].map(() => mkdtempSync(join(inject('folder'), 'backups-')));
	});
	const day = new Date('2026-11-29T02:00:00.000Z');
	const later = (minutes: number) => new Date(day.getTime() + minutes * 60_000);
	const written = () => folders.flatMap((folder) => readdirSync(folder));
	const run = (place: number, now: Date, write = writeNothing) =>
		runBackupSchedule(
			{ folder: folders[place]!, keep: 3, write, shared: { db: three[place]!, holder: `${place}` } },
			now
		);
	const runAll = async (now: Date) => {
		const made = await Promise.all([0, 1, 2].map((place) => run(place, now)));
		return made.filter((one) => one !== null);
	};

	it('is made by one process, and by another one if that fails', async () => {
		await expect(run(0, day, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
		expect(await runAll(day)).toHaveLength(1);
		for (const minutes of [10, 60, 20 * 60]) expect(await runAll(later(minutes))).toEqual([]);
		expect(written()).toEqual(['framdrift-2026-11-29.db']);
		expect(await runAll(later(24 * 60))).toHaveLength(1);
	});

	it('is made by another process half an hour after one has died over it', async () => {
		const night = later(48 * 60);
		let isBegun = () => {};
		const begun = new Promise<void>((resolve) => (isBegun = resolve));
		void run(0, night, () => (isBegun(), new Promise<never>(() => undefined)));
		await begun;
		await three[1]!.replica!.isCurrent();
		expect(await run(1, later(48 * 60 + 20))).toBeNull();
		expect(await run(1, later(48 * 60 + 31))).toMatch(/framdrift-2026-12-01\.db$/);
	});
});

function writeNothing(file: string): Promise<void> {
	writeFileSync(file, '');
	return Promise.resolve();
}
