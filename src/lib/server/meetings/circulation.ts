import { and, eq, inArray } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { AgendaItemKind } from '$lib/domain/meeting/agenda';
import {
	answersByCirculation,
	circulationReminder,
	circulationResult,
	circulationTexts,
	mayCloseCirculation,
	type CirculationAnswer,
	type CirculationResult
} from '$lib/domain/meeting/circulation';
import type { WrittenForm } from '$lib/domain/localized';
import { actsFor } from '$lib/domain/meeting/recusal';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { agendaItem, circulationAnswer, meeting, meetingAttendance } from '../database/schema';
import { queueMeetingNotice } from './notify';
import { agendaOf, attendanceOf, circulationAnswersOf, meetingById, type Meeting } from './queries';
import { recusalsByItem } from './recusals';
import { loadMeeting, type MeetingTarget } from './target';

/** A seat's answer to one item. */
interface ItemAnswer {
	itemId: number;
	answer: CirculationAnswer;
	/** The reason of an objection. */
	note: string;
}

/**
 * Loads a circulation with its seats, answers and the result of each item. A recused seat's say is its replacement's;
 * without one the seat is not counted. Four statements.
 */
export async function loadCirculation(read: Queryable, { id, day }: Pick<Meeting, 'id' | 'day'>, now: Date) {
	const agenda = await agendaOf(read, id);
	const answers = await circulationAnswersOf(read, id);
	const seats = (await attendanceOf(read, id)).filter(({ role }) => answersByCirculation(role));
	const recusalsOfItem = await recusalsByItem(read, id);
	const items = agenda.map((item) => {
		const given = answers.filter(({ agendaItemId }) => agendaItemId === item.id);
		const bySeat = new Map(given.map((one) => [one.attendanceId, one.answer]));
		const saying = seats.flatMap(({ attendance: { id: seatId, personId } }) => {
			const by = personId === null ? null : actsFor(recusalsOfItem(item.id), personId);
			return personId !== null && by === null
				? []
				: [{ attendanceId: seatId, by, isReplaced: by !== personId }];
		});
		const counted = saying.map((one) => one.attendanceId);
		return { item, given, saying, result: circulationResult(counted, bySeat) };
	});
	const results = items.map(({ result }) => result);
	return { seats, items, mayClose: mayCloseCirculation(results, { lastDay: day, today: toOsloDate(now) }) };
}

/**
 * Answers items by circulation for the invited person themselves or by their link, until the last day has passed. An
 * answer may be changed until then. Refuses an objection without a reason, and answers of those without a say.
 */
export async function answerCirculation(
	{ db, actor, now }: Context,
	{ partnershipId, id }: Omit<MeetingTarget, 'version'>,
	given: readonly ItemAnswer[]
): Promise<Result> {
	return db.write(async (tx) => {
		const denied = await denial(tx, actor, { action: 'meeting.answer', partnershipId, meetingId: id });
		if (denied) return denied;
		const found = await meetingById(tx, partnershipId, id);
		const invitedId = actor.personId ?? actor.meetingLink?.invitedId ?? null;
		if (!found || invitedId === null) return refuse({ code: 'not-found' });
		const { items } = await loadCirculation(tx, found, now);
		const own = new Map(
			items.map(({ item, saying }) => [item.id, saying.filter(({ by }) => by === invitedId)] as const)
		);
		if ([...own.values()].every((seats) => seats.length === 0)) return refuse({ code: 'not-found' });
		if (found.kind !== 'circulation' || found.state !== 'called' || toOsloDate(now) > found.day)
			return refuse({ code: 'wrong-state', state: found.state });
		if (given.length === 0) return refuseInvalid({ field: 'answer', code: 'required' });
		for (const { itemId, answer, note } of given) {
			if (!own.get(itemId)?.length) return refuse({ code: 'not-found' });
			if (answer === 'objects' && !note) return refuseInvalid({ field: `note.${itemId}`, code: 'required' });
		}
		const answeredAt = now.toISOString();
		for (const { itemId: agendaItemId, ...values } of given)
			for (const { attendanceId } of own.get(agendaItemId)!)
				await tx
					.insert(circulationAnswer)
					.values({ agendaItemId, attendanceId, ...values, answeredAt })
					.onConflictDoUpdate({
						target: [circulationAnswer.agendaItemId, circulationAnswer.attendanceId],
						set: { ...values, answeredAt }
					});
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'answer-circulation', noun: 'meeting', nounId: id },
			after: {
				attendance: [...new Set([...own.values()].flat().map(({ attendanceId }) => attendanceId))],
				answers: given.map(({ itemId, answer }) => ({ item: itemId, answer }))
			}
		});
		return ok();
	});
}

/**
 * Counts the answers of a circulation: an item that every seat agreed to has its proposal as outcome, the others are
 * postponed to a meeting. Refuses while answers are missing and the last day is not over.
 */
export async function closeCirculation({ db, actor, now }: Context, target: MeetingTarget): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.write' });
		if (!loaded.ok) return loaded;
		const found = loaded.value;
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		if (found.kind !== 'circulation' || found.state !== 'called')
			return refuse({ code: 'wrong-state', state: found.state });
		const { seats, items, mayClose } = await loadCirculation(tx, found, now);
		if (!mayClose) return refuseInvalid({ field: 'close', code: 'circulation-open' });
		const at = now.toISOString();
		for (const { item, result } of items)
			await tx
				.update(agendaItem)
				.set({ ...outcomeOf(item, result, found.lang), treatedAt: at, version: item.version + 1 })
				.where(eq(agendaItem.id, item.id));
		for (const { attendance } of seats) {
			const given = items.flatMap((one) =>
				one.given.filter((answer) => answer.attendanceId === attendance.id)
			);
			const asked = items.filter((one) =>
				one.saying.some(({ attendanceId }) => attendanceId === attendance.id)
			);
			const note = noteOf(given, { count: asked.length, lang: found.lang });
			await tx.update(meetingAttendance).set({ note }).where(eq(meetingAttendance.id, attendance.id));
		}
		await tx
			.update(meeting)
			.set({ state: 'held', endedAt: at, version: found.version + 1 })
			.where(eq(meeting.id, found.id));
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'close-circulation', noun: 'meeting', nounId: found.id },
			before: { state: found.state },
			after: { state: 'held', results: items.map(({ item, result }) => ({ item: item.id, result })) }
		});
		return ok();
	});
}

const agreedKinds = { decision: 'decision', information: 'information', discussion: 'information' } as const;

/** Returns the outcome of an item by its result, in the language of the proposal or of the minutes. */
function outcomeOf(
	{ kind, proposal, lang }: { kind: AgendaItemKind; proposal: string; lang: WrittenForm },
	result: CirculationResult,
	minutesLang: WrittenForm
) {
	const none = { dissent: '', responsible: null, dueOn: null };
	return result === 'agreed'
		? {
				...{ ...none, outcomeKind: agreedKinds[kind], outcomeLang: lang, consensus: 'agreed' as const },
				outcome: proposal || circulationTexts.asProposed[lang]
			}
		: {
				...{ ...none, outcomeKind: 'postponed' as const, outcomeLang: minutesLang, consensus: null },
				outcome: circulationTexts[result][minutesLang]
			};
}

/** Returns what the minutes say of a seat: agreed to all, wanted a meeting, or did not answer everything. */
function noteOf(
	given: readonly { answer: CirculationAnswer }[],
	{ count, lang }: { count: number; lang: WrittenForm }
): string {
	const { seatObjected, seatAgreed, seatSilent } = circulationTexts;
	if (given.some(({ answer }) => answer === 'objects')) return seatObjected[lang];
	return (given.length === count ? seatAgreed : seatSilent)[lang];
}

/** Returns the people who have not answered every item they have a say in. Four statements. */
export async function circulationWaitsFor(read: Queryable, found: Meeting, now: Date): Promise<Set<number>> {
	const { items } = await loadCirculation(read, found, now);
	const missing = items.flatMap(({ saying, given }) =>
		saying.filter((seat) => given.every(({ attendanceId }) => attendanceId !== seat.attendanceId))
	);
	return new Set(missing.flatMap(({ by }) => (by === null ? [] : [by])));
}

/** Queues today's reminders of circulations, in the caller's transaction. Safe to repeat. */
export async function queueCirculationReminders(tx: Transaction, now: Date): Promise<void> {
	const today = toOsloDate(now);
	const open = await tx
		.select()
		.from(meeting)
		.where(and(eq(meeting.kind, 'circulation'), inArray(meeting.state, ['called'])));
	for (const found of open) {
		const left = circulationReminder(found.day, today);
		if (left === null) continue;
		const only = await circulationWaitsFor(tx, found, now);
		await queueMeetingNotice(tx, now, { found, occasion: `reminder-${left}`, only });
	}
}
