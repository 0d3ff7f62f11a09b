import { and, eq, inArray, isNull } from 'drizzle-orm';
import {
	mayChangeLifecycle,
	mergedLifecycle,
	codeWithTitle,
	type MeasureDerivation,
	type Lifecycle
} from '$lib/domain/measure/measure';
import type { Localized } from '$lib/domain/localized';
import { webLinkLimits } from '$lib/domain/measure/web-link';
import { ok, refuseInvalid, refuse, type ValidationError, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import {
	measure,
	measureArea,
	measureDriver,
	measureOrigin,
	measurePartner,
	measureValue,
	milestone
} from '../database/schema';
import { areasOf } from '../plans/queries';
import { runMeasureCommand, type MeasureTarget } from './run-command';
import {
	generateMeasureId,
	allocateCode,
	reportedInRunningRound,
	type FocusAreaRow,
	type CodeRequest
} from './code-allocation';
import { measureByCode, type Measure } from './queries';

/**
 * Moves a measure to another area or code. Its id, evaluations and events stay, and its old address redirects
 * to the new one.
 *
 * Refuses a measure with an evaluation in the running round (`reported-in-round`).
 */
export async function moveMeasure(
	context: Context,
	target: MeasureTarget,
	{ reason, ...placing }: CodeRequest & { reason: string }
): Promise<Result<{ version: number; code: string }>> {
	let code = target.code;
	const outcome = await runMeasureCommand(context, target, async (tx, found, save) => {
		const placed = await allocateCode(tx, target.planId, placing, { own: found.code });
		const faults = [...(placed.ok ? [] : placed.faults), ...missingFields({ reason })];
		if (!placed.ok || faults.length > 0) return refuseInvalid(...faults);
		const areaId = placed.area?.id ?? null;
		if (placed.code === found.code && areaId === found.areaId) return ok({ version: found.version });
		if ((await reportedInRunningRound(tx, target.planId, [found.id])).length > 0)
			return refuseInvalid({ field: 'area', code: 'reported-in-round' });
		({ code } = placed);
		// The main area cannot be a further area too.
		if (areaId !== null)
			await tx
				.delete(measureArea)
				.where(and(eq(measureArea.measureId, found.id), eq(measureArea.areaId, areaId)));
		const areas = await areasOf(tx, target.planId);
		const before = areas.find((one) => one.id === found.areaId)?.name ?? null;
		return save({
			verb: 'move-measure',
			values: { code, areaId },
			before: { code: found.code, ...(areaId !== found.areaId && { area: before }) },
			after: { code, ...(areaId !== found.areaId && { area: placed.area?.name ?? null }) },
			reason: reason.trim()
		});
	});
	return outcome.ok ? ok({ ...outcome.value, code }) : outcome;
}

/** A measure to create from others. */
export interface NewMeasure extends CodeRequest {
	title: Localized;
	summary: Localized | null;
}

/** The reason and the decision; adopted measures need a decision. */
export interface Justification {
	reason: string;
	decision: string;
}

/** The measures that end, with the versions the change is based on. */
export interface SourceMeasures {
	planId: number;
	sources: readonly { code: string; version: number }[];
}

/**
 * Merges several measures into a new one, in one transaction. The sources are discontinued and linked to the
 * new measure, which gets their threads and open milestones.
 */
export async function mergeMeasures(
	context: Context,
	target: SourceMeasures,
	{ heir, ...grounds }: Justification & { heir: NewMeasure }
): Promise<Result<{ code: string }>> {
	return withSources(context, target, async (turn) => {
		if (turn.sources.length < 2) return refuseInvalid({ field: 'from', code: 'two-or-more' });
		const lifecycle = mergedLifecycle(turn.sources.map((one) => one.lifecycle));
		return createFromSources(turn, { how: 'merged', lifecycle, ...grounds }, [heir]);
	});
}

/**
 * Splits a measure into several, in one transaction. The source is discontinued and linked to all parts; each
 * gets its threads, the first its open milestones.
 */
export async function splitMeasure(
	context: Context,
	{ planId, ...source }: MeasureTarget,
	{ heirs, ...grounds }: Justification & { heirs: readonly NewMeasure[] }
): Promise<Result<{ code: string }>> {
	return withSources(context, { planId, sources: [source] }, async (turn) => {
		if (heirs.length < 2) return refuseInvalid({ field: 'add', code: 'two-or-more' });
		const { lifecycle } = turn.sources[0]!;
		return createFromSources(turn, { how: 'split', lifecycle, ...grounds }, heirs);
	});
}

interface MergeSplitTransaction extends Context {
	tx: Transaction;
	planId: number;
	sources: Measure[];
}

/** Runs `apply` in a transaction after checking permission, versions and that the sources can end. */
async function withSources<T>(
	context: Context,
	{ planId, sources }: SourceMeasures,
	apply: (turn: MergeSplitTransaction) => Promise<Result<T>>
): Promise<Result<T>> {
	return runCommand(context, { planId, action: 'plan.edit' }, async (tx) => {
		const all: Measure[] = [];
		for (const { code, version } of sources) {
			const found = await measureByCode(tx, planId, code);
			if (!found) return refuse({ code: 'not-found' });
			if (found.version !== version) return refuse({ code: 'stale', current: found });
			if (!mayChangeLifecycle(found.lifecycle, 'discontinued'))
				return refuse({ code: 'wrong-state', state: found.lifecycle });
			if (!all.some(({ id }) => id === found.id)) all.push(found);
		}
		const ids = all.map((one) => one.id);
		if ((await reportedInRunningRound(tx, planId, ids)).length > 0)
			return refuseInvalid({ field: 'from', code: 'reported-in-round' });
		return apply({ ...context, tx, planId, sources: all });
	});
}

async function createFromSources(
	turn: MergeSplitTransaction,
	{ how, lifecycle, ...grounds }: Justification & { how: MeasureDerivation; lifecycle: Lifecycle },
	heirs: readonly NewMeasure[]
): Promise<Result<{ code: string }>> {
	const { tx, planId, sources } = turn;
	const reason = grounds.reason.trim();
	const decision = grounds.decision.trim() || null;
	// A split's form names its fields by part.
	const at = (index: number) => (how === 'split' ? `parts.${index}.` : '');
	const faults: ValidationError[] = missingFields({ reason, ...(lifecycle !== 'proposed' && { decision }) });
	const placed: { area: FocusAreaRow | null; code: string; heir: NewMeasure }[] = [];
	for (const [index, heir] of heirs.entries()) {
		const taken = placed.map((one) => one.code);
		const place = await allocateCode(tx, planId, heir, { taken, at: at(index) });
		if (place.ok) placed.push({ ...place, heir });
		else faults.push(...place.faults);
	}
	if (faults.length > 0) return refuseInvalid(...faults);

	const made: { id: string; code: string; title: Localized }[] = [];
	for (const [index, { area, code, heir }] of placed.entries()) {
		const id = await generateMeasureId(tx, heir.title);
		await tx
			.insert(measure)
			.values({ ...inheritedColumns(sources, area), ...newMeasureTexts(heir), id, planId, code, lifecycle });
		await copyThreads(tx, { id, areaId: area?.id ?? null }, sources);
		if (index === 0) await copyOpenMilestones(tx, id, sources);
		await tx.insert(measureOrigin).values(sources.map((one) => ({ measureId: id, fromId: one.id, how })));
		made.push({ id, code, title: heir.title });
	}
	for (const { id, version } of sources)
		await tx
			.update(measure)
			.set({ lifecycle: 'discontinued', version: version + 1 })
			.where(eq(measure.id, id));

	const verb = how === 'merged' ? 'merge-measures' : 'split-measure';
	const note = (nounId: string, before: Record<string, unknown>, after: Record<string, unknown>) =>
		appendEvent(tx, turn.actor, turn.now, { planId, verb, noun: 'measure', nounId, before, after, reason });
	for (const { id, code, title } of made)
		await note(
			id,
			{},
			{ code, title, lifecycle, cameFrom: sources.map(codeWithTitle), ...(decision && { decision }) }
		);
	for (const one of sources)
		await note(
			one.id,
			{ lifecycle: one.lifecycle },
			{ lifecycle: 'discontinued', became: made.map(codeWithTitle), ...(decision && { decision }) }
		);
	return ok({ code: made[0]!.code });
}

function newMeasureTexts({ title, summary }: NewMeasure) {
	return { title, summary };
}

function missingFields(given: Record<string, string | null>): ValidationError[] {
	return Object.entries(given).flatMap(([field, text]) =>
		text?.trim() ? [] : [{ field, code: 'required' }]
	);
}

/** Returns the columns a new measure inherits: the widest dates of all sources, other fields of the first. */
function inheritedColumns(sources: readonly Measure[], area: FocusAreaRow | null) {
	const first = sources[0]!;
	const starts = sources.flatMap((one) => one.startsOn ?? []).sort();
	const last = sources
		.filter((one) => one.deadline !== null)
		.sort((a, b) => (a.deadline! < b.deadline! ? -1 : 1))
		.at(-1);
	const bodies = new Set(sources.map((one) => one.bodyId));
	const stays = bodies.size === 1 && sources.every((one) => one.areaId === (area?.id ?? null));
	return {
		areaId: area?.id ?? null,
		bodyId: stays ? first.bodyId : (area?.bodyId ?? first.bodyId),
		origin: first.origin,
		contact: sources.find((one) => one.contact !== null)?.contact ?? null,
		targetGroup: sources.find((one) => one.targetGroup !== null)?.targetGroup ?? null,
		expectedEffect: sources.find((one) => one.expectedEffect !== null)?.expectedEffect ?? null,
		startsOn: starts[0] ?? null,
		deadline: last?.deadline ?? null,
		deadlineWords: last?.deadlineWords ?? null,
		weight: Math.max(...sources.map((one) => one.weight)),
		links: inheritedLinks(sources),
		source: [...new Set(sources.flatMap((one) => one.source ?? []))].join('; ') || null,
		introducedAtHome: sources.some((one) => one.introducedAtHome)
	};
}

/** Returns the links of all sources, each address once. */
function inheritedLinks(sources: readonly Measure[]) {
	const byAddress = new Map(sources.flatMap((one) => (one.links ?? []).map((link) => [link.address, link])));
	return byAddress.size > 0 ? [...byAddress.values()].slice(0, webLinkLimits.links) : null;
}

/** Copies the sources' threads to a new measure; its own area is no further one. */
async function copyThreads(
	tx: Transaction,
	{ id: measureId, areaId: own }: { id: string; areaId: number | null },
	sources: readonly Measure[]
): Promise<void> {
	const ids = sources.map((one) => one.id);
	const values = await tx.select().from(measureValue).where(inArray(measureValue.measureId, ids));
	const drivers = await tx.select().from(measureDriver).where(inArray(measureDriver.measureId, ids));
	const partners = await tx.select().from(measurePartner).where(inArray(measurePartner.measureId, ids));
	const areas = await tx.select().from(measureArea).where(inArray(measureArea.measureId, ids));
	const distinct = (all: readonly number[]) => [...new Set(all)].sort((a, b) => a - b);

	const valueIds = distinct(values.map((one) => one.valueId));
	if (valueIds.length > 0)
		await tx.insert(measureValue).values(valueIds.map((valueId) => ({ measureId, valueId })));
	const driverIds = distinct(drivers.map((one) => one.driverId));
	if (driverIds.length > 0)
		await tx.insert(measureDriver).values(driverIds.map((driverId) => ({ measureId, driverId })));
	const partnerIds = distinct(partners.map((one) => one.partnerId));
	if (partnerIds.length > 0)
		await tx.insert(measurePartner).values(partnerIds.map((partnerId) => ({ measureId, partnerId })));
	const further = distinct([
		...areas.map((one) => one.areaId),
		...sources.flatMap((one) => one.areaId ?? [])
	]);
	const areaIds = further.filter((id) => id !== own);
	if (areaIds.length > 0)
		await tx.insert(measureArea).values(areaIds.map((areaId) => ({ measureId, areaId })));
}

async function copyOpenMilestones(
	tx: Transaction,
	measureId: string,
	sources: readonly Measure[]
): Promise<void> {
	const ids = sources.map((one) => one.id);
	const ahead = await tx
		.select({ title: milestone.title, due: milestone.due, doneOn: milestone.doneOn })
		.from(milestone)
		.where(and(inArray(milestone.measureId, ids), isNull(milestone.doneOn)));
	if (ahead.length > 0) await tx.insert(milestone).values(ahead.map((one) => ({ ...one, measureId })));
}
