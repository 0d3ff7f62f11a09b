import type { CurrentPlanSnapshot } from '$lib/server/reviews/overview';

/** Returns a measure's reported and expected progress by review, oldest first. */
export function progressOfMeasure(past: CurrentPlanSnapshot['past'], id: string) {
	return past.flatMap(({ name, content }) => {
		const then = content.measures.find((one) => one.id === id);
		return then ? [{ round: name, progress: then.report?.progress ?? null, expected: then.expected }] : [];
	});
}
