import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { EvaluationAnswers, Question } from '$lib/domain/evaluation/evaluation';
import type { Localized, WrittenForm } from '$lib/domain/localized';
import type { Lifecycle } from '$lib/domain/measure/measure';

/** The demo's rounds: two closed, one open. */
export const demoRounds = ['2025', '2026-half', '2026'] as const;
export type DemoRound = (typeof demoRounds)[number];

/** One made-up report; what is left out stays empty. */
export interface StoryReport extends Partial<Omit<EvaluationAnswers, 'lang' | 'scores'>> {
	lang: WrittenForm;
	/** Scores by core value code, with a comment where there is one. */
	scores?: Record<string, number | [score: number, comment: string]>;
	/** How far it has come in the open round; closed rounds approve everything. */
	state?: 'draft' | 'submitted' | 'returned' | 'approved';
	/** The reader's words, for a returned one. */
	remark?: string;
	/** Their words at single answers. */
	remarks?: Partial<Record<Question, string>>;
}

/** What the demo makes up about one measure. */
export interface Story {
	/** The measure's id in the Telemark plan. */
	measure: string;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	deadlineWords?: string;
	milestones: { title: Localized; due: CalendarDate; doneOn: CalendarDate | null }[];
	/** A deadline moved along the way. */
	moved?: { on: CalendarDate; deadline: CalendarDate; deadlineWords?: string; reason: string };
	/** A decision about the measure along the way. */
	decided?: { on: CalendarDate; to: Lifecycle; reason: string };
	/** Rounds without an entry are not reported; "unchanged" sends last time's answers again. */
	reports: Partial<Record<DemoRound, StoryReport | 'unchanged'>>;
}
