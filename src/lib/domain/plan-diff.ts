import { canonical } from './review';
import type { Localized } from './localized';
import type { Lifecycle } from './measure';

/** What a plan is made of, in the order it is read. */
export const planNouns = [
	'plan',
	'goal-state',
	'core-value',
	'challenge',
	'opportunity',
	'area',
	'measure',
	'funding',
	'partnership',
	'partner',
	'body'
] as const;
export type PlanNoun = (typeof planNouns)[number];

/** The nouns whose parts stand in the order that people put them in. */
const ordered: readonly PlanNoun[] = ['goal-state', 'core-value', 'challenge', 'opportunity', 'funding'];

/** One thing a plan says, with all it says of it. */
export interface PlanPart {
	noun: PlanNoun;
	/** What it is known by as long as it is there, whatever becomes of its code or name. */
	key: string;
	/** What people know it by: "3.2", "U4"; null where it has none. */
	code: string | null;
	name: Localized;
	lifecycle: Lifecycle | null;
	/** Whether it was part of the plan and no longer is. */
	ended: boolean;
	/** Everything else that is said of it, without what is above but with code and name. */
	fields: Readonly<Record<string, unknown>>;
}

/** What became of a part between two days. */
export const planChangeKinds = [
	...(['added', 'changed', 'completed', 'discontinued', 'ended', 'removed'] as const),
	/** Of all parts of a noun together: those that are there on both days stand in another order. */
	'reordered'
] as const;
export type PlanChangeKind = (typeof planChangeKinds)[number];

export interface FieldChange {
	field: string;
	before: unknown;
	after: unknown;
}

export interface PlanChange {
	noun: PlanNoun;
	key: string;
	code: string | null;
	/** Without a text where the change is of no single part. */
	name: Localized;
	kind: PlanChangeKind;
	/** Field by field what changed; of what was added, what it came with. */
	fields: FieldChange[];
}

/**
 * What differs between a plan on two days: what was added, changed field by field, completed,
 * discontinued or ended, – only in a draft – removed, and put in another order. Parts come in the order of `planNouns`, then
 * as they stand in the later plan; nothing is reported that says the same on both days.
 *
 * @param before the parts on the earlier day, each key once per noun
 * @param after the parts on the later day
 */
export function planDiff(before: readonly PlanPart[], after: readonly PlanPart[]): PlanChange[] {
	const was = new Map(before.map((part) => [id(part), part]));
	const is = new Set(after.map(id));
	const changes = [
		...after.flatMap((part) => changeOf(was.get(id(part)), part)),
		...before.filter((part) => !is.has(id(part))).map((part) => change(part, 'removed', [])),
		...ordered.flatMap((noun) => reordered(noun, before, after))
	];
	return changes.sort((a, b) => planNouns.indexOf(a.noun) - planNouns.indexOf(b.noun));
}

function changeOf(was: PlanPart | undefined, is: PlanPart): PlanChange[] {
	if (!was) return [change(is, 'added', fieldChanges({}, is.fields))];
	const fields = fieldChanges(was.fields, is.fields);
	return fields.length > 0 ? [change(is, kindOf(was, is), fields)] : [];
}

/** What is part of the plan on both days, where its order is another. */
function reordered(noun: PlanNoun, before: readonly PlanPart[], after: readonly PlanPart[]): PlanChange[] {
	const standing = (parts: readonly PlanPart[]) => parts.filter((one) => one.noun === noun && !one.ended);
	const both = (parts: readonly PlanPart[], others: readonly PlanPart[]) =>
		standing(parts).filter(({ key }) => standing(others).some((one) => one.key === key));
	const [was, is] = [both(before, after), both(after, before)];
	if (was.every(({ key }, index) => key === is[index]?.key)) return [];
	// Both by the names they have now: only their order is told here.
	const names = (parts: readonly PlanPart[]) =>
		parts.map(({ key }) => is.find((one) => one.key === key)?.name);
	const order = { field: 'order', before: names(was), after: names(is) };
	return [{ noun, key: ':order', code: null, name: {}, kind: 'reordered', fields: [order] }];
}

function kindOf(was: PlanPart, is: PlanPart): PlanChangeKind {
	if (was.lifecycle !== is.lifecycle && is.lifecycle === 'completed') return 'completed';
	if (was.lifecycle !== is.lifecycle && is.lifecycle === 'discontinued') return 'discontinued';
	if (!was.ended && is.ended) return 'ended';
	return 'changed';
}

/** The fields that differ by content, in the order the part has them; empty ones of a new part are left out. */
function fieldChanges(was: PlanPart['fields'], is: PlanPart['fields']): FieldChange[] {
	return Object.keys({ ...is, ...was })
		.map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
		.filter(
			({ before, after }) => canonical(before) !== canonical(after) && !(isEmpty(before) && isEmpty(after))
		);
}

function isEmpty(value: unknown): boolean {
	return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

function change(
	{ noun, key, code, name }: PlanPart,
	kind: PlanChangeKind,
	fields: FieldChange[]
): PlanChange {
	return { noun, key, code, name, kind, fields };
}

function id({ noun, key }: PlanPart): string {
	return `${noun} ${key}`;
}
