import type { BodyKind, SeatRole } from '../body';
import { addDays, daysBetween, type CalendarDate } from '../calendar/calendar-date';
import type { EvaluationState } from '../evaluation/evaluation';
import type { WrittenForm } from '../localized';
import { isMandatoryMail, type MailReason } from './mail';
import { acceptsReports, type RoundState } from '../round/round';
import { isWorkingDay, nearestWorkingDay } from '../calendar/working-days';

/** What decides whom a round writes to: read in one go, so that all of it is of one moment. */
export interface ReminderFacts<M extends ReportableMeasure = ReportableMeasure> {
	round: { state: RoundState; reportBy: CalendarDate };
	measures: readonly M[];
	/** Held today, by people who are not shut out. Observers may be among them. */
	seats: readonly SeatedPerson[];
	/** Colleagues who were handed a measure and may still report it. */
	colleagues: readonly DelegatedColleague[];
	/** Who speaks for a partner that introduces something at home; one for each partner they speak for. */
	representatives: readonly RolloutRecipient[];
	/** Mail about this round that went out, waits or failed. */
	mailed: readonly { email: string; day: CalendarDate }[];
}

/** What decides who is to report, be it in a round or outside. */
export type RecipientFacts<M extends ReportableMeasure = ReportableMeasure> = Pick<
	ReminderFacts<M>,
	'measures' | 'seats' | 'colleagues' | 'representatives'
>;

export interface ReportableMeasure {
	id: string;
	/** The body that carries it; null where none does. */
	bodyId: number | null;
	/** How far its report has come; null where none is begun. */
	state: EvaluationState | null;
}

interface MailAddressee {
	/** Lower case. */
	email: string;
	name: string;
	writtenForm: WrittenForm;
	declinesMail: boolean;
}

export interface SeatedPerson extends MailAddressee {
	personId: number;
	bodyId: number;
	bodyKind: BodyKind;
	role: SeatRole;
}

export interface DelegatedColleague extends MailAddressee {
	measureId: string;
}

/** How much a partner has still to say of what it introduces at home. */
export interface PartnerRolloutProgress {
	/** The partner's number. */
	partner: string;
	name: string;
	/** Measures it is asked about. */
	all: number;
	/** Those it has said nothing of since the round opened. */
	left: number;
}

export interface RolloutRecipient extends MailAddressee {
	personId: number;
	rollout: PartnerRolloutProgress;
}

/**
 * Who is asked for each partner: whoever speaks for it, and an alternate only where nobody else does.
 *
 * @param rollouts what each partner is asked about, by its id; none where it is nothing
 */
export function findRepresentatives(
	seats: readonly (SeatedPerson & { partnerId: number | null })[],
	rollouts: ReadonlyMap<number, PartnerRolloutProgress>
): RolloutRecipient[] {
	return [...rollouts].flatMap(([partnerId, rollout]) => {
		const speaking = seats.filter((one) => one.partnerId === partnerId && one.role !== 'observer');
		const regular = speaking.filter(({ role }) => role !== 'alternate');
		return (regular.length > 0 ? regular : speaking).map((one) => ({ ...one, rollout }));
	});
}

/** Why a measure's mail goes to this reader: the seats before theirs are empty. */
export const recipientReasons = ['leader', 'deputy', 'secretariat', 'representative', 'handed-on'] as const;
export type RecipientReason = (typeof recipientReasons)[number];

/** Somebody who is to report, and what. */
export interface Recipient<M extends ReportableMeasure = ReportableMeasure> extends MailAddressee {
	/** Null for a colleague without an account. */
	personId: number | null;
	/** One for each way their measures came to them, the nearest first. */
	because: readonly RecipientReason[];
	/** All that is theirs to report in the round. */
	measures: readonly M[];
	/** What of it is theirs only because somebody handed it on to them. */
	handed: readonly M[];
	/** What of it is not submitted. */
	left: readonly M[];
	/** The partners they speak for. */
	rollouts: readonly PartnerRolloutProgress[];
}

/** How many measures a reader is asked about, at home and in their bodies, and how many are left. */
export function countEvaluations({
	measures,
	left,
	rollouts
}: Pick<Recipient, 'measures' | 'left' | 'rollouts'>) {
	const sum = (of: 'all' | 'left') => rollouts.reduce((total, one) => total + one[of], 0);
	return { all: measures.length + sum('all'), left: left.length + sum('left') };
}

/** Whether a report is still to be given: none is begun, or it is a draft or was sent back. */
export function isOutstanding(state: EvaluationState | null): boolean {
	return state === null || state === 'draft' || state === 'returned';
}

/**
 * Who is to report in a round, by name: the leader of the responsible body; where there is none the
 * deputy; where there is neither, or no body, the secretariat. A colleague who was handed a measure
 * comes beside them, and so does who speaks for a partner. Each reader comes once, by their address.
 */
export function findRecipients<M extends ReportableMeasure>(facts: RecipientFacts<M>): Recipient<M>[] {
	const found = new Map<string, RecipientDraft<M>>();
	const readerAt = (who: RecipientDraft<M>['who']) => {
		const one = found.get(who.email) ?? { who, because: new Set(), measures: [], handed: [], rollouts: [] };
		found.set(who.email, one);
		return one;
	};
	const give = (who: SeatedPerson | DelegatedColleague, because: RecipientReason, measure: M) => {
		const one = readerAt(who);
		if (one.measures.includes(measure)) return;
		one.because.add(because);
		one.measures.push(measure);
		if (because === 'handed-on') one.handed.push(measure);
	};
	for (const measure of facts.measures) {
		const { seats, because } = seatsFor(facts.seats, measure.bodyId);
		for (const one of seats) give(one, because, measure);
	}
	for (const who of facts.representatives) {
		const one = readerAt(who);
		one.because.add('representative');
		if (!one.rollouts.some(({ partner }) => partner === who.rollout.partner)) one.rollouts.push(who.rollout);
	}
	for (const measure of facts.measures)
		for (const one of facts.colleagues) if (one.measureId === measure.id) give(one, 'handed-on', measure);
	return [...found.values()].map(toRecipient).sort(compareByName);
}

interface RecipientDraft<M> {
	who: SeatedPerson | DelegatedColleague | RolloutRecipient;
	because: Set<RecipientReason>;
	measures: M[];
	handed: M[];
	rollouts: PartnerRolloutProgress[];
}

function toRecipient<M extends ReportableMeasure>({
	who,
	because,
	measures,
	handed,
	rollouts
}: RecipientDraft<M>): Recipient<M> {
	return {
		email: who.email,
		name: who.name,
		writtenForm: who.writtenForm,
		declinesMail: who.declinesMail,
		personId: 'personId' in who ? who.personId : null,
		because: recipientReasons.filter((one) => because.has(one)),
		measures,
		handed,
		left: measures.filter(({ state }) => isOutstanding(state)),
		rollouts
	};
}

function compareByName(a: Recipient, b: Recipient): number {
	return a.name.localeCompare(b.name, 'nb') || (a.email < b.email ? -1 : 1);
}

function seatsFor(
	seats: readonly SeatedPerson[],
	bodyId: number | null
): { seats: SeatedPerson[]; because: 'leader' | 'deputy' | 'secretariat' } {
	for (const role of ['leader', 'deputy'] as const) {
		const held = seats.filter((one) => one.bodyId === bodyId && one.role === role);
		if (held.length > 0) return { seats: held, because: role };
	}
	const secretariat = seats.filter((one) => one.bodyKind === 'secretariat' && one.role !== 'observer');
	return { seats: secretariat, because: 'secretariat' };
}

/** Calendar days from the deadline that a reminder belongs to. */
const reminderOffsets = [
	['due-in-30', -30],
	['due-in-7', -7],
	['due-in-1', -1],
	['overdue-1', 1],
	['overdue-7', 7]
] as const satisfies readonly (readonly [MailReason, number])[];

export interface ReminderDate {
	reason: MailReason;
	day: CalendarDate;
}

/**
 * The days a round reminds on: 30, 7 and 1 days before the deadline, 1 and 7 days after. One that
 * falls on a day off is moved to the last working day before it or, after the deadline, the first
 * one that follows.
 */
export function reminderDates(reportBy: CalendarDate): ReminderDate[] {
	return reminderOffsets.map(([reason, days]) => ({
		reason,
		day: nearestWorkingDay(addDays(reportBy, days), days < 0 ? 'before' : 'after')
	}));
}

/** For how many days a reminder is made up for that was missed, as when the server was away. */
const catchUpDays = 3;

/** The mark a day stands at, or is late for; null between marks and on days off. */
export function reminderDateOn(today: CalendarDate, reportBy: CalendarDate): ReminderDate | null {
	if (!isWorkingDay(today)) return null;
	const last = reminderDates(reportBy)
		.filter(({ day }) => day <= today)
		.at(-1);
	return last && daysBetween(last.day, today) <= catchUpDays ? last : null;
}

export interface Reminder<M extends ReportableMeasure = ReportableMeasure> {
	reader: Recipient<M>;
	reason: MailReason;
}

/**
 * Whom to remind of a round on a day, and why: who has something left, does not decline, and has
 * heard nothing of the round since the mark. Each reader comes once at most. What was sent for
 * another reason on the day or since – a kick-off, a report sent back – says what is left as well.
 */
export function dueReminders<M extends ReportableMeasure>(
	facts: ReminderFacts<M>,
	today: CalendarDate
): Reminder<M>[] {
	const mark = acceptsReports(facts.round.state) ? reminderDateOn(today, facts.round.reportBy) : null;
	if (!mark) return [];
	return findRecipients(facts)
		.filter((reader) => shouldRemind(reader, mark.reason) && lastMailedOn(facts, reader) < mark.day)
		.map((reader) => ({ reader, reason: mark.reason }));
}

function shouldRemind(reader: Recipient, reason: MailReason): boolean {
	return countEvaluations(reader).left > 0 && (isMandatoryMail(reason) || !reader.declinesMail);
}

/** The last day a reader heard of the round; empty, and so before all days, where they never did. */
function lastMailedOn(facts: ReminderFacts, { email }: MailAddressee): CalendarDate {
	const days = facts.mailed.filter((one) => one.email === email).map((one) => one.day);
	return days.sort().at(-1) ?? '';
}

/** Whom the opening of a round is told: everybody who is to report. */
export function kickOffReminders<M extends ReportableMeasure>(facts: ReminderFacts<M>): Reminder<M>[] {
	return findRecipients(facts)
		.filter((reader) => shouldRemind(reader, 'kick-off'))
		.map((reader) => ({ reader, reason: 'kick-off' }));
}

/** Whom a report goes back to: whoever is to report its measure. */
export function returnedReminders<M extends ReportableMeasure>(
	facts: RecipientFacts<M>,
	measureId: string
): Reminder<M>[] {
	return findRecipients(facts)
		.filter(({ measures }) => measures.some(({ id }) => id === measureId))
		.map((reader) => ({ reader, reason: 'returned' }));
}

/** When and why a reader is reminded next if nothing changes; null where no reminder is to come. */
export function nextReminder(
	facts: ReminderFacts,
	reader: Recipient,
	today: CalendarDate
): ReminderDate | null {
	if (!acceptsReports(facts.round.state)) return null;
	const heard = lastMailedOn(facts, reader);
	const coming = reminderDates(facts.round.reportBy).filter(({ day, reason }) => {
		return day > heard && day >= today && shouldRemind(reader, reason);
	});
	const now = reminderDateOn(today, facts.round.reportBy);
	if (now && now.day > heard && shouldRemind(reader, now.reason)) return { ...now, day: today };
	return coming[0] ?? null;
}

/** Somebody who is to report a measure, and when they are reminded of it. */
export interface ScheduledRecipient {
	/** Names them in a list; they may share a name. */
	email: string;
	name: string;
	/** The next reminder, if nothing changes; null where none is to come. */
	next: ReminderDate | null;
	/** Why they would not be reminded on request; null where they would. */
	not: ReminderObstacle | null;
}

/** Who is reminded of each measure whose report is still to be given, and when: by the measure's id. */
export function scheduledRecipients(
	facts: ReminderFacts,
	today: CalendarDate
): Map<string, ScheduledRecipient[]> {
	const byMeasure = new Map<string, ScheduledRecipient[]>();
	for (const reader of findRecipients(facts)) {
		const { email, name } = reader;
		const next = nextReminder(facts, reader, today);
		const reach = { email, name, next, not: reminderObstacle(facts, reader, today) };
		for (const { id } of reader.left) byMeasure.set(id, [...(byMeasure.get(id) ?? []), reach]);
	}
	return byMeasure;
}

/** Why a reader is not reminded though somebody asks for it; null where they may be. */
export type ReminderObstacle = 'all-submitted' | 'declines' | 'mailed-today';
export function reminderObstacle(
	facts: ReminderFacts,
	reader: Recipient,
	today: CalendarDate
): ReminderObstacle | null {
	if (countEvaluations(reader).left === 0) return 'all-submitted';
	if (reader.declinesMail) return 'declines';
	return lastMailedOn(facts, reader) >= today ? 'mailed-today' : null;
}
