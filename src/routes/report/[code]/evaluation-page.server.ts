import { error } from '@sveltejs/kit';
import { draftOwner } from '$lib/domain/draft-owner';
import { questions } from '$lib/domain/evaluation/evaluation';
import { nextOpenStep, reportingSteps } from '$lib/domain/evaluation/reporting-steps';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { expectedProgress } from '$lib/domain/figures/progress';
import { latestReading } from '$lib/domain/indicator';
import { isReportable } from '$lib/domain/measure/measure';
import { extraordinaryRoundKey, roundKey, acceptsReports } from '$lib/domain/round/round';
import {
	evaluationAt,
	lastApproved,
	scorableValues,
	likelyWrittenForm
} from '$lib/server/evaluations/queries';
import { indicatorsOfMeasure } from '$lib/server/indicators/queries';
import { milestonesOf } from '$lib/server/measures/queries';
import { delegatesOf } from '$lib/server/reporting-links/queries';
import { reportingEntries } from '$lib/server/rounds/queries';
import {
	requireReportedMeasure,
	roundDeadlines,
	type EvaluationKind,
	type ReportedMeasure,
	type ReportEvent
} from '../reporting.server';

export type EvaluationPageData = Awaited<ReturnType<typeof loadEvaluationPage>>;

/** Loads a measure's evaluation of a kind, saved or new, with what is needed to fill it in. */
export async function loadEvaluationPage(event: ReportEvent, kind: EvaluationKind) {
	const { db, actor, now } = event.locals;
	const reported = await requireReportedMeasure(event, kind);
	const { planId, measure, round, running } = reported;
	const key = round ? roundKey(round) : extraordinaryRoundKey;
	const inRound = await loadStepsInRound(event, reported);
	const milestones = await milestonesOf(db.read, measure.id);
	const report = await evaluationAt(db.read, round, measure.id);
	const { searchParams } = event.url;
	const named = { code: measure.code, title: measure.title };
	return {
		today: toOsloDate(now),
		measure: named,
		round: { key, questions: round?.questions ?? questions },
		/** Storage key of drafts in the browser. */
		place: `${draftOwner(actor)}/${planId}/${key}/${measure.id}`,
		open: round ? acceptsReports(round.state) : running === null && isReportable(measure.lifecycle),
		/** The open round, in which evaluations are then given; null on a page of a round. */
		running: round ? null : running,
		about: { summary: measure.summary, milestones },
		milestonesSaved: searchParams.has('milestones'),
		expected: expectedProgress({ ...measure, milestones }, toOsloDate(now)),
		hasMilestones: milestones.length > 0,
		values: await scorableValues(db.read, planId, measure.id),
		report,
		last: await lastApproved(db.read, measure.id, round),
		lang: actor.link?.writtenForm ?? (await likelyWrittenForm(db.read, actor.personId)),
		byLink: actor.link ? actor.name : null,
		saved: searchParams.has('saved'),
		/** The measure whose evaluation was just submitted. */
		receipt: round
			? (inRound?.all.find(({ code, state }) => code === searchParams.get('sent') && state === 'submitted') ??
				null)
			: searchParams.has('sent') && report?.state === 'submitted'
				? named
				: null,
		...(inRound?.shown ?? {
			deadlines: null,
			step: null,
			steps: [],
			next: null,
			colleagues: null,
			indicators: []
		})
	};
}

/** Loads the reader's evaluations in the round, and what is asked there only. Null outside rounds. */
async function loadStepsInRound({ locals }: ReportEvent, { planId, measure, round }: ReportedMeasure) {
	if (!round) return null;
	const { db, actor } = locals;
	const entries = await reportingEntries(db.read, planId, round.id);
	const all = reportingSteps(entries, actor, { planId, round: roundKey(round) });
	const step = all.find(({ code }) => code === measure.code);
	if (!step) error(404, 'not-found');
	const indicators = (await indicatorsOfMeasure(db.read, measure.id))
		.filter(({ endedOn }) => endedOn === null)
		.map(({ id, name, unit, readings }) => {
			const latest = latestReading(readings);
			return { id, name, unit, last: latest && { on: latest.on, value: latest.value } };
		});
	const shown = {
		deadlines: roundDeadlines(round),
		step,
		steps: all.filter(({ bodyId }) => bodyId === step.bodyId),
		next: nextOpenStep(all, step.code),
		colleagues: actor.link?.measureId ? null : await delegatesOf(db.read, round.id, measure.id),
		indicators
	};
	return { all, shown };
}
