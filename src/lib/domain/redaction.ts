import type { WrittenForm } from './localized';
import { mapTexts } from './text/map-texts';

/** Records from which a text can be redacted, with all that belongs to them. */
export const redactableNouns = ['matter', 'meeting', 'decision', 'inquiry'] as const;
export type RedactableNoun = (typeof redactableNouns)[number];

/** Shortest text that can be redacted; a shorter one would be found where it is not meant. */
export const minPassageLength = 3;

/** Places in which a text can be found. Reviews keep it, as they were sealed. */
export const redactionPlaces = [
	'matter',
	'meeting',
	'minutes',
	'decision',
	'follow-up',
	'inquiry',
	'log',
	'review'
] as const;
export type RedactionPlace = (typeof redactionPlaces)[number];

/** Number of texts that hold a passage, by place. */
export type PassageCounts = Partial<Record<RedactionPlace, number>>;

/** Replaces a redacted text. The triggers of the log know both marks. */
export const redactionMark: Record<WrittenForm, string> = { nb: '[sladdet]', nn: '[sladda]' };

/** Returns a record, or a text, with a passage replaced by the mark wherever it stands. */
export function redactTexts<T>(record: T, passage: string, mark: string): T {
	return mapTexts(record, (text) => text.replaceAll(passage, () => mark));
}

/** Returns how many texts a redaction changes: all but those of sealed reviews. */
export function countRedacted({ review: _kept, ...counts }: PassageCounts): number {
	return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
