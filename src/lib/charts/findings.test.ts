import { afterEach, describe, expect, it } from 'vitest';
import type { Status } from '$lib/domain/evaluation/evaluation';
import { computeFigures, type Figures } from '$lib/domain/figures/figures';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { movementChartFinding } from './movement';
import { progressOverTimeFinding } from './progress-over-time';
import { progressFinding } from './progress-per-area';
import { measureWithStatus, chartSnapshot } from './snapshot.arbitrary';
import { statusFinding } from './status-per-area';
import { valuesChartFinding } from './values-per-area';
import { chartLabelsFor } from './chart-labels';

afterEach(() => overwriteGetLocale(() => 'nb'));

/** Builds figures from one status per measure; `null` for a measure without a report. */
function figuresWith(...given: (Status | null)[]): Figures {
	return computeFigures(
		chartSnapshot(given.map((status, index) => measureWithStatus(index + 1, status, 50)))
	);
}

const many = (n: number, status: Status | null) => Array.from({ length: n }, () => status);

describe('statusFinding', () => {
	it.each([
		['nb', 'Ingen tiltak er vedtatt ennå, så det er ingen status å vise.'],
		['nn', 'Ingen tiltak er vedtekne enno, så det er ingen status å vise.'],
		['en', 'No measures have been adopted yet, so there is no status to show.']
	] as const)('is honest where there is nothing, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(statusFinding(figuresWith())).toBe(text);
	});

	it.each([
		['nb', 'Det er ett tiltak, og statusen er «noe forsinket».'],
		['nn', 'Det er eitt tiltak, og statusen er «noko forseinka».'],
		['en', 'There is one measure, and its status is “slightly delayed”.']
	] as const)('speaks of one measure in the singular, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(statusFinding(figuresWith('slightly-delayed'))).toBe(text);
	});

	it.each([
		[
			'nb',
			'17 av 28 tiltak er i rute eller ferdige; seks er forsinket eller på vent, to er ikke startet, og tre mangler rapport.'
		],
		[
			'nn',
			'17 av 28 tiltak er i rute eller ferdige; seks er forseinka eller på vent, to er ikkje starta, og tre manglar rapport.'
		],
		[
			'en',
			'17 of 28 measures are on track or done; six are delayed or on hold, two are not started, and three lack a report.'
		]
	] as const)('counts many, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		const given = [
			...many(15, 'on-track'),
			...many(2, 'done'),
			...many(4, 'slightly-delayed'),
			'delayed',
			'on-hold'
		];
		const rest = [...many(2, 'not-started'), ...many(3, null)];
		expect(statusFinding(figuresWith(...(given as Status[]), ...rest))).toBe(text);
	});

	it.each([
		['nb', '1 av 2 tiltak er i rute eller ferdige; ett er forsinket.'],
		['nn', '1 av 2 tiltak er i rute eller ferdige; eitt er forseinka.'],
		['en', '1 of 2 measures is on track or done; one is delayed.']
	] as const)('counts one of two, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(statusFinding(figuresWith('on-track', 'delayed'))).toBe(text);
	});

	it('handles none, all and both', () => {
		expect(statusFinding(figuresWith(...many(100, null)))).toBe(
			'Ingen av de 100 tiltakene er rapportert ennå.'
		);
		expect(statusFinding(figuresWith(...many(100, 'done')))).toBe(
			'Alle de 100 tiltakene er i rute eller ferdige.'
		);
		expect(statusFinding(figuresWith('done', 'on-track'))).toBe('Begge tiltakene er i rute eller ferdige.');
		expect(statusFinding(figuresWith(...many(3, 'on-hold')))).toBe(
			'Ingen av de 3 tiltakene er i rute eller ferdige; tre er på vent.'
		);
	});
});

const earlier = { key: '2025', asOf: '2025-11-20', sha256: 'seal', measures: [], progress: {}, values: {} };

describe('progressFinding', () => {
	const at = (progress: number | null, before: number | null, expected: number | null) => {
		const standing = chartSnapshot([
			{ ...measureWithStatus(1, 'on-track', progress), expected },
			measureWithStatus(2, null)
		]);
		return progressFinding(
			computeFigures({ ...standing, yearBefore: { ...earlier, progress: { all: before } } })
		);
	};

	it.each([
		[
			'nb',
			'Framdriften er 52\u00a0% i snitt, med rapport fra 1 av 2 tiltak; året før var den 38\u00a0%, og forventet er 60\u00a0%.'
		],
		[
			'nn',
			'Framdrifta er 52\u00a0% i snitt, med rapport frå 1 av 2 tiltak; året før var ho 38\u00a0%, og venta er 60\u00a0%.'
		],
		[
			'en',
			'Progress is 52% on average, with 1 of 2 measures reported; the year before it was 38%, and 60% was expected.'
		]
	] as const)('compares with the year before and with what was expected, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(at(52, 38, 60)).toBe(text);
	});

	it('handles a plan without measures', () => {
		expect(progressFinding(computeFigures(chartSnapshot([])))).toBe(
			'Ingen tiltak er vedtatt ennå, så det er ingen framdrift å vise.'
		);
	});

	it('states unchanged values and omits unknown ones', () => {
		expect(at(52, 52, null)).toContain('; det er det samme som året før.');
		expect(at(52, null, null)).toBe('Framdriften er 52\u00a0% i snitt, med rapport fra 1 av 2 tiltak.');
		expect(at(null, 38, 60)).toBe('Ingen framdrift er rapportert ennå.');
	});
});

describe('movementFinding', () => {
	const since = (then: (Status | null)[], now: (Status | null)[]) => {
		const measures = then.map((status, index) => ({ id: `m${index + 1}`, status, deadline: null }));
		const standing = chartSnapshot(now.map((status, index) => measureWithStatus(index + 1, status)));
		const moved = { ...standing, last: { ...earlier, measures } };
		return movementChartFinding(computeFigures(moved), chartLabelsFor(moved));
	};

	it.each([
		['nb', 'Siden årsrunden 2025 har 1 av 3 tiltak gått fram og ett tilbake; ett står likt, og ett er nytt.'],
		[
			'nn',
			'Sidan årsrunden 2025 har 1 av 3 tiltak gått fram og eitt tilbake; eitt står likt, og eitt er nytt.'
		],
		[
			'en',
			'Since the 2025 annual round, 1 of 3 measures has moved forward and one back; one stands where it was, and one is new.'
		]
	] as const)('tells ways apart, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(since(['delayed', 'on-track', 'done'], ['on-track', 'delayed', 'done', 'on-track'])).toBe(text);
	});

	it('handles no movement, only backward movement and no comparison', () => {
		expect(since(['delayed'], ['delayed'])).toBe(
			'Det ene tiltaket som var med i årsrunden 2025, har verken gått fram eller tilbake; ett står likt.'
		);
		expect(since(['done', 'done'], ['on-hold', 'delayed'])).toBe(
			'Siden årsrunden 2025 har 2 av 2 tiltak gått tilbake og ingen fram.'
		);
		expect(since(['done', null, null, 'done'], [null, 'done', null])).toBe(
			'Ingen av de 3 tiltakene som var med i årsrunden 2025, har gått fram eller tilbake; ' +
				'ett står likt, to mangler rapport den ene gangen, og ett er ikke lenger med.'
		);
		expect(since([], ['done', 'done'])).toBe('Ingen av tiltakene var med i årsrunden 2025; to er nye.');
		expect(movementChartFinding(figuresWith('done'), chartLabelsFor(chartSnapshot([])))).toBe(
			'Det finnes ingen tidligere gjennomgang å sammenligne med.'
		);
	});
});

describe('valuesFinding', () => {
	const scored = (...scores: [string, number][]) => {
		const report = measureWithStatus(1, 'done').report;
		const given = scores.map(([value, score]) => ({ value, score, comment: '' }));
		const standing = chartSnapshot([
			{ ...measureWithStatus(1, 'done'), report: report && { ...report, scores: given } }
		]);
		return valuesChartFinding(computeFigures(standing), chartLabelsFor(standing));
	};

	it.each([
		['nb', 'Engasjert ligger høyest med 4,0 av 5 i snitt (n\u00a01), og Ambisiøs lavest med 2,0 (n\u00a01).'],
		['nn', 'Engasjert ligg høgast med 4,0 av 5 i snitt (n\u00a01), og Ambisiøs lågast med 2,0 (n\u00a01).'],
		[
			'en',
			'Engasjert scored highest, at 4.0 out of 5 on average (n\u00a01), and Ambisiøs lowest, at 2.0 (n\u00a01).'
		]
	] as const)('names the highest and the lowest, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(scored(['engasjert', 4], ['losningsorientert', 3], ['ambisios', 2])).toBe(text);
	});

	it('handles one, equal and missing values', () => {
		expect(scored(['engasjert', 4])).toBe('Engasjert har fått 4,0 av 5 i snitt (n\u00a01).');
		expect(scored(['engasjert', 4], ['ambisios', 4])).toBe(
			'Alle de vurderte kjerneverdiene ligger på 4,0 av 5 i snitt (n\u00a01).'
		);
		expect(scored(['engasjert', 4], ['losningsorientert', 4], ['ambisios', 2])).toContain(
			'Engasjert og Løsningsorientert ligger høyest'
		);
		expect(scored()).toBe('Ingen har vurdert kjerneverdiene ennå.');
	});
});

describe('progressOverTimeFinding', () => {
	const rounds = (...progress: (number | null)[]) =>
		progressOverTimeFinding(
			progress.map((one, index) => ({ label: `${2025 + index}`, progress: one, expected: 60 }))
		);

	it.each([
		[
			'nb',
			'Framdriften har gått fra 38\u00a0% (2025) til 52\u00a0% (2027); forventet i 2027 er 60\u00a0%, og 1 av 3 runder mangler tall.'
		],
		[
			'nn',
			'Framdrifta har gått frå 38\u00a0% (2025) til 52\u00a0% (2027); venta i 2027 er 60\u00a0%, og 1 av 3 rundar manglar tal.'
		],
		[
			'en',
			'Progress has gone from 38% (2025) to 52% (2027); 60% is expected in 2027, and 1 of 3 rounds has no figure.'
		]
	] as const)('says from where to where, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(rounds(38, null, 52)).toBe(text);
	});

	it('handles one round, unchanged progress and no rounds', () => {
		expect(rounds(38)).toBe('Framdriften er 38\u00a0% (2025); forventet i 2025 er 60\u00a0%.');
		expect(rounds(38, 38)).toContain('Framdriften er 38\u00a0%, den samme i 2026 som i 2025;');
		expect(rounds()).toBe('Ingen framdrift er rapportert ennå.');
		expect(rounds(null, null)).toBe('Ingen framdrift er rapportert ennå.');
	});
});
