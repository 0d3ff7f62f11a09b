import { daysBetween, type CalendarDate } from '../calendar/calendar-date';
import { areaKey, type AreaKey } from './figures';
import { isReportable } from '../measure/measure';
import { roundKey } from '../round/round';
import type { PlanSnapshot, SnapshotRound } from '../plan/plan-snapshot';
import { wholePercent } from './whole-percent';

/** A measure included in a round, with the date of its first answer. */
export interface AskedMeasure {
	/** The primary area's number; null for a measure across the areas. */
	area: number | null;
	/** The date in Oslo of the first submission; null if there is none. */
	answeredOn: CalendarDate | null;
}

/** Counts behind a response rate. */
export interface ResponseRate {
	area: AreaKey;
	/** Measures the round asks about. */
	asked: number;
	/** Of those, the ones that were submitted. */
	answered: number;
	/** Of those, the ones submitted by the deadline. */
	onTime: number;
}

export interface RoundResponse {
	total: ResponseRate;
	/** In the order of the measures. */
	areas: ResponseRate[];
}

/**
 * Computes the response rate of a round: the share of its measures with a submitted evaluation. A returned
 * evaluation counts from its first submission; one submitted in the grace period is not on time.
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

/** Returns the response rate in whole per cent; null if no measures were asked. */
export function responsePercent({
	asked,
	answered
}: Pick<ResponseRate, 'asked' | 'answered'>): number | null {
	return asked > 0 ? wholePercent((100 * answered) / asked) : null;
}

/** Counts behind the freshness of a plan's evaluations. */
export interface Freshness {
	/** Days an evaluation stays fresh, as set in the plan. */
	limit: number;
	/** Reportable measures: adopted and not ended. */
	asked: number;
	/** Of those, the ones with an approved evaluation within the limit. */
	fresh: number;
}

/**
 * Computes the share of reportable measures whose latest approved evaluation is within the plan's limit. It
 * ignores rounds, so a measure that missed one may still be fresh.
 *
 * @param reportedOn for each measure, the date of its latest approved evaluation, or null
 */
export function computeFreshness(
	reportedOn: readonly (CalendarDate | null)[],
	today: CalendarDate,
	limit: number
): Freshness {
	const fresh = reportedOn.filter((day) => day !== null && daysBetween(day, today) <= limit).length;
	return { limit, asked: reportedOn.length, fresh };
}

/** Response rate and freshness of a round, as its review stores them. */
export interface RoundReporting {
	response: RoundResponse;
	freshness: Freshness;
}

/**
 * Computes the response rate from the approved evaluations of a review, by their latest submission date. Used
 * for reviews frozen before the rate was stored.
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
