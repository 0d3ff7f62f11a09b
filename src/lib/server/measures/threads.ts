import { and, eq, inArray } from 'drizzle-orm';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import {
	orderedThreads,
	threadKinds,
	unknownThreads,
	type ThreadKind,
	type Threads
} from '$lib/domain/measure/thread';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields } from '../database/event-log';
import { measureArea, measureDriver, measurePartner, measureValue } from '../database/schema';
import { selectableThreads, threadChoices, threadsOfMeasure, type ThreadChoices } from '../threads/queries';
import { runMeasureCommand, type MeasureTarget } from './run-command';

/**
 * Replaces a measure's values, challenges, opportunities, further areas and partners. Refuses codes that are
 * unknown or have ended, and the measure's main area as a further one.
 */
export async function setThreads(
	context: Context,
	target: MeasureTarget,
	{ reason, ...input }: Threads & { reason?: string | undefined }
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (tx, found, save) => {
		const choices = await threadChoices(tx, target.planId);
		const before = await threadsOfMeasure(tx, found.id, choices);
		const open = selectableThreads(choices, found.areaId, before);
		const unknown = unknownThreads(input, open);
		if (unknown.length > 0)
			return refuseInvalid(...unknown.map(({ kind }) => ({ field: kind, code: 'unknown-thread' })));
		const after = orderedThreads(input, open);
		const difference = changedFields<Record<string, unknown>>({ ...before }, after);
		if (!difference) return ok({ version: found.version });
		for (const kind of threadKinds) {
			const gone = before[kind].filter((code) => !after[kind].includes(code));
			const come = after[kind].filter((code) => !before[kind].includes(code));
			await threadTables[kind].untie(tx, found.id, threadIds(choices[kind], gone));
			await threadTables[kind].tie(tx, found.id, threadIds(choices[kind], come));
		}
		return save({ verb: 'set-threads', ...difference, reason });
	});
}

/** Returns the database ids of some codes. */
export function threadIds(choices: ThreadChoices[ThreadKind], codes: readonly string[]): number[] {
	return choices.filter(({ code }) => codes.includes(code)).map(({ id }) => id);
}

/** The table that stores a kind of thread; only added and removed rows are written. */
interface ThreadTable {
	tie(tx: Transaction, measureId: string, ids: number[]): Promise<void>;
	untie(tx: Transaction, measureId: string, ids: number[]): Promise<void>;
}

const driverThreads: ThreadTable = {
	async tie(tx, measureId, ids) {
		const rows = ids.map((driverId) => ({ measureId, driverId }));
		if (rows.length > 0) await tx.insert(measureDriver).values(rows);
	},
	async untie(tx, measureId, ids) {
		const { measureId: of, driverId } = measureDriver;
		if (ids.length > 0) await tx.delete(measureDriver).where(and(eq(of, measureId), inArray(driverId, ids)));
	}
};

export const threadTables: Record<ThreadKind, ThreadTable> = {
	challenges: driverThreads,
	opportunities: driverThreads,
	values: {
		async tie(tx, measureId, ids) {
			const rows = ids.map((valueId) => ({ measureId, valueId }));
			if (rows.length > 0) await tx.insert(measureValue).values(rows);
		},
		async untie(tx, measureId, ids) {
			const { measureId: of, valueId } = measureValue;
			if (ids.length > 0) await tx.delete(measureValue).where(and(eq(of, measureId), inArray(valueId, ids)));
		}
	},
	furtherAreas: {
		async tie(tx, measureId, ids) {
			const rows = ids.map((areaId) => ({ measureId, areaId }));
			if (rows.length > 0) await tx.insert(measureArea).values(rows);
		},
		async untie(tx, measureId, ids) {
			const { measureId: of, areaId } = measureArea;
			if (ids.length > 0) await tx.delete(measureArea).where(and(eq(of, measureId), inArray(areaId, ids)));
		}
	},
	partners: {
		async tie(tx, measureId, ids) {
			const rows = ids.map((partnerId) => ({ measureId, partnerId }));
			if (rows.length > 0) await tx.insert(measurePartner).values(rows);
		},
		async untie(tx, measureId, ids) {
			const { measureId: of, partnerId } = measurePartner;
			if (ids.length > 0)
				await tx.delete(measurePartner).where(and(eq(of, measureId), inArray(partnerId, ids)));
		}
	}
};
