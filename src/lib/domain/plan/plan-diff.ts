import { canonicalJson } from '../review/review';
import type { Localized } from '../localized';
import type { Lifecycle } from '../measure/measure';

/** What a plan is made of, in the order it is read. */
export const planItemTypes = [
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
export type PlanItemType = (typeof planItemTypes)[number];

/** The nouns whose parts stand in the order that people put them in. */
const orderedItemTypes: readonly PlanItemType[] = [
	'goal-state',
	'core-value',
	'challenge',
	'opportunity',
	'funding'
];

/** One thing a plan says, with all it says of it. */
export interface PlanItem {
	noun: PlanItemType;
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
	noun: PlanItemType;
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
 * discontinued or ended, – only in a draft – removed, and put in another order. Parts come in the order of `planItemTypes`, then
 * as they stand in the later plan; nothing is reported that says the same on both days.
 *
 * @param before the parts on the earlier day, each key once per noun
 * @param after the parts on the later day
 */
export function diffPlans(before: readonly PlanItem[], after: readonly PlanItem[]): PlanChange[] {
	const was = new Map(before.map((part) => [itemKey(part), part]));
	const is = new Set(after.map(itemKey));
	const changes = [
		...after.flatMap((part) => compareItem(was.get(itemKey(part)), part)),
		...before.filter((part) => !is.has(itemKey(part))).map((part) => toPlanChange(part, 'removed', [])),
		...orderedItemTypes.flatMap((noun) => findReordering(noun, before, after))
	];
	return changes.sort((a, b) => planItemTypes.indexOf(a.noun) - planItemTypes.indexOf(b.noun));
}

function compareItem(was: PlanItem | undefined, is: PlanItem): PlanChange[] {
	if (!was) return [toPlanChange(is, 'added', compareFields({}, is.fields))];
	const fields = compareFields(was.fields, is.fields);
	return fields.length > 0 ? [toPlanChange(is, changeKind(was, is), fields)] : [];
}

/** What is part of the plan on both days, where its order is another. */
function findReordering(
	noun: PlanItemType,
	before: readonly PlanItem[],
	after: readonly PlanItem[]
): PlanChange[] {
	const standing = (parts: readonly PlanItem[]) => parts.filter((one) => one.noun === noun && !one.ended);
	const both = (parts: readonly PlanItem[], others: readonly PlanItem[]) =>
		standing(parts).filter(({ key }) => standing(others).some((one) => one.key === key));
	const [was, is] = [both(before, after), both(after, before)];
	if (was.every(({ key }, index) => key === is[index]?.key)) return [];
	// Both by the names they have now: only their order is told here.
	const names = (parts: readonly PlanItem[]) =>
		parts.map(({ key }) => is.find((one) => one.key === key)?.name);
	const order = { field: 'order', before: names(was), after: names(is) };
	return [{ noun, key: ':order', code: null, name: {}, kind: 'reordered', fields: [order] }];
}

function changeKind(was: PlanItem, is: PlanItem): PlanChangeKind {
	if (was.lifecycle !== is.lifecycle && is.lifecycle === 'completed') return 'completed';
	if (was.lifecycle !== is.lifecycle && is.lifecycle === 'discontinued') return 'discontinued';
	if (!was.ended && is.ended) return 'ended';
	return 'changed';
}

/** The fields that differ by content, in the order the part has them; empty ones of a new part are left out. */
function compareFields(was: PlanItem['fields'], is: PlanItem['fields']): FieldChange[] {
	return Object.keys({ ...is, ...was })
		.map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
		.filter(
			({ before, after }) =>
				canonicalJson(before) !== canonicalJson(after) && !(isEmpty(before) && isEmpty(after))
		);
}

function isEmpty(value: unknown): boolean {
	return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

function toPlanChange(
	{ noun, key, code, name }: PlanItem,
	kind: PlanChangeKind,
	fields: FieldChange[]
): PlanChange {
	return { noun, key, code, name, kind, fields };
}

function itemKey({ noun, key }: PlanItem): string {
	return `${noun} ${key}`;
}
