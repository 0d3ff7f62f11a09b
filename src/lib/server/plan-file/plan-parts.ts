import { asc, eq } from 'drizzle-orm';
import type { Localized } from '$lib/domain/localized';
import type { PlanItem } from '$lib/domain/plan/plan-diff';
import type { Queryable } from '../database/database';
import { funding, goalState, partner } from '../database/schema';
import { planContent, type PlanContent } from './export';
import type { Plan } from '../plans/queries';

/**
 * Returns all parts of a plan for comparing two snapshots. References are resolved to names, so that a
 * difference can be read without lookups. A fixed number of statements.
 */
export async function planParts(read: Queryable, plan: Plan): Promise<PlanItem[]> {
	const content = await planContent(read, plan);
	const { plan: own, partnership } = content;
	const ids = await partIds(read, plan);
	const names = partNames(content);
	return [
		toPart(
			{ noun: 'plan', key: 'plan', code: null, name: own.name },
			{
				name: own.name,
				from: own.from,
				to: own.to,
				writtenForm: own.writtenForm,
				vision: own.vision,
				visionNote: own.visionNote,
				goal: own.goal,
				freshnessDays: own.freshnessDays
			}
		),
		...own.goalStates.map((one, index) => {
			const { endedOn = null, text } = 'text' in one ? one : { text: one };
			return toPart(
				{ noun: 'goal-state', key: ids.goals[index]!, code: null, name: text },
				{ text, endedOn }
			);
		}),
		...own.values.map(({ code, ...rest }) =>
			toPart({ noun: 'core-value', key: code, code: null, name: rest.name }, rest)
		),
		...own.challenges.map(({ code, ...rest }) =>
			toPart({ noun: 'challenge', key: code, code, name: rest.title }, rest)
		),
		...own.opportunities.map(({ code, ...rest }) =>
			toPart({ noun: 'opportunity', key: code, code, name: rest.title }, rest)
		),
		...own.areas.map(({ number, body, ...rest }) =>
			toPart(
				{ noun: 'area', key: String(number), code: String(number), name: rest.name },
				{ ...rest, body: names.body(body) }
			)
		),
		...own.measures.map((one) => toMeasurePart(one, names)),
		...own.funding.map((one, index) =>
			toPart({ noun: 'funding', key: ids.funding[index]!, code: null, name: one.name }, one)
		),
		toPart(
			{ noun: 'partnership', key: 'partnership', code: null, name: partnership.name },
			{
				name: partnership.name,
				about: partnership.about,
				established: partnership.established
			}
		),
		...content.partners.map((one, index) =>
			toPart(
				{
					noun: 'partner',
					key: ids.partners[index]!,
					code: one.number,
					name: { nb: one.name, nn: one.name }
				},
				one
			)
		),
		...content.bodies.map(({ slug, parent, ...rest }) =>
			toPart(
				{ noun: 'body', key: slug, code: null, name: rest.name },
				{ ...rest, parent: names.body(parent) }
			)
		)
	];
}

/** Returns the database ids of parts without a stable key, in the order of `planContent`. */
async function partIds(read: Queryable, { id, partnershipId }: Plan) {
	const goals = await read
		.select({ id: goalState.id })
		.from(goalState)
		.where(eq(goalState.planId, id))
		.orderBy(asc(goalState.place));
	const sums = await read
		.select({ id: funding.id })
		.from(funding)
		.where(eq(funding.planId, id))
		.orderBy(asc(funding.place));
	const partners = await read
		.select({ id: partner.id })
		.from(partner)
		.where(eq(partner.partnershipId, partnershipId))
		.orderBy(asc(partner.id));
	const keys = (rows: { id: number }[]) => rows.map((one) => String(one.id));
	return { goals: keys(goals), funding: keys(sums), partners: keys(partners) };
}

function toMeasurePart(given: PlanContent['plan']['measures'][number], names: PartNames): PlanItem {
	// The previous period's measure never changes, so comparisons leave it out.
	const { id, lifecycle, cameFrom, carriedFrom: _carriedFrom, rollout: _rollout, ...one } = given;
	const fields = {
		...one,
		lifecycle,
		area: one.area === null ? null : names.area(one.area),
		furtherAreas: one.furtherAreas.map(names.area),
		body: names.body(one.body),
		// Comparisons are public and describe indicators without their readings, which name persons.
		indicators: one.indicators.map(({ readings: _readings, ...rest }) => rest),
		partners: one.partners.map(names.partner),
		values: one.values.map(names.value),
		challenges: one.challenges.map(names.driver),
		opportunities: one.opportunities.map(names.driver),
		cameFrom: cameFrom.map(({ measure }) => names.measure(measure))
	};
	return { noun: 'measure', key: id, code: one.code, name: one.title, lifecycle, ended: false, fields };
}

function toPart(
	identity: Pick<PlanItem, 'noun' | 'key' | 'code' | 'name'>,
	fields: { endedOn?: string | null } & Record<string, unknown>
): PlanItem {
	return { ...identity, lifecycle: null, ended: !!fields.endedOn, fields };
}

type PartNames = ReturnType<typeof partNames>;

/** Returns functions that look up the names of referenced entries by key. */
function partNames({ partners, bodies, plan }: PlanContent) {
	const coded = (code: string, name: Localized | undefined): Localized => ({
		...(name?.nb && { nb: `${code} ${name.nb}` }),
		...(name?.nn && { nn: `${code} ${name.nn}` })
	});
	const body = new Map(bodies.map(({ slug, name }) => [slug, name]));
	const partner = new Map(partners.map(({ number, name }) => [number, name]));
	const value = new Map(plan.values.map(({ code, name }) => [code, name]));
	const area = new Map(plan.areas.map(({ number, name }) => [number, name]));
	const measure = new Map(plan.measures.map(({ id, code, title }) => [id, coded(code, title)]));
	const driver = new Map([...plan.challenges, ...plan.opportunities].map(({ code, title }) => [code, title]));
	return {
		body: (slug: string | null) => (slug === null ? null : (body.get(slug) ?? slug)),
		partner: (number: string) => partner.get(number) ?? number,
		value: (code: string) => value.get(code) ?? code,
		area: (number: number) => coded(`${number}.`, area.get(number)),
		driver: (code: string) => coded(code, driver.get(code)),
		measure: (id: string) => measure.get(id) ?? id
	};
}
