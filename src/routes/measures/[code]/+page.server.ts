import { error, redirect } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { assessReadings } from '$lib/domain/indicator';
import { isReportable } from '$lib/domain/measure/measure';
import { mayDo, evaluationReadAction, planReadAction } from '$lib/domain/permission';
import type { SnapshotMeasure } from '$lib/domain/plan/plan-snapshot';
import { planStates } from '$lib/domain/plan/plan';
import { expectedProgress } from '$lib/domain/figures/progress';
import { audienceOf } from '$lib/server/http/audience';
import { installedChromium } from '$lib/server/http/pdf';
import { planOf } from '$lib/server/http/plan';
import { inquirySummary } from '$lib/server/inquiries/queries';
import { link } from '$lib/i18n/link';
import { measureHistory, codeAfterMove, type MeasureDetails } from '$lib/server/measures/queries';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { rolloutSummary } from '$lib/server/rollout/matrix';
import { rolloutOfMeasure } from '$lib/server/rollout/queries';
import { threadNames } from '$lib/server/threads/queries';
import { roundKey } from '$lib/domain/round/round';
import type { Queryable } from '$lib/server/database/database';
import { cachedDetails, cachedRunningRound, partsOf } from './parts.server';
import { progressOfMeasure } from './progress.server';
import type { PageServerLoad } from './$types';

/** Loads a measure: facts, relations and past evaluations. */
export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const { db, actor, now, asked } = locals;
	const addressed = planOf(event);
	const current = addressed && (await currentPlanSnapshot(db, addressed.id, audienceOf(actor), now));
	const measure = current && (await cachedDetails(db, current.plan.id, params.code));
	if (!measure) {
		const moved = current && (await codeAfterMove(db.read, current.plan.id, params.code));
		return moved ? redirect(307, link(`/measures/${moved}`)) : error(404, 'not-found');
	}
	const { plan, standing, past } = current;

	const responsible = { responsibleBodyId: measure.bodyId };
	const parts = partsOf(db, measure.id);
	const evaluations = (await parts.evaluations()).filter(
		({ state, published }) =>
			(state === 'approved' || state === 'locked') &&
			mayDo(actor, evaluationReadAction(state, published), responsible)
	);
	const readable = planStates.filter((state) => mayDo(actor, planReadAction(state)));
	const running = await cachedRunningRound(db, plan.id);
	const mayReport = !asked && mayDo(actor, 'evaluation.report', responsible);
	const {
		id,
		version: _version,
		planId: _planId,
		areaId: _areaId,
		bodyId: _bodyId,
		weight: _weight,
		...facts
	} = measure;
	return {
		isMember: audienceOf(actor) === 'members',
		measure: facts,
		lineage: await parts.lineage(readable),
		neighbours: neighbours(standing.measures, id),
		report: standing.measures.find((one) => one.id === id)?.report ?? null,
		today: toOsloDate(now),
		expected: expectedProgress(measure, toOsloDate(now)),
		freshnessDays: plan.freshnessDays,
		values: standing.values,
		evaluations: evaluations.map(
			({ id: key, round, answers, unchanged, imported, reportedBy, submittedAt, savedAt }) => ({
				key,
				round,
				answers,
				unchanged,
				imported,
				reportedBy,
				reportedAt: submittedAt ?? savedAt
			})
		),
		overTime: progressOfMeasure(past, id),
		/** True if the server makes PDFs. */
		pdf: (await installedChromium()) !== null,
		/** Questions to the responsible body; null for the public, and on an earlier day. */
		questions: !asked && mayDo(actor, 'inquiry.read') ? await inquirySummary(db.read, measure.id) : null,
		...(await parts.decisions({ partnershipId: plan.partnershipId, actor })),
		indicators: (await parts.indicators()).map(({ readings, ...one }) => ({
			...one,
			readings: assessReadings(one, readings)
		})),
		mayGiveReadings: !asked && mayDo(actor, 'indicator.report', responsible),
		rollout: mayDo(actor, 'rollout.read') ? await rolloutIn(db.read, plan.partnershipId, measure, now) : null,
		history: mayDo(actor, 'history.read') ? await measureHistory(db.read, id) : null,
		names: mayDo(actor, 'history.read') ? await threadNames(db.read, plan.id) : {},
		mayEdit: !asked && mayDo(actor, 'plan.edit'),
		/** Date whose version can be restored. */
		takeUp: asked?.day && mayDo(actor, 'plan.edit') ? asked.day : null,
		reportIn: mayReport && running ? roundKey(running) : null,
		/** True if an extraordinary evaluation can be given, between rounds. */
		reportOutside: mayReport && !running && isReportable(measure.lifecycle),
		saved: url.searchParams.has('saved')
	};
};

/** Returns the measures before and after one, by number. */
function neighbours(measures: readonly SnapshotMeasure[], id: string) {
	const place = measures.findIndex((one) => one.id === id);
	const at = (index: number) => {
		const found = measures[index];
		return found ? { code: found.code, title: found.title } : null;
	};
	// A proposal is not among the plan's measures of every reader.
	return place < 0 ? { previous: null, next: null } : { previous: at(place - 1), next: at(place + 1) };
}

/** Returns the partners' rollout of the measure; null if it has none. */
async function rolloutIn(read: Queryable, partnershipId: number, measure: MeasureDetails, now: Date) {
	const found = await rolloutOfMeasure(read, partnershipId, measure);
	return found && rolloutSummary(found, toOsloDate(now));
}
