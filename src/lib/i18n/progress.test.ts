import { afterEach, describe, expect, it } from 'vitest';
import { computeFigures, type AreaFigures } from '$lib/domain/figures/figures';
import type { SnapshotMeasure } from '$lib/domain/plan/plan-snapshot';
import {
	aMeasure,
	anEvaluation,
	aPlanSnapshot,
	aPreviousReview
} from '../../../tests/support/plan-snapshots';
import { overwriteGetLocale } from './paraglide/runtime';
import { areaProgressTrack, progressLegend, progressTrackText } from './progress';

afterEach(() => overwriteGetLocale(() => 'nb'));

/** Returns the text with plain spaces. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2060', '');

/** Figures of measures with progress, and with progress the year before for those that have a number in `before`. */
function figuresOf(progress: readonly (number | null)[], before: readonly number[] = []): AreaFigures {
	const measures = progress.map((one, index): SnapshotMeasure =>
		aMeasure({
			id: `m${index}`,
			expected: 60,
			report: one === null ? null : anEvaluation({ progress: one })
		})
	);
	const yearBefore = aPreviousReview({
		key: '2025',
		measures: before.map((one, index) => ({
			id: `m${index}`,
			status: 'on-track',
			deadline: null,
			progress: one
		}))
	});
	return computeFigures(aPlanSnapshot({ measures, yearBefore })).total;
}

describe('progressLegend', () => {
	it('names the marks that the lines have, and no others', () => {
		expect(plain(progressLegend([figuresOf([40, 50, 60], [20, 30, 40])]))).toBe(
			'● framdrift · ○ året før · | forventet'
		);
		expect(plain(progressLegend([figuresOf([40, 50, 60])]))).toBe('● framdrift · | forventet');
		expect(plain(progressLegend([figuresOf([40]), figuresOf([null])]))).toBe('● framdrift');
		expect(progressLegend([figuresOf([null])])).toBe('');
	});
});

describe('progressTrackText', () => {
	it.each([
		['nb', '● framdrift 50 % (3 av 3 tiltak) · | forventet 60 % · året før: for få av de samme tiltakene'],
		['nn', '● framdrift 50 % (3 av 3 tiltak) · | venta 60 % · året før: for få av dei same tiltaka'],
		[
			'en',
			'● progress 50% (3 of 3 measures) · | expected 60% · the year before: too few of the same measures'
		]
	] as const)('gives the reason for a value that is not compared, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		const figures = figuresOf([40, 50, 60], [20, 30]);
		expect(plain(progressTrackText(figures))).toBe(text);
		expect(areaProgressTrack(figures).words).toContain(text.split(' · ').at(-1));
	});

	it('keeps a mark on the line of its word, and a dot on the line before', () => {
		expect(progressTrackText(figuresOf([40, 50, 60], [20, 30, 40]))).toMatch(
			/^●\u00a0framdrift [^·]+\u00a0· ○\u00a0året før [^·]+\u00a0· \|\u2060\u00a0forventet\s/
		);
	});

	it('counts one measure as one, in English', () => {
		overwriteGetLocale(() => 'en');
		expect(plain(progressTrackText(figuresOf([25])))).toBe(
			'● progress 25% (1 of 1 measure) · too few measures to compare'
		);
		overwriteGetLocale(() => 'nb');
	});

	it('says that nothing is compared if no value is', () => {
		expect(plain(progressTrackText(figuresOf([40, 50], [20, 30])))).toBe(
			'● framdrift 45 % (2 av 2 tiltak) · for få tiltak til å sammenligne'
		);
	});
});
