import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import {
	removalObstacle,
	type MeasureDependents,
	type RemovalObstacle
} from '$lib/domain/measure/measure-removal';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import * as schema from '../database/schema';
import { planById, type Plan } from '../plans/queries';
import type { MeasureTarget } from './run-command';
import { measureByCode, type Measure } from './queries';

/** Tables with parts of a measure, deleted together with it. Any other reference prevents deletion. */
const ownedTables = [
	'milestone',
	'measure_area',
	'measure_value',
	'measure_driver',
	'measure_partner',
	'indicator'
];

/** Tables with evaluations and answers about a measure. */
const reportTables = ['evaluation', 'rollout', 'rollout_step'];

/**
 * Deletes a measure that was never adopted (see `removalObstacle`), with its parts; its events and snapshots
 * stay. Refuses (`refuseInvalid`) a missing reason, and (`wrong-state`) a measure that something else needs.
 */
export async function removeMeasure(
	{ db, actor, now }: Context,
	{ planId, code, version }: MeasureTarget,
	reason: string
): Promise<Result> {
	return runCommand({ db, actor }, { planId, action: 'plan.edit' }, async (tx) => {
		const plan = await planById(tx, planId);
		const found = plan && (await measureByCode(tx, planId, code));
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== version) return refuse({ code: 'stale', current: found });
		const obstacle = await loadRemovalObstacle(tx, plan, found);
		if (obstacle) return refuse({ code: 'wrong-state', state: obstacle });
		if (!reason.trim()) return refuseInvalid({ field: 'reason', code: 'reason-required' });
		await deleteMeasureRows(tx, found);
		const { title, summary, lifecycle } = found;
		await appendEvent(tx, actor, now, {
			...{ planId, verb: 'remove-measure', noun: 'measure', nounId: found.id },
			before: { code, title, summary, lifecycle },
			reason: reason.trim()
		});
		return ok();
	});
}

/** Returns the reason why a measure cannot be deleted, or null. */
export async function loadRemovalObstacle(
	read: Queryable,
	plan: Plan,
	{ id, lifecycle }: Pick<Measure, 'id' | 'lifecycle'>
): Promise<RemovalObstacle | null> {
	return removalObstacle(plan.state, lifecycle, await loadMeasureTraces(read, id));
}

async function loadMeasureTraces(read: Queryable, id: string): Promise<MeasureDependents> {
	const { event, indicator, indicatorReading } = schema;
	const steps = await read
		.select({ seq: event.seq })
		.from(event)
		.where(
			and(
				eq(event.noun, 'measure'),
				eq(event.nounId, id),
				ne(sql`coalesce(json_extract(${event.after}, '$.lifecycle'), 'proposed')`, 'proposed')
			)
		)
		.limit(1);
	const readings = await read
		.select({ on: indicatorReading.on })
		.from(indicatorReading)
		.innerJoin(indicator, eq(indicator.id, indicatorReading.indicatorId))
		.where(eq(indicator.measureId, id))
		.limit(1);
	const naming = await tablesReferencing(read, id);
	const [told] = await read.all<{ n: number }>(
		sql`select count(*) as n from review r, json_each(r.content, '$.measures') m
			where json_extract(m.value, '$.id') = ${id}`
	);
	return {
		decided: steps.length > 0,
		reported: readings.length > 0 || naming.some((table) => reportTables.includes(table)),
		reviewed: told!.n > 0,
		named: naming.some((table) => !reportTables.includes(table) && !ownedTables.includes(table))
	};
}

/** Returns the tables with a row that refers to a measure, by the foreign keys in the database. */
async function tablesReferencing(read: Queryable, id: string): Promise<string[]> {
	const references = await read.all<{ name: string; from: string }>(
		sql`select t.name as name, f."from" as "from" from sqlite_master t, pragma_foreign_key_list(t.name) f
			where t.type = 'table' and f."table" = 'measure'`
	);
	const found: string[] = [];
	for (const { name, from } of references) {
		const column = sql.identifier(from);
		const rows = await read.all(sql`select 1 from ${sql.identifier(name)} where ${column} = ${id} limit 1`);
		if (rows.length > 0) found.push(name);
	}
	return found;
}

async function deleteMeasureRows(tx: Transaction, { id }: Measure): Promise<void> {
	const { indicator, indicatorTarget, measure, milestone } = schema;
	const indicators = tx.select({ id: indicator.id }).from(indicator).where(eq(indicator.measureId, id));
	await tx.delete(indicatorTarget).where(inArray(indicatorTarget.indicatorId, indicators));
	for (const table of [
		indicator,
		milestone,
		schema.measureArea,
		schema.measureValue,
		schema.measureDriver,
		schema.measurePartner
	])
		await tx.delete(table).where(eq(table.measureId, id));
	await tx.delete(measure).where(eq(measure.id, id));
}
