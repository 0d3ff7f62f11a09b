import { afterEach, describe, expect, it } from 'vitest';
import type { Status } from '$lib/domain/evaluation/evaluation';
import { toFiguresOf2025 } from '$lib/domain/figures/definition-2025';
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
		expect(statusFinding(figuresWith(...many(100, null)))).toBe('Ingen av de 100 tiltakene er rapportert.');
		expect(statusFinding(figuresWith(...many(100, 'done')))).toBe('Alle de 100 tiltakene er ferdige.');
		expect(statusFinding(figuresWith('done', 'on-track'))).toBe('Begge tiltakene er i rute eller ferdige.');
		expect(statusFinding(figuresWith(...many(3, 'on-hold')))).toBe(
			'Ingen av de tre tiltakene er i rute eller ferdige; tre er på vent.'
		);
	});
});

const earlier = { key: '2025', asOf: '2025-11-20', sha256: 'seal', measures: [], progress: {}, values: {} };

describe('progressFinding', () => {
	interface Given {
		progress: number | null;
		before?: number;
		expected?: number;
	}
	/** Builds figures of measures with these values, and a plan of as many measures as `whole`. */
	const told = (given: Given[], whole = given.length) => {
		const measures = Array.from({ length: whole }, (_, index) => ({
			...measureWithStatus(index + 1, given[index] ? 'on-track' : null, given[index]?.progress ?? null),
			expected: given[index]?.expected ?? null
		}));
		const then = given.map(({ before }, index) => ({
			id: `m${index + 1}`,
			status: null,
			deadline: null,
			progress: before ?? null
		}));
		return progressFinding(
			computeFigures({ ...chartSnapshot(measures), yearBefore: { ...earlier, measures: then } })
		);
	};
	const three = (one: Given) => [one, one, one];

	it.each([
		[
			'nb',
			'Framdriften er 52\u00a0% i snitt for 3 av 4 tiltak; for de samme tiltakene var den 38\u00a0% året før, og 60\u00a0% var forventet.'
		],
		[
			'nn',
			'Framdrifta er 52\u00a0% i snitt for 3 av 4 tiltak; for dei same tiltaka var ho 38\u00a0% året før, og 60\u00a0% var venta.'
		],
		[
			'en',
			'Progress is 52% on average for 3 of 4 measures; for the same measures it was 38% the year before, and 60% was expected.'
		]
	] as const)('compares with the year before and with what was expected, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(told(three({ progress: 52, before: 38, expected: 60 }), 4)).toBe(text);
	});

	it('compares the same measures only, and says how many', () => {
		const more = [...three({ progress: 40, before: 20 }), { progress: 80 }];
		expect(told(more)).toBe(
			'Framdriften er 50\u00a0% i snitt for 4 av 4 tiltak; for de 3 av dem som kan sammenlignes, er den 40\u00a0%, og året før var den 20\u00a0%.'
		);
	});

	it('gives the reason if too few measures can be compared', () => {
		expect(told([{ progress: 52, expected: 60 }])).toBe(
			'Framdriften er 52\u00a0% for 1 av 1 tiltak; færre enn tre tiltak kan sammenlignes med det som var forventet.'
		);
		expect(told(three({ progress: 52, before: 38 }), 7)).toBe(
			'Framdriften er 52\u00a0% i snitt for 3 av 7 tiltak; færre enn halvparten av tiltakene kan sammenlignes med året før.'
		);
	});

	it('handles a plan without measures', () => {
		expect(progressFinding(computeFigures(chartSnapshot([])))).toBe(
			'Ingen tiltak er vedtatt ennå, så det er ingen framdrift å vise.'
		);
	});

	it('states unchanged values and omits unknown ones', () => {
		expect(told(three({ progress: 52, before: 52 }))).toContain('; det er det samme som året før.');
		expect(told(three({ progress: 52 }))).toBe('Framdriften er 52\u00a0% i snitt for 3 av 3 tiltak.');
		expect(told(three({ progress: null, before: 38, expected: 60 }))).toBe('Ingen framdrift er rapportert.');
	});

	it('says that sealed figures of 2025 cannot be compared', () => {
		const standing = chartSnapshot([{ ...measureWithStatus(1, 'on-track', 52), expected: 60 }]);
		expect(progressFinding(toFiguresOf2025(computeFigures(standing), standing))).toBe(
			'Framdriften er 52\u00a0% i snitt, med rapport fra 1 av 1 tiltak. Tallene følger definisjonen av 2025, der forventet (60\u00a0%) gjelder andre tiltak enn framdriften: de kan ikke sammenlignes.'
		);
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
		[
			'nb',
			'Siden årsrunden 2025 har 1 av 3 tiltak med status begge gangene gått fram og ett tilbake; det gikk to steg tilbake, ett har samme status, og ett er nytt.'
		],
		[
			'nn',
			'Sidan årsrunden 2025 har 1 av 3 tiltak med status begge gongene gått fram og eitt tilbake; det gjekk to steg tilbake, eitt har same status, og eitt er nytt.'
		],
		[
			'en',
			'Since the 2025 annual round, 1 of 3 measures with a status both times has moved forward and one back; it went two steps back, one has the same status, and one is new.'
		]
	] as const)('tells ways apart, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(since(['delayed', 'on-track', 'done'], ['on-track', 'delayed', 'done', 'on-track'])).toBe(text);
	});

	it('handles no movement, only backward movement and no comparison', () => {
		expect(since(['delayed'], ['delayed'])).toBe(
			'Det ene tiltaket med status både i årsrunden 2025 og nå har verken gått fram eller tilbake.'
		);
		expect(since(['done', 'done'], ['on-track', 'on-track'])).toBe(
			'Siden årsrunden 2025 har begge tiltakene med status begge gangene gått tilbake.'
		);
		expect(since(['delayed'], ['done'])).toBe(
			'Siden årsrunden 2025 har det ene tiltaket med status begge gangene gått fram.'
		);
		expect(since(['done', null], ['on-track', 'done'])).toBe(
			'Siden årsrunden 2025 har det ene tiltaket med status begge gangene gått tilbake; ett gikk fra ikke rapportert til ferdig.'
		);
		expect(since([], ['done', 'done'])).toBe('Ingen av tiltakene var med i årsrunden 2025; to er nye.');
		expect(movementChartFinding(figuresWith('done'), chartLabelsFor(chartSnapshot([])))).toBe(
			'Det finnes ingen tidligere gjennomgang å sammenligne med.'
		);
	});

	it('counts silence apart from movement and from no movement', () => {
		expect(since(['done', null, null, 'done'], [null, 'done', null])).toBe(
			'Ingen av tiltakene har en status både i årsrunden 2025 og nå; ' +
				'ett gikk fra ikke rapportert til ferdig, ett er ikke rapportert noen av gangene, ' +
				'ett er rapportert bare én av gangene, og ett er ikke lenger med.'
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
		[
			'nb',
			'Engasjert ligger høyest med 4,0 av 5 i snitt (1 vurdering), og Ambisiøs lavest med 2,0 (1 vurdering).'
		],
		[
			'nn',
			'Engasjert ligg høgast med 4,0 av 5 i snitt (1 vurdering), og Ambisiøs lågast med 2,0 (1 vurdering).'
		],
		[
			'en',
			'Engasjert scored highest, at 4.0 out of 5 on average (1 score), and Ambisiøs lowest, at 2.0 (1 score).'
		]
	] as const)('names the highest and the lowest, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(scored(['engasjert', 4], ['losningsorientert', 3], ['ambisios', 2])).toBe(text);
	});

	it('handles one, equal and missing values', () => {
		expect(scored(['engasjert', 4])).toBe('Engasjert har fått 4,0 av 5 i snitt (1 vurdering).');
		expect(scored(['engasjert', 4], ['ambisios', 4])).toBe(
			'Alle de vurderte kjerneverdiene ligger på 4,0 av 5 i snitt, med 1 vurdering hver.'
		);
		expect(scored(['engasjert', 4], ['losningsorientert', 4], ['ambisios', 2])).toContain(
			'Engasjert og Løsningsorientert ligger høyest'
		);
		expect(scored()).toBe('Det finnes ingen vurdering av kjerneverdiene å vise.');
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
			'Framdriften har gått fra 38\u00a0% (2025) til 52\u00a0% (2027); 60\u00a0% var forventet i 2027, og 1 av 3 runder mangler tall.'
		],
		[
			'nn',
			'Framdrifta har gått frå 38\u00a0% (2025) til 52\u00a0% (2027); 60\u00a0% var venta i 2027, og 1 av 3 rundar manglar tal.'
		],
		[
			'en',
			'Progress has gone from 38% (2025) to 52% (2027); 60% was expected in 2027, and 1 of 3 rounds has no figure.'
		]
	] as const)('says from where to where, in %s', (locale, text) => {
		overwriteGetLocale(() => locale);
		expect(rounds(38, null, 52)).toBe(text);
	});

	it('handles one round, unchanged progress and no rounds', () => {
		expect(rounds(38)).toBe('Framdriften er 38\u00a0% (2025); 60\u00a0% var forventet i 2025.');
		expect(rounds(38, 38)).toContain('Framdriften er 38\u00a0%, den samme i 2026 som i 2025;');
		expect(rounds()).toBe('Ingen framdrift er rapportert.');
		expect(rounds(null, null)).toBe('Ingen framdrift er rapportert.');
	});
});
