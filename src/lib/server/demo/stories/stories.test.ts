import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isCalendarDate, parseDeadline } from '$lib/domain/calendar/calendar-date';
import {
	compareStatuses,
	emptyAnswers,
	missingAnswers,
	questions,
	statuses,
	textAnswers,
	type EvaluationAnswers,
	type Status
} from '$lib/domain/evaluation/evaluation';
import { writtenForms } from '$lib/domain/localized';
import { isReportable } from '$lib/domain/measure/measure';
import { demoRounds, type DemoRound, type Story, type StoryReport } from '../story';
import { stories } from './index';

interface PlanFile {
	plan: { values: { code: string }[]; measures: { id: string; code: string; area: number | null }[] };
}

const { plan } = JSON.parse(readFileSync('drizzle/seed/telemark-2025-2029.json', 'utf8')) as PlanFile;
const valueCodes = plan.values.map((one) => one.code);
const areaOf = new Map(plan.measures.map((one) => [one.id, one.area]));
/** The day the demo stands at; nothing in it happens later. */
const today = '2026-11-21';

/** Everyday words that only the other written form has. */
const otherForm = {
	nb: /(?<!\p{L})(ikkje|frå|kva|kven|korleis|noko|dei|ein|eit|kommunar|kommunane|tenest\p{L}*|sjukehus\p{L}*|gjere|mykje|berre|blei|vore|heim|òg)(?!\p{L})/iu,
	nn: /(?<!\p{L})(ikke|fra|hva|hvem|hvordan|noe|en|et|kommuner|sykehus\p{L}*|ble|vært|hjem|også|kommunene|tjenest\p{L}*|gjøre|mye|bare)(?!\p{L})/iu
};

/** A report as it is to be read: "unchanged" stands for the one before it. */
interface Told {
	story: Story;
	round: DemoRound;
	report: StoryReport;
	state: NonNullable<StoryReport['state']>;
	unchanged: boolean;
}

function toldBy(story: Story): Told[] {
	let last: StoryReport | undefined;
	return demoRounds.flatMap((round): Told[] => {
		const given = story.reports[round];
		if (!given) return [];
		const unchanged = given === 'unchanged';
		const report = unchanged ? last : given;
		if (!report) throw new Error(`${story.measure} has nothing before ${round} to leave unchanged`);
		last = report;
		const state = round !== '2026' ? 'approved' : unchanged ? 'submitted' : (report.state ?? 'approved');
		return [{ story, round, report, state, unchanged }];
	});
}

const told = stories.flatMap(toldBy);
const inRound = (round: DemoRound, area?: number) =>
	told.filter((one) => one.round === round && (area === undefined || areaOf.get(one.story.measure) === area));
const statesOf = (entries: Told[]) => entries.map((one) => one.state).sort();
const name = ({ story, round }: Told) => `${story.measure} in ${round}`;

function answersOf({
	lang,
	scores = {},
	state: _,
	remark: __,
	remarks: ___,
	...given
}: StoryReport): EvaluationAnswers {
	const list = Object.entries(scores).map(([value, score]) =>
		typeof score === 'number' ? { value, score, comment: '' } : { value, score: score[0], comment: score[1] }
	);
	return { ...emptyAnswers(lang), ...given, scores: list };
}

describe('the stories of the demo', () => {
	it('tell of every measure in the plan, once and in its order', () => {
		expect(stories.map((one) => one.measure)).toEqual(plan.measures.map((one) => one.id));
	});

	it('give as many reports as rounds like these get', () => {
		expect(demoRounds.map((round) => inRound(round).length)).toEqual([30, 31, 21]);
		expect(told.filter((one) => one.unchanged).length).toBeLessThanOrEqual(4);
	});

	it('leave the open round half reported', () => {
		const count = (state: Told['state']) => statesOf(inRound('2026')).filter((one) => one === state).length;
		expect({ approved: count('approved'), submitted: count('submitted') }).toEqual({
			approved: 13,
			submitted: 5
		});
		expect({ draft: count('draft'), returned: count('returned') }).toEqual({ draft: 2, returned: 1 });
	});

	it('leave something to do for the leaders of areas 1 and 2, and little reported in area 5', () => {
		expect(statesOf(inRound('2026', 1))).toEqual(['approved', 'approved', 'draft', 'submitted']);
		expect(
			inRound('2026', 1)
				.filter((one) => one.unchanged)
				.map((one) => one.state)
		).toEqual(['submitted']);
		expect(statesOf(inRound('2026', 2))).toEqual(['approved', 'returned', 'submitted']);
		expect(statesOf(inRound('2026', 5))).toEqual(['draft', 'submitted']);
	});

	it('spread over every status, and go backward twice', () => {
		expect(new Set(told.map((one) => one.report.status).filter(Boolean))).toEqual(new Set(statuses));
		const backward = stories.flatMap((story) => {
			const path = toldBy(story)
				.map((one) => one.report.status)
				.filter((one): one is Status => Boolean(one));
			return path.slice(1).filter((to, place) => compareStatuses(path[place]!, to) < 0);
		});
		expect(backward).toHaveLength(2);
	});

	it('let bodies decide: one completed, one in operation, one deadline moved', () => {
		const decided = stories.flatMap((one) => (one.decided ? [one.decided.to] : []));
		expect(decided.sort()).toEqual(['completed', 'in-operation']);
		expect(stories.filter((one) => one.moved).map((one) => one.measure)).toEqual(['revisjon-av-avtaler']);
		for (const { decided, reports } of stories)
			if (decided && !isReportable(decided.to)) expect(reports['2026']).toBeUndefined();
	});
});

describe.each(stories.map((story) => [story.measure, story] as const))('the story of %s', (_id, story) => {
	it('has dates that exist, in order, and none done in the future', () => {
		const { startsOn, deadline, deadlineWords, milestones, moved, decided } = story;
		const last = moved?.deadline ?? deadline;
		const due = milestones.map((one) => one.due);
		const happened = [...milestones.flatMap((one) => one.doneOn ?? []), moved?.on, decided?.on];
		for (const date of [startsOn, deadline, last, ...due]) expect(isCalendarDate(date ?? '')).toBe(true);
		for (const date of happened.filter((one) => one !== undefined)) {
			expect(isCalendarDate(date)).toBe(true);
			expect(date <= today).toBe(true);
		}
		expect(startsOn).toMatch(/^2025/);
		expect(deadline! >= '2026-01-01' && last! <= '2029-12-31').toBe(true);
		expect(milestones.length).toBeGreaterThanOrEqual(2);
		expect(milestones.length).toBeLessThanOrEqual(4);
		expect(due).toEqual([...due].sort());
		expect(due[0]! >= startsOn! && due.at(-1)! <= last!).toBe(true);
		if (deadlineWords) expect(parseDeadline(deadlineWords)?.date).toBe(deadline);
		if (moved?.deadlineWords) expect(parseDeadline(moved.deadlineWords)?.date).toBe(moved.deadline);
	});

	it('names every milestone in both written forms', () => {
		for (const { title } of story.milestones)
			for (const form of writtenForms) expect(title[form]?.trim()).toBeTruthy();
	});
});

describe.each(told.map((one) => [name(one), one] as const))('the report on %s', (_name, one) => {
	const answers = answersOf(one.report);

	it('is one the commands accept', () => {
		if (one.state !== 'draft') expect(missingAnswers(answers, questions)).toEqual([]);
		if (one.state === 'returned') expect(one.report.remark).toBeTruthy();
		for (const { value, score } of answers.scores) {
			expect(valueCodes).toContain(value);
			expect(score).toBeGreaterThanOrEqual(1);
			expect(score).toBeLessThanOrEqual(5);
		}
	});

	it('has a progress that fits its status', () => {
		const { status, progress } = answers;
		if (progress !== null) expect(progress % 5).toBe(0);
		if (status === 'not-started') expect(progress).toBe(0);
		if (progress === 100) expect(status).toBe('done');
	});

	it('recommends in annual rounds only', () => {
		if (one.unchanged || one.state === 'draft') return;
		expect(answers.recommendation !== null).toBe(one.round !== '2026-half');
	});

	it('is written in its own form, and counts no small numbers of patients', () => {
		const comments = answers.scores.map((score) => score.comment);
		const remarks = [one.report.remark, ...Object.values(one.report.remarks ?? {})];
		const text = [...textAnswers.map((field) => answers[field]), ...comments, ...remarks].join(' ');
		expect(text).not.toMatch(otherForm[answers.lang]);
		expect(text).not.toMatch(/\b(én|éin|en|ein|to|tre|fire|[1-4]) (pasient|bruker|brukar)/i);
	});
});
