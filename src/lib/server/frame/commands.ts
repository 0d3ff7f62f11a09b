import { eq, max } from 'drizzle-orm';
import {
	faultyTogether,
	fieldsOf,
	frame,
	keyOf,
	mayChange,
	needsReason,
	type FramePart,
	type FrameValue,
	type FrameValues
} from '$lib/domain/frame';
import { sameEntries, sameOrder } from '$lib/domain/order';
import { done, invalid, refused, type Fault, type Outcome } from '$lib/domain/outcome';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields, appendEvent } from '../database/event-log';
import { coreValue, driver, funding, goalState } from '../database/schema';
import { permissionIn, planById, type Plan } from '../plans/queries';
import { entriesOf, namedBodies, rowsOf, type FrameEntry, type NamedBody } from './queries';
import { faultyReferences, identityOf } from './rules';
import { tables } from './tables';

export interface PartTarget {
	planId: number;
	part: FramePart;
}

/** Names an entry and the version the change is made from. */
export interface EntryTarget extends PartTarget {
	key: string;
	version: number;
}

/** A turn that changes a part of the frame: what the command found. */
export interface FrameTurn {
	tx: Transaction;
	plan: Plan;
	entries: FrameEntry[];
	bodies: NamedBody[];
}

/** Adds an entry to a part. It is last in the order where there is one. */
export async function addEntry(
	context: Context,
	target: PartTarget,
	values: FrameValues,
	reason = ''
): Promise<Outcome<{ key: string }>> {
	return inFrame(context, target, async (turn) => {
		const { tx, plan, entries, bodies } = turn;
		const { part } = target;
		if (frame[part].single) return refused({ code: 'wrong-state', state: 'single' });
		const given = picked(part, values, true);
		const faults = [
			...faultyTogether(part, given),
			...faultyReferences(part, given, entries, bodies, null),
			...reasonFaults(plan, reason)
		];
		if (faults.length > 0) return invalid(...faults);
		const { table, tie, key } = tables[part];
		const [made] = (await tx
			.insert(table)
			.values({
				...columnsOf(part, given, bodies),
				...identityOf(part, given, entries),
				...tie(plan),
				...(await placeIn(tx, plan, part))
			})
			.returning()) as [Record<string, unknown>];
		const nounId = Number(made.id);
		await note(
			context,
			turn,
			target.part,
			nounId,
			'add-entry',
			{ after: logged(given, part, bodies) },
			reason
		);
		return done({ key: String(made[key]) });
	});
}

/** Edits an entry's fields. Refuses a save made from an older version, and says what stands now. */
export async function editEntry(
	context: Context,
	target: EntryTarget,
	values: FrameValues,
	reason = ''
): Promise<Outcome<{ key: string; version: number }>> {
	return onEntry(context, target, async (turn, found) => {
		const { tx, plan, entries, bodies } = turn;
		const { part } = target;
		const given = picked(part, values, false);
		const difference = changedFields<FrameValues>(found.values, given);
		if (!difference) return done({ key: found.key, version: found.version });
		const faults = [
			...faultyTogether(part, given),
			...faultyReferences(part, given, entries, bodies, found),
			...reasonFaults(plan, reason)
		];
		if (faults.length > 0) return invalid(...faults);
		const version = found.version + 1;
		const { table, key } = tables[part];
		await tx
			.update(table)
			.set({ ...columnsOf(part, given, bodies), version })
			.where(eq(table.id, found.id));
		const logs = {
			before: logged(difference.before, part, bodies),
			after: logged(difference.after, part, bodies)
		};
		await note(context, turn, part, found.id, 'edit-entry', logs, reason);
		return done({ key: keyOf(given[key]) ?? found.key, version });
	});
}

/**
 * Puts the entries that have not ended in another order. Refuses an order made from one that is no longer
 * so (`stale`, with the keys as they stand) and one of other entries.
 */
export async function orderEntries(
	context: Context,
	target: PartTarget,
	input: { base: readonly string[]; order: readonly string[] },
	reason = ''
): Promise<Outcome> {
	return inFrame(context, target, async (turn) => {
		const { tx, plan, entries } = turn;
		const { part } = target;
		if (!frame[part].ordered) return refused({ code: 'wrong-state', state: 'unordered' });
		const standing = entries.filter((one) => one.endedOn === null);
		const current = standing.map((one) => one.key);
		if (!sameOrder(input.base, current)) return refused({ code: 'stale', current });
		if (!sameEntries(input.order, current)) return invalid({ field: 'order', code: 'unreadable' });
		if (sameOrder(input.order, current)) return done();
		const faults = reasonFaults(plan, reason);
		if (faults.length > 0) return invalid(...faults);

		const places = new Map((await rowsOf(tx, plan, part)).map((row) => [row.id, Number(row.place)]));
		const free = standing.map(({ id }) => places.get(id)!);
		const ordered = input.order.map((key) => standing.find((one) => one.key === key)!);
		const { table } = tables[part];
		// A version counts changes to what an entry says: where it stands is none.
		for (const [index, { id }] of ordered.entries())
			if (places.get(id) !== free[index])
				await tx.update(table).set({ place: free[index] }).where(eq(table.id, id));
		const titles = (list: readonly FrameEntry[]) => list.map(({ values }) => values[frame[part].title]);
		await appendEvent(tx, context.actor, context.now, {
			planId: plan.id,
			verb: 'order-entries',
			noun: 'plan',
			nounId: plan.id,
			before: { [part]: titles(standing) },
			after: { [part]: titles(ordered) },
			reason: reason.trim() || undefined
		});
		return done();
	});
}

/** One change of a part: authority and the plan's state, then `apply`, in one turn. */
export async function inFrame<T>(
	{ db, actor }: Context,
	{ planId, part }: PartTarget,
	apply: (turn: FrameTurn) => Promise<Outcome<T>>
): Promise<Outcome<T>> {
	const answer = await permissionIn(db.read, planId, actor, 'plan.edit');
	if (!answer.allowed) return refused({ code: 'not-permitted', permission: answer });
	return db.write(async (tx) => {
		const plan = await planById(tx, planId);
		if (!plan) return refused({ code: 'not-found' });
		if (!mayChange(plan.state)) return refused({ code: 'wrong-state', state: plan.state });
		const bodies = await namedBodies(tx, plan.partnershipId);
		return apply({ tx, plan, bodies, entries: await entriesOf(tx, plan, part, bodies) });
	});
}

/** One change of an entry: as `inFrame`, from the version that stands. */
export function onEntry<T>(
	context: Context,
	target: EntryTarget,
	apply: (turn: FrameTurn, found: FrameEntry) => Promise<Outcome<T>>
): Promise<Outcome<T>> {
	return inFrame(context, target, async (turn) => {
		const { single } = frame[target.part];
		const found = turn.entries.find((one) => single || one.key === target.key);
		if (!found) return refused({ code: 'not-found' });
		if (found.version !== target.version) return refused({ code: 'stale', current: found });
		return apply(turn, found);
	});
}

/** Writes down what was done to an entry. The last thing of a turn. */
export async function note(
	{ actor, now }: Context,
	{ tx, plan }: FrameTurn,
	part: FramePart,
	id: number,
	verb: string,
	difference: { before?: Record<string, unknown>; after?: Record<string, unknown> },
	reason: string
): Promise<void> {
	await appendEvent(tx, actor, now, {
		planId: plan.id,
		verb,
		noun: tables[part].noun,
		nounId: id,
		...difference,
		reason: reason.trim() || undefined
	});
}

export function reasonFaults({ state }: Plan, reason: string): Fault[] {
	return needsReason(state) && !reason.trim() ? [{ field: 'reason', code: 'required' }] : [];
}

/** The values of the fields that may be said; what was left out is empty. */
function picked(part: FramePart, values: FrameValues, isNew: boolean): FrameValues {
	return Object.fromEntries(fieldsOf(part, isNew).map(({ name }) => [name, values[name] ?? null]));
}

function columnsOf(
	part: FramePart,
	values: FrameValues,
	bodies: readonly NamedBody[]
): Record<string, unknown> {
	const fields = frame[part].fields.filter(({ name }) => name in values);
	return Object.fromEntries(
		fields.map(({ kind, name }) =>
			kind === 'body'
				? [`${name}Id`, bodies.find(({ slug }) => slug === values[name])?.id ?? null]
				: [name, values[name]]
		)
	);
}

/** As a reader of the log knows it: a body by its name, and of what is empty nothing. */
export function logged(
	values: Partial<FrameValues>,
	part: FramePart,
	bodies: readonly NamedBody[]
): Record<string, unknown> {
	const isBody = (name: string) => frame[part].fields.some((one) => one.name === name && one.kind === 'body');
	const named = (value: FrameValue | undefined) => bodies.find(({ slug }) => slug === value)?.name ?? null;
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, isBody(name) ? named(value) : (value ?? null)])
	);
}

const placed = { goals: goalState, values: coreValue, challenges: driver, opportunities: driver, funding };

/** The place after the last one, where the entries of a part have places. */
async function placeIn(tx: Transaction, plan: Plan, part: FramePart): Promise<{ place?: number }> {
	if (!(part in placed)) return {};
	const table = placed[part as keyof typeof placed];
	const [last] = await tx
		.select({ place: max(table.place) })
		.from(table)
		.where(eq(table.planId, plan.id));
	return { place: (last?.place ?? 0) + 1 };
}
