import { describe, expect, it } from 'vitest';
import {
	planSections,
	planSectionNames,
	isPlanSection,
	isPlanEditable,
	mayEndEntry,
	mayRemoveEntry,
	planChangeNeedsReason,
	nextDriverCode
} from './plan-structure';
import { planStates } from './plan';
import { createSlug } from '../slug';

describe('allowed changes to a plan section', () => {
	it.each(planStates)('in a plan that is %s', (state) => {
		expect({
			change: isPlanEditable(state),
			reason: planChangeNeedsReason(state),
			remove: mayRemoveEntry('values', state)
		}).toEqual(
			{
				draft: { change: true, reason: false, remove: true },
				adopted: { change: true, reason: true, remove: false },
				superseded: { change: false, reason: true, remove: false }
			}[state]
		);
	});

	it('never include deleting a partnership’s entries', () => {
		const removable = planSectionNames.filter((part) => mayRemoveEntry(part, 'draft'));
		expect(removable).toEqual(['goals', 'values', 'challenges', 'opportunities', 'areas', 'funding']);
	});

	it('never include ending the plan or the partnership', () => {
		expect(planSectionNames.filter((part) => !mayEndEntry(part))).toEqual(['plan', 'partnership']);
	});
});

describe('planSections', () => {
	it.each(planSectionNames)('gives %s a title field and unique field names', (part) => {
		const names = planSections[part].fields.map(({ name }) => name);
		expect(names).toContain(planSections[part].title);
		expect(new Set(names).size).toBe(names.length);
	});

	it.each(['', 'measures', 'toString', '__proto__', 'Values'])('does not contain %j', (part) => {
		expect(isPlanSection(part)).toBe(false);
	});
});

describe('nextDriverCode', () => {
	it.each([
		['challenge', ['U1', 'U8', 'M9'], 'U9'],
		['opportunity', ['U1', 'U8'], 'M1'],
		['challenge', [], 'U1'],
		['challenge', ['U2', 'U10'], 'U11']
	] as const)('of %s after %j is %s', (kind, codes, next) => {
		expect(nextDriverCode(kind, codes)).toBe(next);
	});
});

describe('createSlug', () => {
	it.each([
		['Løsningsorientert', 'losningsorientert'],
		['  Å være på – «lag»! ', 'a-vaere-pa-lag'],
		['Éin arena', 'ein-arena'],
		['…', 'uten-navn'],
		['x'.repeat(80), 'x'.repeat(60)]
	])('turns %j into %s', (text, slug) => {
		expect(createSlug(text, new Set())).toBe(slug);
	});

	it('returns an unused slug', () => {
		expect(createSlug('Ny', new Set(['ny', 'ny-2']))).toBe('ny-3');
	});
});
