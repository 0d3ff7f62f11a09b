import { eq, inArray } from 'drizzle-orm';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import type { PlanFile, PlanFileEvaluation, PlanFileMeasure } from '$lib/forms/plan-file/plan-file';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { readingColumns } from '../database/readings';
import * as schema from '../database/schema';
import { insertDecisionReferences } from './decision-references';
import { validateSealedAdjustments, insertAdjustments } from './sealed-adjustments';
import { validateSealedReviews } from './sealed-reviews';

/**
 * Imports a whole plan, and its partnership if it is new, in one transaction. For operators: pages edit a
 * plan entry by entry.
 *
 * Refuses (`refuseInvalid`) a plan or measures that exist (`already-here`), content that does not match its
 * seal (`broken-seal`), and content that is no review of its round (`not-a-review`) or adjustment of its year
 * (`not-an-adjustment`).
 */
export async function importPlan(
	{ db, actor, now }: Context,
	file: PlanFile
): Promise<Result<{ planId: number }>> {
	const seals = checkSeals(file);
	return seals.ok ? db.write((tx) => importPlanIn(tx, { actor, now }, file)) : seals;
}

/** As `importPlan`, in the caller's transaction and without checking seals. */
export async function importPlanIn(
	tx: Transaction,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	file: PlanFile
): Promise<Result<{ planId: number }>> {
	// Checked before writing: a refusal does not roll the transaction back.
	const missing = await checkExisting(tx, file);
	if (!missing.ok) return missing;

	const partnership = await findOrCreatePartnership(tx, file);
	const [plan] = await tx
		.insert(schema.plan)
		.values({
			partnershipId: partnership.id,
			slug: file.plan.slug,
			name: file.plan.name,
			fromYear: file.plan.from,
			toYear: file.plan.to,
			writtenForm: file.plan.writtenForm,
			state: file.plan.state,
			vision: file.plan.vision,
			visionNote: file.plan.visionNote,
			goal: file.plan.goal,
			carriedFrom: file.plan.carriedFrom ?? null,
			freshnessDays: file.plan.freshnessDays
		})
		.returning({ id: schema.plan.id });
	const planId = plan!.id;
	const keys = await insertStructure({ tx, planId }, partnership, file.plan);
	const target = { tx, planId, keys };
	await insertMeasures(target, file.plan.measures);
	for (const round of file.plan.rounds) await insertRound(target, round);
	await insertEvaluations(target, null, file.plan.extraordinary);
	await insertAdjustments(tx, planId, file.plan.adjustments);
	await insertDecisionReferences(tx, { planId, bodies: keys.body }, file.plan.decisions);
	await appendEvent(tx, actor, now, { planId, verb: 'import-plan', noun: 'plan', nounId: planId });
	return ok({ planId });
}

/** Checks what is sealed in a plan file against its checksums. Refuses (`refuseInvalid`) what was changed. */
export function checkSeals(file: PlanFile): Result {
	const broken = [...validateSealedReviews(file), ...validateSealedAdjustments(file)];
	return broken.length > 0 ? refuseInvalid(...broken) : ok();
}

/** Database ids by the keys used in the file. */
interface ImportedIds {
	partner: Map<string, number>;
	body: Map<string, number>;
	area: Map<number, number>;
	value: Map<string, number>;
	driver: Map<string, number>;
}

/** The transaction and plan that an import writes to, with the ids of the entries written so far. */
interface ImportTarget {
	tx: Transaction;
	planId: number;
	keys: ImportedIds;
}

/** Refuses (`refuseInvalid`) a plan or measures that the database already has (`already-here`). */
export async function checkExisting(read: Queryable, file: PlanFile): Promise<Result> {
	// Slugs are unique across partnerships, because URLs use them.
	const plans = await read
		.select({ slug: schema.plan.slug })
		.from(schema.plan)
		.where(eq(schema.plan.slug, file.plan.slug));
	const ids = file.plan.measures.map((one) => one.id);
	const measures = await read
		.select({ id: schema.measure.id })
		.from(schema.measure)
		.where(inArray(schema.measure.id, ids));
	const taken = new Set(measures.map((one) => one.id));
	const fields = [
		...(plans.length > 0 ? ['plan.slug'] : []),
		...ids.flatMap((id, index) => (taken.has(id) ? [`plan.measures[${index}].id`] : []))
	];
	return fields.length > 0
		? refuseInvalid(...fields.map((field) => ({ field, code: 'already-here' })))
		: ok();
}

interface PartnershipIds {
	id: number;
	partner: Map<string, number>;
	body: Map<string, number>;
}

/** Finds or creates the file's partnership, partners, and bodies with vacant seats. Existing rows are not changed. */
async function findOrCreatePartnership(tx: Transaction, file: PlanFile): Promise<PartnershipIds> {
	const { slug, name, about, established } = file.partnership;
	await tx.insert(schema.partnership).values({ slug, name, about, established }).onConflictDoNothing();
	const [partnership] = await tx
		.select({ id: schema.partnership.id })
		.from(schema.partnership)
		.where(eq(schema.partnership.slug, slug));
	const partnershipId = partnership!.id;

	if (file.partners.length > 0)
		await tx
			.insert(schema.partner)
			.values(file.partners.map((one) => ({ ...one, partnershipId })))
			.onConflictDoNothing();
	const partners = await tx
		.select({ id: schema.partner.id, number: schema.partner.number })
		.from(schema.partner)
		.where(eq(schema.partner.partnershipId, partnershipId));

	const body = new Map<string, number>();
	const bodies = await tx
		.select({ id: schema.body.id, slug: schema.body.slug })
		.from(schema.body)
		.where(eq(schema.body.partnershipId, partnershipId));
	for (const one of bodies) body.set(one.slug, one.id);
	const partner = new Map(partners.map((one) => [one.number, one.id]));
	for (const { parent, seats = [], ...one } of file.bodies) {
		if (body.has(one.slug)) continue;
		const [made] = await tx
			.insert(schema.body)
			.values({ ...one, partnershipId, parentId: parent ? body.get(parent) : null })
			.returning({ id: schema.body.id });
		const bodyId = made!.id;
		body.set(one.slug, bodyId);
		for (const { partners: numbers, ...own } of seats) {
			const [seat] = await tx
				.insert(schema.seat)
				.values({ ...own, bodyId })
				.returning({ id: schema.seat.id });
			const rows = numbers.map((number) => ({ seatId: seat!.id, partnerId: partner.get(number)! }));
			if (rows.length > 0) await tx.insert(schema.seatPartner).values(rows);
		}
	}
	return { id: partnershipId, partner, body };
}

/** Inserts vision and goals, values, drivers, areas and funding. */
async function insertStructure(
	{ tx, planId }: Omit<ImportTarget, 'keys'>,
	{ partner, body }: PartnershipIds,
	plan: PlanFile['plan']
): Promise<ImportedIds> {
	const placed = <T>(all: T[]) => all.map((one, index) => ({ ...one, planId, place: index + 1 }));

	if (plan.goalStates.length > 0)
		await tx.insert(schema.goalState).values(placed(plan.goalStates.map(toGoalState)));
	if (plan.funding.length > 0) await tx.insert(schema.funding).values(placed(plan.funding));

	const value = new Map<string, number>();
	if (plan.values.length > 0) {
		const rows = await tx.insert(schema.coreValue).values(placed(plan.values)).returning();
		for (const one of rows) value.set(one.code, one.id);
	}
	const driver = new Map<string, number>();
	const drivers = [
		...plan.challenges.map((one) => ({ ...one, kind: 'challenge' as const })),
		...plan.opportunities.map((one) => ({ ...one, kind: 'opportunity' as const }))
	];
	if (drivers.length > 0) {
		const rows = await tx.insert(schema.driver).values(placed(drivers)).returning();
		for (const one of rows) driver.set(one.code, one.id);
	}
	const area = new Map<number, number>();
	if (plan.areas.length > 0) {
		const rows = await tx
			.insert(schema.focusArea)
			.values(
				plan.areas.map(({ body: slug, ...one }) => ({ ...one, planId, bodyId: slug ? body.get(slug) : null }))
			)
			.returning();
		for (const one of rows) area.set(one.number, one.id);
	}
	return { partner, body, area, value, driver };
}

function toGoalState(given: PlanFile['plan']['goalStates'][number]) {
	return 'text' in given ? given : { text: given, endedOn: null };
}

async function insertMeasures(target: ImportTarget, measures: readonly PlanFileMeasure[]): Promise<void> {
	const { tx, planId, keys } = target;
	for (const one of measures) {
		const { area, body, partners, furtherAreas, values, challenges, opportunities, milestones, ...rest } =
			one;
		const { rollout, indicators, cameFrom: _cameFrom, carriedFrom, ...own } = rest;
		const measureId = own.id;
		await tx.insert(schema.measure).values({
			...own,
			planId,
			areaId: area === null ? null : keys.area.get(area),
			bodyId: body === null ? null : keys.body.get(body)
		});
		if (milestones.length > 0)
			await tx.insert(schema.milestone).values(milestones.map((milestone) => ({ ...milestone, measureId })));
		const drivers = [...challenges, ...opportunities];
		if (furtherAreas.length > 0)
			await tx
				.insert(schema.measureArea)
				.values(furtherAreas.map((number) => ({ measureId, areaId: keys.area.get(number)! })));
		if (values.length > 0)
			await tx
				.insert(schema.measureValue)
				.values(values.map((code) => ({ measureId, valueId: keys.value.get(code)! })));
		if (drivers.length > 0)
			await tx
				.insert(schema.measureDriver)
				.values(drivers.map((code) => ({ measureId, driverId: keys.driver.get(code)! })));
		if (partners.length > 0)
			await tx
				.insert(schema.measurePartner)
				.values(partners.map((number) => ({ measureId, partnerId: keys.partner.get(number)! })));
		if (carriedFrom) {
			const { measure: beforeId, code, title } = carriedFrom;
			await tx.insert(schema.measureBefore).values({ measureId, beforeId, code, title });
		}
		await insertIndicators(tx, measureId, indicators);
		await insertRollout(target, measureId, rollout);
	}
	// Inserted after all measures, because a measure may come from a later one.
	const origins = measures.flatMap(({ id, cameFrom }) =>
		cameFrom.map(({ measure, how }) => ({ measureId: id, fromId: measure, how }))
	);
	if (origins.length > 0) await tx.insert(schema.measureOrigin).values(origins);
}

async function insertIndicators(
	tx: Transaction,
	measureId: string,
	indicators: PlanFileMeasure['indicators']
): Promise<void> {
	for (const [index, { targets, readings, ...own }] of indicators.entries()) {
		const [made] = await tx
			.insert(schema.indicator)
			.values({ ...own, measureId, place: index + 1 })
			.returning({ id: schema.indicator.id });
		const indicatorId = made!.id;
		if (targets.length > 0)
			await tx.insert(schema.indicatorTarget).values(targets.map((one) => ({ ...one, indicatorId })));
		if (readings.length > 0)
			await tx
				.insert(schema.indicatorReading)
				.values(readings.map((one) => ({ ...one, ...readingColumns(one.value), indicatorId })));
	}
}

async function insertRollout(
	{ tx, keys }: ImportTarget,
	measureId: string,
	rollout: PlanFileMeasure['rollout']
): Promise<void> {
	if (rollout.length === 0) return;
	const rows = rollout.map(({ partner, steps, ...own }) => ({
		own: { ...own, measureId, partnerId: keys.partner.get(partner)! },
		steps
	}));
	await tx.insert(schema.rollout).values(rows.map(({ own }) => own));
	const steps = rows.flatMap(({ own: { partnerId }, steps }) =>
		steps.map((step) => ({ ...step, measureId, partnerId }))
	);
	if (steps.length > 0) await tx.insert(schema.rolloutStep).values(steps);
}

async function insertRound(target: ImportTarget, file: PlanFile['plan']['rounds'][number]): Promise<void> {
	const { tx, planId, keys } = target;
	const { evaluations, verdicts, texts, reviews, ...own } = file;
	const [round] = await tx
		.insert(schema.round)
		.values({ ...own, planId })
		.returning({ id: schema.round.id });
	const roundId = round!.id;
	await insertEvaluations(target, roundId, evaluations);
	if (verdicts.length > 0)
		await tx
			.insert(schema.areaVerdict)
			.values(verdicts.map(({ area, ...given }) => ({ ...given, roundId, areaId: keys.area.get(area)! })));
	if (texts.length > 0) await tx.insert(schema.reviewText).values(texts.map((one) => ({ ...one, roundId })));
	if (reviews.length > 0) await tx.insert(schema.review).values(reviews.map((one) => ({ ...one, roundId })));
}

/** @param roundId null for evaluations outside rounds */
async function insertEvaluations(
	{ tx, keys }: ImportTarget,
	roundId: number | null,
	evaluations: readonly PlanFileEvaluation[]
): Promise<void> {
	for (const { measure, scores, ...answers } of evaluations) {
		const [evaluation] = await tx
			.insert(schema.evaluation)
			.values({ ...answers, roundId, measureId: measure })
			.returning({ id: schema.evaluation.id });
		if (scores.length > 0)
			await tx.insert(schema.valueScore).values(
				scores.map(({ value, score, comment }) => ({
					evaluationId: evaluation!.id,
					valueId: keys.value.get(value)!,
					score,
					comment
				}))
			);
	}
}
