import { error } from '@sveltejs/kit';
import { draftOwner } from '$lib/domain/evaluation/draft-owner';
import { nextOpenStep, reportingSteps } from '$lib/domain/evaluation/reporting-steps';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { latestReading } from '$lib/domain/indicator';
import { expectedProgress } from '$lib/domain/figures/progress';
import { roundKey, acceptsReports } from '$lib/domain/round/round';
import { submitUnchanged, withdrawEvaluation } from '$lib/server/evaluations/commands';
import { reportingEntries } from '$lib/server/rounds/queries';
import {
	evaluationIn,
	lastApproved,
	scorableValues,
	likelyWrittenForm
} from '$lib/server/evaluations/queries';
import { delegatesOf } from '$lib/server/reporting-links/queries';
import { indicatorsOfMeasure } from '$lib/server/indicators/queries';
import { milestonesOf } from '$lib/server/measures/queries';
import { roundDeadlines, requireReportedMeasure } from '../reporting.server';
import type { Actions, PageServerLoad } from './$types';
import { handleAnswers, handleStep } from './form-action.server';
import { carryOverStep, withdrawAndSaveStep, saveDraftStep, submitStep } from './steps.server';

/** Loads a measure's evaluation in the open round, or in the latest one. */
export const load: PageServerLoad = async (event) => {
	const { db, actor, now } = event.locals;
	const { planId, measure, round } = await requireReportedMeasure(event);
	const key = roundKey(round);
	const steps = reportingSteps(await reportingEntries(db.read, planId, round.id), actor, {
		planId,
		round: key
	});
	const step = steps.find(({ code }) => code === measure.code);
	if (!step) error(404, 'not-found');
	const { searchParams } = event.url;
	const milestones = await milestonesOf(db.read, measure.id);
	return {
		today: toOsloDate(now),
		round: { ...roundDeadlines(round), key, questions: round.questions },
		/** Storage key of drafts in the browser. */
		place: `${draftOwner(actor)}/${planId}/${key}/${measure.id}`,
		open: acceptsReports(round.state),
		step,
		steps: steps.filter(({ bodyId }) => bodyId === step.bodyId),
		next: nextOpenStep(steps, step.code),
		expected: expectedProgress({ ...measure, milestones }, toOsloDate(now)),
		hasMilestones: milestones.length > 0,
		values: await scorableValues(db.read, planId),
		report: await evaluationIn(db.read, round.id, measure.id),
		last: await lastApproved(db.read, measure.id, round),
		indicators: (await indicatorsOfMeasure(db.read, measure.id))
			.filter(({ endedOn }) => endedOn === null)
			.map(({ id, name, unit, readings }) => {
				const latest = latestReading(readings);
				return { id, name, unit, last: latest && { on: latest.on, value: latest.value } };
			}),
		lang: actor.link?.writtenForm ?? (await likelyWrittenForm(db.read, actor.personId)),
		colleagues: actor.link ? null : await delegatesOf(db.read, round.id, measure.id),
		byLink: actor.link ? actor.name : null,
		saved: searchParams.has('saved'),
		receipt:
			steps.find(({ code, state }) => code === searchParams.get('sent') && state === 'submitted') ?? null
	};
};

export const actions: Actions = {
	save: async (event) =>
		handleAnswers(event, await requireReportedMeasure(event), { run: saveDraftStep, way: 'here' }),
	submit: async (event) =>
		handleAnswers(event, await requireReportedMeasure(event), { run: submitStep, way: 'onwards' }),
	unchanged: async (event) =>
		handleStep(event, await requireReportedMeasure(event), { run: submitUnchanged, way: 'onwards' }),
	withdraw: async (event) =>
		handleStep(event, await requireReportedMeasure(event), { run: withdrawEvaluation, way: 'here' }),
	/** Saves the draft with the previous text in the chosen field, or in all empty ones. */
	carry: async (event) =>
		handleAnswers(event, await requireReportedMeasure(event), { run: carryOverStep, way: 'here' }),
	/** Withdraws the evaluation someone else submitted, and saves the own text as a draft. */
	retake: async (event) =>
		handleAnswers(event, await requireReportedMeasure(event), { run: withdrawAndSaveStep, way: 'here' })
};
