import { canonicalJson } from '../review/review';
import type { Localized } from '../localized';
import type { Lifecycle } from '../measure/measure';

/** Types of item in a plan, in reading order. */
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

/** Types whose items have a manual order. */
const orderedItemTypes: readonly PlanItemType[] = [
	'goal-state',
	'core-value',
	'challenge',
	'opportunity',
	'funding'
];

/** An item of a plan with its fields. */
export interface PlanItem {
	noun: PlanItemType;
	/** A stable key, independent of code and name. */
	key: string;
	/** The visible code: "3.2", "U4"; null if it has none. */
	code: string | null;
	name: Localized;
	lifecycle: Lifecycle | null;
	/** True if it was removed from the plan on a date. */
	ended: boolean;
	/** All other fields, with code and name included. */
	fields: Readonly<Record<string, unknown>>;
}

/** Kinds of change to an item between two dates. */
export const planChangeKinds = [
	...(['added', 'changed', 'completed', 'discontinued', 'ended', 'removed'] as const),
	/** For all items of a type: those present on both dates have a new order. */
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
	/** Empty if the change concerns no single item. */
	name: Localized;
	kind: PlanChangeKind;
	/** The changed fields; for an added item, its initial fields. */
	fields: FieldChange[];
}

/**
 * Returns the differences between a plan on two dates. Changes come in the order of `planItemTypes`, then in
 * the later plan's order. Only drafts can have removed items.
 *
 * @param before the items on the earlier date, keys unique within a type
 * @param after the items on the later date
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

/** Returns a change if the items present on both dates have a new order. */
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
	// Both lists use the current names, since only the order is compared.
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

/** Returns the fields with different content, in field order; empty fields of an added item are left out. */
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
