import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isCalendarDate } from '$lib/domain/calendar/calendar-date';
import { parseDeadline } from '$lib/domain/calendar/deadline';
import {
	compareStatuses,
	missingAnswers,
	questions,
	statuses,
	textAnswers,
	type EvaluationAnswers,
	type Status
} from '$lib/domain/evaluation/evaluation';
import { latestReading, indicatorVerdict } from '$lib/domain/indicator';
import { missingWrittenForms, writtenForms } from '$lib/domain/localized';
import { isReportable } from '$lib/domain/measure/measure';
import type { DemoEvaluation, DemoMeasure } from '$lib/forms/demo-file';
import { planFileSchema } from '$lib/forms/plan-file/plan-file';
import { parseDemoFile } from './demo-file';

const read = (name: string) => readFileSync(`drizzle/seed/${name}.json`, 'utf8');
const demoText = read('telemark-2025-2029-demo');
const demo = parseDemoFile(demoText);
const { plan, partners, bodies } = planFileSchema.parse(JSON.parse(read('telemark-2025-2029')));

const measureIds = plan.measures.map((one) => one.id);
const valueCodes = plan.values.map((one) => one.code);
const areaNumbers = plan.areas.map((one) => one.number);
const partnerNumbers = partners.map((one) => one.number);
const areaOf = new Map(plan.measures.map((one) => [one.id, one.area]));
const roundKeys = demo.rounds.map((one) => one.key);
/** The last day of the history. */
const today = '2026-11-21';

/** Everyday words of the other written form. */
const otherForm = {
	nb: /(?<!\p{L})(ikkje|frå|kva|kven|korleis|noko|dei|ein|eit|kommunar|kommunane|tenest\p{L}*|sjukehus\p{L}*|gjere|mykje|berre|blei|vore|heim|òg)(?!\p{L})/iu,
	nn: /(?<!\p{L})(ikke|fra|hva|hvem|hvordan|noe|en|et|kommuner|sykehus\p{L}*|ble|vært|hjem|også|kommunene|tjenest\p{L}*|gjøre|mye|bare)(?!\p{L})/iu
};

/** An evaluation with the answers it submits. */
interface GivenEvaluation extends Omit<DemoEvaluation, 'answers'> {
	measure: string;
	answers: EvaluationAnswers;
	unchanged: boolean;
}

function evaluationsOf({ measure, evaluations }: DemoMeasure): GivenEvaluation[] {
	let last: EvaluationAnswers | undefined;
	return evaluations.map((one) => {
		const unchanged = one.answers === 'unchanged';
		const answers = one.answers === 'unchanged' ? last : one.answers;
		if (!answers) throw new Error(`${measure} has no answers before ${one.round} to leave unchanged`);
		last = answers;
		return { ...one, measure, answers, unchanged };
	});
}

const all = demo.measures.flatMap(evaluationsOf);
const inRound = (round: string, area?: number) =>
	all.filter((one) => one.round === round && (area === undefined || areaOf.get(one.measure) === area));
const statesOf = (entries: GivenEvaluation[]) => entries.map((one) => one.state).sort();

describe('parseDemoFile', () => {
	it('names the path of a fault', () => {
		const broken = demoText.replace('"opensOn": "2025-10-20"', '"opensOn": "2025-10-32"');
		expect(() => parseDemoFile(broken)).toThrow('rounds[0].opensOn');
	});
});

describe('the demo file', () => {
	it('has every measure of the plan, once and in the order of the plan', () => {
		expect(demo.measures.map((one) => one.measure)).toEqual(measureIds);
	});

	it('has rounds in the order they open, and dates in order within each', () => {
		expect(roundKeys).toEqual(['2025', '2026-half', '2026']);
		for (const { opensOn, reportBy, readBy, meetingOn, readOn, closesOn } of demo.rounds) {
			const deadlines = [opensOn, reportBy, readBy, meetingOn];
			expect(deadlines).toEqual([...deadlines].sort());
			expect(opensOn < readOn && readOn <= (closesOn ?? today)).toBe(true);
		}
		expect(demo.rounds.map((one) => one.opensOn)).toEqual(demo.rounds.map((one) => one.opensOn).sort());
	});

	it('evaluates each measure at most once in a round, in the order of the rounds', () => {
		for (const { evaluations } of demo.measures) {
			const rounds = evaluations.map((one) => one.round);
			expect(rounds).toEqual(roundKeys.filter((key) => rounds.includes(key)));
		}
	});

	it('has a usual number of evaluations in each round', () => {
		expect(roundKeys.map((round) => inRound(round).length)).toEqual([30, 31, 21]);
		expect(all.filter((one) => one.unchanged).length).toBeLessThanOrEqual(4);
	});

	it('approves every evaluation of a closed round', () => {
		for (const { key, closesOn } of demo.rounds)
			if (closesOn) expect(new Set(statesOf(inRound(key)))).toEqual(new Set(['approved']));
	});

	it('leaves the open round half reported', () => {
		const count = (state: DemoEvaluation['state']) =>
			statesOf(inRound('2026')).filter((one) => one === state).length;
		expect({ approved: count('approved'), submitted: count('submitted') }).toEqual({
			approved: 13,
			submitted: 5
		});
		expect({ draft: count('draft'), returned: count('returned') }).toEqual({ draft: 2, returned: 1 });
	});

	it('leaves work for the leaders of areas 1 and 2, and few evaluations in area 5', () => {
		expect(statesOf(inRound('2026', 1))).toEqual(['approved', 'approved', 'draft', 'submitted']);
		expect(statesOf(inRound('2026', 1).filter((one) => one.unchanged))).toEqual(['submitted']);
		expect(statesOf(inRound('2026', 2))).toEqual(['approved', 'returned', 'submitted']);
		expect(statesOf(inRound('2026', 5))).toEqual(['draft', 'submitted']);
	});

	it('uses every status, and gets worse twice', () => {
		expect(new Set(all.map((one) => one.answers.status).filter(Boolean))).toEqual(new Set(statuses));
		const worse = demo.measures.flatMap((measure) => {
			const path = evaluationsOf(measure)
				.map((one) => one.answers.status)
				.filter((one): one is Status => Boolean(one));
			return path.slice(1).filter((to, place) => compareStatuses(path[place]!, to) < 0);
		});
		expect(worse).toHaveLength(2);
	});

	it('completes one measure, moves one into operation and moves one deadline', () => {
		const decided = demo.measures.flatMap((one) => one.newLifecycle?.lifecycle ?? []);
		expect(decided.sort()).toEqual(['completed', 'in-operation']);
		expect(demo.measures.filter((one) => one.newDeadline).map((one) => one.measure)).toEqual([
			'revisjon-av-avtaler'
		]);
		for (const { newLifecycle, evaluations } of demo.measures)
			if (newLifecycle && !isReportable(newLifecycle.lifecycle))
				expect(evaluations.map((one) => one.round)).not.toContain('2026');
	});

	it('gives seats on bodies of the plan only', () => {
		for (const { seat } of demo.accounts) {
			if (!seat) continue;
			expect(bodies.map((one) => one.slug)).toContain(seat.body);
			if (seat.partner) expect(partnerNumbers).toContain(seat.partner);
		}
	});

	it('gives at most one verdict for an area in a round, in the written form it names', () => {
		for (const { verdicts } of demo.rounds) {
			const areas = verdicts.map((one) => one.area);
			expect(new Set(areas).size).toBe(areas.length);
			for (const { area, text, lang } of verdicts) {
				expect(areaNumbers).toContain(area);
				expect(text).not.toMatch(otherForm[lang]);
			}
		}
	});

	it('adjusts measures and areas of the plan, in the order open, settle, adopt', () => {
		for (const { opensOn, settledOn, adopted, items, additions } of demo.adjustments) {
			for (const { measure } of items) expect(measureIds).toContain(measure);
			for (const { area, startsOn, deadline } of additions) {
				expect(areaNumbers).toContain(area);
				expect(startsOn < deadline).toBe(true);
			}
			expect(opensOn <= settledOn && settledOn <= (adopted?.on ?? today) && settledOn <= today).toBe(true);
		}
	});

	it('has indicators on target, behind target and without a reading', () => {
		const verdicts = demo.indicators.map((one) => indicatorVerdict(one, latestReading(one.readings)));
		expect(new Set(verdicts)).toEqual(new Set(['on-target', 'behind-target', 'unknown']));
		expect(new Set(demo.indicators.map(({ measure }) => measure)).size).toBeGreaterThanOrEqual(6);
	});
});

describe.each(demo.measures.map((one) => [one.measure, one] as const))('the measure %s', (_id, one) => {
	it('has dates that exist, in order, and none done in the future', () => {
		const { startsOn, deadline, deadlineWords, milestones, newDeadline, newLifecycle } = one;
		const last = newDeadline?.deadline ?? deadline;
		const due = milestones.map((milestone) => milestone.due);
		const happened = [
			...milestones.flatMap(({ doneOn }) => doneOn ?? []),
			newDeadline?.on,
			newLifecycle?.on
		].filter((date) => date !== undefined);
		for (const date of [startsOn, deadline, last, ...due]) expect(isCalendarDate(date)).toBe(true);
		for (const date of happened) {
			expect(isCalendarDate(date)).toBe(true);
			expect(date <= today).toBe(true);
		}
		expect(startsOn).toMatch(/^2025/);
		expect(deadline >= '2026-01-01' && last <= '2029-12-31').toBe(true);
		expect(milestones.length).toBeGreaterThanOrEqual(2);
		expect(milestones.length).toBeLessThanOrEqual(4);
		expect(due).toEqual([...due].sort());
		expect(due[0]! >= startsOn && due.at(-1)! <= last).toBe(true);
		if (deadlineWords) expect(parseDeadline(deadlineWords)?.date).toBe(deadline);
		if (newDeadline?.deadlineWords)
			expect(parseDeadline(newDeadline.deadlineWords)?.date).toBe(newDeadline.deadline);
	});

	it('names every milestone in both written forms', () => {
		for (const { title } of one.milestones)
			for (const form of writtenForms) expect(title[form]?.trim()).toBeTruthy();
	});
});

describe.each(all.map((one) => [one.measure, one.round, one] as const))(
	'the evaluation of %s in %s',
	(_measure, _round, { state, answers, remark, round, unchanged }) => {
		it('is complete', () => {
			if (state !== 'draft') expect(missingAnswers(answers, questions)).toEqual([]);
			if (state === 'returned') expect(remark?.text).toBeTruthy();
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
			if (unchanged || state === 'draft') return;
			expect(answers.recommendation !== null).toBe(round !== '2026-half');
		});

		it('is written in one written form, and counts no small numbers of patients', () => {
			const comments = answers.scores.map((score) => score.comment);
			const remarks = [remark?.text, ...Object.values(remark?.answers ?? {})];
			const text = [...textAnswers.map((field) => answers[field]), ...comments, ...remarks].join(' ');
			expect(text).not.toMatch(otherForm[answers.lang]);
			expect(text).not.toMatch(/\b(én|éin|en|ein|to|tre|fire|[1-4]) (pasient|bruker|brukar)/i);
		});
	}
);

describe.each(demo.rollouts.map((one) => [one.measure, one] as const))(
	'the rollout of %s',
	(measure, one) => {
		it('belongs to a measure and to partners of the plan, each once', () => {
			expect(measureIds).toContain(measure);
			const numbers = one.partners.map(({ partner }) => partner);
			expect(new Set(numbers).size).toBe(numbers.length);
			for (const number of numbers) expect(partnerNumbers).toContain(number);
		});

		it('has steps in order, and none in the future', () => {
			for (const { steps, confirmedOn } of one.partners) {
				const days = [...steps.map(({ on }) => on), ...(confirmedOn ? [confirmedOn] : [])];
				expect(days).toEqual([...days].sort());
				expect(days.at(-1)! <= today).toBe(true);
			}
		});

		it('has notes in the written form they name', () => {
			for (const { note, lang } of one.partners) expect(note).not.toMatch(otherForm[lang]);
		});
	}
);

describe.each(demo.indicators.map((one) => [one.name.nn!, one] as const))(
	'the indicator %s',
	(_name, one) => {
		it('belongs to a measure of the plan and is named in both written forms', () => {
			expect(measureIds).toContain(one.measure);
			expect([...missingWrittenForms(one.name), ...missingWrittenForms(one.unit)]).toEqual([]);
		});

		it('is read after it was added and before the last day', () => {
			for (const { on } of one.readings) {
				expect(on >= '2025-09-30').toBe(true);
				expect(on <= '2026-11-10').toBe(true);
			}
		});
	}
);
