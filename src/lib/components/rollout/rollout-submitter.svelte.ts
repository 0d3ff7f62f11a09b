import type { SubmitFunction } from '@sveltejs/kit';
import { page } from '$app/state';
import { pagePath } from '$lib/i18n/plan-address';

/** Error of the whole submission rather than of a field. */
export type RolloutSubmitError = 'failed' | 'signed-out';

/** Submits one form and keeps its text on failure. */
export class RolloutSubmitter {
	busy = $state(false);
	trouble = $state<RolloutSubmitError | null>(null);

	readonly #answered: (saved: boolean) => void;

	/** @param answered called when the page shows the response; true if saved */
	constructor(answered: (saved: boolean) => void = () => undefined) {
		this.#answered = answered;
	}

	send: SubmitFunction = ({ cancel }) => {
		if (this.busy) return cancel();
		this.busy = true;
		this.trouble = null;
		return async ({ result, update }) => {
			this.busy = false;
			if (result.type === 'error') return void (this.trouble = 'failed');
			if (result.type === 'redirect' && !isPartner(result.location))
				return void (this.trouble = 'signed-out');
			await update({ reset: false });
			this.#answered(result.type === 'redirect');
		};
	};
}

function isPartner(location: string): boolean {
	return pagePath(new URL(location, page.url).pathname).startsWith('/partners');
}
