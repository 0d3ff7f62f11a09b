import { computeFigures, valuesOverAllAreas, effectiveStatus, type Figures } from '../figures/figures';
import { isCounted } from '../measure/measure';
import {
	computeResponseFromSnapshot,
	type Freshness,
	type RoundReporting,
	type RoundResponse
} from '../figures/response-rate';
import type { ReviewIndicator, ReviewRollout } from './review-parts';
import { compareRoundKeys, roundKey, type RoundKey } from '../round/round';
import type { ReviewTexts } from './review-text';
import type { PreviousReview, PlanSnapshot, SnapshotRound, ValuesInRound } from '../plan/plan-snapshot';

export const reviewFormat = 'framdrift.review.v1';

/**
 * What a review keeps beside the plan's standing. Reviews that were frozen before a part was kept lack it,
 * and so do those that have nothing to say of it: the format's name stays, and what reads it does without.
 */
export interface ReviewParts {
	/** What the secretariat wrote round the figures, by section. */
	texts?: ReviewTexts | undefined;
	/** How the round was answered, sent back and unread reports included. */
	reporting?: RoundReporting | undefined;
	/** What the counted measures are measured by, by the measures' codes. */
	indicators?: ReviewIndicator[] | undefined;
	/** How far what is introduced party by party has come. */
	rollout?: ReviewRollout | undefined;
}

/**
 * A closed round, frozen: everything a reader of the review sees, figures included, so that it
 * renders for ever from its own content however plan, translations and rules move on
 * (domain-rules.md §4.1).
 */
export interface ReviewContent extends PlanSnapshot, ReviewParts {
	format: typeof reviewFormat;
	round: SnapshotRound;
	figures: Figures;
}

/** The figures of a standing, and those that only a review has. */
export interface ReviewFigures extends Figures {
	/** Freshness is null where it was not kept. */
	reporting?: { response: RoundResponse; freshness: Freshness | null } | undefined;
	rollout?: ReviewRollout | undefined;
}

/** All figures of a review. The response rate is worked out from the reports where it was not kept. */
export function computeReviewFigures(content: ReviewContent): ReviewFigures {
	const { figures, rollout } = content;
	const reporting = content.reporting ?? { response: computeResponseFromSnapshot(content), freshness: null };
	return { ...figures, reporting, rollout };
}

/**
 * The content of a closing round's review.
 *
 * @param standing the plan on the closing day, with the reports of this round only
 * @param parts what is kept beside it; leaves no trace where that is nothing, so that such a review has
 *   the content and the seal it always had
 */
export function createReviewContent(
	standing: PlanSnapshot & { round: SnapshotRound },
	{ texts = {}, reporting, indicators = [], rollout }: ReviewParts = {}
): ReviewContent {
	return {
		format: reviewFormat,
		...standing,
		figures: computeFigures(standing),
		...(Object.keys(texts).length > 0 && { texts }),
		...(reporting && { reporting }),
		...(indicators.length > 0 && { indicators }),
		...(rollout && { rollout })
	};
}

/**
 * The one text a content has: keys in the order of their UTF-16 code units, no white space. Its
 * SHA-256 is the review's seal, so the same content must give the same bytes on every machine, and
 * anyone with an implementation of RFC 8785 must be able to check it (no lone surrogates occur
 * here, nor numbers beyond double precision). Written out rather than left to the order of an
 * object's keys: engines put "9" before "10" whatever the order they were given in.
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

/** What later standings keep of a review. */
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
				return { id: one.id, status: status === 'not-reported' ? null : status, deadline: one.deadline };
			}),
		progress: Object.fromEntries([figures.total, ...figures.areas].map((one) => [one.area, one.progress])),
		values: Object.fromEntries(
			figures.values.filter((one) => one.area === 'all').map((one) => [one.value, one.mean])
		)
	};
}

/** What later standings keep of a review's core values. */
export function toValuesInRound(content: ReviewContent): ValuesInRound {
	return { round: roundKey(content.round), values: valuesOverAllAreas(content.figures.values) };
}

/** The review one would hold a round's against: the one before it, else the one after; null where it is alone. */
export function reviewToCompareWith(keys: readonly RoundKey[], key: RoundKey): RoundKey | null {
	const others = [...new Set(keys)].filter((one) => one !== key).sort(compareRoundKeys);
	return others.findLast((one) => compareRoundKeys(one, key) < 0) ?? others[0] ?? null;
}
