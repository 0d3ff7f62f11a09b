import type { SubmitFunction } from '@sveltejs/kit';
import { beforeNavigate, goto, invalidateAll } from '$app/navigation';
import { page } from '$app/state';
import { withoutLocale } from '$lib/i18n/locale';
import { m } from '$lib/i18n/paraglide/messages';
import type { ReportDraft } from './report-draft.svelte';

/** Why nothing was saved, where the form cannot say it field by field. */
export type Trouble = 'failed' | 'signed-out';

/**
 * Sends a report and takes care of its text: what could not be saved stays on the page, and nobody leaves
 * it unsaved without being asked. Made while its component is, which it goes away with.
 */
export class Sending {
	busy = $state(false);
	trouble = $state<Trouble | null>(null);
	readonly #draft: ReportDraft;
	/** The writer has said that the text may go. */
	#leaving = false;

	constructor(draft: ReportDraft) {
		this.#draft = draft;
		beforeNavigate((navigation) => {
			const stays = navigation.to?.url.pathname === navigation.from?.url.pathname && !navigation.willUnload;
			if (stays || this.#leaving || !draft.unsaved) return;
			// Closing the window is asked about by the browser, in its own words.
			if (navigation.type === 'leave') return navigation.cancel();
			if (confirm(m.report_leave())) this.#leaving = true;
			else navigation.cancel();
		});
	}

	report: SubmitFunction = ({ cancel }) => {
		if (this.busy) return cancel();
		const { written } = this.#draft;
		this.busy = true;
		this.trouble = null;
		return async ({ result, update }) => {
			this.busy = false;
			if (result.type === 'error') return void (this.trouble = 'failed');
			if (result.type !== 'redirect') return update({ reset: false });
			if (!isReport(result.location)) return void (this.trouble = 'signed-out');
			this.#draft.keep(written);
			// Saved, and written on: neither the place on the page nor the focus moves.
			if (isHere(result.location))
				return goto(result.location, { ...stay, replaceState: true, invalidateAll: true });
			await update({ reset: false });
		};
	};

	unchanged: SubmitFunction = ({ cancel }) => {
		if (this.#draft.unsaved && !confirm(m.report_unchanged_confirm())) return cancel();
		this.#leaving = true;
		return async ({ result, update }) => {
			await update({ reset: false });
			if (result.type !== 'redirect') this.#leaving = false;
			if (result.type === 'failure') await invalidateAll();
		};
	};
}

const stay = { noScroll: true, keepFocus: true } as const;

function pathOf(location: string): string {
	return new URL(location, page.url).pathname;
}

function isReport(location: string): boolean {
	return /^\/report(\/|$)/.test(withoutLocale(pathOf(location)));
}

function isHere(location: string): boolean {
	return pathOf(location) === page.url.pathname;
}
