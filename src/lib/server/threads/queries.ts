import { asc, eq } from 'drizzle-orm';
import type { Localized } from '$lib/domain/localized';
import { mapThreadKinds, type ThreadKind, type Threads } from '$lib/domain/measure/thread';
import type { Queryable } from '../database/database';
import {
	coreValue,
	driver,
	focusArea,
	measureArea,
	measureDriver,
	measurePartner,
	measureValue,
	partner,
	plan
} from '../database/schema';

/** Something a measure can be tied to. */
export interface ThreadChoice {
	/** The database's own key. */
	id: number;
	/** What people know it by. */
	code: string;
	/** A partner's name is the same in both written forms. */
	name: Localized | string;
	/** No part of the plan any more: what is tied to it stays so, and nothing new is. */
	ended: boolean;
}

export type ThreadChoices = Record<ThreadKind, ThreadChoice[]>;

/** All that the measures of a plan can be tied to, in the plan's own order. Four statements. */
export async function threadChoices(read: Queryable, planId: number): Promise<ThreadChoices> {
	const values = await read
		.select()
		.from(coreValue)
		.where(eq(coreValue.planId, planId))
		.orderBy(asc(coreValue.place));
	const drivers = await read
		.select()
		.from(driver)
		.where(eq(driver.planId, planId))
		.orderBy(asc(driver.place));
	const areas = await read
		.select()
		.from(focusArea)
		.where(eq(focusArea.planId, planId))
		.orderBy(asc(focusArea.number));
	const partners = await read
		.select({ id: partner.id, number: partner.number, name: partner.name, endedOn: partner.endedOn })
		.from(partner)
		.innerJoin(plan, eq(plan.partnershipId, partner.partnershipId))
		.where(eq(plan.id, planId))
		.orderBy(asc(partner.number));
	const driversOf = (wanted: 'challenge' | 'opportunity') =>
		drivers
			.filter(({ kind }) => kind === wanted)
			.map(({ id, code, title, endedOn }) => ({ id, code, name: title, ended: endedOn !== null }));
	return {
		values: values.map(({ id, code, name, endedOn }) => ({ id, code, name, ended: endedOn !== null })),
		challenges: driversOf('challenge'),
		opportunities: driversOf('opportunity'),
		furtherAreas: areas.map(({ id, number, name, endedOn }) => ({
			...{ id, code: String(number), name, ended: endedOn !== null }
		})),
		partners: partners.map(({ id, number, name, endedOn }) => ({
			...{ id, code: number, name, ended: endedOn !== null }
		}))
	};
}

/**
 * A measure's threads by code, in the order of the choices. Four statements.
 *
 * @param choices all that the measure's plan has
 */
export async function threadsOfMeasure(
	read: Queryable,
	measureId: string,
	choices: ThreadChoices
): Promise<Threads> {
	const values = await read.select().from(measureValue).where(eq(measureValue.measureId, measureId));
	const drivers = await read.select().from(measureDriver).where(eq(measureDriver.measureId, measureId));
	const areas = await read.select().from(measureArea).where(eq(measureArea.measureId, measureId));
	const partners = await read.select().from(measurePartner).where(eq(measurePartner.measureId, measureId));
	const driverIds = drivers.map(({ driverId }) => driverId);
	const tied: Record<ThreadKind, number[]> = {
		values: values.map(({ valueId }) => valueId),
		challenges: driverIds,
		opportunities: driverIds,
		furtherAreas: areas.map(({ areaId }) => areaId),
		partners: partners.map(({ partnerId }) => partnerId)
	};
	return mapThreadKinds((kind) =>
		choices[kind].filter(({ id }) => tied[kind].includes(id)).map(({ code }) => code)
	);
}

/** The codes a measure may be tied to: what is part of the plan, but for its own area, and what it has already. */
export function selectableThreads(choices: ThreadChoices, areaId: number | null, had: Threads): Threads {
	return mapThreadKinds((kind) =>
		choices[kind]
			.filter(({ id }) => kind !== 'furtherAreas' || id !== areaId)
			.filter(({ code, ended }) => !ended || had[kind].includes(code))
			.map(({ code }) => code)
	);
}

/** What the codes in a measure's change log stand for, by kind and code. Four statements. */
export async function threadNames(read: Queryable, planId: number) {
	const choices = await threadChoices(read, planId);
	return mapThreadKinds((kind) => Object.fromEntries(choices[kind].map(({ code, name }) => [code, name])));
}
