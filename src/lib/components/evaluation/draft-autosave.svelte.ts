import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationEditor } from './evaluation-editor.svelte';
import { uploadDraft, type DraftReply } from './draft-upload';
import { evaluationToForm, sameEvaluation, type EvaluationFormValues } from './evaluation-form-values';
import type { LocalDraftStore } from '$lib/ui/form/local-draft';

/**
 * State of autosaving: `away` if the server cannot be reached, `taken` if someone else saved meanwhile,
 * `unreadable` if the server rejects the text.
 */
export type SaveState =
	'idle' | 'waiting' | 'saving' | 'kept' | 'away' | 'signed-out' | 'taken' | 'unreadable';

/** Milliseconds of pause in typing before the draft is sent. */
const pause = 2_000;
/** Retry delays in milliseconds; the last one repeats. */
const waits = [2_000, 4_000, 8_000, 16_000, 30_000, 60_000];

interface AutosaveOptions {
	/** Endpoint and round of the draft. */
	address: string;
	round: string;
	/** True if autosaving is allowed: never over someone else's text or a submitted evaluation. */
	allowed: () => boolean;
}

/** Autosaves a draft. Unsaved text is also kept in the browser, and is sent again when the server is back. */
export class DraftAutosave {
	keeping = $state<SaveState>('idle');
	savedAt = $state<Instant | null>(null);
	/** True while the unsaved text is stored in the browser. */
	shelved = $state(false);
	readonly #draft: EvaluationEditor;
	readonly #shelf: LocalDraftStore;
	readonly #terms: AutosaveOptions;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#flight: Promise<void> | null = null;
	#tries = 0;
	#stopped = false;
	/** Texts sent: if the response was lost, the server may still have saved them. */
	#sent: EvaluationFormValues[] = [];

	constructor(draft: EvaluationEditor, shelf: LocalDraftStore, terms: AutosaveOptions) {
		this.#draft = draft;
		this.#shelf = shelf;
		this.#terms = terms;
	}

	/** Listens for page hiding and for the connection coming back. */
	begin(): () => void {
		const onHide = () => void this.flush();
		const onVisible = () => (document.hidden ? void this.flush() : void this.retry());
		const onOnline = () => void this.retry();
		window.addEventListener('pagehide', onHide);
		window.addEventListener('online', onOnline);
		window.addEventListener('focus', onOnline);
		document.addEventListener('visibilitychange', onVisible);
		return () => {
			this.#stopped = true;
			clearTimeout(this.#timer);
			window.removeEventListener('pagehide', onHide);
			window.removeEventListener('online', onOnline);
			window.removeEventListener('focus', onOnline);
			document.removeEventListener('visibilitychange', onVisible);
		};
	}

	/** Stores a change in the browser, and sends it after a pause. */
	typed(): void {
		if (!this.#draft.unsaved) return this.#rest();
		this.shelved = this.#shelf.put({ posted: evaluationToForm(this.#draft.answers) });
		if (!this.#terms.allowed() || this.keeping === 'taken') return;
		if (this.keeping !== 'away' && this.keeping !== 'signed-out') this.#wait('waiting', pause);
	}

	/** Sends unsaved changes at once. */
	async flush(): Promise<void> {
		if (this.keeping === 'taken' || this.#flight) return;
		await this.#send();
	}

	/** Retries a failed save at once. */
	async retry(): Promise<void> {
		if (this.keeping === 'away' || this.keeping === 'signed-out') await this.flush();
	}

	/** Waits for a running autosave, so that submitting uses the newest version. */
	async settle(sending: EvaluationFormValues): Promise<void> {
		clearTimeout(this.#timer);
		await this.#flight;
		clearTimeout(this.#timer);
		this.#sent.push(sending);
	}

	/** Records that the server saved the submitted text. */
	keptByHand(written: string): void {
		this.#draft.keep(written);
		this.keeping = 'idle';
		this.typed();
	}

	/** Resumes autosaving after a rejected submission, at the next change. */
	refusedByHand(): void {
		this.keeping = 'idle';
	}

	/** Adopts the version of the server's text if it equals one this page sent. */
	adopt(stored: { version: number; answers: EvaluationFormValues } | null): void {
		if (stored && this.#isOwn(stored.answers)) this.#draft.version = stored.version;
	}

	/** Discards unsaved changes. */
	forget(): void {
		clearTimeout(this.#timer);
		this.#shelf.clear();
	}

	#isOwn(answers: EvaluationFormValues): boolean {
		return this.#sent.some((own) => sameEvaluation(own, answers));
	}

	#rest(): void {
		clearTimeout(this.#timer);
		this.#shelf.clear();
		this.shelved = false;
		if (this.keeping !== 'idle' && this.keeping !== 'taken') this.keeping = this.savedAt ? 'kept' : 'idle';
	}

	#wait(keeping: SaveState, milliseconds: number): void {
		this.keeping = keeping;
		clearTimeout(this.#timer);
		if (!this.#stopped) this.#timer = setTimeout(() => void this.flush(), milliseconds);
	}

	async #send(): Promise<void> {
		clearTimeout(this.#timer);
		const { answers, written, unsaved, version } = this.#draft;
		if (!unsaved || !this.#terms.allowed()) return;
		this.#sent.push(answers);
		if (this.keeping !== 'away' && this.keeping !== 'signed-out') this.keeping = 'saving';
		const { address, round } = this.#terms;
		this.#flight = uploadDraft(address, { answers, version, round }).then((reply) =>
			this.#hear(reply, answers, written)
		);
		await this.#flight;
		this.#flight = null;
	}

	#hear(reply: DraftReply, answers: EvaluationFormValues, written: string): void {
		if (reply.kind === 'away' || reply.kind === 'signed-out') return this.#tryLater(reply.kind);
		this.#tries = 0;
		if (reply.kind === 'unreadable') return void (this.keeping = 'unreadable');
		if (reply.kind === 'saved') {
			this.#draft.version = reply.version;
			this.savedAt = reply.savedAt;
			return this.#kept(answers, written);
		}
		const { stored } = reply;
		const anew = stored && stored.version !== this.#draft.version && this.#isOwn(stored.answers);
		if (!anew) return void (this.keeping = 'taken');
		// The response to an earlier attempt was lost, but the text was saved.
		this.#draft.version = stored.version;
		this.#wait('waiting', 0);
	}

	#kept(answers: EvaluationFormValues, written: string): void {
		this.#sent = [answers];
		this.#draft.keep(written);
		this.keeping = 'kept';
		if (this.#draft.unsaved) this.#wait('waiting', pause);
		else this.#rest();
	}

	#tryLater(keeping: 'away' | 'signed-out'): void {
		this.#wait(keeping, waits[Math.min(this.#tries++, waits.length - 1)]!);
	}
}
