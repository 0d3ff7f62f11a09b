import { and, count, eq, inArray, isNull, ne } from 'drizzle-orm';
import {
	planSections,
	toEntryKey,
	nextDriverCode,
	type PlanSection,
	type PlanSectionValues
} from '$lib/domain/plan/plan-structure';
import { inWrittenForm, type Localized } from '$lib/domain/localized';
import type { ValidationError } from '$lib/domain/result';
import { createSlug } from '$lib/domain/slug';
import type { Transaction } from '../database/database';
import {
	areaVerdict,
	body,
	focusArea,
	matterArea,
	measure,
	measureArea,
	measureDriver,
	measureValue,
	valueScore
} from '../database/schema';
import type { SectionEntry, BodyReference } from './queries';

/** Returns the columns of a new entry's permanent key; empty where the database id is the key. */
export function newEntryKey(
	part: PlanSection,
	values: PlanSectionValues,
	entries: readonly SectionEntry[]
): Record<string, string> {
	const taken = new Set(entries.map((one) => one.key));
	const named = () =>
		createSlug(inWrittenForm(values[planSections[part].title] as Localized, 'nb')?.text ?? '', taken);
	if (part === 'values') return { code: named() };
	if (part === 'bodies') return { slug: named() };
	if (part === 'challenges') return { code: nextDriverCode('challenge', [...taken]) };
	if (part === 'opportunities') return { code: nextDriverCode('opportunity', [...taken]) };
	return {};
}

/** Returns errors for taken numbers and for bodies that are unknown, have ended or would form a circle. */
export function validateSectionReferences(
	part: PlanSection,
	values: PlanSectionValues,
	entries: readonly SectionEntry[],
	bodies: readonly BodyReference[],
	own: SectionEntry | null
): ValidationError[] {
	const faults: ValidationError[] = [];
	const given = toEntryKey(values.number);
	if (given !== null && entries.some((one) => one.id !== own?.id && one.key === given))
		faults.push({ field: 'number', code: 'taken' });
	for (const { kind, name } of planSections[part].fields) {
		const slug = toEntryKey(values[name]);
		if (kind !== 'body' || !slug || slug === own?.values[name]) continue;
		if (!bodies.some((one) => one.slug === slug && one.endedOn === null))
			faults.push({ field: name, code: 'unknown' });
		if (own && isDescendantBody(entries, slug, own.key)) faults.push({ field: name, code: 'circle' });
	}
	return faults;
}

/** True if a body is `other` or one of its descendants. */
function isDescendantBody(entries: readonly SectionEntry[], slug: string, other: string): boolean {
	const seen = new Set<string>();
	for (let at: string | null = slug; at && !seen.has(at);) {
		if (at === other) return true;
		seen.add(at);
		at = toEntryKey(entries.find((one) => one.key === at)?.values.parent);
	}
	return false;
}

/** Returns an error code if measures, areas or bodies still use the entry, or null. */
export async function findUsages(
	tx: Transaction,
	part: PlanSection,
	{ id }: SectionEntry
): Promise<string | null> {
	if (part === 'areas') {
		const [measures] = await tx
			.select({ count: count() })
			.from(measure)
			.where(and(eq(measure.areaId, id), ne(measure.lifecycle, 'discontinued')));
		return measures?.count ? 'area-in-use' : null;
	}
	if (part !== 'bodies') return null;
	const [areas] = await tx
		.select({ count: count() })
		.from(focusArea)
		.where(and(eq(focusArea.bodyId, id), isNull(focusArea.endedOn)));
	const [measures] = await tx
		.select({ count: count() })
		.from(measure)
		.where(and(eq(measure.bodyId, id), inArray(measure.lifecycle, ['proposed', 'adopted', 'in-operation'])));
	const [below] = await tx
		.select({ count: count() })
		.from(body)
		.where(and(eq(body.parentId, id), isNull(body.endedOn)));
	return areas?.count || measures?.count || below?.count ? 'body-in-use' : null;
}

/**
 * Deletes the threads of a draft's measures to an entry. Refuses if more than threads refer to it.
 *
 * @returns the error code, or null if the entry may be deleted
 */
export async function detachReferences(
	tx: Transaction,
	part: PlanSection,
	{ id }: SectionEntry
): Promise<string | null> {
	if (part === 'areas') {
		const [measures] = await tx.select({ count: count() }).from(measure).where(eq(measure.areaId, id));
		const [verdicts] = await tx
			.select({ count: count() })
			.from(areaVerdict)
			.where(eq(areaVerdict.areaId, id));
		const [matters] = await tx.select({ count: count() }).from(matterArea).where(eq(matterArea.areaId, id));
		if (measures?.count || verdicts?.count || matters?.count) return 'area-in-use';
		await tx.delete(measureArea).where(eq(measureArea.areaId, id));
	}
	if (part === 'values') {
		const [scores] = await tx.select({ count: count() }).from(valueScore).where(eq(valueScore.valueId, id));
		if (scores?.count) return 'in-use';
		await tx.delete(measureValue).where(eq(measureValue.valueId, id));
	}
	if (part === 'challenges' || part === 'opportunities')
		await tx.delete(measureDriver).where(eq(measureDriver.driverId, id));
	return null;
}
