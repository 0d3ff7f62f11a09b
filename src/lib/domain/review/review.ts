import { computeFigures, valuesOverAllAreas, effectiveStatus, type Figures } from '../figures/figures';
import { toFiguresOf2025, toSnapshotOf2025 } from '../figures/definition-2025';
import { definitionOn, type FigureDefinition } from '../figures/figure-definition';
import { isCounted } from '../measure/measure';
import {
	computeResponseFromSnapshot,
	type Freshness,
	type RoundReporting,
	type RoundResponse
} from '../figures/response-rate';
import type { ReviewIndicator, ReviewRollout } from './review-parts';
import type { ReviewDecisions } from './review-decisions';
import { compareRoundKeys, roundKey, type RoundKey } from '../round/round';
import type { ReviewTexts } from './review-text';
import {
	effectiveProgress,
	type PreviousReview,
	type PlanSnapshot,
	type SnapshotRound,
	type ValuesInRound
} from '../plan/plan-snapshot';

export const reviewFormat = 'framdrift.review.v1';

/**
 * Parts a review stores besides the plan snapshot. Each is optional: missing in reviews frozen before it was
 * introduced, or without data.
 */
export interface ReviewParts {
	/** The secretariat's texts by section. */
	texts?: ReviewTexts | undefined;
	/** Response rate of the round, with returned and unapproved evaluations included. */
	reporting?: RoundReporting | undefined;
	/** Indicators of the counted measures, by the measures' codes. */
	indicators?: ReviewIndicator[] | undefined;
	/** Rollout of measures at the partners. */
	rollout?: ReviewRollout | undefined;
	/** Published decisions since the previous annual review; annual reviews only. */
	decisionsOfYear?: ReviewDecisions | undefined;
}

/**
 * Frozen content of a closed round, figures included, so that the review renders from it alone
 * (domain-rules.md §4.1).
 */
export interface ReviewContent extends PlanSnapshot, ReviewParts {
	format: typeof reviewFormat;
	/** Definition the figures are computed by. Missing in that of 2025, which did not name itself. */
	definition?: Exclude<FigureDefinition, '2025'> | undefined;
	round: SnapshotRound;
	figures: Figures;
}

/** Figures of a plan snapshot, and those only a review has. */
export interface ReviewFigures extends Figures {
	/** Freshness is null if it was not stored. */
	reporting?: { response: RoundResponse; freshness: Freshness | null } | undefined;
	rollout?: ReviewRollout | undefined;
}

/**
 * Computes all figures of a review. The response rate is derived from the evaluations if it was not stored.
 */
export function computeReviewFigures(content: ReviewContent): ReviewFigures {
	const { figures, rollout } = content;
	const reporting = content.reporting ?? { response: computeResponseFromSnapshot(content), freshness: null };
	return { ...figures, reporting, rollout };
}

/**
 * Creates the content of a closing round's review.
 *
 * @param standing the plan on the closing date, with this round's evaluations only
 * @param parts the parts to store; empty ones leave the content, and so its checksum, unchanged
 */
export function createReviewContent(
	standing: PlanSnapshot & { round: SnapshotRound },
	{ texts = {}, reporting, indicators = [], rollout, decisionsOfYear }: ReviewParts = {}
): ReviewContent {
	return {
		format: reviewFormat,
		...computeByDefinition(standing),
		...(Object.keys(texts).length > 0 && { texts }),
		...(reporting && { reporting }),
		...(indicators.length > 0 && { indicators }),
		...(rollout && { rollout }),
		...(decisionsOfYear && { decisionsOfYear })
	};
}

/** Returns the snapshot with its figures, by the definition in force on the day it closes. */
function computeByDefinition(
	standing: PlanSnapshot & { round: SnapshotRound }
): PlanSnapshot & Pick<ReviewContent, 'round' | 'figures' | 'definition'> {
	const figures = computeFigures(standing);
	const definition = definitionOn(standing.asOf);
	if (definition !== '2025') return { ...standing, definition, figures };
	return { ...toSnapshotOf2025(standing), figures: toFiguresOf2025(figures, standing) };
}

/**
 * Serializes content as canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space. A
 * review's SHA-256 checksum is computed over it.
 * Keys are written explicitly, because engines order integer-like keys numerically. Lone surrogates and
 * numbers beyond double precision do not occur.
 */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
	const members = Object.entries(value)
		.filter(([, inner]) => inner !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
	return `{${members.join(',')}}`;
}

/** Returns the data of a review that later snapshots need. */
export function toPreviousReview(content: ReviewContent, sha256: string): PreviousReview {
	const { figures } = content;
	return {
		key: roundKey(content.round),
		asOf: content.asOf,
		sha256,
		measures: content.measures
			.filter((one) => isCounted(one.lifecycle))
			.map((one) => {
				const status = effectiveStatus(one);
				return {
					id: one.id,
					status: status === 'not-reported' ? null : status,
					deadline: one.deadline,
					progress: effectiveProgress(one)
				};
			}),
		progress: Object.fromEntries([figures.total, ...figures.areas].map((one) => [one.area, one.progress])),
		values: Object.fromEntries(
			figures.values.filter((one) => one.area === 'all').map((one) => [one.value, one.mean])
		)
	};
}

/** Returns the core value scores of a review for later snapshots. */
export function toValuesInRound(content: ReviewContent): ValuesInRound {
	return { round: roundKey(content.round), values: valuesOverAllAreas(content.figures.values) };
}

/**
 * Returns the review to compare with by default: the previous one, else the next; null if there is no other.
 */
export function reviewToCompareWith(keys: readonly RoundKey[], key: RoundKey): RoundKey | null {
	const others = [...new Set(keys)].filter((one) => one !== key).sort(compareRoundKeys);
	return others.findLast((one) => compareRoundKeys(one, key) < 0) ?? others[0] ?? null;
}
