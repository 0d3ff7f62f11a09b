import { eq } from 'drizzle-orm';
import {
	nextPeriodLifecycle,
	validateNextPeriod,
	mayContinueInNextPeriod,
	type PlanPeriod
} from '$lib/domain/plan/next-period';
import type { Localized } from '$lib/domain/localized';
import { compareCodes, codeWithTitle } from '$lib/domain/measure/measure';
import { ok, refuseInvalid, refuse, type ValidationError, type Result } from '$lib/domain/result';
import { slugPattern } from '$lib/domain/slug';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { measure, plan } from '../database/schema';
import { copyStructure } from './next-period-structure';
import { copyMeasures, type CopiedMeasure } from './next-period-measures';
import { planById, successorsOf, type Plan } from './queries';

/** Address, name and years of the next plan, with the ids of the measures to copy. */
export interface NextPeriodInput extends PlanPeriod {
	slug: string;
	name: Localized;
	measures: readonly string[];
	reason?: string | undefined;
}

/**
 * Copies an adopted plan's structure and the chosen measures into a draft for the next period, in one
 * transaction (docs/decisions/0015-next-period-plan.md).
 *
 * Refuses a plan that is not adopted (`wrong-state`) or already has a draft successor (`already-carried`,
 * with its slug). Refuses (`refuseInvalid`) years that do not follow, a taken slug, and measures that have
 * ended or belong to another plan.
 */
export async function createNextPeriodPlan(
	{ db, actor, now }: Context,
	target: { planId: number; version: number },
	input: NextPeriodInput
): Promise<Result<{ planId: number; slug: string }>> {
	return runCommand({ db, actor }, { planId: target.planId, action: 'plan.edit' }, async (tx) => {
		const found = await planById(tx, target.planId);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		if (found.state !== 'adopted') return refuse({ code: 'wrong-state', state: found.state });
		const draft = (await successorsOf(tx, found)).find(({ state }) => state === 'draft');
		if (draft) return refuse({ code: 'already-carried', plan: draft.slug });
		const own = await tx.select().from(measure).where(eq(measure.planId, found.id));
		const asked = new Set(input.measures);
		const chosen = own.filter(({ id }) => asked.has(id)).sort(compareCodes);
		const faults = [
			...(await validateNaming(tx, input)),
			...validateNextPeriod({ from: found.fromYear, to: found.toYear }, input),
			...validateChosenMeasures(asked.size, chosen)
		];
		if (faults.length > 0) return refuseInvalid(...faults);

		const planId = await insertDraftPlan(tx, found, input);
		const keys = await copyStructure(tx, found.id, { planId, ...input }, chosen);
		const made = await copyMeasures(tx, chosen, { planId, before: found, ...input }, keys);
		await recordNextPeriodEvents({ actor, now }, tx, { planId, before: found, made }, input);
		return ok({ planId, slug: input.slug });
	});
}

/** Records one event for the new plan and one for each of its measures. */
async function recordNextPeriodEvents(
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	tx: Transaction,
	{ planId, before, made }: { planId: number; before: Plan; made: readonly CopiedMeasure[] },
	{ name, from, to, ...input }: NextPeriodInput
): Promise<void> {
	const reason = input.reason?.trim() || undefined;
	await appendEvent(tx, actor, now, {
		...{ planId, verb: 'carry-plan', noun: 'plan', nounId: planId, reason },
		after: { name, fromYear: from, toYear: to, cameFrom: [before.name] }
	});
	for (const { id, before } of made) {
		const { code, title } = before;
		const lifecycle = nextPeriodLifecycle(before.lifecycle);
		await appendEvent(tx, actor, now, {
			...{ planId, verb: 'carry-measure', noun: 'measure', nounId: id, reason },
			after: { code, title, lifecycle, cameFrom: [codeWithTitle(before)] }
		});
	}
}

async function validateNaming(tx: Transaction, { slug, name }: NextPeriodInput): Promise<ValidationError[]> {
	const faults: ValidationError[] =
		name.nb?.trim() || name.nn?.trim() ? [] : [{ field: 'name.nb', code: 'one-form-needed' }];
	if (!slugPattern.test(slug)) return [...faults, { field: 'slug', code: 'not-a-slug' }];
	// Addresses name a plan by its slug alone, whichever partnership's it is.
	const [taken] = await tx.select({ id: plan.id }).from(plan).where(eq(plan.slug, slug));
	return taken ? [...faults, { field: 'slug', code: 'taken' }] : faults;
}

/** Returns an error if no measure was chosen or one of them cannot be copied. */
function validateChosenMeasures(
	asked: number,
	chosen: readonly (typeof measure.$inferSelect)[]
): ValidationError[] {
	if (asked === 0) return [{ field: 'measures', code: 'one-or-more' }];
	const all = chosen.length === asked && chosen.every(({ lifecycle }) => mayContinueInNextPeriod(lifecycle));
	return all ? [] : [{ field: 'measures', code: 'ended-meanwhile' }];
}

async function insertDraftPlan(
	tx: Transaction,
	found: Plan,
	{ slug, name, from, to }: NextPeriodInput
): Promise<number> {
	const { partnershipId, writtenForm, vision, visionNote, goal, freshnessDays } = found;
	const [made] = await tx
		.insert(plan)
		.values({
			...{ partnershipId, writtenForm, vision, visionNote, goal, freshnessDays },
			...{ slug, name, fromYear: from, toYear: to, state: 'draft' },
			carriedFrom: { slug: found.slug, name: found.name, from: found.fromYear, to: found.toYear }
		})
		.returning({ id: plan.id });
	return made!.id;
}
