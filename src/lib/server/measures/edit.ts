import { eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import type { WebLink } from '$lib/domain/measure/web-link';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import type { Transaction } from '../database/database';
import { changedFields } from '../database/event-log';
import { body, type measure, milestone, plan } from '../database/schema';
import { milestonesOf, type Measure } from './queries';

/** The editable fields of a measure; `changeLifecycle` changes its lifecycle. */
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
	/** Missing in edits stored before measures had links: they stay as they are. */
	links?: WebLink[] | null;
}

/** Texts and milestones of a measure; without milestones, those do not change. */
export interface MeasureEdit extends MeasureTexts {
	milestones?: MilestoneInput[];
}

export interface MilestoneInput {
	title: Localized;
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

/** A checked edit: the row's new values, and the difference for the change log. */
export interface PreparedEdit {
	values: Partial<typeof measure.$inferInsert>;
	difference: { before: Record<string, unknown>; after: Record<string, unknown> };
	milestones?: MilestoneInput[] | undefined;
}

/**
 * Checks an edit without writing it. Returns null if nothing differs. Refuses (`refuseInvalid`) a deadline
 * before the start and an unknown body.
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
		// The change log names bodies.
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
	/** The new responsible body; null for none. */
	responsible: ResponsibleBody | null;
	/** The current responsible body. */
	carrier: ResponsibleBody | null;
}

/**
 * Validates the texts of a new or existing measure. Refuses (`refuseInvalid`) a deadline before the start and
 * an unknown body.
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
	// An ended body keeps its measures but gets no new ones.
	const mayCarry = responsible && (responsible.endedOn === null || responsible === carrier);
	return slug && !mayCarry ? refuseInvalid({ field: 'body', code: 'unknown' }) : ok({ responsible, carrier });
}

/** Writes an edit's milestones, if it has any. */
export async function writeMilestones(
	tx: Transaction,
	found: Measure,
	{ milestones }: PreparedEdit
): Promise<void> {
	if (milestones) await replaceMilestones(tx, found, milestones);
}

/** Compares milestones by due date. */
export function byDueDate(a: MilestoneInput, b: MilestoneInput): number {
	return a.due < b.due ? -1 : a.due > b.due ? 1 : 0;
}

/** Returns a measure's milestones as command input. */
export async function milestoneInputs(tx: Transaction, found: Measure): Promise<MilestoneInput[]> {
	return (await milestonesOf(tx, found.id)).map(({ title, due, doneOn }) => ({ title, due, doneOn }));
}

/** Replaces a measure's milestones. */
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

/** Returns the bodies that can be responsible for a plan's measures. */
function bodiesOfPlan(tx: Transaction, planId: number): Promise<ResponsibleBody[]> {
	return tx
		.select({ id: body.id, slug: body.slug, name: body.name, endedOn: body.endedOn })
		.from(body)
		.innerJoin(plan, eq(plan.partnershipId, body.partnershipId))
		.where(eq(plan.id, planId));
}
