import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { measureWithStatus, chartSnapshot } from '$lib/charts/snapshot.arbitrary';
import { allStatuses, type StatusOrNone } from '$lib/domain/evaluation/evaluation';
import { computeFigures } from '$lib/domain/figures/figures';
import { fitSeparateBlocks } from './measure-blocks';
import MeasureBlocks from './MeasureBlocks.svelte';
import ProgressTrack from './ProgressTrack.svelte';
import SnapshotFigure from './SnapshotFigure.svelte';
import ValueBar from './ValueBar.svelte';

function counts(given: Partial<Record<StatusOrNone, number>>): Record<StatusOrNone, number> {
	const none = Object.fromEntries(allStatuses.map((status) => [status, 0])) as Record<StatusOrNone, number>;
	return { ...none, ...given };
}

const blocksIn = (html: string) => html.match(/class="block /g)?.length ?? 0;

describe('MeasureBlocks', () => {
	it.each([
		[{}, 0, 'Ingen tiltak'],
		[{ done: 1 }, 1, '1 tiltak: 1 ferdig'],
		[{ 'on-track': 3, 'not-reported': 1 }, 4, '4 tiltak: 3 i rute, 1 ikke rapportert'],
		[{ done: 60, delayed: 40 }, 2, '100 tiltak: 60 ferdig, 40 forsinket']
	] as const)('%o', (given, blocks, words) => {
		const { body } = render(MeasureBlocks, { props: { statuses: counts(given) } });
		expect(blocksIn(body)).toBe(blocks);
		expect(body).toContain(`aria-label="${words}"`);
		expect(body).not.toMatch(/NaN|Infinity|style=/);
	});

	it('is read alike in all areas of a table, however many measures they have', () => {
		const rows = (...sizes: number[]) => sizes.map((done) => ({ statuses: counts({ done }) }));
		expect(fitSeparateBlocks(rows(1, 34, 40))).toBe(true);
		expect(fitSeparateBlocks(rows(1, 41))).toBe(false);
		const { body } = render(MeasureBlocks, { props: { statuses: counts({ done: 3 }), separate: false } });
		expect(blocksIn(body)).toBe(1);
	});

	it('fill the width', () => {
		const { body } = render(MeasureBlocks, { props: { statuses: counts({ done: 1, delayed: 3 }) } });
		const widths = [...body.matchAll(/<svg x="([\d.]+)%" width="([\d.]+)%"/g)].map((one) => Number(one[2]));
		expect(widths).toEqual([25, 25, 25, 25]);
	});
});

describe('ProgressTrack', () => {
	it('describes its figures in text', () => {
		const { body } = render(ProgressTrack, { props: { progress: 52.4, expected: 60 } });
		expect(body).toContain('aria-label="Framdrift 52\u00a0%, forventet 60\u00a0%"');
	});

	it('is empty without a report', () => {
		const { body } = render(ProgressTrack, { props: { progress: null } });
		expect(body).toContain('aria-label="Ingen framdrift rapportert"');
		expect(body).not.toContain('<circle');
	});
});

describe('ValueBar', () => {
	it('shows the mean of the compared measures beside the previous one', () => {
		const comparison = { value: 'trust', n: 14, scored: 22, means: { now: 3.84, before: 3.5 } };
		const { body } = render(ValueBar, { props: { mean: 3.1, n: 22, comparison } });
		expect(body).toContain('3,8 av 5 (14 vurderinger)');
		expect(body).toContain('for de samme tiltakene 3,5 forrige gang');
		expect(body).toContain('width="76.8%"');
		expect(body).toContain('x1="70%"');
	});

	it('says why there is no comparison, and draws none', () => {
		const comparison = { value: 'trust', n: 2, scored: 22, means: null };
		const { body } = render(ValueBar, { props: { mean: 3.1, n: 22, comparison } });
		expect(body).toContain('3,1 av 5 (22 vurderinger)');
		expect(body).toContain('vurdert også forrige gang: 2 av 22 tiltak, for få til å sammenligne');
		expect(body).not.toContain('<line');
	});

	it('states that there are no scores', () => {
		expect(render(ValueBar, { props: { mean: null, n: 0 } }).body).toContain('Ikke vurdert');
	});
});

describe('a server-rendered chart', () => {
	const standing = chartSnapshot([
		measureWithStatus(1, 'done', 100),
		measureWithStatus(2, 'delayed', 10),
		measureWithStatus(3, null)
	]);

	it('contains its finding and table and nothing the content policy blocks', () => {
		const { body } = render(SnapshotFigure, {
			props: { of: 'status', standing, figures: computeFigures(standing) }
		});
		expect(body).toContain(
			'1 av 3 tiltak er i rute eller ferdige; ett er forsinket, og ett mangler rapport.'
		);
		expect(body).toContain('Hele planen');
		expect(body).toContain('role="img"');
		expect(body).not.toMatch(/ style=| on\w+=/);
	});

	it('contains only its finding if there is nothing to draw', () => {
		const empty = chartSnapshot([]);
		const { body } = render(SnapshotFigure, {
			props: { of: 'status', standing: empty, figures: computeFigures(empty) }
		});
		expect(body).toContain('Ingen tiltak er vedtatt ennå');
		expect(body).not.toMatch(/<canvas|<table|<button/);
	});
});
