import { and, eq, isNull } from 'drizzle-orm';
import { ok, refuseInvalid, type Result, type ValidationError } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { coreValue, measure, measureValue } from '../database/schema';
import { threadChoices } from '../threads/queries';
import { saveMeasureVersion } from './run-command';
import { threadIds, threadTables } from './threads';

/** The core values of one measure, and the version of the measure they were chosen from. */
export interface MeasureValueTies {
	code: string;
	version: number;
	values: readonly string[];
}

/**
 * Ties measures to core values, all or none. Measures whose values stay the same are left alone. Refuses unknown and
 * ended values, and measures that someone else has changed meanwhile, each at its own field.
 */
export async function setMeasureValues(
	context: Context,
	planId: number,
	{ rows, reason }: { rows: readonly MeasureValueTies[]; reason?: string | undefined }
): Promise<Result<{ changed: number }>> {
	return runCommand(context, { planId, action: 'plan.edit' }, async (tx) => {
		// The table shows values that have not ended; ties to others stay as they are.
		const choices = (await threadChoices(tx, planId)).values.filter(({ ended }) => !ended);
		const open = choices.map(({ code }) => code);
		const stored = await tx.select().from(measure).where(eq(measure.planId, planId));
		const found = new Map(stored.map((one) => [one.code, one]));
		const tied = await tx
			.select({ measureId: measureValue.measureId, code: coreValue.code })
			.from(measureValue)
			.innerJoin(coreValue, eq(coreValue.id, measureValue.valueId))
			.where(and(eq(coreValue.planId, planId), isNull(coreValue.endedOn)));
		const faults: ValidationError[] = [];
		const changes = rows.flatMap(({ code, version, values }) => {
			const field = `values.${code}`;
			const own = found.get(code);
			if (!own) {
				faults.push({ field, code: 'unknown' });
				return [];
			}
			const had = new Set(tied.filter(({ measureId }) => measureId === own.id).map((one) => one.code));
			const come = values.filter((value) => !had.has(value));
			const gone = [...had].filter((value) => !values.includes(value));
			if (come.length + gone.length === 0) return [];
			if (come.some((value) => !open.includes(value))) faults.push({ field, code: 'unknown-thread' });
			else if (own.version !== version) faults.push({ field, code: 'stale' });
			return [{ own, had, come, gone }];
		});
		if (faults.length > 0) return refuseInvalid(...faults);
		for (const { own, had, come, gone } of changes) {
			await threadTables.values.untie(tx, own.id, threadIds(choices, gone));
			await threadTables.values.tie(tx, own.id, threadIds(choices, come));
			const listed = (has: (code: string) => boolean) =>
				choices.filter(({ code }) => has(code)).map(({ code }) => code);
			await saveMeasureVersion(
				context,
				tx,
				own
			)({
				verb: 'set-threads',
				before: { values: listed((code) => had.has(code)) },
				after: { values: listed((code) => (had.has(code) || come.includes(code)) && !gone.includes(code)) },
				reason
			});
		}
		return ok({ changed: changes.length });
	});
}
