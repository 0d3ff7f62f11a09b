import { untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { on } from 'svelte/events';

/** What the windows of one presentation tell each other. */
type SlideShowMessage = { say: 'at'; slide: number } | { say: 'go'; to: number } | { say: 'hello' };

/**
 * A presentation in one or more windows of a browser: the one that shows the slides knows where it is, the
 * one with the notes follows it and may ask it to move. Nothing of it goes over the network.
 */
export class SlideShow {
	/** The slide shown, counted from 0. */
	at = $state(0);
	/** Whether another window has answered. */
	together = $state(false);
	readonly count: number;
	readonly #name: string;
	readonly #leads: boolean;
	#channel: BroadcastChannel | null = null;

	constructor(count: number, { name, leads }: { name: string; leads: boolean }) {
		this.count = count;
		this.#name = name;
		this.#leads = leads;
	}

	/** Joins the other windows; call where the component mounts. @returns what leaves them */
	join(): () => void {
		const channel = new BroadcastChannel(this.#name);
		this.#channel = channel;
		const stop = on(channel, 'message', (message) =>
			this.#hear((message as MessageEvent<SlideShowMessage>).data)
		);
		// Where it is is told here and not followed: who joins stays.
		const slide = untrack(() => this.at);
		this.#say(this.#leads ? { say: 'at', slide } : { say: 'hello' });
		return () => {
			stop();
			channel.close();
			this.#channel = null;
		};
	}

	/** Goes to a slide; past the ends it stays. The window with the notes asks the other one to. */
	go(to: number): void {
		const slide = Math.min(this.count - 1, Math.max(0, to));
		if (!this.#leads) return this.#say({ say: 'go', to: slide });
		this.at = slide;
		this.#say({ say: 'at', slide });
	}

	#hear(word: SlideShowMessage): void {
		this.together = true;
		if (this.#leads) {
			if (word.say === 'go') this.go(word.to);
			if (word.say === 'hello') this.#say({ say: 'at', slide: this.at });
		} else if (word.say === 'at') this.at = word.slide;
	}

	#say(word: SlideShowMessage): void {
		this.#channel?.postMessage(word);
	}
}

/** The name under which the windows of one review's version find each other. */
export function slideShowChannel(key: string, version: number): string {
	return `framdrift-presentation-${key}-v${version}`;
}

/** Where a key leads from a slide; null where it means nothing here. */
export function slideForKey(key: string, shift: boolean, at: number, count: number): number | null {
	switch (key) {
		case 'ArrowRight':
		case 'ArrowDown':
		case 'PageDown':
			return at + 1;
		case 'ArrowLeft':
		case 'ArrowUp':
		case 'PageUp':
			return at - 1;
		case ' ':
			return shift ? at - 1 : at + 1;
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return null;
	}
}

/** Whether the page fills the screen, as state. */
export class FullScreen {
	readonly #changes = createSubscriber((update) => on(document, 'fullscreenchange', update));

	get isOn(): boolean {
		this.#changes();
		return document.fullscreenElement !== null;
	}

	/** Fills the screen, or leaves it. Where the browser will not, nothing happens: the slides are shown all the same. */
	async toggle(): Promise<void> {
		const change = document.fullscreenElement
			? document.exitFullscreen()
			: document.documentElement.requestFullscreen();
		await change.catch(() => undefined);
	}
}
