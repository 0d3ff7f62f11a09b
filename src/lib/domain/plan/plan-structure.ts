import { bodyKinds, partnerKinds } from '../body';
import { writtenForms, type Localized } from '../localized';
import type { ValidationError } from '../result';
import { areaKinds, type PlanState } from './plan';

/** Sections of a plan outside its measures, as named in addresses under `/edit`. */
export const planSectionNames = [
	'plan',
	'goals',
	'values',
	'challenges',
	'opportunities',
	'areas',
	'funding',
	'partnership',
	'partners',
	'bodies'
] as const;
export type PlanSection = (typeof planSectionNames)[number];

/** Value of a field: a text in both written forms, a line, a number, a choice, a flag, or a body's slug. */
export type PlanSectionValue = Localized | string | number | boolean | null;
export type PlanSectionValues = Record<string, PlanSectionValue>;

export type PlanSectionField = {
	name: string;
	required?: true;
	/** Set only on creation, because other data or permissions depend on it. */
	once?: true;
} & (
	| { kind: 'localized'; rows?: 2 | 3 | 5 }
	| { kind: 'line' }
	| { kind: 'number'; min: number; max: number }
	| { kind: 'choice'; of: readonly string[] }
	| { kind: 'flag' }
	| { kind: 'body' }
);

export interface PlanSectionDefinition {
	/** The owner: the plan, or the partnership that makes it. */
	of: 'plan' | 'partnership';
	/** Has a single entry instead of a list. */
	single?: true;
	/** The entries have a manual order. */
	ordered?: true;
	/** The field used as an entry's title. */
	title: string;
	fields: readonly PlanSectionField[];
}

const name: PlanSectionField = { name: 'name', kind: 'localized', required: true };
const source: PlanSectionField = { name: 'source', kind: 'line' };
const text = (called: string, rows: 2 | 3 | 5 = 3): PlanSectionField => ({
	name: called,
	kind: 'localized',
	rows
});
const year = { kind: 'number', min: 2000, max: 2100 } as const;

const driver: PlanSectionDefinition = {
	of: 'plan',
	ordered: true,
	title: 'title',
	fields: [{ ...name, name: 'title' }, text('description')]
};

/**
 * Section definitions that forms, commands, conflicts and the list of missing written forms are built from.
 */
export const planSections: Record<PlanSection, PlanSectionDefinition> = {
	plan: {
		of: 'plan',
		single: true,
		title: 'name',
		fields: [
			name,
			text('vision'),
			text('visionNote', 5),
			text('goal'),
			{ name: 'fromYear', required: true, ...year },
			{ name: 'toYear', required: true, ...year },
			{ name: 'writtenForm', kind: 'choice', of: writtenForms, required: true },
			{ name: 'freshnessDays', kind: 'number', min: 1, max: 3660, required: true }
		]
	},
	goals: {
		of: 'plan',
		ordered: true,
		title: 'text',
		fields: [{ name: 'text', kind: 'localized', rows: 3, required: true }]
	},
	values: { of: 'plan', ordered: true, title: 'name', fields: [name, text('description')] },
	challenges: driver,
	opportunities: driver,
	areas: {
		of: 'plan',
		title: 'name',
		fields: [
			{ name: 'number', kind: 'number', min: 1, max: 99, required: true, once: true },
			name,
			{ name: 'shortName', kind: 'localized' },
			text('summary', 5),
			{ name: 'kind', kind: 'choice', of: areaKinds, required: true },
			{ name: 'body', kind: 'body' },
			source
		]
	},
	funding: {
		of: 'plan',
		ordered: true,
		title: 'name',
		fields: [
			name,
			{ name: 'year', ...year },
			{ name: 'amountNok', kind: 'number', min: 0, max: 100_000_000_000, required: true },
			text('note'),
			source
		]
	},
	partnership: {
		of: 'partnership',
		single: true,
		title: 'name',
		fields: [
			name,
			text('about', 5),
			{ name: 'established', kind: 'line' },
			text('invitation', 5),
			text('privacy', 5)
		]
	},
	partners: {
		of: 'partnership',
		title: 'name',
		fields: [
			{ name: 'number', kind: 'line', required: true },
			{ name: 'name', kind: 'line', required: true },
			{ name: 'kind', kind: 'choice', of: partnerKinds, required: true },
			{ name: 'writtenForm', kind: 'choice', of: [...writtenForms, 'neutral'] },
			{ name: 'verified', kind: 'flag' }
		]
	},
	bodies: {
		of: 'partnership',
		title: 'name',
		fields: [
			name,
			{ name: 'kind', kind: 'choice', of: bodyKinds, required: true, once: true },
			{ name: 'parent', kind: 'body' },
			text('mandate'),
			text('note')
		]
	}
};

/** Converts a value to an entry's key in addresses; null if it cannot be a key. */
export function toEntryKey(value: PlanSectionValue | undefined): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

export function isPlanSection(part: string): part is PlanSection {
	return (planSectionNames as readonly string[]).includes(part);
}

/**
 * Returns the fields of a section that can be edited, including those set only on creation for a new entry.
 */
export function editableFields(part: PlanSection, isNew: boolean): readonly PlanSectionField[] {
	return planSections[part].fields.filter((field) => isNew || !field.once);
}

/** True if the plan can be edited: superseded plans are read-only. */
export function isPlanEditable(state: PlanState): boolean {
	return state !== 'superseded';
}

/** True if changes need a reason, because the plan has been adopted (domain-rules.md §4.2). */
export function planChangeNeedsReason(state: PlanState): boolean {
	return state !== 'draft';
}

/** True if an entry can be deleted: only a list entry of a draft plan. */
export function mayRemoveEntry(part: PlanSection, state: PlanState): boolean {
	const { of, single } = planSections[part];
	return state === 'draft' && of === 'plan' && !single;
}

/** True if an entry can end: all but the plan and the partnership themselves. */
export function mayEndEntry(part: PlanSection): boolean {
	return !planSections[part].single;
}

/** Validates fields against each other: a period must not end before it begins. */
export function validatePlanSection(part: PlanSection, values: PlanSectionValues): ValidationError[] {
	const { fromYear, toYear } = values;
	const backwards =
		part === 'plan' && typeof fromYear === 'number' && typeof toYear === 'number' && toYear < fromYear;
	return backwards ? [{ field: 'toYear', code: 'before-start' }] : [];
}

/** Returns the next code of a challenge or an opportunity: "U9" after "U8". */
export function nextDriverCode(kind: 'challenge' | 'opportunity', codes: readonly string[]): string {
	const mark = kind === 'challenge' ? 'U' : 'M';
	const used = codes.filter((code) => code.startsWith(mark)).map((code) => Number(code.slice(1)));
	return `${mark}${Math.max(0, ...used) + 1}`;
}

/** Returns the names a field is posted under: a localized text has two. */
export function sectionFieldNames({ kind, name }: PlanSectionField): string[] {
	return kind === 'localized' ? writtenForms.map((form) => `${name}.${form}`) : [name];
}
