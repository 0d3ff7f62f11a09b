import { figuresOf, statusOf, type Figures } from './figures';
import { isCounted } from './measure';
import { roundKey } from './round';
import type { Earlier, Standing, StandingRound } from './standing';

export const reviewFormat = 'framdrift.review.v1';

/**
 * A closed round, frozen: everything a reader of the review sees, figures included, so that it
 * renders for ever from its own content however plan, translations and rules move on
 * (domain.md §4 rule 4).
 */
export interface ReviewContent extends Standing {
	format: typeof reviewFormat;
	round: StandingRound;
	figures: Figures;
}

/**
 * The content of a closing round's review.
 *
 * @param standing the plan on the closing day, with the reports of this round only
 */
export function freeze(standing: Standing & { round: StandingRound }): ReviewContent {
	return { format: reviewFormat, ...standing, figures: figuresOf(standing) };
}

/**
 * The one text a content has: keys in the order of their UTF-16 code units, no white space. Its
 * SHA-256 is the review's seal, so the same content must give the same bytes on every machine, and
 * anyone with an implementation of RFC 8785 must be able to check it (no lone surrogates occur
 * here, nor numbers beyond double precision). Written out rather than left to the order of an
 * object's keys: engines put "9" before "10" whatever the order they were given in.
 */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
	const members = Object.entries(value)
		.filter(([, inner]) => inner !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
	return `{${members.join(',')}}`;
}

/** What later standings keep of a review. */
export function asEarlier(content: ReviewContent, sha256: string): Earlier {
	const { figures } = content;
	return {
		key: roundKey(content.round),
		asOf: content.asOf,
		sha256,
		measures: content.measures
			.filter((one) => isCounted(one.lifecycle))
			.map((one) => {
				const status = statusOf(one);
				return { id: one.id, status: status === 'not-reported' ? null : status, deadline: one.deadline };
			}),
		progress: Object.fromEntries([figures.total, ...figures.areas].map((one) => [one.area, one.progress])),
		values: Object.fromEntries(
			figures.values.filter((one) => one.area === 'all').map((one) => [one.value, one.mean])
		)
	};
}
