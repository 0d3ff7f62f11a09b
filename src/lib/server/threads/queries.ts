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

/** An entry that measures can have a thread to. */
interface ThreadChoice {
	/** The database id. */
	id: number;
	/** The code, number or slug shown to people. */
	code: string;
	/** Plain text for partners, whose names are the same in both written forms. */
	name: Localized | string;
	/** True if the entry has ended: existing threads to it stay, new ones are refused. */
	ended: boolean;
}

export type ThreadChoices = Record<ThreadKind, ThreadChoice[]>;

/** Returns all entries that a plan's measures can have threads to, in the plan's order. Four statements. */
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
 * Returns a measure's threads as codes, in the order of the choices. Four statements.
 *
 * @param choices all choices of the measure's plan
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

/**
 * Returns the codes a measure can choose: entries that have not ended, without its own area, and its current
 * threads.
 */
export function selectableThreads(choices: ThreadChoices, areaId: number | null, had: Threads): Threads {
	return mapThreadKinds((kind) =>
		choices[kind]
			.filter(({ id }) => kind !== 'furtherAreas' || id !== areaId)
			.filter(({ code, ended }) => !ended || had[kind].includes(code))
			.map(({ code }) => code)
	);
}

/** Returns the names of the codes in measures' change logs, by kind and code. Four statements. */
export async function threadNames(read: Queryable, planId: number) {
	const choices = await threadChoices(read, planId);
	return mapThreadKinds((kind) => Object.fromEntries(choices[kind].map(({ code, name }) => [code, name])));
}
