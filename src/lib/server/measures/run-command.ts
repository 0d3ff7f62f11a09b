import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { measure } from '../database/schema';
import { measureByCode, type Measure } from './queries';

/** A measure and the version the change is based on. */
export interface MeasureTarget {
	planId: number;
	code: string;
	version: number;
}

/** A measure's next version: its changed columns, and the event's verb, difference and reason. */
interface MeasureChange {
	verb: string;
	values?: Partial<typeof measure.$inferInsert>;
	before: Record<string, unknown>;
	after: Record<string, unknown>;
	reason?: string | undefined;
}

/** Writes a measure's next version and its event; call it last in the transaction. */
export type SaveMeasure = (change: MeasureChange) => Promise<Result<{ version: number }>>;

/** Checks permission and version, then runs `apply` in one transaction. */
export async function runMeasureCommand(
	context: Context,
	target: MeasureTarget,
	apply: (tx: Transaction, found: Measure, save: SaveMeasure) => Promise<Result<{ version: number }>>
): Promise<Result<{ version: number }>> {
	return runCommand(context, { planId: target.planId, action: 'plan.edit' }, async (tx) => {
		const found = await measureByCode(tx, target.planId, target.code);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		return apply(tx, found, saveMeasureVersion(context, tx, found));
	});
}

/** Returns what writes a measure's next version, in the caller's transaction. */
export function saveMeasureVersion({ actor, now }: Context, tx: Transaction, found: Measure): SaveMeasure {
	return async ({ verb, values, ...difference }) => {
		const version = found.version + 1;
		await tx
			.update(measure)
			.set({ ...values, version })
			.where(and(eq(measure.id, found.id), eq(measure.version, found.version)));
		const { planId, id: nounId } = found;
		await appendEvent(tx, actor, now, { planId, verb, noun: 'measure', nounId, ...difference });
		return ok({ version });
	};
}
