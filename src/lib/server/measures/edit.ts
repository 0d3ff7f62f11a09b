import { eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import type { Transaction } from '../database/database';
import { changedFields } from '../database/event-log';
import { body, type measure, milestone, plan } from '../database/schema';
import { milestonesOf, type Measure } from './queries';

/** What SSU and the secretariat edit of a measure. Its lifecycle has a command of its own. */
export interface MeasureTexts {
	title: Localized;
	summary: Localized | null;
	targetGroup: Localized | null;
	expectedEffect: Localized | null;
	contact: string | null;
	/** The slug of the responsible body. */
	body: string | null;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	deadlineWords: string | null;
}

/** Milestones edited together with the texts; where they are left out, they stay as they are. */
export interface MeasureEdit extends MeasureTexts {
	milestones?: MilestoneInput[];
}

export interface MilestoneInput {
	title: Localized;
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

/** An edit that may be made: the row's new values, and what differs as a reader of the log knows it. */
export interface PreparedEdit {
	values: Partial<typeof measure.$inferInsert>;
	difference: { before: Record<string, unknown>; after: Record<string, unknown> };
	milestones?: MilestoneInput[] | undefined;
}

/**
 * Looks at an edit without making it. Refuses (`refuseInvalid`) a deadline before the start and a body the
 * partnership does not have; null where nothing differs.
 */
export async function prepareEdit(
	tx: Transaction,
	found: Measure,
	{ body: slug, milestones, ...texts }: MeasureEdit
): Promise<Result<PreparedEdit | null>> {
	const looked = await validateMeasureTexts(tx, found, { body: slug, ...texts });
	if (!looked.ok) return looked;
	const { responsible, carrier } = looked.value;
	const before = { ...found, ...(milestones && { milestones: await milestoneInputs(tx, found) }) };
	const after = { ...texts, ...(milestones && { milestones: milestones.toSorted(byDueDate) }) };
	const difference = changedFields<Record<string, unknown>>(before, after) ?? { before: {}, after: {} };
	if (carrier?.id !== responsible?.id) {
		// A reader of the log knows a body by its name, not by its key.
		difference.before.body = carrier?.name ?? null;
		difference.after.body = responsible?.name ?? null;
	}
	if (Object.keys(difference.after).length === 0) return ok(null);
	return ok({
		values: { ...texts, bodyId: responsible?.id ?? null },
		difference: { before: difference.before, after: difference.after },
		milestones: 'milestones' in difference.after ? milestones : undefined
	});
}

interface ResponsibleBodies {
	/** The body that is to be responsible; null for none. */
	responsible: ResponsibleBody | null;
	/** The one that is so far. */
	carrier: ResponsibleBody | null;
}

/**
 * What a measure's texts may not say, whether it stands already or is to be made. Refuses (`refuseInvalid`) a
 * deadline before the start and a body the partnership does not have.
 */
export async function validateMeasureTexts(
	tx: Transaction,
	{ planId, bodyId }: Pick<Measure, 'planId' | 'bodyId'>,
	{ body: slug, startsOn, deadline }: Pick<MeasureTexts, 'body' | 'startsOn' | 'deadline'>
): Promise<Result<ResponsibleBodies>> {
	if (startsOn && deadline && deadline < startsOn)
		return refuseInvalid({ field: 'deadline', code: 'before-start' });
	const bodies = await bodiesOfPlan(tx, planId);
	const responsible = bodies.find((one) => one.slug === slug) ?? null;
	const carrier = bodies.find((one) => one.id === bodyId) ?? null;
	// One that no longer meets stays with what it carried, and is given nothing more.
	const mayCarry = responsible && (responsible.endedOn === null || responsible === carrier);
	return slug && !mayCarry ? refuseInvalid({ field: 'body', code: 'unknown' }) : ok({ responsible, carrier });
}

/** Writes the milestones of an edit, where they are part of it. */
export async function writeMilestones(
	tx: Transaction,
	found: Measure,
	{ milestones }: PreparedEdit
): Promise<void> {
	if (milestones) await replaceMilestones(tx, found, milestones);
}

/** Milestones in the order they fall due. */
export function byDueDate(a: MilestoneInput, b: MilestoneInput): number {
	return a.due < b.due ? -1 : a.due > b.due ? 1 : 0;
}

/** A measure's milestones as they are given to a command. */
export async function milestoneInputs(tx: Transaction, found: Measure): Promise<MilestoneInput[]> {
	return (await milestonesOf(tx, found.id)).map(({ title, due, doneOn }) => ({ title, due, doneOn }));
}

/** Puts a measure's milestones in the place of those it had. */
export async function replaceMilestones(
	tx: Transaction,
	found: Pick<Measure, 'id'>,
	input: MilestoneInput[]
): Promise<void> {
	await tx.delete(milestone).where(eq(milestone.measureId, found.id));
	const rows = input.toSorted(byDueDate).map((one) => ({ ...one, measureId: found.id }));
	if (rows.length > 0) await tx.insert(milestone).values(rows);
}

type ResponsibleBody = Pick<typeof body.$inferSelect, 'id' | 'slug' | 'name' | 'endedOn'>;

/** The bodies that may be responsible for a plan's measures. */
function bodiesOfPlan(tx: Transaction, planId: number): Promise<ResponsibleBody[]> {
	return tx
		.select({ id: body.id, slug: body.slug, name: body.name, endedOn: body.endedOn })
		.from(body)
		.innerJoin(plan, eq(plan.partnershipId, body.partnershipId))
		.where(eq(plan.id, planId));
}
