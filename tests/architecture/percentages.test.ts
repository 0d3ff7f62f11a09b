import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locales } from '../../src/lib/domain/localized';
import { isTest, repositoryRoot, sourceFiles } from './source';

const read = (file: string) => readFileSync(join(repositoryRoot, file), 'utf8');

/** Files with a value before "%" that is no figure for people. */
const allowed = new Map([
	['src/lib/i18n/format/number.ts', 'formatPercent itself'],
	['src/lib/components/decision/DecisionBar.svelte', 'positions in a drawing'],
	['src/lib/components/evaluation/StatusBar.svelte', 'positions in a drawing'],
	['src/lib/components/figures/MeasureBlocks.svelte', 'positions in a drawing'],
	['src/lib/components/figures/ProgressTrack.svelte', 'positions in a drawing'],
	['src/lib/components/figures/ValueBar.svelte', 'positions in a drawing'],
	['src/lib/components/timeline/Timeline.svelte', 'positions in a drawing']
]);

/** Returns the percentages that source text writes or rounds without formatPercent and wholePercent. */
function findOwnPercentages(source: string): string[] {
	const text = source.replace(/<style>[\s\S]*<\/style>/, '').replace(/^import .*$/gm, '');
	const written = /\}(?:\s|\\u00a0|&nbsp;)?%(?!\w)|\+ ?['"`](?:\s|\\u00a0)?%/g;
	const rounded =
		/Math\.(?:round|floor|ceil|trunc)\((?=[^;\n]*\b100 ?\*|[^;\n]*\* ?100\b)[^;\n]*|\*\s?100\)\.toFixed/g;
	const standard = /style: ?'percent'/g;
	return [written, rounded, standard].flatMap((pattern) => text.match(pattern) ?? []);
}

describe('percentages', () => {
	it('are written and rounded by formatPercent and wholePercent only (C24)', () => {
		const faults = sourceFiles()
			.filter((file) => !isTest(file) && !allowed.has(file))
			.flatMap((file) => findOwnPercentages(read(file)).map((one) => `${file}: ${one}`));
		expect(faults, 'use formatPercent').toEqual([]);
	});

	it.each([
		[`\${Math.round(share * 100)} %`, 2],
		[`\${progress}\\u00a0%`, 1],
		['<td>{one.progress} %</td>', 1],
		["value + ' %'", 1],
		['Math.floor((100 * done) / all)', 1],
		['(share * 100).toFixed(0)', 1],
		["new Intl.NumberFormat('nb', { style: 'percent' })", 1],
		['formatPercent((100 * done) / all)', 0],
		['Math.ceil(left / 1000)', 0]
	])('%s has %i', (source, faults) => {
		expect(findOwnPercentages(source)).toHaveLength(faults);
	});

	it('are no placeholder before "%" in a message', () => {
		const folder = 'src/lib/i18n/messages';
		const faults = readdirSync(join(repositoryRoot, folder)).flatMap((area) =>
			locales.flatMap((form) => {
				const file = `${folder}/${area}/${form}.json`;
				return (read(file).match(/\{\w+\}\s?%/g) ?? []).map((one) => `${file}: ${one}`);
			})
		);
		expect(faults).toEqual([]);
	});

	it('have no exception that is not needed', () => {
		expect([...allowed.keys()].filter((file) => findOwnPercentages(read(file)).length === 0)).toEqual([]);
	});
});
