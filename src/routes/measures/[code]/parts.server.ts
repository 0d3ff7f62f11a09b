import type { PlanState } from '$lib/domain/plan/plan';
import type { Database } from '$lib/server/database/database';
import { cachedPart } from '$lib/server/database/cache';
import { decisionsNamedFor, decisionsOfMeasure } from '$lib/server/decisions/effects';
import { evaluationsOf } from '$lib/server/evaluations/queries';
import { indicatorsOfMeasure } from '$lib/server/indicators/queries';
import { measurePeriods } from '$lib/server/measures/periods';
import { measureDetails, relatedMeasures } from '$lib/server/measures/queries';
import { runningRound } from '$lib/server/rounds/queries';

/*
 * Parts of a measure's page. Each is kept until a table changes that was read for it, so that the page's first sight
 * after a change reads what the change concerns.
 */

/** Returns a measure with its threads and milestones, or null if there is none. */
export function cachedDetails(db: Database, planId: number, code: string) {
	return cachedPart(db, `details ${planId} ${code}`, () => measureDetails(db.read, planId, code));
}

/** Returns the running round of a plan, or null if none runs. */
export async function cachedRunningRound(db: Database, planId: number) {
	const part = async () => ({ running: await runningRound(db.read, planId) });
	return (await cachedPart(db, `running ${planId}`, part)).running;
}

/** Returns the readers of a measure's other parts. */
export function partsOf(db: Database, id: string) {
	const { read } = db;
	const part = <T>(name: string, derive: () => Promise<T>) => cachedPart(db, `${name} ${id}`, derive);
	return {
		evaluations: () => part('evaluations', () => evaluationsOf(read, id)),
		/** Counterparts in the plan and in plans of other periods, of which the reader may open those in some states. */
		lineage: (readable: readonly PlanState[]) =>
			part(`lineage ${readable.join()}`, async () => ({
				...(await relatedMeasures(read, id)),
				...(await measurePeriods(read, id, readable))
			})),
		indicators: () => part('indicators', () => indicatorsOfMeasure(read, id)),
		decisions: (reader: Parameters<typeof decisionsOfMeasure>[1]) =>
			part(`decisions ${JSON.stringify(reader)}`, async () => ({
				decisions: await decisionsOfMeasure(read, reader, id),
				/** Decisions named by the plan's file that are not here. */
				decisionsElsewhere: await decisionsNamedFor(read, id)
			}))
	};
}
