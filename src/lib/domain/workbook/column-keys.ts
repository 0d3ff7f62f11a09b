import type { WrittenForm } from '../localized';

/* Keys of a measure workbook's columns. */

export const localizedColumns = ['title', 'summary', 'targetGroup', 'expectedEffect', 'note'] as const;
export type LocalizedColumn = (typeof localizedColumns)[number];

export const plainColumns = [
	'code',
	'area',
	'furtherAreas',
	'lifecycle',
	'origin',
	'body',
	'contact',
	'startsOn',
	'deadline',
	'deadlineWords',
	'values',
	'challenges',
	'opportunities',
	'partners',
	'introducedAtHome',
	'weight',
	'source',
	'links'
] as const;
export type PlainColumn = (typeof plainColumns)[number];

export const milestoneParts = ['nb', 'nn', 'due', 'doneOn'] as const;
export type MilestonePart = (typeof milestoneParts)[number];

/** Key of a column: "code", "title.nn", "milestones.2.due". Milestones are counted from 1. */
export type ColumnKey =
	PlainColumn | `${LocalizedColumn}.${WrittenForm}` | `milestones.${number}.${MilestonePart}`;

/** Keys of an import's columns: what the file says of status, and what becomes part of the note. */
export type ImportKey = ColumnKey | 'status' | 'extra';
