import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectRefusal,
	expectOk,
	today,
	type PersonName,
	type Partnership
} from '../../../../tests/support/partnership';
import {
	toPlainCsv,
	importWorkbook,
	readImportPreview,
	readWorksheets
} from '../../../../tests/support/workbooks';
import { exportPlan } from '../plan-file/export';
import { changeLifecycle, editMeasure } from '../measures/commands';
import { measureHistory, measureByCode, measureDetails } from '../measures/queries';
import { importMeasures, previewImport } from './commands';

let partnership: Partnership;
beforeEach(async () => void (partnership = await aPartnership(aPlanFile({ measures: 4 }))));

/** Returns a file's table and the seal of its preview. */
async function prepared(file: Buffer) {
	const { seal } = await readImportPreview(partnership, file, {});
	return { tables: await readWorksheets(file), seal };
}

const one = toPlainCsv(['Kode', 'Tittel (nynorsk)', 'Kontakt'], ['1.1', 'Nytt namn på tiltak 1', 'Kari']);

describe('an import', () => {
	it('updates changed measures, adds new ones and keeps the rest', async () => {
		const before = await measureDetails(partnership.db.read, partnership.planId, '1.2');
		const file = toPlainCsv(
			['Kode', 'Tittel', 'Tittel nynorsk', 'Ansvarlig', 'Verdier', 'Utfordringer', 'Parter', 'Også i'],
			['1.1', 'Tiltak 1', 'Nytt namn', 'ssu', 'Ambisios', 'U2', 'Seljord', ''],
			['X.1', 'Ålreit på tvers', '', 'fsu-2', 'engasjert; ambisios', '', 'Skien', '1; 2'],
			['2.1', 'Tiltak 2', 'Tiltak 2', 'fsu-2', 'engasjert', '', '', '']
		);
		expect(expectOk(await importWorkbook(partnership, file))).toEqual({ added: 1, changed: 1 });
		const { db, planId } = partnership;
		expect(await measureDetails(db.read, planId, '1.1')).toMatchObject({
			...{ title: { nb: 'Tiltak 1', nn: 'Nytt namn' }, version: 2, furtherAreas: [] },
			...{ body: { slug: 'ssu' }, values: [{ code: 'ambisios' }], partners: [{ number: '4022' }] },
			// Opportunities have no column, so they stay.
			drivers: [{ code: 'U2' }, { code: 'M1' }]
		});
		expect(await measureDetails(db.read, planId, 'X.1')).toMatchObject({
			...{ id: 'alreit-pa-tvers', area: null, lifecycle: 'proposed', version: 1 },
			furtherAreas: [{ number: 1 }, { number: 2 }]
		});
		expect(await measureDetails(db.read, planId, '1.2')).toEqual(before);
		expect((await measureByCode(db.read, planId, '2.1'))?.version).toBe(1);
	});

	it('records an event for each measure with before, after and reason', async () => {
		const file = toPlainCsv(
			['Kode', 'Tittel', 'Tittel nn', 'Avgjørelse', 'Ansvarlig', 'Verdier'],
			['1.1', 'Tiltak 1', 'Nytt namn', 'I drift', 'ssu', ''],
			['1.9', 'Nytt', '', 'Vedtatt', '', 'engasjert']
		);
		expectOk(await importWorkbook(partnership, file, { reason: ' Sak 07/26 ', emptying: true }));
		const log = async (id: string) =>
			(await measureHistory(partnership.db.read, id)).map(({ verb, by, reason, before, after }) => ({
				...{ verb, by, reason, before, after }
			}));
		const who = { by: 'Stein', reason: 'Sak 07/26' };
		expect(await log('measure-1')).toEqual([
			{
				...who,
				verb: 'change-lifecycle',
				before: { lifecycle: 'adopted' },
				after: { lifecycle: 'in-operation' }
			},
			{
				...{ ...who, verb: 'edit-measure' },
				before: {
					title: { nb: 'Tiltak 1', nn: 'Tiltak 1' },
					body: { nb: 'fsu-1', nn: 'fsu-1' },
					values: ['engasjert']
				},
				after: { title: { nb: 'Tiltak 1', nn: 'Nytt namn' }, body: { nb: 'ssu', nn: 'ssu' }, values: [] }
			}
		]);
		expect(await log('nytt')).toEqual([
			{
				...{ ...who, verb: 'add-measure', before: {} },
				after: expect.objectContaining({ code: '1.9', lifecycle: 'adopted', values: ['engasjert'] }) as object
			}
		]);
	});

	it('gives two measures with the same name different ids', async () => {
		expectOk(
			await importWorkbook(partnership, toPlainCsv(['Kode', 'Tittel'], ['1.8', 'Likt'], ['1.9', 'Likt']))
		);
		const { db, planId } = partnership;
		expect((await measureByCode(db.read, planId, '1.8'))?.id).toBe('likt');
		expect((await measureByCode(db.read, planId, '1.9'))?.id).toBe('likt-2');
	});

	it('writes nothing if nothing differs', async () => {
		const before = await partnership.traces();
		const file = toPlainCsv(['Kode', 'Tittel', 'Tittel nn'], ['1.1', 'Tiltak 1', ' Tiltak 1 ']);
		expect(expectOk(await importWorkbook(partnership, file))).toEqual({ added: 0, changed: 0 });
		expect(await partnership.traces()).toEqual(before);
	});

	it('accepts changes elsewhere in the plan and refuses changes to its measures', async () => {
		const input = { ...(await prepared(one)), reason: 'Sak 1' };
		const { as, planId, db, plan } = partnership;
		expectOk(
			await changeLifecycle(
				as('secretariat'),
				{ planId, code: '1.2', version: 1 },
				{ to: 'completed', reason: 'Ferdig' }
			)
		);
		const version = (await measureByCode(db.read, planId, '1.1'))!.version;
		const texts = { ...(await measureByCode(db.read, planId, '1.1'))!, body: 'fsu-1', contact: 'Ola' };
		const { title, summary, targetGroup, expectedEffect, contact, body, startsOn, deadline, deadlineWords } =
			texts;
		const edit = {
			title,
			summary,
			targetGroup,
			expectedEffect,
			contact,
			body,
			startsOn,
			deadline,
			deadlineWords
		};
		expectOk(await editMeasure(as('secretariat'), { planId, code: '1.1', version }, edit));

		const before = await partnership.traces();
		const refusal = expectRefusal(await importMeasures(as('ssuLeader'), await plan(), input));
		expect(refusal).toMatchObject({
			code: 'stale',
			current: {
				comparison: { changed: [{ code: '1.1', before: { contact: 'Ola' }, after: { contact: 'Kari' } }] }
			}
		});
		expect(await partnership.traces()).toEqual(before);

		const again = { ...(await prepared(one)), reason: 'Sak 1' };
		expect(expectOk(await importMeasures(as('ssuLeader'), await plan(), again))).toEqual({
			added: 0,
			changed: 1
		});
	});

	it('refuses the same confirmation twice', async () => {
		const input = { ...(await prepared(one)), reason: 'Sak 1' };
		const { as, plan } = partnership;
		expectOk(await importMeasures(as('ssuLeader'), await plan(), input));
		const before = await partnership.traces();
		expect(expectRefusal(await importMeasures(as('ssuLeader'), await plan(), input)).code).toBe('stale');
		expect(await partnership.traces()).toEqual(before);
	});
});

it('remembers choices for the next file with the same headers', async () => {
	const { as, plan, db } = partnership;
	const previewed = async (file: Buffer) => {
		const tables = await readWorksheets(file);
		const page = { locale: 'nn', from: 0, adopted: false } as const;
		const { view } = await previewImport(as('ssuLeader'), await plan(), { ...page, tables, answers: null });
		return view;
	};
	const file = (title: string) =>
		toPlainCsv(
			['Tiltak', 'Ansvar', 'Kr'],
			['Samhandling m.m.', '', ''],
			[title, 'Kari', '10'],
			[`${title} to`, 'Kari', '']
		);
	const { recognitions } = await previewed(file('Første'));
	const unknown = recognitions.filter(({ certainty }) => certainty === 'unknown');
	expect(unknown.map(({ text }) => text)).toEqual(['Kari', 'Samhandling m.m.']);
	const answers = new Map(unknown.map(({ key, kind }) => [key, kind === 'theme' ? '2' : 'contact']));
	expectOk(await importWorkbook(partnership, file('Første'), { answers }));
	const next = await previewed(file('Neste'));
	expect(next.added).toMatchObject([
		{ code: expect.stringMatching(/^2\./) as string, values: { contact: 'Kari', note: { nb: 'Kr: 10' } } },
		{ code: expect.stringMatching(/^2\./) as string, values: { contact: 'Kari' } }
	]);
	expect(await measureByCode(db.read, partnership.planId, next.added[0]!.code)).toBeNull();
	const other = toPlainCsv(['Tiltak', 'Ansvar'], ['Samhandling m.m.', ''], ['A', 'Kari'], ['B', 'Kari']);
	expect((await previewed(other)).added).toEqual([]);
});

describe('refusing an import', () => {
	it.each<[string, PersonName, string[][], string, string]>([
		['a visitor', 'anyone', [['1.1', 'Tiltak 1 ny']], 'Sak 1', 'not-permitted'],
		['a committee’s leader', 'leader', [['1.1', 'Tiltak 1 ny']], 'Sak 1', 'not-permitted'],
		['an SSU member', 'ssuMember', [['1.1', 'Tiltak 1 ny']], 'Sak 1', 'not-permitted'],
		['the administrator', 'administrator', [['1.1', 'Tiltak 1 ny']], 'Sak 1', 'not-permitted'],
		['an import without a reason', 'ssuLeader', [['1.1', 'Tiltak 1 ny']], ' ', 'invalid'],
		[
			'one invalid row among valid ones',
			'secretariat',
			[
				['1.1', 'Tiltak 1 ny'],
				['3.1', 'Ny'],
				['1.7', 'Ny']
			],
			'Sak 1',
			'invalid'
		],
		[
			'a code with a wholly other title',
			'secretariat',
			[
				['1.1', 'Noe helt annet'],
				['1.7', 'Ny']
			],
			'Sak 1',
			'invalid'
		],
		[
			'a duplicate code',
			'secretariat',
			[
				['1.7', 'A'],
				['1.7', 'A']
			],
			'Sak 1',
			'invalid'
		]
	])('refuses %s and writes nothing', async (_, who, rows, reason, code) => {
		const input = { ...(await prepared(toPlainCsv(['Kode', 'Tittel'], ...rows))), reason };
		const before = await partnership.traces();
		const outcome = await importMeasures(partnership.as(who), await partnership.plan(), input);
		expect(expectRefusal(outcome).code).toBe(code);
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses a lifecycle step that is not allowed', async () => {
		const file = toPlainCsv(
			['Kode', 'Tittel', 'Tittel nn', 'Avgjørelse'],
			['1.1', 'Tiltak 1', 'Tiltak 1', 'Foreslått']
		);
		const { comparison } = await readImportPreview(partnership, file);
		expect(comparison.faults).toMatchObject([
			{ row: 2, letters: 'D', code: 'step-not-allowed', step: { from: 'adopted', to: 'proposed' } }
		]);
		expect(expectRefusal(await importWorkbook(partnership, file)).code).toBe('invalid');
	});

	it('refuses a seal of another preview', async () => {
		const { tables } = await prepared(one);
		const input = { tables, seal: 'f'.repeat(64), reason: 'Sak 1' };
		const before = await partnership.traces();
		const outcome = await importMeasures(partnership.as('ssuLeader'), await partnership.plan(), input);
		expect(expectRefusal(outcome).code).toBe('stale');
		expect(await partnership.traces()).toEqual(before);
	});

	it('writes nothing if the database fails', async () => {
		const { db, as, plan } = partnership;
		const input = {
			...(await prepared(toPlainCsv(['Kode', 'Tittel'], ['1.7', 'A'], ['1.8', 'B'], ['1.1', 'Tiltak 1 ny']))),
			reason: 'Sak 1'
		};
		const before = await partnership.traces();
		const failing = {
			...as('ssuLeader', today),
			db: {
				...db,
				write: <T>(turn: Parameters<typeof db.write<T>>[0]) =>
					db.write<T>(async (tx) => {
						await turn(tx);
						throw new Error('The power went.');
					})
			}
		};
		await expect(importMeasures(failing, await plan(), input)).rejects.toThrow('The power went.');
		expect(await partnership.traces()).toEqual(before);
		expect(await exportPlan(db.read)).not.toContain('"1.7"');
	});
});
