import type { CalendarDate } from '../calendar/calendar-date';

/** Versions of the rules that figures are computed by (domain-rules.md §5.9). */
export const figureDefinitions = ['2025', '2026'] as const;
export type FigureDefinition = (typeof figureDefinitions)[number];

/** First day on which a closing round is computed by the definition of 2026. */
const definition2026From: CalendarDate = '2026-07-01';

/** Returns the definition in force on the day a round closes. */
export function definitionOn(day: CalendarDate): FigureDefinition {
	return day < definition2026From ? '2025' : '2026';
}

/** Returns the definition of sealed content; content from before definitions were named has that of 2025. */
export function definitionOf({
	definition
}: {
	definition?: FigureDefinition | undefined;
}): FigureDefinition {
	return definition ?? '2025';
}
