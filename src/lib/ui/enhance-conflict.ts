import type { SubmitFunction } from '@sveltejs/kit';
import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';

/**
 * Sends a form without a new page. Where somebody else came first (409), what stands now is fetched
 * before the answer is shown, so that the next try is made from it; what was typed stays in the fields.
 */
export const enhanceConflict: SubmitFunction = () => {
	return async ({ result, update }) => {
		if (result.type !== 'failure' || result.status !== 409) return update({ reset: false });
		await invalidateAll();
		await applyAction(result);
	};
};
