import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { mayDo, type Actor } from '$lib/domain/permission';
import type { Queryable } from '../database/database';
import { heldSeatColumns, seatHeldOn } from '../database/held-seats';
import {
	body,
	event,
	inquiry,
	inquiryEntry,
	measure,
	person,
	plan,
	seat,
	seatHolder
} from '../database/schema';

type Inquiry = typeof inquiry.$inferSelect;
export type InquiryEntry = typeof inquiryEntry.$inferSelect;

/** A question with its measure, as far as permissions and texts need it. */
export type InquiryOfMeasure = NonNullable<Awaited<ReturnType<typeof inquiryById>>>;

const ofMeasure = {
	code: measure.code,
	title: measure.title,
	bodyId: measure.bodyId,
	bodyName: body.name,
	planId: measure.planId,
	partnershipId: plan.partnershipId
};

/** Returns a question with its measure, or null if there is none. One statement. */
export async function inquiryById(read: Queryable, id: number) {
	const [found] = await read
		.select({ inquiry, measure: ofMeasure })
		.from(inquiry)
		.innerJoin(measure, eq(measure.id, inquiry.measureId))
		.innerJoin(plan, eq(plan.id, measure.planId))
		.leftJoin(body, eq(body.id, measure.bodyId))
		.where(eq(inquiry.id, id));
	return found ? { ...found.inquiry, measure: found.measure } : null;
}

/** Returns the entries of a question, oldest first. One statement. */
export async function inquiryEntries(read: Queryable, inquiryId: number): Promise<InquiryEntry[]> {
	return read
		.select()
		.from(inquiryEntry)
		.where(eq(inquiryEntry.inquiryId, inquiryId))
		.orderBy(asc(inquiryEntry.id));
}

/** Returns the questions about a measure with their entries: open ones first, then the newest. Two statements. */
export async function inquiriesOfMeasure(read: Queryable, measureId: string) {
	const found: Inquiry[] = await read
		.select()
		.from(inquiry)
		.where(eq(inquiry.measureId, measureId))
		.orderBy(desc(inquiry.state), desc(inquiry.id));
	const ids = found.map(({ id }) => id);
	const entries = await read
		.select()
		.from(inquiryEntry)
		.where(inArray(inquiryEntry.inquiryId, ids))
		.orderBy(asc(inquiryEntry.id));
	return found.map((one) => ({ ...one, entries: entries.filter(({ inquiryId }) => inquiryId === one.id) }));
}

/** Counts the questions about a measure, and returns the newest with its entries. Two statements. */
export async function inquirySummary(read: Queryable, measureId: string) {
	const found = await inquiriesOfMeasure(read, measureId);
	const newest = found.toSorted((one, other) => other.id - one.id)[0];
	return {
		count: found.length,
		newest: newest && {
			...{ id: newest.id, state: newest.state },
			entries: newest.entries.map(({ personId: _author, inquiryId: _question, ...entry }) => entry)
		}
	};
}

/** Lists the unanswered questions of a plan that the actor may answer, oldest first. One statement. */
export async function inquiriesToAnswer(
	read: Queryable,
	{ planId, partnershipId, actor }: { planId: number; partnershipId: number; actor: Actor }
) {
	const found = await openInquiries(read, planId);
	return found.filter(({ bodyId }) =>
		mayDo(actor, 'inquiry.answer', { partnershipId, responsibleBodyId: bodyId })
	);
}

/** Lists the unanswered questions of a plan, oldest first. One statement. */
export async function openInquiries(read: Queryable, planId: number) {
	const rows = await read
		.select({
			id: inquiry.id,
			code: measure.code,
			title: measure.title,
			bodyId: measure.bodyId,
			entry: inquiryEntry
		})
		.from(inquiry)
		.innerJoin(measure, eq(measure.id, inquiry.measureId))
		.innerJoin(inquiryEntry, eq(inquiryEntry.inquiryId, inquiry.id))
		.where(and(eq(measure.planId, planId), eq(inquiry.state, 'open')))
		.orderBy(asc(inquiryEntry.id));
	// The last entry of an open question is what waits for an answer.
	const last = new Map(rows.map((row) => [row.id, row]));
	return [...last.values()].map(({ entry, ...one }) => ({ ...one, askedAt: entry.at, by: entry.by }));
}

/** Returns the events of questions, oldest first, without their texts. One statement. */
export async function inquiryEvents(read: Queryable, ids: readonly number[]) {
	return read
		.select({
			seq: event.seq,
			nounId: event.nounId,
			at: event.at,
			by: event.by,
			verb: event.verb,
			reason: event.reason
		})
		.from(event)
		.where(and(eq(event.noun, 'inquiry'), inArray(event.nounId, ids.map(String))))
		.orderBy(asc(event.seq));
}

/**
 * Lists the people who get the mail about a question: the leaders and the secretary of the responsible body, or the
 * secretariat if there are none. Without the one who asks. One statement.
 */
export async function answerers(read: Queryable, { measure, ...found }: InquiryOfMeasure, now: Date) {
	const { partnershipId, bodyId } = measure;
	const rows = await read
		.select({ person, seat: heldSeatColumns })
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(toOsloDate(now)))
		.innerJoin(person, and(eq(person.id, seatHolder.personId), isNull(person.disabledAt)))
		.innerJoin(body, and(eq(body.id, seat.bodyId), eq(body.partnershipId, partnershipId)));
	const subject = { partnershipId, responsibleBodyId: bodyId };
	const able = rows.filter(
		({ person: { id }, seat: held }) =>
			id !== found.personId &&
			mayDo({ personId: id, name: '', administrator: false, seats: [held] }, 'inquiry.answer', subject)
	);
	const own = able.filter(({ seat: held }) => held.bodyId === bodyId);
	return [...new Map((own.length > 0 ? own : able).map((row) => [row.person.id, row.person])).values()];
}
