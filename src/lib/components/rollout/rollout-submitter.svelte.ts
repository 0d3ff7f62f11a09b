import type { SubmitFunction } from '@sveltejs/kit';
import { page } from '$app/state';
import { pagePath } from '$lib/i18n/plan-address';

/** Why nothing was saved, where the form cannot say it field by field. */
export type RolloutSubmitError = 'failed' | 'signed-out';

/** Sends one form, and leaves on the page what could not be saved. */
export class RolloutSubmitter {
	busy = $state(false);
	trouble = $state<RolloutSubmitError | null>(null);

	readonly #answered: (saved: boolean) => void;

	/** @param answered what follows once the page shows the answer: saved, or sent back */
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
