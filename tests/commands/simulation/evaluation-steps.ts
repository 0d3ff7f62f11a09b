import { addDays, toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { confidences, needs, recommendations, statuses } from '$lib/domain/evaluation/evaluation';
import { roundKey, roundKinds, type RoundDeadlines, type RoundKey } from '$lib/domain/round/round';
import { verdictStatuses } from '$lib/domain/verdict';
import {
	saveDraft,
	submitDrafts,
	submitEvaluation,
	submitUnchanged,
	withdrawEvaluation,
	type EvaluationTarget
} from '$lib/server/evaluations/commands';
import { approveEvaluation, returnEvaluation, decideEvaluations } from '$lib/server/evaluations/approval';
import {
	reportingEntries,
	extraordinaryEntries,
	type ReportingEntry,
	roundsOf,
	type Round
} from '$lib/server/rounds/queries';
import { indicatorsOfMeasure } from '$lib/server/indicators/queries';
import { writeReviewText, publishReview } from '$lib/server/reviews/commands';
import { reviewTextsIn } from '$lib/server/reviews/queries';
import { openRound } from '$lib/server/workflows/open-round';
import { closeRound } from '$lib/server/workflows/close-round';
import { editRound, planRound, reopenRound } from '$lib/server/rounds/commands';
import { judgeArea } from '$lib/server/verdicts/commands';
import { verdictsIn } from '$lib/server/verdicts/queries';
import { roundDates, completeAnswers } from '../../support/partnership';
import type { Simulation } from './simulation';
import {
	pickOne,
	editedVersion,
	pickSome,
	localizedFrom,
	type SimulationAction,
	type SimulationStep
} from './step';

type EvaluationAction =
	| 'planRound'
	| 'editRound'
	| 'openRound'
	| 'closeRound'
	| 'publish'
	| 'reopen'
	| 'judge'
	| 'writeText'
	| 'draft'
	| 'submit'
	| 'submitUnchanged'
	| 'submitDrafts'
	| 'withdraw'
	| 'approve'
	| 'sendBack'
	| 'answerAll';

/** Returns the usual dates of a round, or dates from today if it should have begun. */
function datesFrom(today: CalendarDate, usual: RoundDeadlines): RoundDeadlines {
	if (usual.opensOn >= today) return usual;
	const [reportBy, readBy, meetingOn] = [21, 35, 63].map((days) => addDays(today, days));
	return { opensOn: today, reportBy: reportBy!, readBy: readBy!, meetingOn: meetingOn! };
}

/** What is done in rounds and outside them. */
export const evaluationActions: Record<EvaluationAction, SimulationAction> = {
	planRound: (life, step) => {
		const year = life.year() + (step.picks[0] % 2);
		const name = { year, kind: pickOne(roundKinds, step.picks[1])! };
		const context = life.as('secretariat');
		const dates = datesFrom(toOsloDate(context.now), roundDates(name));
		const plan = { ...name, ...dates, graceDays: 5, instruction: null };
		return planRound(context, life.planId, {
			...plan,
			questions: ['status', 'done', 'scores']
		});
	},
	editRound: onRound((life, step, round) => {
		const instruction = step.picks[1] % 2 === 0 ? localizedFrom(step) : null;
		return editRound(life.as('secretariat'), at(life, round, step), {
			instruction,
			graceDays: step.picks[2] % 9
		});
	}),
	openRound: onRound(
		(life, step, round) => openRound(life.as('secretariat'), at(life, round, step)),
		['planned'],
		'planRound'
	),
	closeRound: onRound(
		(life, step, round) => closeRound(life.as('secretariat'), at(life, round, step)),
		['open', 'reading'],
		'openRound'
	),
	publish: onRound(
		(life, _step, round) => publishReview(life.as('secretariat'), life.planId, roundKey(round)),
		['closed'],
		'closeRound'
	),
	reopen: onRound(
		(life, step, round) => reopenRound(life.as('secretariat'), at(life, round, step), step.text),
		['closed'],
		'closeRound'
	),
	judge: onRound(
		async (life, step, round) => {
			const area = 1 + (step.picks[1] % 2);
			const given = (await verdictsIn(life.db.read, round.id)).get(area);
			const target = {
				planId: life.planId,
				round: roundKey(round),
				area,
				version: given ? editedVersion(given.version, step) : null
			};
			const status = pickOne(verdictStatuses, step.picks[2])!;
			return judgeArea(life.as('secretariat'), target, { status, text: step.text, lang: 'nb' });
		},
		['open', 'reading']
	),
	writeText: onRound(
		async (life, step, round) => {
			const section = pickOne(['year', 'next', 'area:1'] as const, step.picks[1])!;
			const stands = (await reviewTextsIn(life.db.read, round.id)).get(section);
			const target = {
				planId: life.planId,
				round: roundKey(round),
				section,
				version: stands ? editedVersion(stands.version, step) : null
			};
			return writeReviewText(
				life.as('secretariat'),
				target,
				step.picks[2] % 4 === 0 ? {} : localizedFrom(step)
			);
		},
		['open', 'reading']
	),
	draft: onReport((life, step, target) =>
		saveDraft(life.as('secretariat'), target, answersOf(step), { autosaved: step.picks[1] % 2 === 0 })
	),
	submit: onReport(async (life, step, target, { measureId }) => {
		const [measured] = await indicatorsOfMeasure(life.db.read, measureId);
		const shown = { on: life.daysAgo(step.picks[2]), value: step.value };
		const readings = measured && step.picks[1] % 2 === 0 ? [{ indicator: measured.id, ...shown }] : [];
		return submitEvaluation(life.as('secretariat'), target, answersOf(step), readings);
	}),
	submitUnchanged: onReport((life, _step, target) => submitUnchanged(life.as('secretariat'), target)),
	submitDrafts: async (life, step) => {
		const { key, entries } = await reportsNow(life);
		const drafts = entries.filter(({ state }) => state === 'draft').map((one) => seen(one, step));
		return submitDrafts(life.as('secretariat'), { planId: life.planId, round: key }, drafts);
	},
	withdraw: onReport(
		(life, _step, target) => withdrawEvaluation(life.as('secretariat'), target),
		['submitted'],
		'submit'
	),
	approve: onReport(
		(life, step, target) =>
			approveEvaluation(
				life.as('ssuLeader'),
				target,
				step.picks[1] % 2 === 0 ? { text: step.text, lang: 'nb' } : undefined
			),
		['submitted'],
		'submit'
	),
	sendBack: onReport(
		(life, step, target) => returnEvaluation(life.as('ssuLeader'), target, { text: step.text, lang: 'nb' }),
		['submitted', 'approved'],
		'submit'
	),
	answerAll: async (life, step) => {
		const { key, entries } = await reportsNow(life);
		const chosenOnes = entries.filter(({ state }) => state === 'submitted').map((one) => seen(one, step));
		const within = { planId: life.planId, round: key };
		const comment = { text: step.text, lang: 'nn' } as const;
		const answer = step.picks[1] % 3 === 0 ? 'return' : 'approve';
		return decideEvaluations(life.as('ssuLeader'), within, {
			decision: answer,
			chosen: chosenOnes,
			comment
		});
	}
};

/** Does something to a round in a fitting state; where there is none, what leads to one. */
function onRound(
	act: (life: Simulation, step: SimulationStep, round: Round) => ReturnType<SimulationAction>,
	states: readonly Round['state'][] = [],
	otherwise?: 'planRound' | 'openRound' | 'closeRound'
): SimulationAction {
	return async (life, step) => {
		const all = await roundsOf(life.db.read, life.planId);
		const fitting = all.filter(({ state }) => states.includes(state));
		if (fitting.length === 0 && otherwise) return evaluationActions[otherwise](life, step);
		const round = pickOne(fitting.length > 0 ? fitting : all, step.picks[0]);
		return round ? act(life, step, round) : null;
	};
}

function at(life: Simulation, round: Round, step: SimulationStep) {
	return { planId: life.planId, round: roundKey(round), version: editedVersion(round.version, step) };
}

/** The reports of the round that runs; between rounds those outside them. */
async function reportsNow({
	db,
	planId
}: Simulation): Promise<{ key: RoundKey | null; entries: ReportingEntry[] }> {
	const running = (await roundsOf(db.read, planId)).find(
		({ state }) => state === 'open' || state === 'reading'
	);
	if (!running) return { key: null, entries: await extraordinaryEntries(db.read, planId) };
	return { key: roundKey(running), entries: await reportingEntries(db.read, planId, running.id) };
}

/** Does something to a report in a fitting state; where there is none, what leads to one. */
function onReport(
	act: (
		life: Simulation,
		step: SimulationStep,
		target: EvaluationTarget,
		entry: ReportingEntry
	) => ReturnType<SimulationAction>,
	states: readonly ReportingEntry['state'][] = [null, 'draft', 'returned'],
	otherwise?: 'submit'
): SimulationAction {
	return async (life, step) => {
		const { key, entries } = await reportsNow(life);
		const fitting = entries.filter(({ state }) => states.includes(state));
		if (fitting.length === 0 && otherwise) return evaluationActions[otherwise](life, step);
		const entry = pickOne(fitting.length > 0 ? fitting : entries, step.picks[0]);
		if (!entry) return null;
		const version = entry.version === null ? null : editedVersion(entry.version, step);
		return act(life, step, { planId: life.planId, round: key, measure: entry.code, version }, entry);
	};
}

function seen({ code, version }: ReportingEntry, step: SimulationStep) {
	return { measure: code, version: editedVersion(version ?? 1, step) };
}

function answersOf({ picks: [a, b, c], text }: SimulationStep) {
	return completeAnswers({
		status: pickOne(statuses, a)!,
		progress: b % 5 === 0 ? null : b,
		done: text,
		needs: pickSome(needs, c),
		needsText: c % 8 === 0 ? '' : text,
		recommendation: pickOne(recommendations, b)!,
		confidence: pickOne(confidences, c)!,
		scores: [{ value: 'engasjert', score: 1 + (c % 5), comment: a % 2 === 0 ? text : '' }]
	});
}
