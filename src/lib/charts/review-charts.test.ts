import { afterEach, describe, expect, it } from 'vitest';
import { computeFigures } from '$lib/domain/figures/figures';
import type { ReviewFigures } from '$lib/domain/review/review';
import { buildReviewRollout } from '$lib/domain/review/review-parts';
import { computeResponse } from '$lib/domain/figures/response-rate';
import { allRolloutStates, type RolloutOrNone } from '$lib/domain/rollout';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { createChartStyle } from './chart-style';
import { responseChart, responseFinding, responseTable } from './response';
import { rolloutPerPartyChart, rolloutPerPartyFinding, rolloutPerPartyTable } from './rollout';
import { chartSnapshot } from './snapshot.arbitrary';
import { themes } from './theme';
import { reviewChartOrder, availableCharts } from './available-charts';
import { chartLabelsFor } from './chart-labels';

/* Charts that only a review has. */

const brush = createChartStyle(
	themes.light,
	false,
	() => ({ getContext: () => null }) as unknown as HTMLCanvasElement
);
const standing = chartSnapshot([]);
const words = chartLabelsFor(standing);
const figures: ReviewFigures = computeFigures(standing);
const measures = [1, 2].map((number) => ({ code: `1.${number}`, title: { nb: `Tiltak ${number}` } }));

function rolledOut(...cells: RolloutOrNone[][]): ReviewFigures {
	const parties = cells.map((own, index) => ({
		number: String(4001 + index),
		name: `Kommune ${index + 1}`,
		kind: 'municipality' as const,
		cells: own
	}));
	return { ...figures, rollout: buildReviewRollout(measures, parties) };
}

afterEach(() => overwriteGetLocale(() => 'nb'));

describe('rolloutPerPartyChart', () => {
	const some = rolledOut(['in-use', 'started'], ['in-use', 'not-relevant'], ['nothing-said', 'nothing-said']);

	it('counts each cell once and leaves out those not relevant', () => {
		const { datasets, labels } = rolloutPerPartyChart(some, brush).data;
		expect(labels).toEqual(['Kommune 1', 'Kommune 2', 'Kommune 3']);
		expect(datasets.map(({ label, data }) => [label, data])).toEqual([
			['I bruk', [1, 1, 0]],
			['Startet', [1, 0, 0]],
			['Ikke svart', [0, 0, 2]]
		]);
		const { columns, rows } = rolloutPerPartyTable(some);
		expect(columns).toHaveLength(1 + allRolloutStates.length);
		expect(rows.at(-1)?.cells).toEqual(['2', '1', '0', '0', '0', '1', '2']);
	});

	it.each([
		[
			'nb',
			'Tiltakene er i bruk i 2 av 5 innføringer; 2 av 3 parter har tatt i bruk minst ett tiltak, og én part har ikke svart på noe.'
		],
		[
			'nn',
			'Tiltaka er i bruk i 2 av 5 innføringar; 2 av 3 partar har teke i bruk minst eitt tiltak, og éin part har ikkje svart på noko.'
		],
		[
			'en',
			'The measures are in use in 2 of 5 rollouts; 2 of 3 parties have taken at least one measure into use, and one party has not answered at all.'
		]
	] as const)('is said in a sentence, in %s', (locale, sentence) => {
		overwriteGetLocale(() => locale);
		expect(rolloutPerPartyFinding(some)).toBe(sentence);
	});

	it('states that nothing is in use or relevant', () => {
		expect(rolloutPerPartyFinding(rolledOut(['planned', 'planned']))).toBe(
			'Ingen av partene har tatt i bruk tiltakene som innføres part for part.'
		);
		expect(rolloutPerPartyFinding(rolledOut(['not-relevant', 'not-relevant']))).toBe(
			'Ingen av tiltakene som innføres part for part, er aktuelle for partene.'
		);
	});
});

describe('responseChart', () => {
	const asked = ['2026-10-01', '2026-10-30', '2026-11-02', null].map((answeredOn, index) => ({
		area: index < 3 ? 1 : 2,
		answeredOn
	}));
	const reporting = {
		response: computeResponse(asked, '2026-10-30'),
		freshness: { limit: 180, asked: 4, fresh: 3 }
	};
	const answered: ReviewFigures = { ...figures, reporting };

	it('draws each area by evaluations on time, late and missing', () => {
		const { datasets } = responseChart(answered, words, brush).data;
		expect(datasets.map(({ data }) => data)).toEqual([
			[2, 0],
			[1, 0],
			[0, 1]
		]);
		expect(responseTable(answered, words).rows.at(-1)?.cells).toEqual(
			['4', '2', '1', '1', '75 %'].map(spaced)
		);
	});

	it.each([
		[
			'nb',
			'3 av 4 tiltak er rapportert (75 %); ett kom etter rapportfristen, og 3 av 4 tiltak har en fersk rapport, høyst 180 dager gammel.'
		],
		[
			'nn',
			'3 av 4 tiltak er rapporterte (75 %); eitt kom etter rapportfristen, og 3 av 4 tiltak har ein fersk rapport, høgst 180 dagar gammal.'
		],
		[
			'en',
			'3 of 4 measures have been reported (75%); one came after the report was due, and 3 of 4 measures have a fresh report, at most 180 days old.'
		]
	] as const)('is said in a sentence, in %s', (locale, sentence) => {
		overwriteGetLocale(() => locale);
		expect(responseFinding(answered)).toBe(spaced(sentence));
	});

	it('leaves out freshness if it was not recorded', () => {
		const before = { ...figures, reporting: { ...reporting, freshness: null } };
		expect(responseFinding(before)).toBe(
			spaced('3 av 4 tiltak er rapportert (75 %); ett kom etter rapportfristen.')
		);
	});
});

it('shows neither for a review sealed before they existed', () => {
	expect(availableCharts(figures, [...reviewChartOrder.wider, ...reviewChartOrder.reporting])).not.toContain(
		'rollout'
	);
	expect(availableCharts(figures, reviewChartOrder.reporting)).toEqual([]);
	expect(availableCharts(rolledOut(['in-use', 'in-use']), reviewChartOrder.wider)).toContain('rollout');
});

/** Replaces non-breaking spaces, for readable expectations. */
function spaced(text: string): string {
	return text.replaceAll(/(\d) %/g, '$1\u00a0%');
}
