import { untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { on } from 'svelte/events';

/** Messages between the windows of one presentation. */
type SlideShowMessage = { say: 'at'; slide: number } | { say: 'go'; to: number } | { say: 'hello' };

/**
 * A presentation in several windows of one browser: the slide window leads, the speaker window follows and can
 * ask it to move. Uses no network.
 */
export class SlideShow {
	/** Index of the slide shown. */
	at = $state(0);
	/** True if another window has answered. */
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

	/** Connects to the other windows; call it on mount. @returns a function that disconnects */
	join(): () => void {
		const channel = new BroadcastChannel(this.#name);
		this.#channel = channel;
		const stop = on(channel, 'message', (message) =>
			this.#hear((message as MessageEvent<SlideShowMessage>).data)
		);
		// Announces the position without following others: a joining window stays.
		const slide = untrack(() => this.at);
		this.#say(this.#leads ? { say: 'at', slide } : { say: 'hello' });
		return () => {
			stop();
			channel.close();
			this.#channel = null;
		};
	}

	/** Goes to a slide within range. The speaker window asks the slide window to do it. */
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

/** Returns the channel name of a review version. */
export function slideShowChannel(key: string, version: number): string {
	return `framdrift-presentation-${key}-v${version}`;
}

/** Returns the slide a key leads to, or null if the key has no meaning. */
export function slideForKey(
	{ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
	{ at, count }: Pick<SlideShow, 'at' | 'count'>
): number | null {
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
			return shiftKey ? at - 1 : at + 1;
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return null;
	}
}

/** State of the page's full screen mode. */
export class FullScreen {
	readonly #changes = createSubscriber((update) => on(document, 'fullscreenchange', update));

	get isOn(): boolean {
		this.#changes();
		return document.fullscreenElement !== null;
	}

	/** Toggles full screen; does nothing if the browser refuses. */
	async toggle(): Promise<void> {
		const change = document.fullscreenElement
			? document.exitFullscreen()
			: document.documentElement.requestFullscreen();
		await change.catch(() => undefined);
	}
}
