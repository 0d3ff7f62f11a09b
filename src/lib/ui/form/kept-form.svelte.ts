import type { ActionResult, BeforeNavigate, SubmitFunction } from '@sveltejs/kit';
import { tick } from 'svelte';
import { applyAction, deserialize, enhance } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import { page } from '$app/state';
import { pathWithoutLocale } from '$lib/i18n/locale';
import { m } from '$lib/i18n/paraglide/messages';
import { pagePath } from '$lib/i18n/plan-address';
import { browserStorage } from './draft-storage';
import { changedTexts, formAddress, formIdentity, isSecret, postedFields, typedValues } from './form-fields';
import { LocalDraftStore, randomName, type DraftFields, type LocalDraft } from './local-draft';

/** Error of a whole submission rather than of a field. */
export type SubmitError = 'failed' | 'signed-out';

/** Response that a form's page has shown. */
export type FormAnswer = 'saved' | 'rejected' | 'restored';

interface KeptFormOptions {
	/** Returns true if the form is emptied after it was saved. */
	clears: () => boolean;
	/** Called when the page shows a response. */
	answered: (answer: FormAnswer) => void;
}

/** Characters above which a form is not kept, such as one with a whole workbook. */
const mostKept = 200_000;

/** The navigation that was last asked about, so that several changed forms ask once. */
let asked: BeforeNavigate | null = null;

/** The draft of the form whose response is being shown; a form that the response puts in its place keeps it. */
let answering: { place: string; window: string } | null = null;

/** Returns the error of a response that saved nothing for a reason outside the form; null for others. */
function submitError(result: ActionResult): SubmitError | null {
	if (result.type === 'error') {
		const { status = 500 } = result;
		return status >= 500 || status === 429 ? 'failed' : null;
	}
	if (result.type !== 'redirect' || isSignIn(page.url.pathname)) return null;
	return isSignIn(new URL(result.location, page.url).pathname) ? 'signed-out' : null;
}

function isSignIn(pathname: string): boolean {
	return pagePath(pathname) === '/login';
}

/**
 * Submits a form without a page load, keeps what is typed in the browser until it is saved, and asks before a
 * changed form is left.
 */
export class KeptForm {
	trouble = $state<SubmitError | null>(null);
	/** Drafts of earlier visits and other windows. */
	left = $state.raw<readonly LocalDraft[]>([]);
	readonly #options: KeptFormOptions;
	#window = randomName();
	#form: HTMLFormElement | null = null;
	#drafts: LocalDraftStore | null = null;
	#place = '';
	#isBusy = false;
	#isTouched = false;
	#before = '';
	#beforeTexts: readonly string[] = [];

	constructor(options: KeptFormOptions) {
		this.#options = options;
	}

	/** Starts keeping a form; returns how to stop. */
	begin(form: HTMLFormElement): () => void {
		this.#form = form;
		this.arrive();
		const onInput = () => this.#store(true);
		form.addEventListener('input', onInput);
		const { destroy } = enhance(form, this.#send);
		return () => {
			form.removeEventListener('input', onInput);
			destroy();
			this.#form = null;
		};
	}

	/** Looks for drafts where the page shows another record. */
	arrive(): void {
		const { actor } = page.data as { actor?: { writer: string } };
		const writer = actor?.writer ?? 'nobody';
		if (!this.#form || writer === 'nobody' || isSecret(this.#form)) return;
		const place = `${writer}/form${pathWithoutLocale(page.url.pathname)}?${formIdentity(this.#form)}`;
		if (place === this.#place) return;
		this.#place = place;
		if (answering?.place === place) this.#window = answering.window;
		this.#drafts = new LocalDraftStore(browserStorage(), place, this.#window);
		const shown = withoutVersion(postedFields(this.#form));
		// A draft that the form shows already, as the server kept it too, is not offered.
		this.left = this.#drafts
			.left()
			.filter(({ action, posted }) => action !== undefined && withoutVersion(posted) !== shown);
		this.#rest();
	}

	/** Asks before a changed form is left. Its text is still offered on the next visit. */
	leave(navigation: BeforeNavigate): void {
		const stays = navigation.to?.url.pathname === navigation.from?.url.pathname && !navigation.willUnload;
		if (stays || asked === navigation || !this.#isChanged()) return;
		asked = navigation;
		// On closing the window the browser asks with its own text.
		if (navigation.type === 'leave' || !confirm(m.report_leave())) navigation.cancel();
	}

	/** Puts a draft in the form: the server returns the form with its text, unsaved. */
	async take(draft: LocalDraft): Promise<void> {
		const result = await restore(draft);
		this.trouble = submitError(result);
		if (this.trouble) return;
		await applyAction(result);
		if (result.type !== 'success') return;
		this.discard(draft);
		await tick();
		this.#options.answered('restored');
		await tick();
		this.#store(true);
	}

	discard({ key }: LocalDraft): void {
		this.#drafts?.drop(key);
		this.left = this.left.filter((one) => one.key !== key);
	}

	#isChanged(): boolean {
		return this.#isTouched && this.#form !== null && typedValues(this.#form) !== this.#before;
	}

	/** Takes the form's values as unchanged. */
	#rest(): void {
		this.#isTouched = false;
		if (!this.#form) return;
		this.#before = typedValues(this.#form);
		this.#beforeTexts = changedTexts(this.#form, []);
	}

	#store(isTouched: boolean): void {
		if (!this.#form || !this.#drafts) return;
		this.#isTouched ||= isTouched;
		if (!this.#isChanged()) return this.#drafts.clear();
		const posted = postedFields(this.#form);
		if (JSON.stringify(posted).length > mostKept) return;
		const texts = changedTexts(this.#form, this.#beforeTexts);
		this.#drafts.put({ posted, action: formAddress(this.#form), texts });
	}

	#send: SubmitFunction = ({ cancel, formElement }) => {
		if (this.#isBusy) return cancel();
		this.#isBusy = true;
		this.trouble = null;
		formElement.ariaBusy = 'true';
		return async ({ result, update }) => {
			this.#isBusy = false;
			formElement.ariaBusy = null;
			this.trouble = submitError(result);
			if (this.trouble) return;
			const key = formElement.elements.namedItem('formKey');
			if (key instanceof HTMLInputElement) key.value = randomName();
			const isSaved = result.type === 'redirect' || (result.type === 'success' && !isUnsaved(result.data));
			if (isSaved) {
				this.#isTouched = false;
				this.#drafts?.clear();
			}
			// After a conflict the next save uses the current version; submitted text stays in the fields.
			if (result.type === 'failure' && result.status === 409) await invalidateAll();
			answering = { place: this.#place, window: this.#window };
			await update({ reset: isSaved && this.#options.clears(), invalidateAll: isSaved });
			await tick();
			answering = null;
			this.#options.answered(isSaved ? 'saved' : 'rejected');
			await tick();
			if (isSaved) this.#rest();
			else this.#store(false);
		};
	};
}

/** Returns the fields of a form but its version, serialised for comparison. */
function withoutVersion(fields: DraftFields): string {
	return JSON.stringify(Object.entries(fields).filter(([name]) => name !== 'version'));
}

/** True if a response holds a form, such as one with another row, rather than a result. */
function isUnsaved(data: Record<string, unknown> | undefined): boolean {
	return data !== undefined && 'faults' in data;
}

async function restore({ action = '', posted }: LocalDraft): Promise<ActionResult> {
	const fields = Object.entries({ ...posted, restore: '1' });
	const body = new URLSearchParams(
		fields.flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
	);
	try {
		const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
		const response = await fetch(action, { method: 'POST', body, headers });
		return deserialize(await response.text());
	} catch (error) {
		return { type: 'error', error };
	}
}
