import { expect, it, vi } from 'vitest';
import { openFoldsAround } from './open-folds';

/** A page whose only element with an id lies in two folds, the outer one open or closed. */
function pageWith(id: string, isOuterOpen: boolean) {
	const fold = (isOpen: boolean, parentElement: object | null) => {
		const state = { isOpen };
		return { state, parentElement, matches: () => !state.isOpen, setAttribute: () => (state.isOpen = true) };
	};
	const outer = fold(isOuterOpen, null);
	const inner = fold(false, outer);
	const target = { parentElement: inner, scrollIntoView: vi.fn() };
	const page = { getElementById: (asked: string) => (asked === id ? target : null) };
	return { folds: [outer.state, inner.state], target, page: page as unknown as Document };
}

it.each([true, false])('opens the closed folds around the target and scrolls to it', (isOuterOpen) => {
	const { folds, target, page } = pageWith('measure-1.1', isOuterOpen);
	openFoldsAround('#measure-1.1', page);
	expect(folds).toEqual([{ isOpen: true }, { isOpen: true }]);
	expect(target.scrollIntoView).toHaveBeenCalledOnce();
});

it('leaves a page alone that has no such element', () => {
	const { folds, page } = pageWith('other', false);
	openFoldsAround('#measure-1.1', page);
	expect(folds).toEqual([{ isOpen: false }, { isOpen: false }]);
});
