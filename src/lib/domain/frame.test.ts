import { describe, expect, it } from 'vitest';
import {
	frame,
	frameParts,
	isFramePart,
	mayChange,
	mayEnd,
	mayRemove,
	needsReason,
	nextDriverCode
} from './frame';
import { planStates } from './plan';
import { slugOf } from './slug';

describe('what may be done to a part of the frame', () => {
	it.each(planStates)('in a plan that is %s', (state) => {
		expect({
			change: mayChange(state),
			reason: needsReason(state),
			remove: mayRemove('values', state)
		}).toEqual(
			{
				draft: { change: true, reason: false, remove: true },
				adopted: { change: true, reason: true, remove: false },
				superseded: { change: false, reason: true, remove: false }
			}[state]
		);
	});

	it('what belongs to the partnership is never deleted, whatever the plan’s state', () => {
		const removable = frameParts.filter((part) => mayRemove(part, 'draft'));
		expect(removable).toEqual(['goals', 'values', 'challenges', 'opportunities', 'areas', 'funding']);
	});

	it('the plan and the partnership do not end', () => {
		expect(frameParts.filter((part) => !mayEnd(part))).toEqual(['plan', 'partnership']);
	});
});

describe('the table', () => {
	it.each(frameParts)('of %s names its title among its fields, and no field twice', (part) => {
		const names = frame[part].fields.map(({ name }) => name);
		expect(names).toContain(frame[part].title);
		expect(new Set(names).size).toBe(names.length);
	});

	it.each(['', 'measures', 'toString', '__proto__', 'Values'])('knows no part called %j', (part) => {
		expect(isFramePart(part)).toBe(false);
	});
});

describe('the next code', () => {
	it.each([
		['challenge', ['U1', 'U8', 'M9'], 'U9'],
		['opportunity', ['U1', 'U8'], 'M1'],
		['challenge', [], 'U1'],
		['challenge', ['U2', 'U10'], 'U11']
	] as const)('of a %s after %j is %s', (kind, codes, next) => {
		expect(nextDriverCode(kind, codes)).toBe(next);
	});
});

describe('a readable key', () => {
	it.each([
		['Løsningsorientert', 'losningsorientert'],
		['  Å være på – «lag»! ', 'a-vaere-pa-lag'],
		['Éin arena', 'ein-arena'],
		['…', 'uten-navn'],
		['x'.repeat(80), 'x'.repeat(60)]
	])('of %j is %s', (text, slug) => {
		expect(slugOf(text, new Set())).toBe(slug);
	});

	it('is nobody else’s', () => {
		expect(slugOf('Ny', new Set(['ny', 'ny-2']))).toBe('ny-3');
	});
});
