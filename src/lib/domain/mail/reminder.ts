import { compareNames } from '../text/name-order';
import { hasAuthority, type BodyKind, type SeatRole } from '../body';
import { addDays, daysBetween, type CalendarDate } from '../calendar/calendar-date';
import type { EvaluationState } from '../evaluation/evaluation';
import type { WrittenForm } from '../localized';
import { isMandatoryMail, type MailReason } from './mail';
import { acceptsReports, type RoundState } from '../round/round';
import { isWorkingDay, nearestWorkingDay } from '../calendar/working-days';

/** Data that decides the recipients of a round's mail, read at one point in time. */
export interface ReminderFacts<M extends ReportableMeasure = ReportableMeasure> {
	round: { state: RoundState; reportBy: CalendarDate };
	measures: readonly M[];
	/** Current seats of people with access. Observers may be included. */
	seats: readonly SeatedPerson[];
	/** Colleagues with a delegated measure who may still report it. */
	colleagues: readonly DelegatedColleague[];
	/** Representatives of partners with measures to introduce; one entry for each partner they represent. */
	representatives: readonly RolloutRecipient[];
	/** Mail about this round that was sent, waits or failed. */
	mailed: readonly { email: string; day: CalendarDate }[];
}

/** Data that decides who is to report, in a round or outside one. */
export type RecipientFacts<M extends ReportableMeasure = ReportableMeasure> = Pick<
	ReminderFacts<M>,
	'measures' | 'seats' | 'colleagues' | 'representatives'
>;

export interface ReportableMeasure {
	id: string;
	/** The responsible body; null if there is none. */
	bodyId: number | null;
	/** The state of its evaluation; null if none has been started. */
	state: EvaluationState | null;
}

interface MailAddressee {
	/** In lower case. */
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

interface DelegatedColleague extends MailAddressee {
	measureId: string;
}

/** A partner's progress in reporting the measures it introduces. */
export interface PartnerRolloutProgress {
	/** The partner's number. */
	partner: string;
	name: string;
	/** Number of measures it is asked about. */
	all: number;
	/** Number of measures without an answer since the round opened. */
	left: number;
}

export interface RolloutRecipient extends MailAddressee {
	personId: number;
	rollout: PartnerRolloutProgress;
}

/**
 * Returns the representatives to ask for each partner. Observers and alternates have no say.
 *
 * @param rollouts the reporting progress of each partner by its id; partners without any are left out
 */
export function findRepresentatives(
	seats: readonly (SeatedPerson & { partnerId: number | null })[],
	rollouts: ReadonlyMap<number, PartnerRolloutProgress>
): RolloutRecipient[] {
	return [...rollouts].flatMap(([partnerId, rollout]) => {
		const speaking = seats.filter((one) => one.partnerId === partnerId && hasAuthority(one.role));
		return speaking.map((one) => ({ ...one, rollout }));
	});
}

/** Reasons a measure's mail goes to a recipient; a deputy or the secretariat steps in for vacant seats. */
const recipientReasons = ['leader', 'deputy', 'secretariat', 'representative', 'handed-on'] as const;
type RecipientReason = (typeof recipientReasons)[number];

/** A person who is to report, with the measures they report. */
export interface Recipient<M extends ReportableMeasure = ReportableMeasure> extends MailAddressee {
	/** Null for a colleague without an account. */
	personId: number | null;
	/** All reasons they are a recipient, the most direct first. */
	because: readonly RecipientReason[];
	/** All measures they are to report in the round. */
	measures: readonly M[];
	/** Measures they report only by delegation. */
	handed: readonly M[];
	/** Measures without a submitted evaluation. */
	left: readonly M[];
	/** Partners they represent. */
	rollouts: readonly PartnerRolloutProgress[];
}

/** Counts the measures a recipient is asked about, and how many are outstanding. */
export function countEvaluations({
	measures,
	left,
	rollouts
}: Pick<Recipient, 'measures' | 'left' | 'rollouts'>) {
	const sum = (of: 'all' | 'left') => rollouts.reduce((total, one) => total + one[of], 0);
	return { all: measures.length + sum('all'), left: left.length + sum('left') };
}

/** True if an evaluation is not submitted: not started, a draft or returned. */
export function isOutstanding(state: EvaluationState | null): boolean {
	return state === null || state === 'draft' || state === 'returned';
}

/**
 * Returns the people who are to report in a round, by name, each address once. The responsible body's leader
 * reports; else its deputy; else the secretariat. Delegated colleagues and partners' representatives are
 * added.
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
	return compareNames(a, b) || (a.email < b.email ? -1 : 1);
}

function seatsFor(
	seats: readonly SeatedPerson[],
	bodyId: number | null
): { seats: SeatedPerson[]; because: 'leader' | 'deputy' | 'secretariat' } {
	for (const role of ['leader', 'deputy'] as const) {
		const held = seats.filter((one) => one.bodyId === bodyId && one.role === role);
		if (held.length > 0) return { seats: held, because: role };
	}
	const secretariat = seats.filter((one) => one.bodyKind === 'secretariat' && hasAuthority(one.role));
	return { seats: secretariat, because: 'secretariat' };
}

/** Calendar days of each reminder relative to the deadline. */
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
 * Returns the reminder dates of a round: 30, 7 and 1 days before the deadline, 1 and 7 days after. A date on
 * a day off moves to the last working day before it or, after the deadline, to the next one.
 */
export function reminderDates(reportBy: CalendarDate): ReminderDate[] {
	return reminderOffsets.map(([reason, days]) => ({
		reason,
		day: nearestWorkingDay(addDays(reportBy, days), days < 0 ? 'before' : 'after')
	}));
}

/** Days within which a missed reminder is still sent, for example after downtime. */
const catchUpDays = 3;

/**
 * Returns the reminder date that applies today, including a missed one; null if there is none or today is not
 * a working day.
 */
function reminderDateOn(today: CalendarDate, reportBy: CalendarDate): ReminderDate | null {
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
 * Returns the reminders due on a day: to recipients with outstanding measures who accept reminders and have
 * had no mail about the round since the reminder date.
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

/**
 * Returns the date of the last mail to a recipient about the round; an empty text, which sorts first, if
 * there is none.
 */
function lastMailedOn(facts: ReminderFacts, { email }: MailAddressee): CalendarDate {
	const days = facts.mailed.filter((one) => one.email === email).map((one) => one.day);
	return days.sort().at(-1) ?? '';
}

/** Returns the mails that announce the opening of a round, one for each recipient. */
export function kickOffReminders<M extends ReportableMeasure>(facts: ReminderFacts<M>): Reminder<M>[] {
	return findRecipients(facts)
		.filter((reader) => shouldRemind(reader, 'kick-off'))
		.map((reader) => ({ reader, reason: 'kick-off' }));
}

/** Returns the mails that announce a returned evaluation, to the people who report its measure. */
export function returnedReminders<M extends ReportableMeasure>(
	facts: RecipientFacts<M>,
	measureId: string
): Reminder<M>[] {
	return findRecipients(facts)
		.filter(({ measures }) => measures.some(({ id }) => id === measureId))
		.map((reader) => ({ reader, reason: 'returned' }));
}

/** Returns the date and reason of the next reminder if nothing changes; null if there is none. */
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

/** A person who is to report a measure, and their next reminder. */
export interface ScheduledRecipient {
	/** Identifies them in a list, since names may be shared. */
	email: string;
	name: string;
	/** The next reminder if nothing changes; null if there is none. */
	next: ReminderDate | null;
	/** The reason they would not get a reminder on request; null if they would. */
	not: ReminderObstacle | null;
}

/**
 * Returns the recipients of each measure with an outstanding evaluation and their next reminders, by measure
 * id.
 */
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

/** Reasons a recipient gets no reminder on request. */
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
