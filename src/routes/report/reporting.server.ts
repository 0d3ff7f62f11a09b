import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { reportingBodyId } from '$lib/domain/evaluation/reporting-steps';
import {
	extraordinaryRoundKey,
	roundKey,
	acceptsReports,
	type RoundDeadlines,
	type RoundKey,
	type RoundPeriod
} from '$lib/domain/round/round';
import { link } from '$lib/i18n/link';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { measureByCode, type Measure } from '$lib/server/measures/queries';
import { roundsOf, type Round } from '$lib/server/rounds/queries';

export type ReportEvent = RequestEvent<{ code: string }>;

/** Evaluation of a page: in the open or latest round, or extraordinary. */
export type EvaluationKind = 'in-round' | 'extraordinary';

/** Returns the name and dates of a round. */
export function roundDeadlines(round: Round): RoundPeriod & RoundDeadlines {
	const { year, kind, opensOn, reportBy, readBy, meetingOn } = round;
	return { year, kind, opensOn, reportBy, readBy, meetingOn };
}

export interface ReportedMeasure {
	planId: number;
	measure: Measure;
	/** Open round, else the latest one; null for an extraordinary evaluation. */
	round: Round | null;
	/** Key of the open round, if any. */
	running: RoundKey | null;
}

/** Explains an expired reporting link (403). */
export function refuseExpiredLink({ locals }: Pick<RequestEvent, 'locals'>): void {
	const { actor, linkRefused } = locals;
	if (!actor.link && linkRefused && actor.personId === null) error(403, { message: `link-${linkRefused}` });
}

/** Requires that the actor reports for a body or came by a link; measures are checked one by one. */
export function requireReporting(event: Pick<RequestEvent, 'locals' | 'url'>): void {
	const { actor } = event.locals;
	refuseExpiredLink(event);
	if (!actor.link)
		requirePermission(event, 'evaluation.report', { responsibleBodyId: reportingBodyId(actor) });
}

/**
 * Requires the measure of the address and permission to report it. Reporting links belong to a round, so
 * they give no access to extraordinary evaluations.
 */
export async function requireReportedMeasure(
	event: ReportEvent,
	kind: EvaluationKind
): Promise<ReportedMeasure> {
	const { db } = event.locals;
	requireReporting(event);
	const plan = planOf(event);
	const measure = plan && (await measureByCode(db.read, plan.id, event.params.code));
	if (!measure) error(404, 'not-found');
	const rounds = await roundsOf(db.read, plan.id);
	const running = rounds.find(({ state }) => acceptsReports(state));
	const latest = running ?? rounds.findLast(({ state }) => state === 'closed');
	const key = kind === 'extraordinary' ? extraordinaryRoundKey : latest && roundKey(latest);
	requirePermission(event, 'evaluation.report', {
		planId: plan.id,
		...(key !== undefined && { round: key }),
		measureId: measure.id,
		responsibleBodyId: measure.bodyId
	});
	if (kind === 'in-round' && !latest) redirect(303, link('/report'));
	const round = kind === 'extraordinary' ? null : (latest ?? null);
	return { planId: plan.id, measure, round, running: running ? roundKey(running) : null };
}
