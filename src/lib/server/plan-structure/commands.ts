import { eq, max } from 'drizzle-orm';
import {
	validatePlanSection,
	editableFields,
	planSections,
	toEntryKey,
	isPlanEditable,
	planChangeNeedsReason,
	type PlanSection,
	type PlanSectionValue,
	type PlanSectionValues
} from '$lib/domain/plan/plan-structure';
import { sameEntries, sameOrder } from '$lib/domain/list-order';
import { ok, refuseInvalid, refuse, type ValidationError, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields, appendEvent } from '../database/event-log';
import { coreValue, driver, funding, goalState } from '../database/schema';
import { planById, type Plan } from '../plans/queries';
import {
	sectionEntries,
	bodyReferences,
	sectionRows,
	type SectionEntry,
	type BodyReference
} from './queries';
import { validateSectionReferences, newEntryKey } from './references';
import { sectionTables } from './section-tables';

export interface SectionTarget {
	planId: number;
	part: PlanSection;
}

/** An entry and the version the change is based on. */
export interface EntryTarget extends SectionTarget {
	key: string;
	version: number;
}

/** A transaction that changes a plan section, with the plan. */
export interface SectionTransaction {
	tx: Transaction;
	plan: Plan;
	entries: SectionEntry[];
	bodies: BodyReference[];
}

/** Adds an entry to a section, last in its order. */
export async function addEntry(
	context: Context,
	target: SectionTarget,
	values: PlanSectionValues,
	reason = ''
): Promise<Result<{ key: string }>> {
	return runSectionCommand(context, target, async (turn) => {
		const { tx, plan, entries, bodies } = turn;
		const { part } = target;
		if (planSections[part].single) return refuse({ code: 'wrong-state', state: 'single' });
		const given = pickFields(part, values, true);
		const faults = [
			...validatePlanSection(part, given),
			...validateSectionReferences(part, given, entries, bodies, null),
			...missingReason(plan, reason)
		];
		if (faults.length > 0) return refuseInvalid(...faults);
		const { table, tie, key } = sectionTables[part];
		const [made] = (await tx
			.insert(table)
			.values({
				...fieldColumns(part, given, bodies),
				...newEntryKey(part, given, entries),
				...tie(plan),
				...(await nextPlace(tx, plan, part))
			})
			.returning()) as [Record<string, unknown>];
		const nounId = Number(made.id);
		const after = entryForLog(given, part, bodies);
		await recordEntryEvent(context, turn, { part, id: nounId, verb: 'add-entry', after, reason });
		return ok({ key: String(made[key]) });
	});
}

/** Edits an entry's fields. Refuses a change based on an older version (`stale`, with the current entry). */
export async function editEntry(
	context: Context,
	target: EntryTarget,
	values: PlanSectionValues,
	reason = ''
): Promise<Result<{ key: string; version: number }>> {
	return runEntryCommand(context, target, async (turn, found) => {
		const { tx, plan, entries, bodies } = turn;
		const { part } = target;
		const given = pickFields(part, values, false);
		const difference = changedFields<PlanSectionValues>(found.values, given);
		if (!difference) return ok({ key: found.key, version: found.version });
		const faults = [
			...validatePlanSection(part, given),
			...validateSectionReferences(part, given, entries, bodies, found),
			...missingReason(plan, reason)
		];
		if (faults.length > 0) return refuseInvalid(...faults);
		const version = found.version + 1;
		const { table, key } = sectionTables[part];
		await tx
			.update(table)
			.set({ ...fieldColumns(part, given, bodies), version })
			.where(eq(table.id, found.id));
		const logs = {
			before: entryForLog(difference.before, part, bodies),
			after: entryForLog(difference.after, part, bodies)
		};
		await recordEntryEvent(context, turn, { part, id: found.id, verb: 'edit-entry', ...logs, reason });
		return ok({ key: toEntryKey(given[key]) ?? found.key, version });
	});
}

/**
 * Reorders the entries of a section that have not ended. Refuses an order based on an older one (`stale`,
 * with the current keys) and one with other entries.
 */
export async function orderEntries(
	context: Context,
	target: SectionTarget,
	input: { base: readonly string[]; order: readonly string[] },
	reason = ''
): Promise<Result> {
	return runSectionCommand(context, target, async (turn) => {
		const { tx, plan, entries } = turn;
		const { part } = target;
		if (!planSections[part].ordered) return refuse({ code: 'wrong-state', state: 'unordered' });
		const standing = entries.filter((one) => one.endedOn === null);
		const current = standing.map((one) => one.key);
		if (!sameOrder(input.base, current)) return refuse({ code: 'stale', current });
		if (!sameEntries(input.order, current)) return refuseInvalid({ field: 'order', code: 'unreadable' });
		if (sameOrder(input.order, current)) return ok();
		const faults = missingReason(plan, reason);
		if (faults.length > 0) return refuseInvalid(...faults);

		const places = new Map((await sectionRows(tx, plan, part)).map((row) => [row.id, Number(row.place)]));
		const free = standing.map(({ id }) => places.get(id)!);
		const ordered = input.order.map((key) => standing.find((one) => one.key === key)!);
		const { table } = sectionTables[part];
		// Reordering does not change an entry's version.
		for (const [index, { id }] of ordered.entries())
			if (places.get(id) !== free[index])
				await tx.update(table).set({ place: free[index] }).where(eq(table.id, id));
		const titles = (list: readonly SectionEntry[]) =>
			list.map(({ values }) => values[planSections[part].title]);
		await appendEvent(tx, context.actor, context.now, {
			planId: plan.id,
			verb: 'order-entries',
			noun: 'plan',
			nounId: plan.id,
			before: { [part]: titles(standing) },
			after: { [part]: titles(ordered) },
			reason: reason.trim() || undefined
		});
		return ok();
	});
}

/** Checks permission and the plan's state, then runs `apply` in a transaction. */
async function runSectionCommand<T>(
	{ db, actor }: Context,
	{ planId, part }: SectionTarget,
	apply: (turn: SectionTransaction) => Promise<Result<T>>
): Promise<Result<T>> {
	return runCommand({ db, actor }, { planId, action: 'plan.edit' }, async (tx) => {
		const plan = await planById(tx, planId);
		if (!plan) return refuse({ code: 'not-found' });
		if (!isPlanEditable(plan.state)) return refuse({ code: 'wrong-state', state: plan.state });
		const bodies = await bodyReferences(tx, plan.partnershipId);
		return apply({ tx, plan, bodies, entries: await sectionEntries(tx, plan, part, bodies) });
	});
}

/** Runs `apply` on an entry like `runSectionCommand`, after checking its version. */
export function runEntryCommand<T>(
	context: Context,
	target: EntryTarget,
	apply: (turn: SectionTransaction, found: SectionEntry) => Promise<Result<T>>
): Promise<Result<T>> {
	return runSectionCommand(context, target, async (turn) => {
		const { single } = planSections[target.part];
		const found = turn.entries.find((one) => single || one.key === target.key);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		return apply(turn, found);
	});
}

/** A change to an entry, for the change log. */
interface EntryChange {
	part: PlanSection;
	id: number;
	verb: string;
	before?: Record<string, unknown>;
	after?: Record<string, unknown>;
	reason: string;
}

/** Records a change to an entry; call it last in the transaction. */
export async function recordEntryEvent(
	{ actor, now }: Context,
	{ tx, plan }: SectionTransaction,
	{ part, id, reason, ...change }: EntryChange
): Promise<void> {
	await appendEvent(tx, actor, now, {
		...change,
		planId: plan.id,
		noun: sectionTables[part].noun,
		nounId: id,
		reason: reason.trim() || undefined
	});
}

function missingReason({ state }: Plan, reason: string): ValidationError[] {
	return planChangeNeedsReason(state) && !reason.trim() ? [{ field: 'reason', code: 'required' }] : [];
}

/** Returns the editable fields; missing ones are empty. */
function pickFields(part: PlanSection, values: PlanSectionValues, isNew: boolean): PlanSectionValues {
	return Object.fromEntries(editableFields(part, isNew).map(({ name }) => [name, values[name] ?? null]));
}

function fieldColumns(
	part: PlanSection,
	values: PlanSectionValues,
	bodies: readonly BodyReference[]
): Record<string, unknown> {
	const fields = planSections[part].fields.filter(({ name }) => name in values);
	return Object.fromEntries(
		fields.map(({ kind, name }) =>
			kind === 'body'
				? [`${name}Id`, bodies.find(({ slug }) => slug === values[name])?.id ?? null]
				: [name, values[name]]
		)
	);
}

/** Returns an entry for the change log: bodies by name, without empty fields. */
export function entryForLog(
	values: Partial<PlanSectionValues>,
	part: PlanSection,
	bodies: readonly BodyReference[]
): Record<string, unknown> {
	const isBody = (name: string) =>
		planSections[part].fields.some((one) => one.name === name && one.kind === 'body');
	const named = (value: PlanSectionValue | undefined) =>
		bodies.find(({ slug }) => slug === value)?.name ?? null;
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, isBody(name) ? named(value) : (value ?? null)])
	);
}

const orderedTables = {
	goals: goalState,
	values: coreValue,
	challenges: driver,
	opportunities: driver,
	funding
};

/** Returns the place after the last entry, for sections that have places. */
async function nextPlace(tx: Transaction, plan: Plan, part: PlanSection): Promise<{ place?: number }> {
	if (!(part in orderedTables)) return {};
	const table = orderedTables[part as keyof typeof orderedTables];
	const [last] = await tx
		.select({ place: max(table.place) })
		.from(table)
		.where(eq(table.planId, plan.id));
	return { place: (last?.place ?? 0) + 1 };
}
