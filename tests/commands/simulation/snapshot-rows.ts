import { sql } from 'drizzle-orm';
import type { Database } from '$lib/server/database/database';
import { historyTables, readTableDefinitions } from '$lib/server/database/history-triggers';
import { listAdjustments } from '$lib/server/adjustments/queries';
import { evaluationsOf } from '$lib/server/evaluations/queries';
import { indicatorsOfMeasure, indicatorsOfPlan } from '$lib/server/indicators/queries';
import { measureHistory, relatedMeasures, measureDetails } from '$lib/server/measures/queries';
import { planParts } from '$lib/server/plan-file/plan-parts';
import { areaByNumber, currentPlan } from '$lib/server/plans/queries';
import { currentPlanSnapshot, overviewPage } from '$lib/server/reviews/overview';
import { reviewByKey, reviewEntries } from '$lib/server/reviews/queries';
import { rolloutMatrix } from '$lib/server/rollout/matrix';
import { rolloutOfPlan } from '$lib/server/rollout/queries';
import { threadChoices, threadsOfMeasure } from '$lib/server/threads/queries';
import { scheduleOf } from '$lib/server/timeline/queries';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';

type Rows = Record<string, unknown[]>;

/** Every row that counts for the plan's past, table by table, in the order of its key. */
export async function historyRows(db: Database): Promise<Rows> {
	const all: Rows = {};
	for (const { table, columns, key } of await readTableDefinitions(db.read)) {
		const counts = historyTables.find((one) => one.table === table)?.onlyWhile;
		const names = columns.map(({ name }) => `\`${name}\``).join(', ');
		all[table] = await db.read.all(
			sql.raw(
				`select ${names} from \`${table}\` as new ${counts ? `where ${counts('new')}` : ''} order by ${key.map((name) => `\`${name}\``).join(', ')}`
			)
		);
	}
	return all;
}

/** Every row of every table, but for what follows from others: the past, and what is searched. */
export async function allRows(db: Database): Promise<Rows> {
	const tables = await db.read.all<{ name: string }>(
		sql`select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'
			and name not like 'search%' and name <> 'past' order by name`
	);
	const all: Rows = {};
	for (const { name } of tables) all[name] = await db.read.all(sql.raw(`select * from \`${name}\``));
	return all;
}

/** What the plan's pages are made of, by their own queries, for the public and for members. */
export async function pageRows(db: Database, now: Date): Promise<unknown> {
	const { read } = db;
	const plan = await currentPlan(read);
	if (!plan) return null;
	const standing = await currentPlanSnapshot(db, plan.id, 'members', now);
	const choices = await threadChoices(read, plan.id);
	const measures = [];
	for (const { id, code } of standing!.standing.measures)
		measures.push({
			details: await measureDetails(read, plan.id, code),
			lineage: await relatedMeasures(read, id),
			threads: await threadsOfMeasure(read, id, choices),
			indicators: await indicatorsOfMeasure(read, id),
			log: await measureHistory(read, id),
			reports: (await evaluationsOf(read, id)).filter(
				({ state }) => state === 'approved' || state === 'locked'
			)
		});
	const reviews = await reviewEntries(read, plan.id);
	return {
		overview: [
			await overviewPage(db, { planId: plan.id, audience: 'public', round: null }, now),
			await overviewPage(db, { planId: plan.id, audience: 'members', round: null }, now)
		],
		standing,
		publicStanding: await currentPlanSnapshot(db, plan.id, 'public', now),
		areas: [await areaByNumber(read, plan.id, 1), await areaByNumber(read, plan.id, 2)],
		measures,
		reviews,
		contents: [await reviewByKey(read, plan.id, '2026'), await reviewByKey(read, plan.id, '2026-half')],
		adjustments: (await listAdjustments(read, plan.id)).filter(({ state }) => state === 'adopted'),
		rollout: rolloutMatrix(await rolloutOfPlan(read, plan), toOsloDate(now)),
		schedule: await scheduleOf(read, plan.id),
		indicators: await indicatorsOfPlan(read, plan.id),
		parts: await planParts(read, plan)
	};
}
