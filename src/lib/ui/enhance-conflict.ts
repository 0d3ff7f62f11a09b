import type { SubmitFunction } from '@sveltejs/kit';
import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';

/**
 * Submits a form without a page load. After a conflict (409) the page's data is reloaded first, so that the
 * next save uses the current version; submitted text stays in the fields.
 */
export const enhanceConflict: SubmitFunction = () => {
	return async ({ result, update }) => {
		if (result.type !== 'failure' || result.status !== 409) return update({ reset: false });
		await invalidateAll();
		await applyAction(result);
	};
};
