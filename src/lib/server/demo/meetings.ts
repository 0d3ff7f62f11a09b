import { and, eq, isNull } from 'drizzle-orm';
import type { DemoMeeting } from '$lib/forms/demo-file';
import type { MeetingStep } from '$lib/domain/meeting/meeting';
import { ok, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import { matter } from '../database/schema';
import { addAgendaItem } from '../meetings/agenda';
import { approveMinutes, publishMinutes } from '../meetings/approve';
import { answerNotice, recordAttendance } from '../meetings/attendance';
import { answerCirculation, loadCirculation } from '../meetings/circulation';
import { planMeeting } from '../meetings/commands';
import { authenticateMeetingLink, issueMeetingLink } from '../meetings/link';
import { noticeRecipients } from '../meetings/notify';
import { recordOutcome } from '../meetings/outcome';
import { agendaOf, attendanceOf, meetingById, type Meeting } from '../meetings/queries';
import { takeMeetingStep } from '../meetings/steps';
import { partnershipOf } from '../plans/queries';
import { at, type DemoPlan } from './demo-plan';

/** Answers to every notice, by the order of the seats; the others do not answer. */
const demoAnswers = [
	{ answer: 'coming', note: '' },
	{ answer: 'alternate', note: 'Er på kurs den dagen.' },
	{ answer: 'coming', note: 'Kommer kl. 12.30.' },
	{ answer: 'not-coming', note: '' }
] as const;

type Outcome = NonNullable<DemoMeeting['items'][number]['outcome']>;

/** Schedules a meeting: planned with its agenda, called, held with outcomes, approved and published. */
export function scheduleMeeting(demo: DemoPlan, given: DemoMeeting): void {
	const { db, id: planId, actors } = demo;
	const { plannedOn, calledOn, sentOutOn, approvedOn, publishedOn, items, ...time } = given;
	const { secretariat } = actors;
	const uid = `demo-${given.body}-${given.day}@framdrift`;
	let id = 0;
	const place = async () => ({ partnershipId: (await partnershipOf(db.read, planId))!.id, id });
	const target = async () => {
		const where = await place();
		return { ...where, version: (await meetingById(db.read, where.partnershipId, id))?.version ?? 0 };
	};
	const step = (day: string, hour: number, taken: Exclude<MeetingStep, 'approve' | 'publish'>) =>
		demo.schedule(at(day, hour), secretariat, async (context) =>
			takeMeetingStep(context, await target(), { step: taken, reason: '', time: null })
		);

	demo.schedule(at(plannedOn), secretariat, async (context) => {
		const { partnershipId } = await place();
		const values = { ...time, jointBody: null };
		const outcome = await planMeeting(context, { partnershipId, uid }, values);
		if (outcome.ok) ({ id } = outcome.value);
		return outcome;
	});
	for (const { outcome: _outcome, matter: title, ...item } of items)
		demo.schedule(at(calledOn ?? plannedOn, 8), secretariat, async (context) => {
			const matterId = title === null ? null : await matterIdOf(context, title);
			return addAgendaItem(context, await place(), { ...item, lang: given.lang, matterId });
		});
	if (!calledOn) return;
	step(calledOn, 9, 'call');
	demo.schedule(at(calledOn, 14), actors.leaderOf(given.body), async (context) => {
		const { partnershipId } = await place();
		const found = (await meetingById(db.read, partnershipId, id))!;
		return found.kind === 'circulation' ? circulate(context, found) : answerByLinks(context, found);
	});
	if (!sentOutOn) return;
	step(given.day, 12, 'start');
	demo.schedule(at(given.day, 12), secretariat, async (context) => {
		const invited = await attendanceOf(db.read, id);
		const rows = invited.map(({ attendance: { id: row, personId, title } }) => ({
			...{ id: row, title, presence: personId === null ? ('absent' as const) : ('present' as const) },
			...{ alternateId: null, arrivedAt: null, leftAt: null, note: '' }
		}));
		return recordAttendance(context, await target(), { rows, reason: '' });
	});
	for (const { title, outcome } of items)
		if (outcome)
			demo.schedule(at(given.day, 13), secretariat, async (context) => {
				const item = (await agendaOf(db.read, id)).find((one) => one.title === title)!;
				const where = { ...(await place()), itemId: item.id, version: item.version };
				return recordOutcome(context, where, outcomeValues(outcome, given));
			});
	step(given.day, 15, 'end');
	step(sentOutOn, 10, 'send-out');
	if (!approvedOn) return;
	demo.schedule(at(approvedOn, 10), actors.leaderOf(given.body), async (context) =>
		approveMinutes(context, await target())
	);
	if (!publishedOn) return;
	demo.schedule(at(publishedOn, 11), secretariat, async (context) => publishMinutes(context, await target()));
}

/** Answers a notice by the links that its mails have. */
async function answerByLinks(context: Context, found: Meeting): Promise<Result> {
	const { db } = context;
	for (const [index, { id: personId }] of (await noticeRecipients(db.read, found)).entries()) {
		const answer = demoAnswers[index];
		const visitor = await visitorOf(context, { meetingId: found.id, personId });
		if (!visitor.ok || !answer) continue;
		const answered = await answerNotice({ ...context, actor: visitor.actor }, found, answer);
		if (!answered.ok) return answered;
	}
	return ok();
}

/** Answers a circulation by the links of its first three recipients; the second objects to the last item. */
async function circulate(context: Context, found: Meeting): Promise<Result> {
	const { db, now } = context;
	const { seats, items } = await loadCirculation(db.read, found, now);
	for (const [index, { attendance }] of seats.slice(0, 3).entries()) {
		if (attendance.personId === null) continue;
		const visitor = await visitorOf(context, { meetingId: found.id, personId: attendance.personId });
		if (!visitor.ok) continue;
		const answers = items.map(({ item }, at) =>
			index === 1 && at === items.length - 1
				? ({
						itemId: item.id,
						answer: 'objects',
						note: 'Utkastet må si noe om de minste kommunene.'
					} as const)
				: ({ itemId: item.id, answer: 'agrees', note: '' } as const)
		);
		const answered = await answerCirculation({ ...context, actor: visitor.actor }, found, answers);
		if (!answered.ok) return answered;
	}
	return ok();
}

async function visitorOf({ db, now }: Context, to: { meetingId: number; personId: number }) {
	const token = await db.write((tx) => issueMeetingLink(tx, now, to));
	return authenticateMeetingLink(db.read, token, now);
}

function outcomeValues(given: Outcome, { lang }: DemoMeeting) {
	const { kind, text, dissent, disagreed, responsible, dueOn } = given;
	const noted = dissent ? ('with-remark' as const) : ('agreed' as const);
	const told = {
		...{ outcomeKind: kind, outcome: text, outcomeLang: given.lang ?? lang, dissent, responsible, dueOn },
		consensus: disagreed ? ('disagreed' as const) : noted
	};
	return { ...told, reason: '', goesOn: true };
}

async function matterIdOf({ db }: Context, title: string): Promise<number | null> {
	const [found] = await db.read
		.select({ id: matter.id })
		.from(matter)
		.where(and(eq(matter.title, title), isNull(matter.mergedIntoId)));
	return found?.id ?? null;
}
