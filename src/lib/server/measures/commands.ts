import { and, eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar';
import type { Localized } from '$lib/domain/localized';
import { mayBecome, type Lifecycle } from '$lib/domain/measure';
import { done, invalid, refused, type Outcome } from '$lib/domain/outcome';
import { permission } from '$lib/domain/permission';
import type { Context } from '../context';
import type { Turn } from '../database/database';
import { changes, record } from '../database/history';
import { body, measure, milestone, plan } from '../database/schema';
import { measureByCode, milestonesOf, type Measure } from './queries';

/** Names a measure and the version the change is made from. */
export interface MeasureTarget {
	planId: number;
	code: string;
	version: number;
}

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

/**
 * Edits a measure, texts and milestones in one turn and as one entry of its change log. Refuses a save
 * made from an older version, and says what stands now.
 */
export async function editMeasure(
	context: Context,
	target: MeasureTarget,
	input: MeasureEdit,
	reason?: string
): Promise<Outcome<{ version: number }>> {
	return change(context, target, async (tx, found) => {
		const { body: slug, milestones, ...texts } = input;
		if (texts.startsOn && texts.deadline && texts.deadline < texts.startsOn)
			return invalid({ field: 'deadline', code: 'before-start' });
		const bodies = await bodiesOf(tx, target.planId);
		const responsible = bodies.find((one) => one.slug === slug) ?? null;
		if (slug && !responsible) return invalid({ field: 'body', code: 'unknown' });
		const before = {
			...found,
			// A reader of the log knows a body by its name, not by its key.
			body: bodies.find((one) => one.id === found.bodyId)?.name ?? null,
			...(milestones && { milestones: await milestonesBefore(tx, found) })
		};
		const after = {
			...texts,
			body: responsible?.name ?? null,
			...(milestones && { milestones: milestones.toSorted(byDue) })
		};
		const difference = changes<Record<string, unknown>>(before, after);
		if (!difference) return done({ version: found.version });
		if (milestones && 'milestones' in difference.after) await replaceMilestones(tx, found, milestones);
		const values = { ...texts, bodyId: responsible?.id ?? null };
		return save(context, tx, found, 'edit-measure', values, difference, reason);
	});
}

/**
 * Moves a measure along its lifecycle: what a body has decided, with its reason. What committees
 * report is never touched by it (domain.md §4 rule 3).
 */
export async function changeLifecycle(
	context: Context,
	target: MeasureTarget,
	to: Lifecycle,
	reason: string
): Promise<Outcome<{ version: number }>> {
	return change(context, target, async (tx, found) => {
		if (!reason.trim()) return invalid({ field: 'reason', code: 'required' });
		if (!mayBecome(found.lifecycle, to)) return refused({ code: 'wrong-state', state: found.lifecycle });
		const difference = { before: { lifecycle: found.lifecycle }, after: { lifecycle: to } };
		return save(context, tx, found, 'change-lifecycle', { lifecycle: to }, difference, reason.trim());
	});
}

export interface MilestoneInput {
	title: Localized;
	due: CalendarDate;
	doneOn: CalendarDate | null;
}

/** Sets a measure's milestones, all of them at once. */
export async function setMilestones(
	context: Context,
	target: MeasureTarget,
	input: MilestoneInput[]
): Promise<Outcome<{ version: number }>> {
	return change(context, target, async (tx, found) => {
		const difference = changes<Record<string, unknown>>(
			{ milestones: await milestonesBefore(tx, found) },
			{ milestones: input.toSorted(byDue) }
		);
		if (!difference) return done({ version: found.version });
		await replaceMilestones(tx, found, input);
		return save(context, tx, found, 'set-milestones', {}, difference);
	});
}

/** One change of a measure: authority, version, then `apply`, in one turn. */
export async function change(
	{ db, actor }: Context,
	target: MeasureTarget,
	apply: (tx: Turn, found: Measure) => Promise<Outcome<{ version: number }>>
): Promise<Outcome<{ version: number }>> {
	const answer = permission(actor, 'plan.edit');
	if (!answer.allowed) return refused({ code: 'not-permitted', permission: answer });
	return db.write(async (tx) => {
		const found = await measureByCode(tx, target.planId, target.code);
		if (!found) return refused({ code: 'not-found' });
		if (found.version !== target.version) return refused({ code: 'stale', current: found });
		return apply(tx, found);
	});
}

/** The measure's next version, and what was done to it in the history: the last thing in a turn. */
export async function save(
	{ actor, now }: Context,
	tx: Turn,
	found: Measure,
	verb: string,
	values: Partial<typeof measure.$inferInsert>,
	difference: { before: Record<string, unknown>; after: Record<string, unknown> },
	reason?: string
): Promise<Outcome<{ version: number }>> {
	const version = found.version + 1;
	await tx
		.update(measure)
		.set({ ...values, version })
		.where(and(eq(measure.id, found.id), eq(measure.version, found.version)));
	await record(tx, actor, now, {
		planId: found.planId,
		verb,
		noun: 'measure',
		nounId: found.id,
		...difference,
		reason
	});
	return done({ version });
}

function byDue(a: MilestoneInput, b: MilestoneInput): number {
	return a.due < b.due ? -1 : a.due > b.due ? 1 : 0;
}

/** A measure's milestones as they are given to a command. */
async function milestonesBefore(tx: Turn, found: Measure): Promise<MilestoneInput[]> {
	return (await milestonesOf(tx, found.id)).map(({ title, due, doneOn }) => ({ title, due, doneOn }));
}

async function replaceMilestones(tx: Turn, found: Measure, input: MilestoneInput[]): Promise<void> {
	await tx.delete(milestone).where(eq(milestone.measureId, found.id));
	const rows = input.toSorted(byDue).map((one) => ({ ...one, measureId: found.id }));
	if (rows.length > 0) await tx.insert(milestone).values(rows);
}

/** The bodies that may be responsible for a plan's measures. */
function bodiesOf(tx: Turn, planId: number) {
	return tx
		.select({ id: body.id, slug: body.slug, name: body.name })
		.from(body)
		.innerJoin(plan, eq(plan.partnershipId, body.partnershipId))
		.where(eq(plan.id, planId));
}
