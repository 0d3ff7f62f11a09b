import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { aPartnership, expectOk, today, type Partnership } from '../../../../tests/support/partnership';
import type { PartnershipFile } from '$lib/forms/partnership-file';
import { operator } from '../../../operator/actor';
import * as schema from '../database/schema';
import { exportPartnership } from './export-partnership';
import { importOwnPartnership, importPartnership, parsePartnershipFile } from './import-partnership';

let full: Partnership;
let text: string;
const at = today.toISOString();

beforeEach(async () => {
	full = await aPartnership();
	const { db, actors } = full;
	const { partnershipId } = await full.plan();
	const { bodyId } = actors.leader.seats[0]!;
	const [seat] = await db.read.select().from(schema.seat).where(eq(schema.seat.bodyId, bodyId));
	const lang = 'nn' as const;
	await db.write(async (tx) => {
		const held = {
			partnershipId,
			bodyId,
			kind: 'ordinary',
			lang,
			place: 'Skien',
			startsAt: '09:00'
		} as const;
		const [published, called] = await tx
			.insert(schema.meeting)
			.values([
				{ ...held, uid: 'b@x', day: '2026-10-01', state: 'published', sequence: 2 },
				{ ...held, uid: 'a@x', day: '2026-12-01', state: 'called' },
				{ ...held, uid: 'c@x', day: '2026-12-02', state: 'planned', place: 'Utkastord' }
			])
			.returning();
		const number = (n: number) => ({ number: `Sak 0${n}/26`, numberKey: `sak0${n}/26`, numberYear: 2026 });
		const item = { numberBodyId: bodyId, lang, kind: 'decision', position: 1 } as const;
		const texts = {
			background: 'Bakgrunn',
			proposal: 'Framlegg',
			outcome: 'Vi gjer det.',
			dissent: 'Éin usamd'
		};
		const outcome = { outcomeKind: 'decision', outcomeLang: lang, consensus: 'with-remark' } as const;
		const [made] = await tx
			.insert(schema.agendaItem)
			.values([
				{ ...item, ...number(1), ...texts, ...outcome, meetingId: published!.id, title: 'Beredskap' },
				{
					...item,
					...number(2),
					...texts,
					meetingId: published!.id,
					title: 'Lukkaord',
					position: 2,
					closed: true
				},
				{ ...item, ...number(3), ...texts, meetingId: called!.id, title: 'Ny sak', outcome: 'Utkastord' }
			])
			.returning();
		const attending = { meetingId: published!.id, name: 'Namnord', note: 'Namnord' };
		await tx.insert(schema.meetingAttendance).values(attending);
		const matter = { partnershipId, lang, origin: 'form', state: 'received', receivedAt: at } as const;
		const [sent] = await tx
			.insert(schema.matter)
			.values({ ...matter, title: 'Innsendord', text: 'x' })
			.returning();
		await tx.insert(schema.matterSender).values({ matterId: sent!.id, name: 'Avsendarord' });
		const decision = {
			partnershipId,
			bodyId,
			lang,
			kind: 'decision',
			text: 'Vi gjer det.',
			publishedAt: at
		} as const;
		const [first] = await tx
			.insert(schema.decision)
			.values({
				...{ ...decision, title: 'Beredskap', decidedOn: '2026-10-01', number: 'Sak 01/26' },
				...{ agendaItemId: made!.id, matterId: sent!.id, responsibleSeatId: seat!.id, followUp: 'done' },
				...{ closedOn: '2026-10-20', links: [{ title: 'Nettside', address: 'https://example.no/' }] }
			})
			.returning();
		const replaced = { replacesId: first!.id, replacement: 'revokes' } as const;
		await tx.insert(schema.decision).values([
			{
				...decision,
				title: 'Oppheva',
				decidedOn: '2026-10-01',
				number: '',
				...replaced,
				responsiblePartnerId: 1
			},
			{ ...decision, title: 'Utkastord', decidedOn: '2026-10-02', publishedAt: null }
		]);
		await tx.insert(schema.decisionMeasure).values({ decisionId: first!.id, measureId: 'measure-1' });
		const entry = { decisionId: first!.id, at, lang, text: 'Gjort.', state: 'done' } as const;
		await tx
			.insert(schema.decisionFollowUp)
			.values([{ ...entry, state: 'in-progress', text: 'I gang.' }, entry]);
	});
	text = (await exportPartnership(db.read, partnershipId))!;
});

const asOperator = ({ db }: Partnership) => ({ db, actor: operator, now: today });

function parsed(of: string): PartnershipFile {
	const read = parsePartnershipFile(of);
	if (!read.ok) throw new Error(JSON.stringify(read.faults));
	return read.file;
}

describe('the partnership file', () => {
	it('is exported with the same bytes after its import', async () => {
		const empty = await aPartnership();
		const imported = expectOk(await importPartnership(asOperator(empty), parsed(text)));
		expect(imported).toEqual({ meetings: 2, decisions: 2 });
		const { partnershipId } = await empty.plan();
		expect(await exportPartnership(empty.db.read, partnershipId)).toBe(text);
	});

	it('holds no sender, name, closed item or draft', () => {
		expect(text).not.toMatch(/Utkastord|Namnord|Avsendarord|Innsendord|Lukkaord/);
		expect(parsed(text).decisions).toMatchObject([
			{
				...{ number: 'Sak 01/26', responsible: 'body:fsu-1', item: { meeting: 'b@x', index: 0 } },
				...{ measures: ['measure-1'], entries: [{ text: 'I gang.' }, { text: 'Gjort.' }] }
			},
			{ replaces: { body: 'fsu-1', decidedOn: '2026-10-01', number: 'Sak 01/26', how: 'revokes' } }
		]);
	});

	it('is refused a second time', async () => {
		expect(await importPartnership(asOperator(full), parsed(text))).toMatchObject({
			refused: { faults: expect.arrayContaining([{ field: 'partnership', code: 'already-here' }]) as unknown }
		});
	});

	it('is imported by the secretariat of its own partnership only', async () => {
		const empty = await aPartnership();
		const { partnershipId } = await empty.plan();
		const other = { slug: 'agder', name: { nb: 'Agder' } };
		await empty.db.write((tx) => tx.insert(schema.partnership).values(other));
		const before = await empty.traces();
		for (const who of ['anyone', 'leader', 'ssuLeader', 'administrator'] as const)
			expect(await importOwnPartnership(empty.as(who), partnershipId, parsed(text))).toMatchObject({
				refused: { code: 'not-permitted' }
			});
		const theirs = { ...parsed(text), partnership: 'agder' };
		expect(await importOwnPartnership(empty.as('secretariat'), partnershipId, theirs)).toMatchObject({
			refused: { faults: [{ field: 'partnership', code: 'other-partnership' }] }
		});
		expect(await empty.traces()).toEqual(before);
		expectOk(await importOwnPartnership(empty.as('secretariat'), partnershipId, parsed(text)));
		expect(await exportPartnership(empty.db.read, partnershipId)).toBe(text);
	});

	type Change = (file: PartnershipFile) => unknown;
	it.each<[string, string, Change]>([
		['partnership', 'unknown', (file) => (file.partnership = 'agder')],
		['meetings[0].body', 'unknown', ({ meetings: [one] }) => (one!.body = 'fsu-9')],
		['meetings[0].jointBody', 'unknown', ({ meetings: [one] }) => (one!.jointBody = 'fsu-9')],
		['meetings[1].uid', 'taken', ({ meetings: [one, two] }) => (two!.uid = one!.uid)],
		['meetings[1].agenda[0].number', 'taken', (file) => (file.meetings[1]!.agenda[0]!.number = 'SAK 01/26')],
		['decisions[0].body', 'unknown', ({ decisions: [one] }) => (one!.body = 'fsu-9')],
		['decisions[0].responsible', 'unknown', ({ decisions: [one] }) => (one!.responsible = 'partner:9')],
		['decisions[0].item', 'unknown', ({ decisions: [one] }) => (one!.item!.index = 7)],
		['decisions[0].measures[0]', 'unknown', ({ decisions: [one] }) => (one!.measures = ['x'])],
		['decisions[1].replaces', 'unknown', ({ decisions: [, two] }) => (two!.replaces!.number = 'Sak 77/26')]
	])('is refused whole with %s %s', async (field, code, change) => {
		const empty = await aPartnership();
		const file = parsed(text);
		change(file);
		const before = await empty.traces();
		const result = await importPartnership(asOperator(empty), file);
		const faults = !result.ok && result.refused.code === 'invalid' ? result.refused.faults : [];
		expect(faults).toContainEqual({ field, code });
		expect(await empty.traces()).toEqual(before);
	});

	it.each<[string, Change]>([
		['meetings[0].day', ({ meetings: [one] }) => (one!.day = '2026-02-30')],
		['meetings[0].startsAt', ({ meetings: [one] }) => (one!.startsAt = '25:00')],
		['meetings[0].state', ({ meetings: [one] }) => Object.assign(one!, { state: 'planned' })],
		['decisions[0].text', ({ decisions: [one] }) => (one!.text = '')],
		['decisions[0]', ({ decisions: [one] }) => Object.assign(one!, { sender: 'Kari' })]
	])('names %s if it has another shape', (path, change) => {
		const file = parsed(text);
		change(file);
		const read = parsePartnershipFile(JSON.stringify(file));
		expect(read.ok ? [] : read.faults.map((fault) => fault.path)).toEqual([path]);
	});
});
