import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { ImportAnswers, Recognition } from '$lib/domain/workbook/import-answers';
import type { Queryable, Transaction } from '../database/database';
import { importMapping } from '../database/schema';

/** A partnership's file of one shape: files with the same headers share their choices. */
export interface FileShape {
	partnershipId: number;
	recognitions: readonly Recognition[];
}

/** Returns the choices made for the last file with the same headers. */
export async function rememberedAnswers(read: Queryable, file: FileShape): Promise<ImportAnswers> {
	const [found] = await read.select().from(importMapping).where(ofShape(file));
	return new Map(Object.entries(found?.answers ?? {}));
}

/** Remembers the choices for the next file with the same headers. Answers about single rows are left out. */
export async function rememberAnswers(
	tx: Transaction,
	file: FileShape,
	{ answers, now }: { answers: ImportAnswers; now: Date }
): Promise<void> {
	const kept = [...answers].filter(([key]) => !key.startsWith('measure|'));
	if (kept.length === 0) return;
	const values = { answers: Object.fromEntries(kept), savedAt: now.toISOString() };
	await tx
		.insert(importMapping)
		.values({ partnershipId: file.partnershipId, shape: shapeOf(file), ...values })
		.onConflictDoUpdate({ target: [importMapping.partnershipId, importMapping.shape], set: values });
}

function ofShape(file: FileShape) {
	return and(eq(importMapping.partnershipId, file.partnershipId), eq(importMapping.shape, shapeOf(file)));
}

function shapeOf({ recognitions }: FileShape): string {
	const heads = recognitions.filter(({ kind }) => kind === 'column').map(({ key }) => key);
	return createHash('sha256').update(JSON.stringify(heads.sort())).digest('hex');
}
