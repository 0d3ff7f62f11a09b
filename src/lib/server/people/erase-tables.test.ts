import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { anonymous, type Actor } from '$lib/domain/permission';
import { columnsWith } from '../../../../tests/support/columns-with';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { lastEventOfDay, openDatabaseSnapshot } from '../database/database-snapshot';
import type { Queryable } from '../database/database';
import { appendEvent } from '../database/event-log';
import { queueMail } from '../database/outbox';
import * as schema from '../database/schema';
import { approveEvaluation } from '../evaluations/approval';
import { submitEvaluation } from '../evaluations/commands';
import { renewCalendarFeed } from '../identity/calendar-feed';
import { registerMatter } from '../matters/commands';
import { delegate } from '../reporting-links/commands';
import { judgeArea } from '../verdicts/commands';
import { erasePerson } from './erase';

let partnership: Partnership;
let administrator: Actor;
let personId: number;
const name = 'Oddny Ørnefjell';
const email = 'oddny@ornefjell.test';

beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	partnership = await aPartnership(aPlanFile({ rounds }));
	const { actors, db } = partnership;
	personId = actors.leader.personId!;
	administrator = { ...anonymous, personId: actors.administrator.personId, name: 'Ada', administrator: true };
	const { person } = schema;
	await db.write(async (tx) => {
		await tx.update(person).set({ name, email }).where(eq(person.id, personId));
		const other = { administrator: true, passwordHash: 'hash' };
		await tx.update(person).set(other).where(eq(person.id, administrator.personId!));
	});
	actors.leader = { ...actors.leader, name };
	await leaveTraces();
});

const columnsWithPerson = (read: Queryable) => columnsWith(read, /ørnefjell|ornefjell/i);

/** Leaves the person's name in every column that stores one. */
async function leaveTraces(): Promise<void> {
	const { as, db, planId, actors } = partnership;
	const { partnershipId } = await partnership.plan();
	const target = { planId, round: '2026', measure: '1.1', version: null } as const;
	expectOk(await submitEvaluation(as('leader'), target, completeAnswers()));
	expectOk(await approveEvaluation(as('ssuLeader'), { ...target, version: 1 }));
	const verdict = { status: 'on-track', text: 'Det går framover.', lang: 'nn' } as const;
	expectOk(await judgeArea(as('leader'), { planId, round: '2026', area: 1, version: null }, verdict));
	const colleague = { name, email, writtenForm: 'nn' } as const;
	expectOk(await delegate(as('deputy'), { planId, round: '2026', measure: '1.2', ...colleague }));
	const sent = {
		...({ title: 'Sak', text: 'Tekst', lang: 'nb', organisation: 'Skien', concerns: '', wish: '' } as const),
		...{ treatedAtHome: null, body: null, measures: [], areas: [], links: null }
	};
	expectOk(await registerMatter(as('leader'), { partnershipId, planId }, sent));
	expectOk(await renewCalendarFeed(as('leader')));
	const at = today.toISOString();
	await db.write(async (tx) => {
		const { bodyId } = actors.leader.seats[0]!;
		const kept = { partnershipId, bodyId, uid: 'one', day: '2026-10-01', kind: 'ordinary' } as const;
		const [met] = await tx
			.insert(schema.meeting)
			.values({ ...kept, state: 'held', lang: 'nb' })
			.returning();
		const meetingId = met!.id;
		const [own] = await tx
			.insert(schema.meetingAttendance)
			.values([
				{ meetingId, personId, name, presence: 'present' },
				{ meetingId, name: 'Mari', alternateId: personId, alternateName: name, presence: 'alternate' },
				{ meetingId, name }
			])
			.returning();
		const item = {
			meetingId,
			position: 1,
			numberBodyId: bodyId,
			numberYear: 2026,
			kind: 'decision'
		} as const;
		const [treated] = await tx
			.insert(schema.agendaItem)
			.values({ ...item, title: 'Sak', lang: 'nb' })
			.returning();
		const left = { agendaItemId: treated!.id, attendanceId: own!.id, reason: 'Slekt' };
		await tx.insert(schema.recusal).values({ ...left, replacedBy: name });
		await tx.insert(schema.minutesRemark).values({ meetingId, personId, text: 'Feil.', madeAt: at });
		const [matter] = await tx.select().from(schema.matter);
		const again = { ...matter!, id: undefined, title: 'Sendt før kontoen' };
		const [earlier] = await tx.insert(schema.matter).values(again).returning();
		await tx.insert(schema.matterSender).values({ matterId: earlier!.id, name, email });
		await tx.insert(schema.matterLink).values({ matterId: earlier!.id, tokenHash: 'x', createdAt: at });
		const fresh = { partnershipId, name, email, writtenForm: 'nb', address: 'x', sentAt: at } as const;
		const content = { title: 'Ny', text: 'Tekst' } as never;
		await tx.insert(schema.pendingMatter).values({ ...fresh, content });
		const changing = { personId, email: `ny.${email}`, expiresAt: at };
		await tx.insert(schema.emailChange).values(changing);
		const to = { personId, name, email, writtenForm: 'nb', roundId: null } as const;
		await queueMail(tx, today, { ...to, reason: 'account-notice', about: `address:${personId}` });
		const [report] = await tx.select().from(schema.evaluation);
		const remark = { evaluationId: report!.id, text: 'Mer?', by: name, byId: personId, at };
		await tx.insert(schema.remark).values({ ...remark, field: 'done', lang: 'nb' });
		const written = { roundId: report!.roundId!, section: 'year', text: { nn: 'Godt.' } } as const;
		await tx.insert(schema.reviewText).values({ ...written, by: name, at });
		await tx.insert(schema.editing).values({ noun: 'measure', nounId: 'measure-1', personId, name, at });
		await tx.update(schema.measure).set({ contact: name }).where(eq(schema.measure.id, 'measure-1'));
		const question = { measureId: 'measure-1', personId, state: 'open' } as const;
		const [asked] = await tx.insert(schema.inquiry).values(question).returning();
		const entry = { inquiryId: asked!.id, kind: 'question', at, personId, by: name } as const;
		await tx.insert(schema.inquiryEntry).values({ ...entry, text: 'Når?', lang: 'nb' });
		await tx.update(schema.rollout).set({ reportedBy: name });
		await tx.update(schema.indicatorReading).set({ by: name });
		await appendEvent(tx, as('secretariat').actor, today, {
			...{ planId: null, verb: 'record-attendance', noun: 'meeting', nounId: meetingId },
			after: { attendance: [{ id: own!.id, alternateName: name }] }
		});
	});
}

/** Every column in which the program stores a person's name or address. */
const named = [
	'area_verdict.by',
	'editing.name',
	'email_change.email',
	'event.after',
	'event.by',
	'evaluation.reported_by',
	'indicator_reading.by',
	'inquiry_entry.by',
	'mail.name',
	'mail.recipient',
	'matter_sender.email',
	'matter_sender.name',
	'measure.contact',
	'meeting_attendance.alternate_name',
	'meeting_attendance.name',
	'past.row',
	'pending_matter.email',
	'pending_matter.name',
	'person.email',
	'person.name',
	'recusal.replaced_by',
	'remark.by',
	'reporting_access.email',
	'reporting_access.name',
	'review_text.by',
	'rollout.reported_by'
];

it('leaves the name in no column of any table, nor of a snapshot made again', async () => {
	const { db } = partnership;
	expect(await columnsWithPerson(db.read)).toEqual(expect.arrayContaining(named));
	const seq = await lastEventOfDay(db.read, '2026-11-10');
	(await openDatabaseSnapshot(db, seq)).close();
	expectOk(await erasePerson({ db, actor: administrator, now: today }, personId));
	expect(await columnsWithPerson(db.read)).toEqual([]);
	const snapshot = await openDatabaseSnapshot(db, seq);
	expect(await columnsWithPerson(snapshot.read)).toEqual([]);
	snapshot.close();
	const attended = await db.read.select().from(schema.meetingAttendance);
	expect(attended.map((one) => [one.name, one.alternateName, one.personId])).toEqual([
		['Person 1', '', personId],
		['Mari', 'Person 1', null],
		['Person 1', '', null]
	]);
	expect(await db.read.select().from(schema.calendarFeed)).toEqual([]);
	expect(await db.read.select().from(schema.matterSender)).toEqual([]);
	expect(await db.read.select().from(schema.matterLink)).toEqual([]);
	expect(await db.read.select().from(schema.matter)).toHaveLength(2);
});

it('keeps approved minutes as they were sealed', async () => {
	const { db } = partnership;
	const [met] = await db.read.select().from(schema.meeting);
	const sealed = {
		meetingId: met!.id,
		version: 1,
		content: JSON.stringify({ present: [name] }),
		sha256: 'x'
	};
	const row = { ...sealed, approvedAt: today.toISOString(), approvedBy: name };
	await db.write((tx) => tx.insert(schema.minutes).values(row));
	expectOk(await erasePerson({ db, actor: administrator, now: today }, personId));
	expect(await columnsWithPerson(db.read)).toEqual(['minutes.approved_by', 'minutes.content']);
});

/** Columns that are named like those of a person and hold something else. */
const impersonal = [
	...['body.appointed_by', 'body.name', 'core_value.name', 'focus_area.name', 'focus_area.short_name'],
	...['funding.name', 'indicator.name', 'lease.name', 'matter_file.name', 'partner.name', 'partnership.name'],
	'pending_matter_file.name',
	...['plan.name', 'round.report_by', 'round.read_by', 'seat.appointed_by', 'seat_holder.agrees_to_name']
];

/** Names that adopted and sealed records keep. */
const adopted = ['adjustment.adopted_by', 'minutes.approved_by', 'minutes.published_by', 'review.closed_by'];

it('knows every column that is named like one of a person', async () => {
	const { db } = partnership;
	const tables = await db.read.all<{ name: string; column: string }>(
		sql`select t.name, c.name as "column" from sqlite_master t, pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite_%' and t.name not like 'search_%'`
	);
	const like = tables
		.filter(({ column }) => /(^|_)(name|by|email|recipient|sender|author)$/.test(column))
		.map((one) => `${one.name}.${one.column}`);
	const known = [...named, ...impersonal, ...adopted];
	expect(like.filter((one) => !known.includes(one)).sort()).toEqual([]);
	expect([...impersonal, ...adopted].filter((one) => !like.includes(one))).toEqual([]);
});
