import { describe, expect, it } from 'vitest';
import { computeFigures } from '$lib/domain/figures/figures';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { chartSnapshot, measureWithStatus } from '$lib/charts/snapshot.arbitrary';
import { officeFileParts } from './office-files';
import { planDocument } from '$lib/server/documents/plan-document';
import type { AreaPaper, MeasurePaper } from '$lib/server/documents/plan-paper';
import { writePlanPaper } from '$lib/server/documents/render-plan';

const measures = [
	measureWithStatus(3, 'done', 100),
	measureWithStatus(6, 'delayed', 10),
	measureWithStatus(9, null),
	measureWithStatus(1, 'on-track', 60)
];
const standing = chartSnapshot(measures);
const series = [
	{ label: '2025', progress: 20, expected: 30 },
	{ label: '2026', progress: 55, expected: 60 }
];
const base = { partnership: { nb: 'Helsefellesskapet' }, plan: { nb: 'Planen' }, asOf: '2026-11-20', series };
const area: AreaPaper = {
	...base,
	kind: 'area',
	area: '1',
	summary: { nb: 'Hva området handler om.' },
	figures: computeFigures(standing).areas.find((one) => one.area === '1') ?? null,
	content: standing
};
const measure: MeasurePaper = {
	...base,
	kind: 'measure',
	code: standing.measures[1]!.code,
	title: { nb: 'Et tiltak' },
	summary: null,
	milestones: [
		{ title: { nb: 'Prøvd ut' }, due: '2026-05-01', doneOn: '2026-04-20' },
		{ title: { nb: 'Innført' }, due: '2026-06-01', doneOn: null }
	],
	facts: {
		area: { number: 1, name: { nb: 'Barn og unge' } },
		body: { name: { nb: 'FSU 1' } },
		contact: null,
		partners: [{ name: 'Skien' }, { name: 'Porsgrunn' }],
		targetGroup: null,
		expectedEffect: null,
		startsOn: '2026-01-01',
		deadline: '2026-12-31',
		deadlineWords: null,
		lifecycle: 'adopted'
	},
	content: standing
};

const textsOf = (paper: AreaPaper | MeasurePaper) => JSON.stringify(planDocument(paper));

describe('an area as a document', () => {
	it('has its own measures alone, each with its status', () => {
		const text = textsOf(area);
		const own = standing.measures.filter((one) => one.area === 1);
		expect(own).toHaveLength(3);
		for (const { code } of own) expect(text).toContain(`"text":"${code} `);
		const [other] = standing.measures.filter((one) => one.area === 2);
		expect(text).not.toContain(`"text":"${other!.code} `);
		expect(text).toContain('Status: ferdig 1, forsinket 1, ikke rapportert 1.');
	});

	it('has the chart and table of its progress only with two rounds or more', () => {
		expect(textsOf(area)).toContain('"kind":"chart"');
		expect(textsOf({ ...area, series: series.slice(1) })).not.toContain('"kind":"chart"');
	});
});

describe('a measure as a document', () => {
	it('has its milestones with their states, and says what is not entered', () => {
		const text = textsOf(measure);
		expect(text).toContain('20.04.2026');
		expect(text).toContain('01.06.2026');
		expect(text).toContain('Skien, Porsgrunn');
		expect(text).toContain('1. Barn og unge');
		expect(text.match(/ikke lagt inn ennå/g)).toHaveLength(3);
	});

	it('is written as Word and as a page to print, in the reader’s language', async () => {
		overwriteGetLocale(() => 'nn');
		const word = await writePlanPaper({ format: 'docx', locale: 'nn', paper: measure });
		const xml = Object.values(officeFileParts(word)).join('');
		expect(xml).toContain('Et tiltak');
		const page = Buffer.from(
			await writePlanPaper({ format: 'pdf', locale: 'nn', paper: measure })
		).toString();
		overwriteGetLocale(() => 'nb');
		expect(page).toContain('<html lang="nn">');
		expect(page).toContain('data:image/png;base64,');
		expect(page).toMatch(/lang="nb">Et tiltak|Et tiltak/);
	});
});
