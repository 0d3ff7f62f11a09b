import { z } from 'zod';
import { lifecycles } from '$lib/domain/measure/measure';
import type { ValidationError } from '$lib/domain/result';
import { canonicalJson, reviewFormat } from '$lib/domain/review/review';
import { roundKinds } from '$lib/domain/round/round';
import type { PlanFile, PlanFileRound } from '$lib/forms/plan-file/plan-file';
import { seal } from '../reviews/queries';

type PlanFileReview = PlanFileRound['reviews'][number];

const areaFigures = z.looseObject({ area: z.string(), progress: z.number().nullable() });

/** The parts of a sealed review that readers use; other content is not checked. */
const reviewContentShape = z.looseObject({
	format: z.literal(reviewFormat),
	round: z.looseObject({ year: z.int(), kind: z.enum(roundKinds) }),
	asOf: z.iso.date(),
	values: z.array(z.looseObject({ code: z.string() })),
	areas: z.array(z.looseObject({ number: z.int() })),
	measures: z.array(
		z.looseObject({
			id: z.string(),
			code: z.string(),
			lifecycle: z.enum(lifecycles),
			deadline: z.string().nullable(),
			report: z.looseObject({ round: z.string(), submittedOn: z.iso.date() }).nullable()
		})
	),
	figures: z.looseObject({
		total: areaFigures,
		areas: z.array(areaFigures),
		values: z.array(z.looseObject({ value: z.string(), area: z.string(), mean: z.number().nullable() }))
	})
});

/** Returns errors for reviews whose seal or round does not match their content. */
export function validateSealedReviews(file: PlanFile): ValidationError[] {
	return file.plan.rounds.flatMap((round, i) =>
		round.reviews.flatMap((review, j) => {
			const at = `plan.rounds[${i}].reviews[${j}]`;
			if (seal(review.content) !== review.sha256) return [{ field: `${at}.sha256`, code: 'broken-seal' }];
			return isReviewOf(round, review) ? [] : [{ field: `${at}.content`, code: 'not-a-review' }];
		})
	);
}

function isReviewOf(round: PlanFileRound, review: PlanFileReview): boolean {
	let json: unknown;
	try {
		json = JSON.parse(review.content);
	} catch {
		return false;
	}
	const read = reviewContentShape.safeParse(json);
	return (
		read.success &&
		read.data.round.year === round.year &&
		read.data.round.kind === round.kind &&
		canonicalJson(json) === review.content
	);
}
