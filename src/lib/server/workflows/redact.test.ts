import { gzipSync } from 'node:zlib';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MinutesContent } from '$lib/domain/meeting/minutes';
import { inJson } from '../redactions/queries';
import { columnsWith } from '../../../../tests/support/columns-with';
import {
	aPartnership,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { checkHistory } from '../database/check-history';
import { lastEventOfDay, openDatabaseSnapshot } from '../database/database-snapshot';
import { dataVersion } from '../database/event-log';
import * as schema from '../database/schema';
import { followUpDecision } from '../decisions/follow-up';
import { registerMatter } from '../matters/commands';
import { editMatter } from '../matters/edit';
import { triageMatter } from '../matters/steps';
import { addAgendaItem } from '../meetings/agenda';
import { addMinutesRemark, approveMinutes, publishMinutes } from '../meetings/approve';
import { planMeeting } from '../meetings/commands';
import { recordOutcome } from '../meetings/outcome';
import { agendaOf, meetingById, minutesOf } from '../meetings/queries';
import { takeMeetingStep, type MeetingStepValues } from '../meetings/steps';
import { verifyMinutes } from '../meetings/verify-minutes';
import { singleUse } from '../sent-forms';
import { redactionsOf, type RedactionTarget } from '../redactions/queries';
import { redactText, type RedactionValues } from './redact';

/** Has what JSON escapes, and what is special in patterns. */
const passage = 'Ola "Ørn*efjell" [1] 50 %?';
const sought = /efjell/;
const inside = `Dette gjelder ${passage}, og ${passage}.`;

let partnership: Partnership;
let place: { partnershipId: number; planId: number };
let matterId: number;
let meetingId: number;
let decisionId: number;

const values: RedactionValues = { passage, reason: 'Opplysning om helse', confirmed: true };
const as = (who: PersonName = 'secretariat') => partnership.as(who);
const target = (noun: RedactionTarget['noun'], id: number): RedactionTarget => ({
	...{ partnershipId: place.partnershipId, noun, id }
});
const redact = (given: Partial<RedactionValues> = {}, at = target('matter', matterId)) =>
	redactText(as(), at, { ...values, ...given });
const run = (statement: string) => partnership.db.write((tx) => tx.run(sql.raw(statement)));

async function at() {
	const { version } = (await meetingById(partnership.db.read, place.partnershipId, meetingId))!;
	return { partnershipId: place.partnershipId, id: meetingId, version };
}

async function step(...steps: MeetingStepValues['step'][]) {
	for (const one of steps)
		expectOk(await takeMeetingStep(as(), await at(), { step: one, reason: inside, time: null }));
}

async function decide(itemId: number, reason: string) {
	const item = (await agendaOf(partnership.db.read, meetingId)).find(({ id }) => id === itemId)!;
	const outcome = {
		...({ outcomeKind: 'decision', outcome: `${inside} ${reason}`, outcomeLang: 'nb' } as const),
		...({ consensus: 'disagreed', dissent: inside, responsible: 'body:fsu-1', dueOn: null } as const)
	};
	const place = { ...(await at()), itemId, version: item.version };
	expectOk(await recordOutcome(as(), place, { ...outcome, reason, goesOn: false }));
}

/** Leaves the passage wherever a text of bodies' work is stored, in two versions of published minutes. */
async function leavePassage(): Promise<void> {
	const { db, actors } = partnership;
	const { partnershipId } = place;
	const texts = { title: inside, text: inside, concerns: inside, wish: inside, lang: 'nb' } as const;
	const links = [{ url: 'https://example.no', text: passage }] as never;
	const linked = { treatedAtHome: null, measures: [], areas: [], links };
	const sent = { ...texts, ...linked, organisation: '', body: null };
	matterId = expectOk(await registerMatter(as('member'), place, sent)).id;
	const edited = { ...texts, ...linked, title: `Mer om ${passage}` };
	expectOk(await editMatter(as(), { ...place, id: matterId, version: 1 }, edited));
	const triage = { step: 'triage', body: 'fsu-1', target: null, reason: inside } as const;
	expectOk(await triageMatter(as(), { partnershipId, id: matterId, version: 2 }, triage));
	const when = { day: '2026-11-09', startsAt: null, endsAt: null, place: inside } as const;
	const meeting = { ...when, kind: 'ordinary', lang: 'nb', body: 'fsu-1', jointBody: null } as const;
	meetingId = expectOk(await planMeeting(as(), { partnershipId, uid: 'one' }, meeting)).id;
	const item = {
		...({ number: '', kind: 'decision', title: inside, lang: 'nb', matterId } as const),
		...{ background: inside, assessment: inside, proposal: inside },
		...{ closed: false, closedBasis: '', neutralTitle: '' }
	};
	const { id: itemId } = expectOk(await addAgendaItem(as(), await at(), item));
	await step('call', 'start');
	await decide(itemId, '');
	await db.write(async (tx) => {
		const written = { note: inside, answerNote: inside, title: inside, organisation: inside };
		const present = { presence: 'present', personId: actors.member.personId } as const;
		const row = { meetingId, name: 'Mari', ...present, ...written };
		const [own] = await tx.insert(schema.meetingAttendance).values(row).returning();
		const left = { agendaItemId: itemId, attendanceId: own!.id, reason: inside };
		await tx.insert(schema.recusal).values(left);
		const file = {
			matterId,
			name: `${passage}.pdf`,
			kind: 'pdf',
			bytes: 1,
			content: Buffer.from('x')
		} as const;
		await tx.insert(schema.matterFile).values({ ...file, addedAt: today.toISOString() });
	});
	await step('end', 'send-out');
	expectOk(await addMinutesRemark(as('member'), await at(), inside));
	expectOk(await approveMinutes(as('leader'), await at()));
	expectOk(await publishMinutes(as(), await at()));
	await step('revise');
	await decide(itemId, 'Rettet');
	expectOk(await approveMinutes(as('leader'), await at()));
	const [made] = await db.read.select().from(schema.decision);
	decisionId = made!.id;
	const entry = { state: 'in-progress', text: inside, lang: 'nb', unchanged: false } as const;
	const { version } = made!;
	expectOk(await followUpDecision(as('leader'), { partnershipId, id: decisionId, version }, entry));
	await db.write((tx) => tx.update(schema.decision).set({ links }).where(eq(schema.decision.id, decisionId)));
	await db.write((tx) =>
		tx.insert(schema.sentForm).values({ id: 'x', content: 'x', at: '', result: { ok: true, value: passage } })
	);
	const { personId } = as().actor;
	const staged = { personId: personId!, planId: place.planId, content: gzipSync(passage), at: '' };
	await db.write((tx) => tx.insert(schema.importStaging).values({ id: 'x', ...staged }));
}

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
	await leavePassage();
});

describe('redacting a text', () => {
	it.each(['matter', 'meeting', 'decision'] as const)(
		'from a %s leaves it in no column of any table, nor of a snapshot',
		async (noun) => {
			const { db } = partnership;
			const held = await columnsWith(db.read, sought);
			expect(held).toEqual(expect.arrayContaining(['search_doc.nb', 'search_doc.title_nb']));
			expect(held.filter((one) => !one.startsWith('search_'))).toEqual([
				...['agenda_item.assessment', 'agenda_item.background', 'agenda_item.dissent', 'agenda_item.outcome'],
				...['agenda_item.proposal', 'agenda_item.title', 'decision.dissent', 'decision.links'],
				...['decision.text', 'decision.title', 'decision_follow_up.text', 'event.after', 'event.before'],
				...['event.reason', 'matter.concerns', 'matter.links', 'matter.text', 'matter.title', 'matter.wish'],
				...['matter_file.name', 'meeting.place', 'meeting_attendance.answer_note', 'meeting_attendance.note'],
				...['meeting_attendance.organisation', 'meeting_attendance.title', 'minutes.content'],
				...['minutes.reason', 'minutes_remark.text', 'past.row', 'recusal.reason', 'sent_form.result']
			]);
			const seq = await lastEventOfDay(db.read, '2026-11-10');
			const before = await openDatabaseSnapshot(db, seq);
			expect(await columnsWith(before.read, sought)).toContain('decision.text');
			before.close();
			const ids = { matter: matterId, meeting: meetingId, decision: decisionId };
			// As a form does it, with a database that remembers the form's key.
			const form = { place: [], key: 'k', content: 1, kept: () => null, creates: false, now: today };
			const context = { ...as(), db: singleUse(db, form) };
			expectOk(await redactText(context, target(noun, ids[noun]), values));
			expect(await columnsWith(db.read, sought)).toEqual([]);
			expect(await db.read.select().from(schema.importStaging)).toEqual([]);
			const snapshot = await openDatabaseSnapshot(db, seq);
			expect(await columnsWith(snapshot.read, sought)).toEqual([]);
			snapshot.close();
			expect(await checkHistory(db.read)).toEqual([]);
			const [found] = await db.read.select().from(schema.matter);
			expect(found?.text).toBe('Dette gjelder [sladdet], og [sladdet].');
			const [row] = await db.read.select().from(schema.decisionFollowUp);
			expect(row?.text).toBe(found?.text);
		}
	);

	it('leaves who, when and why in each record', async () => {
		const { db, actors } = partnership;
		expectOk(await redact());
		for (const [noun, id] of [
			['matter', matterId],
			['meeting', meetingId],
			['decision', decisionId]
		] as const)
			expect(await redactionsOf(db.read, noun, id)).toMatchObject([
				{ by: actors.secretariat.name, reason: values.reason }
			]);
	});

	it('gives minutes a new version with a mark, and deletes the content of the old ones', async () => {
		const { db } = partnership;
		const [latest, published] = await minutesOf(db.read, meetingId);
		expectOk(await redact());
		const all = await minutesOf(db.read, meetingId);
		expect(
			all.map(({ version, content, publishedAt, redactedAt }) => [
				...[version, content === '', publishedAt !== null, redactedAt !== null]
			])
		).toEqual([
			[4, false, false, true],
			[3, false, true, true],
			[2, true, false, true],
			[1, true, true, true]
		]);
		expect(all.slice(2).map(({ sha256 }) => sha256)).toEqual([latest!.sha256, published!.sha256]);
		const content = JSON.parse(all[0]!.content) as MinutesContent;
		expect(content).toMatchObject({ version: 4, redactions: [{ on: '2026-11-10', version: 2 }] });
		expect(await verifyMinutes(db.read)).toEqual({ checked: 4, broken: [] });
		await db.write((tx) => tx.update(schema.minutes).set({ redactedAt: null }));
		expect((await verifyMinutes(db.read)).broken.map(({ version }) => version).sort()).toEqual([1, 2]);
	});

	it.each<[string, Partial<RedactionValues>, string]>([
		['a text that stands nowhere', { passage: 'Kari' }, 'passage passage-not-found'],
		['another case', { passage: passage.toUpperCase() }, 'passage passage-not-found'],
		['a reason that repeats it', { reason: `Fordi ${passage}` }, 'reason passage-in-reason'],
		['one that is not confirmed', { confirmed: false }, 'confirmed[] redaction-unconfirmed']
	])('refuses %s and changes nothing', async (_, given, expected) => {
		const before = await partnership.traces();
		const result = await redact(given);
		expect(result).toMatchObject({ ok: false, refused: { code: 'invalid' } });
		const faults = !result.ok && result.refused.code === 'invalid' ? result.refused.faults : [];
		expect(faults.map(({ field, code }) => `${field} ${code}`)).toEqual([expected]);
		expect(await partnership.traces()).toEqual(before);
	});

	it('changes no other matter, and refuses one of another partnership', async () => {
		const { db } = partnership;
		const [own] = await db.read.select().from(schema.matter);
		await db.write((tx) => tx.insert(schema.matter).values({ ...own!, id: undefined }));
		expectOk(await redact());
		const kept = (await columnsWith(db.read, sought)).filter((one) => !one.startsWith('search_'));
		expect(kept).toEqual([
			...['matter.concerns', 'matter.links', 'matter.text', 'matter.title', 'matter.wish']
		]);
		const foreign = { ...target('matter', matterId), partnershipId: 999 };
		expect(await redact({}, foreign)).toMatchObject({ refused: { code: 'not-permitted' } });
		expect(await redact({}, target('matter', 999))).toMatchObject({ refused: { code: 'not-found' } });
	});

	it.each(['anyone', 'signedIn', 'member', 'leader', 'ssuLeader', 'administrator'] as const)(
		'is refused to %s',
		async (who) => {
			const result = await redactText(as(who), target('matter', matterId), values);
			expect(result).toMatchObject({ refused: { code: 'not-permitted' } });
		}
	);
});

describe('the guard of the log', () => {
	const open = async () => {
		const seq = (await dataVersion(partnership.db.read)) + 1;
		await run(`insert into redaction (seq, lang, at) values (${seq}, 'nb', '')`);
	};
	const marked = `replace(after, '${inJson(passage)}', '[sladdet]')`;
	const ofMatter = `where noun = 'matter' and verb = 'register-matter'`;

	it('refuses a mark without a redaction', async () => {
		await expect(run(`update event set after = ${marked} ${ofMatter}`)).rejects.toThrow();
	});

	it.each([
		['another word', `update event set after = replace(after, 'Ola', 'Per') ${ofMatter}`],
		['an added word', `update event set after = replace(after, 'Dette', 'Alt dette') ${ofMatter}`],
		[
			'a mark with a change beside it',
			`update event set after = replace(${marked}, 'Dette', 'Alt') ${ofMatter}`
		],
		['a mark of the other form', `update event set after = replace(after, 'Ola', '[sladda]') ${ofMatter}`],
		['a missing value', `update event set after = json_remove(after, '$.wish') ${ofMatter}`],
		['a name', `update event set "by" = '[sladdet]' ${ofMatter}`],
		['a verb', `update event set verb = '[sladdet]' ${ofMatter}`],
		['an event of the plan', `update event set after = '{"a":"[sladdet]"}' where noun = 'plan'`],
		['a deleted event', `delete from event ${ofMatter}`],
		[
			'history of the plan',
			`update past set row = json_set(row, '$.slug', '[sladdet]') where of = 'partnership'`
		],
		[
			'a rewritten row',
			`update past set row = json_set(row, '$.text', 'Noe [sladdet]') where of = 'decision'`
		],
		['the redaction', `update redaction set seq = seq + 1`],
		['an end of it', `delete from redaction`]
	])('refuses %s during a redaction', async (_, statement) => {
		await open();
		await expect(run(statement)).rejects.toThrow();
	});

	it('allows marks in texts and reasons until the event is recorded, and is told if it is not', async () => {
		await open();
		await run(`update event set after = ${marked} ${ofMatter}`);
		await run(`update past set row = replace(row, 'Ola', '[sladdet]') where of = 'decision'`);
		expect(await checkHistory(partnership.db.read)).toContainEqual(
			expect.stringMatching(/^event log: redaction 1 names event \d+, which does not record it$/)
		);
		await expect(run(`insert into redaction (seq, lang, at) values (1, 'nb', '')`)).rejects.toThrow();
	});
});
