import type { SubmitFunction } from '@sveltejs/kit';
import { beforeNavigate, goto, invalidateAll } from '$app/navigation';
import { page } from '$app/state';
import { m } from '$lib/i18n/paraglide/messages';
import { pagePath } from '$lib/i18n/plan-address';
import type { SubmitError } from '$lib/ui/form/kept-form.svelte';
import type { DraftAutosave } from './draft-autosave.svelte';
import type { EvaluationEditor } from './evaluation-editor.svelte';
import type { EvaluationFormValues } from './evaluation-form-values';

/** Evaluation on the server. */
export interface StoredEvaluation {
	version: number;
	answers: EvaluationFormValues;
}

/**
 * Submits an evaluation, keeps its text on failure, and warns before unsaved text is left. Create it while the
 * component initialises.
 */
export class EvaluationSubmitter {
	busy = $state(false);
	trouble = $state<SubmitError | null>(null);
	readonly #draft: EvaluationEditor;
	readonly #autosave: DraftAutosave;
	readonly #stored: () => StoredEvaluation | null;
	/** True if the writer confirmed leaving. */
	#leaving = false;

	/** @param stored returns the server's evaluation as the page shows it */
	constructor(draft: EvaluationEditor, autosave: DraftAutosave, stored: () => StoredEvaluation | null) {
		this.#draft = draft;
		this.#autosave = autosave;
		this.#stored = stored;
		beforeNavigate((navigation) => {
			const stays = navigation.to?.url.pathname === navigation.from?.url.pathname && !navigation.willUnload;
			if (stays || this.#leaving || !draft.unsaved) return;
			// A text stored in the browser is offered again, and may still be sent on the way out.
			if (autosave.shelved) return void autosave.flush();
			// On closing the window the browser asks with its own text.
			if (navigation.type === 'leave') return navigation.cancel();
			if (confirm(m.report_leave())) this.#leaving = true;
			else navigation.cancel();
		});
	}

	report: SubmitFunction = async ({ cancel, formData }) => {
		if (this.busy) return cancel();
		const { written, answers } = this.#draft;
		this.busy = true;
		this.trouble = null;
		await this.#autosave.settle(answers);
		formData.set('version', String(this.#draft.version ?? ''));
		return async ({ result, update }) => {
			this.busy = false;
			if (result.type === 'error') return void (this.trouble = 'failed');
			if (result.type === 'failure') {
				// Both texts must be shown before anything is saved over the other.
				await update({ reset: false });
				return this.#notTaken(result.data);
			}
			if (result.type !== 'redirect') return update({ reset: false });
			if (!isEvaluationForm(result.location)) return void (this.trouble = 'signed-out');
			this.#autosave.keptByHand(written);
			if (!isHere(result.location)) return update({ reset: false });
			// After saving, scroll position and focus stay.
			await goto(result.location, { ...stay, replaceState: true, invalidateAll: true });
			this.#autosave.adopt(this.#stored());
		};
	};

	/** Records a conflict: the next save is based on the other person's version. */
	#notTaken(data: Record<string, unknown> | undefined): void {
		this.#autosave.refusedByHand();
		const conflict = data?.conflict as { version: number | null } | undefined;
		if (conflict) this.#draft.version = conflict.version;
	}

	unchanged: SubmitFunction = async ({ cancel, formData }) => {
		if (this.#draft.touched && !confirm(m.report_unchanged_confirm())) return cancel();
		await this.#autosave.settle(this.#draft.answers);
		formData.set('version', String(this.#draft.version ?? ''));
		this.#leaving = true;
		return async ({ result, update }) => {
			await update({ reset: false });
			if (result.type === 'redirect') return this.#autosave.forget();
			this.#leaving = false;
			if (result.type === 'failure') await invalidateAll();
		};
	};
}

const stay = { noScroll: true, keepFocus: true } as const;

function pathOf(location: string): string {
	return new URL(location, page.url).pathname;
}

function isEvaluationForm(location: string): boolean {
	return /^\/report(\/|$)/.test(pagePath(pathOf(location)));
}

function isHere(location: string): boolean {
	return pathOf(location) === page.url.pathname;
}
