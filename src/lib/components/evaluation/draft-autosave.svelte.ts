import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationEditor } from './evaluation-editor.svelte';
import { uploadDraft, type DraftReply } from './draft-upload';
import { sameEvaluation, type EvaluationFormValues } from './evaluation-form-values';
import type { LocalDraftStore } from './local-draft';

/**
 * How far what is written has come: `away` where the server cannot be reached, `taken` where somebody
 * else saved meanwhile, `unreadable` where the server cannot take it as it is.
 */
export type SaveState =
	'idle' | 'waiting' | 'saving' | 'kept' | 'away' | 'signed-out' | 'taken' | 'unreadable';

/** Milliseconds after the last key until the draft goes up. */
const pause = 2_000;
/** Milliseconds until the next try, try for try; then the last of them again and again. */
const waits = [2_000, 4_000, 8_000, 16_000, 30_000, 60_000];

interface AutosaveOptions {
	/** Where the draft is sent to, and the round it is written for. */
	address: string;
	round: string;
	/** Whether saving unasked is right now: never over what somebody else saved, nor what is sent. */
	allowed: () => boolean;
}

/**
 * Saves a draft while it is written. What the server has not answered for lies in the browser too; when
 * the server is away the draft goes up by itself as soon as it is back.
 */
export class DraftAutosave {
	keeping = $state<SaveState>('idle');
	savedAt = $state<Instant | null>(null);
	/** The text lies in this browser as long as it is nowhere else. */
	shelved = $state(false);
	readonly #draft: EvaluationEditor;
	readonly #shelf: LocalDraftStore;
	readonly #terms: AutosaveOptions;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#flight: Promise<void> | null = null;
	#tries = 0;
	#stopped = false;
	/** What was sent: where the answer was lost, the server may have it all the same. */
	#sent: EvaluationFormValues[] = [];

	constructor(draft: EvaluationEditor, shelf: LocalDraftStore, terms: AutosaveOptions) {
		this.#draft = draft;
		this.#shelf = shelf;
		this.#terms = terms;
	}

	/** Listens for what tells that the page may go, or that the server may be back. */
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

	/** Something was written: it lies in the browser at once, and goes up when the writer rests. */
	typed(): void {
		if (!this.#draft.unsaved) return this.#rest();
		this.shelved = this.#shelf.put(this.#draft.answers);
		if (!this.#terms.allowed() || this.keeping === 'taken') return;
		if (this.keeping !== 'away' && this.keeping !== 'signed-out') this.#wait('waiting', pause);
	}

	/** Sends what is not sent, now. */
	async flush(): Promise<void> {
		if (this.keeping === 'taken' || this.#flight) return;
		await this.#send();
	}

	/** Tries again where the last try failed, without waiting for its turn. */
	async retry(): Promise<void> {
		if (this.keeping === 'away' || this.keeping === 'signed-out') await this.flush();
	}

	/** Lets the form be sent by hand: nothing is under way beside it, and its version is the newest. */
	async settle(sending: EvaluationFormValues): Promise<void> {
		clearTimeout(this.#timer);
		await this.#flight;
		clearTimeout(this.#timer);
		this.#sent.push(sending);
	}

	/** The server has what was sent by hand. */
	keptByHand(written: string): void {
		this.#draft.keep(written);
		this.keeping = 'idle';
		this.typed();
	}

	/** What was sent by hand was not taken: saving unasked goes on with the next change. */
	refusedByHand(): void {
		this.keeping = 'idle';
	}

	/** Takes over the version of what the server shows, where it is one's own text. */
	adopt(stored: { version: number; answers: EvaluationFormValues } | null): void {
		if (stored && this.#isOwn(stored.answers)) this.#draft.version = stored.version;
	}

	/** The writer lets go of what is not saved. */
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
		// The answer to an earlier try was lost, and the text was not.
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
