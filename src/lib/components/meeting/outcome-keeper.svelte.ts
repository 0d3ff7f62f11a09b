import type { Instant } from '$lib/domain/calendar/calendar-date';
import { outcomeFields } from '$lib/forms/meeting';

/** Another minute taker of the same item. */
export interface OtherMinuteTaker {
	name: string;
	at: Instant;
	/** The outcome as they have typed it and not saved; empty for none. */
	text: string;
	isOpen: boolean;
}

/** State of keeping what is typed: `away` if the server cannot be reached. */
type KeepingState = 'idle' | 'waiting' | 'kept' | 'away';

/** Milliseconds of pause in typing before the text is sent. */
const pause = 2_000;
/** Milliseconds between signals that the page is open, which also bring what the others type. */
const everyMs = 10_000;
/** Bytes of a request that browsers keep alive after the page is left. */
const keepaliveLimit = 60_000;

/** Keeps what is typed about an item on the server until it is saved, and shows what other minute takers type. */
export class OutcomeKeeper {
	keeping = $state<KeepingState>('idle');
	keptAt = $state<Instant | null>(null);
	others = $state.raw<readonly OtherMinuteTaker[]>([]);
	/** Version of the item on the server; differs from the form's once somebody else has saved. */
	current = $state<number | null>(null);
	readonly #address: string;
	#form: HTMLFormElement | null = null;
	#isTyped = false;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(address: string, others: readonly OtherMinuteTaker[]) {
		this.#address = address;
		this.others = others;
	}

	/** Attaches the keeper to the form; returns how to stop. */
	begin = (form: HTMLFormElement): (() => void) => {
		this.#form = form;
		const onInput = () => this.#typed();
		const onHide = () => void this.#send();
		const onSubmit = () => this.#stopWaiting();
		form.addEventListener('input', onInput);
		form.addEventListener('submit', onSubmit);
		addEventListener('pagehide', onHide);
		addEventListener('online', onHide);
		const timer = setInterval(() => document.visibilityState === 'visible' && void this.#send(), everyMs);
		void this.#send();
		return () => {
			clearInterval(timer);
			this.#stopWaiting();
			form.removeEventListener('input', onInput);
			form.removeEventListener('submit', onSubmit);
			removeEventListener('pagehide', onHide);
			removeEventListener('online', onHide);
			this.#form = null;
		};
	};

	/** Forgets what was typed: it is saved. */
	saved(): void {
		this.#stopWaiting();
		this.keeping = 'idle';
	}

	#stopWaiting(): void {
		clearTimeout(this.#timer);
		this.#isTyped = false;
	}

	#typed(): void {
		this.#isTyped = true;
		if (this.keeping !== 'away') this.keeping = 'waiting';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#send(), pause);
	}

	async #send(): Promise<void> {
		if (!this.#form) return;
		const typed = this.#isTyped;
		this.#isTyped = false;
		const body = bodyOf(this.#form, typed);
		try {
			const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
			const keepalive = body.length < keepaliveLimit;
			const answer = await fetch(this.#address, { method: 'POST', body, headers, keepalive });
			if (!answer.ok) throw new Error(String(answer.status));
			const { version, at, others } = (await answer.json()) as Answer;
			Object.assign(this, { current: version, others });
			if (typed && !this.#isTyped) Object.assign(this, { keeping: 'kept', keptAt: at });
		} catch {
			// The next signal sends it again.
			this.#isTyped ||= typed;
			if (typed) this.keeping = 'away';
		}
	}
}

interface Answer {
	version: number;
	at: Instant;
	others: OtherMinuteTaker[];
}

/** Returns the fields of the form; only its version if nothing was typed. */
function bodyOf(form: HTMLFormElement, typed: boolean): string {
	const data = new FormData(form);
	const text = (name: string) => {
		const value = data.get(name);
		return typeof value === 'string' ? value : '';
	};
	const names = ['version', ...(typed ? outcomeFields : [])];
	return new URLSearchParams(names.map((name) => [name, text(name)])).toString();
}
