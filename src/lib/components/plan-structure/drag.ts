import type { Attachment } from 'svelte/attachments';

/**
 * Makes the entries of a list draggable by their handles and sets `data-draggable` on the list. Hidden from
 * assistive technology: the buttons do the same.
 * @param move requests a new index for the entry with a key
 * @param hold receives the key of the held entry, or null on release
 */
export function draggable(
	move: (key: string, place: number) => void,
	hold: (key: string | null) => void
): Attachment<HTMLElement> {
	return (list) => {
		let held: string | null = null;

		/** Returns the index of the held entry: after those whose middle the pointer has passed. */
		function placeAt(y: number): number {
			const others = [...list.children].filter((one) => (one as HTMLElement).dataset.key !== held);
			return others.filter((one) => {
				const { top, height } = one.getBoundingClientRect();
				return y > top + height / 2;
			}).length;
		}

		function take(event: PointerEvent): void {
			const handle = (event.target as Element).closest('[data-handle]');
			const entry = handle?.closest<HTMLElement>('[data-key]');
			if (!entry || event.button !== 0) return;
			event.preventDefault();
			held = entry.dataset.key ?? null;
			hold(held);
			// Listens on the window: an entry that moves in the DOM loses its pointer capture.
			addEventListener('pointermove', drag);
			addEventListener('pointerup', release);
			addEventListener('pointercancel', release);
		}

		function drag(event: PointerEvent): void {
			if (held !== null) move(held, placeAt(event.clientY));
		}

		function release(): void {
			held = null;
			hold(null);
			removeEventListener('pointermove', drag);
			removeEventListener('pointerup', release);
			removeEventListener('pointercancel', release);
		}

		list.addEventListener('pointerdown', take);
		list.dataset.draggable = '';
		return () => {
			list.removeEventListener('pointerdown', take);
			if (held !== null) release();
		};
	};
}
