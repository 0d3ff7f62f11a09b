import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { mailDay, remindsOfRound } from '$lib/domain/mail/mail';
import {
	findRepresentatives,
	type RecipientFacts,
	type ReportableMeasure,
	type ReminderFacts
} from '$lib/domain/mail/reminder';
import type { Localized } from '$lib/domain/localized';
import type { Queryable as DatabaseReader } from '../database/database';
import { heldSeatColumns, seatHeldOn } from '../database/held-seats';
import { body, mail, person, plan, reportingAccess, seat, seatHolder } from '../database/schema';
import { reportingEntries, extraordinaryEntries, type ReportingEntry, type Round } from '../rounds/queries';
import { pendingRollouts } from './pending-rollouts';

/** A measure as named in a mail. */
export interface MeasureToReport extends ReportableMeasure {
	code: string;
	title: Localized;
	bodyName: Localized | null;
	areaNumber: number | null;
}

export interface RoundToReport extends ReminderFacts<MeasureToReport> {
	round: Round;
}

/** Loads the facts that decide the recipients of a round's mails. Five statements; four with `given`. */
export async function reportingFacts(
	read: DatabaseReader,
	round: Round,
	now: Date,
	given?: readonly ReportingEntry[]
): Promise<RoundToReport> {
	const entries = given ?? (await reportingEntries(read, round.planId, round.id));
	const seats = await currentSeats(read, round.planId, now);
	return {
		round,
		measures: entries.map(toMeasureToReport),
		seats,
		representatives: findRepresentatives(seats, await pendingRollouts(read, round.planId, round.opensOn)),
		colleagues: await delegatesInRound(read, round.id),
		mailed: await mailsInRound(read, round.id)
	};
}

/** Loads the same facts for extraordinary evaluations, without delegates and partners. Two statements. */
export async function extraordinaryFacts(
	read: DatabaseReader,
	planId: number,
	now: Date
): Promise<RecipientFacts<MeasureToReport>> {
	const entries = await extraordinaryEntries(read, planId);
	const seats = await currentSeats(read, planId, now);
	return { measures: entries.map(toMeasureToReport), seats, representatives: [], colleagues: [] };
}

function toMeasureToReport(entry: ReportingEntry): MeasureToReport {
	const { measureId, code, title, bodyId, bodyName, areaNumber, state } = entry;
	return { id: measureId, code, title, bodyId, bodyName, areaNumber, state };
}

/** Selects the seats held today in the plan's own partnership. */
function currentSeats(read: DatabaseReader, planId: number, now: Date) {
	return read
		.select({
			email: person.email,
			name: person.name,
			writtenForm: person.writtenForm,
			declinesMail: person.declinesMail,
			personId: person.id,
			...heldSeatColumns
		})
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(toOsloDate(now)))
		.innerJoin(person, and(eq(person.id, seatHolder.personId), isNull(person.disabledAt)))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.innerJoin(plan, and(eq(plan.partnershipId, body.partnershipId), eq(plan.id, planId)));
}

async function delegatesInRound(read: DatabaseReader, roundId: number) {
	const rows = await read
		.select({
			email: reportingAccess.email,
			name: reportingAccess.name,
			writtenForm: reportingAccess.writtenForm,
			declinesMail: reportingAccess.declinesMail,
			measureId: reportingAccess.measureId
		})
		.from(reportingAccess)
		.where(
			and(
				eq(reportingAccess.roundId, roundId),
				isNotNull(reportingAccess.measureId),
				isNull(reportingAccess.revokedAt)
			)
		);
	return rows.map((row) => ({ ...row, measureId: row.measureId! }));
}

/** Selects the mails that remind of a round. A notice counts once it is sent: it may be dropped before. */
async function mailsInRound(read: DatabaseReader, roundId: number) {
	const rows = await read
		.select({
			email: mail.recipient,
			reason: mail.reason,
			state: mail.state,
			day: mail.day,
			sentAt: mail.sentAt
		})
		.from(mail)
		.where(and(eq(mail.roundId, roundId), inArray(mail.state, ['waiting', 'sent', 'failed'])));
	return rows
		.filter(({ reason, state }) => remindsOfRound(reason) && (reason !== 'returned' || state === 'sent'))
		.map((row) => ({ email: row.email, day: mailDay(row) }));
}
