import { asc, desc, eq, inArray, type SQLWrapper } from 'drizzle-orm';
import { compareCodes } from '$lib/domain/measure/measure';
import { formatOf, type PlanFile } from '$lib/forms/plan-file/plan-file';
import type { Queryable } from '../database/database';
import * as schema from '../database/schema';
import { exportDecisionReferences } from './decision-references';
import { exportAdjustments } from './export-adjustments';
import { exportIndicators } from './export-indicators';
import { exportRounds } from './export-rounds';
import { exportSeats } from './export-seats';
import { currentPlan, type Plan } from '../plans/queries';

/**
 * Exports a plan as a plan file: two-space JSON with a final line break. Importing it into an empty database
 * and exporting again gives the same bytes.
 *
 * @param planId the plan; by default the current one, or the newest if none is adopted
 * @param seats true to include seats and all facts of bodies, in version 3 of the file
 * @returns null if there is no such plan
 */
export async function exportPlan(
	read: Queryable,
	planId?: number,
	{ seats = false }: { seats?: boolean } = {}
): Promise<string | null> {
	const plan = await planToExport(read, planId);
	if (!plan) return null;
	const content = await planContent(read, plan);
	const bodies = seats ? await exportSeats(read, plan.partnershipId, content.bodies) : content.bodies;
	const decisions = await exportDecisionReferences(read, plan.id);
	const file: PlanFile = {
		format: formatOf({ bodies, plan: { ...content.plan, decisions } }),
		...content,
		bodies,
		plan: {
			...content.plan,
			...(await exportRounds(read, plan.id)),
			adjustments: await exportAdjustments(read, plan.id),
			decisions
		}
	};
	return `${JSON.stringify(file, orderWrittenForms, 2)}\n`;
}

/** A plan file's content without rounds, evaluations, adjustments and decisions. */
export type PlanContent = Omit<PlanFile, 'format' | 'plan'> & {
	plan: Omit<PlanFile['plan'], 'rounds' | 'extraordinary' | 'adjustments' | 'decisions'>;
};

/** Loads the content of a plan, with a fixed number of statements. */
export async function planContent(read: Queryable, plan: Plan): Promise<PlanContent> {
	const [partnership] = await read
		.select()
		.from(schema.partnership)
		.where(eq(schema.partnership.id, plan.partnershipId));
	const { partners, bodies } = await loadPartnership(read, plan.partnershipId);
	const frame = await loadStructure(read, plan.id);

	const bodySlug = new Map(bodies.map((one) => [one.id, one.slug]));
	const slugOf = (id: number | null) => (id === null ? null : (bodySlug.get(id) ?? null));
	const areaNumber = new Map(frame.areas.map((one) => [one.id, one.number]));
	const valueCode = new Map(frame.values.map((one) => [one.id, one.code]));

	return {
		partnership: {
			slug: partnership!.slug,
			name: partnership!.name,
			about: partnership!.about,
			established: partnership!.established
		},
		partners: partners.map(({ number, name, kind, writtenForm, verified, endedOn }) => ({
			number,
			name,
			kind,
			writtenForm,
			verified,
			endedOn
		})),
		bodies: bodies.map(({ slug, kind, name, parentId, mandate, note, endedOn }) => ({
			slug,
			kind,
			name,
			parent: slugOf(parentId),
			mandate,
			note,
			endedOn
		})),
		plan: {
			slug: plan.slug,
			name: plan.name,
			from: plan.fromYear,
			to: plan.toYear,
			writtenForm: plan.writtenForm,
			state: plan.state,
			vision: plan.vision,
			visionNote: plan.visionNote,
			goal: plan.goal,
			goalStates: frame.goalStates.map(({ text, endedOn }) => (endedOn ? { text, endedOn } : text)),
			carriedFrom: plan.carriedFrom ?? undefined,
			freshnessDays: plan.freshnessDays,
			values: frame.values.map(({ code, name, description, endedOn }) => ({
				code,
				name,
				description,
				endedOn
			})),
			challenges: driversOf('challenge'),
			opportunities: driversOf('opportunity'),
			areas: frame.areas.map(({ number, name, shortName, summary, kind, bodyId, source, endedOn }) => ({
				number,
				name,
				shortName,
				summary,
				kind,
				body: slugOf(bodyId),
				source,
				endedOn
			})),
			funding: frame.funding.map(({ name, year, amountNok, note, source, endedOn }) => ({
				name,
				year,
				amountNok,
				note,
				source,
				endedOn
			})),
			measures: await measuresOf()
		}
	};

	function driversOf(kind: 'challenge' | 'opportunity') {
		return frame.drivers
			.filter((one) => one.kind === kind)
			.map(({ code, title, description, endedOn }) => ({ code, title, description, endedOn }));
	}

	async function measuresOf(): Promise<PlanFile['plan']['measures']> {
		const measures = await read.select().from(schema.measure).where(eq(schema.measure.planId, plan.id));
		const threads = await loadMeasureParts(read, plan.id);
		const partnerNumber = new Map(partners.map((one) => [one.id, one.number]));
		const driver = new Map(frame.drivers.map((one) => [one.id, one]));
		const drivers = (measureId: string, kind: 'challenge' | 'opportunity') =>
			(threads.drivers.get(measureId) ?? [])
				.map((id) => driver.get(id)!)
				.filter((one) => one.kind === kind)
				.sort((a, b) => a.place - b.place)
				.map((one) => one.code);
		return measures.sort(compareCodes).map((one) => ({
			id: one.id,
			code: one.code,
			title: one.title,
			summary: one.summary,
			area: one.areaId === null ? null : areaNumber.get(one.areaId)!,
			furtherAreas: (threads.areas.get(one.id) ?? []).map((id) => areaNumber.get(id)!).sort((a, b) => a - b),
			origin: one.origin,
			lifecycle: one.lifecycle,
			body: slugOf(one.bodyId),
			contact: one.contact,
			partners: (threads.partners.get(one.id) ?? []).map((id) => partnerNumber.get(id)!).sort(),
			targetGroup: one.targetGroup,
			expectedEffect: one.expectedEffect,
			startsOn: one.startsOn,
			deadline: one.deadline,
			deadlineWords: one.deadlineWords,
			weight: one.weight,
			values: (threads.values.get(one.id) ?? []).sort((a, b) => a - b).map((id) => valueCode.get(id)!),
			challenges: drivers(one.id, 'challenge'),
			opportunities: drivers(one.id, 'opportunity'),
			source: one.source,
			note: one.note,
			links: one.links ?? undefined,
			milestones: threads.milestones.get(one.id) ?? [],
			indicators: threads.indicators.get(one.id) ?? [],
			cameFrom: threads.origins.get(one.id) ?? [],
			carriedFrom: threads.before.get(one.id)?.[0],
			introducedAtHome: one.introducedAtHome,
			rollout: threads.rollouts.get(one.id) ?? []
		}));
	}
}

/** JSON replacer that puts Bokmål before Nynorsk in localized texts. */
function orderWrittenForms(_key: string, value: unknown): unknown {
	if (value === null || typeof value !== 'object' || !('nb' in value && 'nn' in value)) return value;
	const { nn, ...rest } = value;
	return { ...rest, nn };
}

async function planToExport(read: Queryable, planId?: number): Promise<Plan | null> {
	if (planId === undefined) {
		const current = await currentPlan(read);
		if (current) return current;
	}
	const [found] = await read
		.select()
		.from(schema.plan)
		.where(planId === undefined ? undefined : eq(schema.plan.id, planId))
		.orderBy(desc(schema.plan.fromYear), asc(schema.plan.id))
		.limit(1);
	return found ?? null;
}

async function loadPartnership(read: Queryable, partnershipId: number) {
	return {
		partners: await read
			.select()
			.from(schema.partner)
			.where(eq(schema.partner.partnershipId, partnershipId))
			.orderBy(asc(schema.partner.id)),
		bodies: await read
			.select()
			.from(schema.body)
			.where(eq(schema.body.partnershipId, partnershipId))
			.orderBy(asc(schema.body.id))
	};
}

async function loadStructure(read: Queryable, planId: number) {
	const { goalState, coreValue, driver, focusArea, funding } = schema;
	return {
		goalStates: await read
			.select()
			.from(goalState)
			.where(eq(goalState.planId, planId))
			.orderBy(asc(goalState.place)),
		values: await read
			.select()
			.from(coreValue)
			.where(eq(coreValue.planId, planId))
			.orderBy(asc(coreValue.place)),
		drivers: await read.select().from(driver).where(eq(driver.planId, planId)).orderBy(asc(driver.place)),
		areas: await read
			.select()
			.from(focusArea)
			.where(eq(focusArea.planId, planId))
			.orderBy(asc(focusArea.number)),
		funding: await read.select().from(funding).where(eq(funding.planId, planId)).orderBy(asc(funding.place))
	};
}

/** Loads threads, partners, milestones, indicators and rollout by measure id. */
async function loadMeasureParts(read: Queryable, planId: number) {
	const { measure, measureArea, measureValue, measureDriver, measurePartner, milestone } = schema;
	const ofPlan = read.select({ id: measure.id }).from(measure).where(eq(measure.planId, planId));
	const milestones = await read
		.select()
		.from(milestone)
		.where(inArray(milestone.measureId, ofPlan))
		.orderBy(asc(milestone.due), asc(milestone.id));
	return {
		areas: groupByMeasure(
			await read.select().from(measureArea).where(inArray(measureArea.measureId, ofPlan)),
			(one) => one.areaId
		),
		values: groupByMeasure(
			await read.select().from(measureValue).where(inArray(measureValue.measureId, ofPlan)),
			(one) => one.valueId
		),
		drivers: groupByMeasure(
			await read.select().from(measureDriver).where(inArray(measureDriver.measureId, ofPlan)),
			(one) => one.driverId
		),
		partners: groupByMeasure(
			await read.select().from(measurePartner).where(inArray(measurePartner.measureId, ofPlan)),
			(one) => one.partnerId
		),
		milestones: groupByMeasure(milestones, ({ title, due, doneOn }) => ({ title, due, doneOn })),
		origins: await loadOrigins(read, ofPlan),
		before: await loadPredecessors(read, ofPlan),
		indicators: await exportIndicators(read, ofPlan),
		rollouts: await loadRollouts(read, ofPlan)
	};
}

/** Loads the source measures of merged and split measures. */
async function loadOrigins(read: Queryable, ofPlan: SQLWrapper) {
	const { measureOrigin } = schema;
	const rows = await read
		.select()
		.from(measureOrigin)
		.where(inArray(measureOrigin.measureId, ofPlan))
		.orderBy(asc(measureOrigin.fromId));
	return groupByMeasure(rows, ({ fromId, how }) => ({ measure: fromId, how }));
}

/** Loads the previous period's measure of each measure that was copied from one. */
async function loadPredecessors(read: Queryable, ofPlan: SQLWrapper) {
	const { measureBefore } = schema;
	const rows = await read.select().from(measureBefore).where(inArray(measureBefore.measureId, ofPlan));
	return groupByMeasure(rows, ({ beforeId, code, title }) => ({ measure: beforeId, code, title }));
}

/** Loads rollout answers and steps by measure id, partners by number. */
async function loadRollouts(read: Queryable, ofPlan: SQLWrapper) {
	const { partner, rollout, rolloutStep } = schema;
	const rows = await read
		.select({ row: rollout, number: partner.number })
		.from(rollout)
		.innerJoin(partner, eq(partner.id, rollout.partnerId))
		.where(inArray(rollout.measureId, ofPlan))
		.orderBy(asc(partner.number));
	const steps = await read
		.select()
		.from(rolloutStep)
		.where(inArray(rolloutStep.measureId, ofPlan))
		.orderBy(asc(rolloutStep.id));
	return groupByMeasure(
		rows.map(({ row, number }) => ({ ...row, number })),
		({ measureId, partnerId, number, state, since, note, lang, reportedBy, reportedAt }) => ({
			partner: number,
			state,
			since,
			note,
			lang,
			reportedBy,
			reportedAt,
			steps: steps
				.filter((step) => step.measureId === measureId && step.partnerId === partnerId)
				.map(({ state, on }) => ({ state, on }))
		})
	);
}

function groupByMeasure<Row extends { measureId: string }, T>(
	rows: Row[],
	pick: (row: Row) => T
): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) groups.set(row.measureId, [...(groups.get(row.measureId) ?? []), pick(row)]);
	return groups;
}
