import { eq } from 'drizzle-orm';
import { lifecycleBy } from '$lib/domain/adjustment';
import { mayBecome } from '$lib/domain/measure';
import { done, invalid, type Fault, type Outcome } from '$lib/domain/outcome';
import { planDiff, type PlanChange, type PlanPart } from '$lib/domain/plan-diff';
import type { Transaction } from '../database/database';
import type { NewEvent } from '../database/event-log';
import { measure } from '../database/schema';
import { prepareEdit, writeMilestones, type PreparedEdit } from '../measures/edit';
import { measureByCode, type Measure } from '../measures/queries';
import { planParts } from '../plans/parts';
import type { Plan } from '../plans/queries';
import { birthOf, makeMeasure, prepareAdditions } from './making';
import type { AdditionItem, AdjustmentItem, Matter, Outcomed } from './queries';

/** What a set of items does to the plan. */
export interface Applied {
	changes: (PlanChange & { reason: string | null })[];
	/** What the history is to tell, measure by measure: recorded by the caller, once everything is written. */
	happenings: NewEvent[];
}

/** All that an adjustment has to look at: the plan's measures, and those that are to be new. */
export interface ItemSet {
	matters: readonly Matter[];
	additions: readonly AdditionItem[];
}

/**
 * Writes what SSU has taken, all of it or nothing: looks at every item before it changes anything, and
 * refuses (`invalid`, one fault a measure) where somebody has changed a measure since (`overtaken`), where
 * its lifecycle no longer allows the step (`wrong-state`), or where a new one has no place (see
 * `prepareAdditions`).
 */
export async function applyItems(
	tx: Transaction,
	plan: Plan,
	{ matters, additions }: ItemSet,
	decision: string
): Promise<Outcome<Applied>> {
	const before = await adoptedParts(tx, plan);
	const taken = matters.flatMap(({ measure, item }) =>
		item?.stance === 'taken' && item.kind !== 'continue' ? [{ code: measure.code, item }] : []
	);
	const steps: Step[] = [];
	const faults: Fault[] = [];
	for (const { code, item } of taken) {
		const found = await measureByCode(tx, plan.id, code);
		const step = found ? await stepOf(tx, found, item) : 'overtaken';
		if (typeof step === 'string') faults.push({ field: code, code: step });
		else steps.push(step);
	}
	const wanted = additions.filter(({ item }) => item.stance === 'taken');
	const born = await prepareAdditions(tx, plan, wanted);
	if (!born.ok && born.refused.code === 'invalid') faults.push(...born.refused.faults);
	if (faults.length > 0) return invalid(...faults);
	if (!born.ok) return born;
	for (const step of steps) await write(tx, step);
	for (const birth of born.value) await makeMeasure(tx, birth);
	const reasons = new Map([
		...steps.map(({ found, item }) => [found.id, item.reason || null] as const),
		...born.value.map(({ row, item }) => [row.id, item.reason || null] as const)
	]);
	const changes = planDiff(before, await adoptedParts(tx, plan)).map((change) => ({
		...change,
		reason: change.noun === 'measure' ? (reasons.get(change.key) ?? null) : null
	}));
	const happenings = [
		...steps.map((step) => happeningOf(step, plan.id, decision)),
		...born.value.map((birth) => birthOf(birth, decision))
	];
	return done({ changes, happenings });
}

/** What the plan says that has been adopted: a proposal is no part of it yet. */
async function adoptedParts(tx: Transaction, plan: Plan): Promise<PlanPart[]> {
	return (await planParts(tx, plan)).filter(({ lifecycle }) => lifecycle !== 'proposed');
}

interface Step {
	found: Measure;
	item: AdjustmentItem;
	prepared: PreparedEdit | null;
}

async function stepOf(tx: Transaction, found: Measure, item: AdjustmentItem): Promise<Step | string> {
	const to = lifecycleBy(item.kind);
	if (to && !mayBecome(found.lifecycle, to)) return 'wrong-state';
	if (item.kind !== 'adjust') return { found, item, prepared: null };
	const outcome = item.outcome as Outcomed | null;
	if (!outcome || outcome.madeFrom !== found.version) return 'overtaken';
	const prepared = await prepareEdit(tx, found, outcome.edit);
	return prepared.ok ? { found, item, prepared: prepared.value } : 'overtaken';
}

async function write(tx: Transaction, { found, item, prepared }: Step): Promise<void> {
	const lifecycle = lifecycleBy(item.kind);
	if (prepared) await writeMilestones(tx, found, prepared);
	await tx
		.update(measure)
		.set({ ...prepared?.values, ...(lifecycle && { lifecycle }), version: found.version + 1 })
		.where(eq(measure.id, found.id));
}

function happeningOf({ found, item, prepared }: Step, planId: number, decision: string): NewEvent {
	const lifecycle = lifecycleBy(item.kind);
	const difference = prepared?.difference ?? {
		before: { lifecycle: found.lifecycle },
		after: { lifecycle }
	};
	return {
		planId,
		verb: prepared ? 'edit-measure' : 'change-lifecycle',
		noun: 'measure',
		nounId: found.id,
		...difference,
		reason: `${item.reason} (${decision})`
	};
}
