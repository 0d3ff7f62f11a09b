import { addDays } from '$lib/domain/calendar/calendar-date';
import { questions } from '$lib/domain/evaluation/evaluation';
import { parseRoundKey } from '$lib/domain/round/round';
import type { DemoEvaluation, DemoMeasure, DemoRound } from '$lib/forms/demo-file';
import { saveDraft, submitEvaluation, submitUnchanged } from '../evaluations/commands';
import { approveEvaluation, returnEvaluation } from '../evaluations/approval';
import { openRound } from '../workflows/open-round';
import { closeRound } from '../workflows/close-round';
import { publishReview } from '../reviews/commands';
import { planRound } from '../rounds/commands';
import { judgeArea } from '../verdicts/commands';
import { at, type DemoPlan } from './demo-plan';

/** Schedules a round from its opening to the publication of its review, with its evaluations and verdicts. */
export function scheduleRound(demo: DemoPlan, round: DemoRound, measures: readonly DemoMeasure[]): void {
	const { secretariat } = demo.actors;
	const { key, opensOn, reportBy, readBy, meetingOn, graceDays, instruction, closesOn } = round;
	const opening = at(opensOn, 8);
	const plan = { opensOn, reportBy, readBy, meetingOn, graceDays, questions: [...questions], instruction };
	demo.schedule(opening, secretariat, (context) =>
		planRound(context, demo.id, { ...parseRoundKey(key)!, ...plan })
	);
	demo.schedule(opening, secretariat, async (context) => openRound(context, await demo.currentRound(key)));
	for (const { measure, evaluations } of measures) {
		const evaluation = evaluations.find((one) => one.round === key);
		if (evaluation) scheduleEvaluation(demo, round, { ...evaluation, measure });
	}
	for (const { area, ...verdict } of round.verdicts)
		demo.schedule(at(addDays(opensOn, 7)), demo.actors.leaderOf(`fsu-${area}`), (context) =>
			judgeArea(context, { planId: demo.id, round: key, area, version: null }, verdict)
		);
	if (!closesOn) return;
	demo.schedule(at(closesOn), secretariat, async (context) =>
		closeRound(context, await demo.currentRound(key))
	);
	demo.schedule(at(closesOn), secretariat, (context) => publishReview(context, demo.id, key));
}

function scheduleEvaluation(
	demo: DemoPlan,
	round: DemoRound,
	{ measure, state, answers, remark }: DemoEvaluation & { measure: string }
): void {
	const { code, reporter } = demo.measure(measure);
	const target = { planId: demo.id, round: round.key, measure: code, version: null };
	let version = 0;
	demo.schedule(at(round.opensOn, 9), reporter, async (context) => {
		if (answers !== 'unchanged' && state === 'draft') return saveDraft(context, target, answers);
		const outcome = await (answers === 'unchanged'
			? submitUnchanged(context, target)
			: submitEvaluation(context, target, answers));
		if (outcome.ok) ({ version } = outcome.value);
		return outcome;
	});
	const readingAt = at(round.readOn, 9);
	if (state === 'approved')
		demo.schedule(readingAt, demo.actors.ssu, (context) =>
			approveEvaluation(context, { ...target, version })
		);
	if (state === 'returned' && answers !== 'unchanged' && remark)
		demo.schedule(readingAt, demo.actors.ssu, (context) =>
			returnEvaluation(context, { ...target, version }, { ...remark, lang: answers.lang })
		);
}
