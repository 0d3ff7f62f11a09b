import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changeEventLabel, measureChangeValues } from './measure-change-labels';

/** Folders whose commands record changes of measures and of a plan's entries. */
const recording = ['bodies', 'indicators', 'measures', 'plan-file', 'plan-structure', 'plans', 'workbooks'];

describe('changeEventLabel', () => {
	const folders = recording.map((name) => `src/lib/server/${name}`);
	const sources = folders.flatMap((folder) =>
		readdirSync(folder)
			.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
			.map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
	);
	// A removed entry has no page that shows its log.
	const verbs = [...new Set(sources.flatMap(recordedVerbs))].filter((verb) => verb !== 'remove-entry');

	it('has a label for every recorded verb', () => {
		expect(verbs.length).toBeGreaterThan(20);
		expect(verbs.filter((verb) => changeEventLabel(verb) === verb)).toEqual([]);
	});
});

function recordedVerbs(source: string): string[] {
	return [...source.matchAll(/(?:\bverb:[^,\n]*?|eventOf\()('[a-z-]+'(?: : '[a-z-]+')?)/g)].flatMap(
		([, quoted = '']) => [...quoted.matchAll(/[a-z-]+/g)].map(([verb]) => verb)
	);
}

const first = { title: { nb: 'Først', nn: 'Fyrst' }, due: '2026-03-01', doneOn: null };
const then = { title: { nb: 'Så' }, due: '2026-09-01', doneOn: null };

describe('measureChangeValues', () => {
	it.each([
		['a text in their own form', { nb: 'A', nn: 'A' }, { nb: 'B', nn: 'A' }, 'A', 'B'],
		['both forms where their own is the same', { nb: 'A', nn: 'Å' }, { nb: 'A' }, 'A / Å', 'A / tomt'],
		['a date as they write it', null, '2027-05-31', 'tomt', '31.05.2027'],
		['what a body decided, in words', 'adopted', 'in-operation', 'Vedtatt', 'Videreført i drift'],
		['the milestone that came, not all of them', [first], [first, then], 'tomt', 'Så (frist 01.09.2026)'],
		[
			'that a milestone was reached',
			[first, then],
			[{ ...first, doneOn: '2026-02-27' }, then],
			'Først (frist 01.03.2026)',
			'Først (frist 01.03.2026, nådd 27.02.2026)'
		],
		[
			'another order, from first to last',
			[{ nb: 'A' }, { nb: 'B' }],
			[{ nb: 'B' }, { nb: 'A' }],
			'A; B',
			'B; A'
		],
		['a weight with its decimals', 1.4, 1.25, '1,4', '1,25']
	])('%s', (_what, before, after, was, is) => {
		expect(measureChangeValues(before, after)).toEqual({ before: was, after: is });
	});
});
