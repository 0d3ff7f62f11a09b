import { daysBetween, type CalendarDate } from '../calendar/calendar-date';
import { areaKey, type AreaKey } from './figures';
import { isReportable } from '../measure/measure';
import { roundKey } from '../round/round';
import type { PlanSnapshot, SnapshotRound } from '../plan/plan-snapshot';

/** A measure that a round asks about. */
export interface AskedMeasure {
	/** The primary area's number; null across the areas. */
	area: number | null;
	/** The day in Oslo its report first came; null where none has come. */
	answeredOn: CalendarDate | null;
}

/** The response rate: how many of those asked have reported. */
export interface ResponseRate {
	area: AreaKey;
	/** Measures the round asks about. */
	asked: number;
	/** Of those, the ones whose report has come. */
	answered: number;
	/** Of those, the ones whose report came on the deadline or before. */
	onTime: number;
}

export interface RoundResponse {
	total: ResponseRate;
	/** In the order of the measures. */
	areas: ResponseRate[];
}

/**
 * The response rate of a round: the share of the measures it asks about whose report has been sent in.
 * One that was sent back counts, from the day it first came: its giver has answered, and how well is the
 * readers' question. The days of grace do not make a report timely.
 */
export function computeResponse(measures: readonly AskedMeasure[], reportBy: CalendarDate): RoundResponse {
	const areas = [...new Set(measures.map(areaKey))];
	const rate = (area: AreaKey, own: readonly AskedMeasure[]): ResponseRate => ({
		area,
		asked: own.length,
		answered: own.filter(({ answeredOn }) => answeredOn !== null).length,
		onTime: own.filter(({ answeredOn }) => answeredOn !== null && answeredOn <= reportBy).length
	});
	return {
		total: rate('all', measures),
		areas: areas.map((area) =>
			rate(
				area,
				measures.filter((one) => areaKey(one) === area)
			)
		)
	};
}

/** Whole per cent that has answered; null where nobody was asked. */
export function responsePercent({
	asked,
	answered
}: Pick<ResponseRate, 'asked' | 'answered'>): number | null {
	return asked > 0 ? Math.round((100 * answered) / asked) : null;
}

/** How much of what is known of the measures is recent. */
export interface Freshness {
	/** Days a report stays fresh, as the plan had it. */
	limit: number;
	/** Measures that are reported on: adopted and not yet ended. */
	asked: number;
	/** Of those, the ones whose latest approved report is no older than the limit. */
	fresh: number;
}

/**
 * The freshness of a plan: the share of the measures that are reported on whose latest approved report is
 * within the plan's limit. It looks past the round, so that a measure that is silent once may still be fresh.
 *
 * @param reportedOn for each measure the day its latest approved report came, or null
 */
export function computeFreshness(
	reportedOn: readonly (CalendarDate | null)[],
	today: CalendarDate,
	limit: number
): Freshness {
	const fresh = reportedOn.filter((day) => day !== null && daysBetween(day, today) <= limit).length;
	return { limit, asked: reportedOn.length, fresh };
}

/** Both figures of a round, as its review keeps them. */
export interface RoundReporting {
	response: RoundResponse;
	freshness: Freshness;
}

/**
 * The response rate that a review can tell without having kept it: from its approved reports, each with
 * the day it was last sent in. For reviews that were frozen before the figure was kept.
 */
export function computeResponseFromSnapshot(
	standing: Pick<PlanSnapshot, 'measures'> & { round: SnapshotRound }
): RoundResponse {
	const key = roundKey(standing.round);
	const asked = standing.measures.filter(
		({ lifecycle, report }) => report?.round === key || isReportable(lifecycle)
	);
	const measures = asked.map(({ area, report }) => ({
		area,
		answeredOn: report?.round === key ? report.submittedOn : null
	}));
	return computeResponse(measures, standing.round.reportBy);
}
