import fc from 'fast-check';
import { unzipSync, strFromU8 } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { effort } from '../../../../tests/support/effort';
import { aPartnership, aPlanFile, expectOk } from '../../../../tests/support/partnership';
import {
	exportWorkbook,
	exportCsv,
	importWorkbook,
	readImportPreview
} from '../../../../tests/support/workbooks';
import { addDays } from '$lib/domain/calendar/calendar-date';
import { locales } from '$lib/domain/localized';
import { lifecycles, measureOrigins } from '$lib/domain/measure/measure';
import { normalizeText } from '$lib/domain/workbook/worksheet';
import { formatWebLinks, parseWebLinks } from '$lib/domain/measure/web-link';
import type { PlanFile, PlanFileMeasure } from '$lib/forms/plan-file/plan-file';
import { exportPlan } from '../plan-file/export';

/** Texts with formulas, line breaks, emoji, escapes and names of object properties. */
const text = (most: number) =>
	fc
		.oneof(
			fc.string({ unit: 'binary', maxLength: 30 }),
			fc.string({ unit: 'grapheme', maxLength: 30 }),
			fc.constantFrom('=1+1', '+47 35 00 35 00', '-x', '@SUM(A1)', "'=1", "''", '=cmd|calc!A0', '＝1'),
			fc.constantFrom(
				'a\u000Bb',
				'1\u00A0234',
				'\uD83D',
				'a\uDC00b',
				'\uFFFE',
				'\uFDD0',
				'\u{1FFFF}',
				'\u2028x'
			),
			fc.constantFrom(
				'9'.repeat(400),
				'1e999',
				'0x1F',
				'1,2E+03',
				'00012',
				'31.12.2026',
				'Infinity',
				'#REF!'
			),
			fc.constantFrom(
				'Ja',
				'x',
				'TRUE',
				'1.10',
				'U1; U2',
				'FSU 1',
				'2 Barn',
				'https://a.no',
				'Sum',
				'*',
				'1)'
			),
			fc.constantFrom('-', '–', '—', '...', '·', "'-", "''…", '– –', '.', "'–"),
			fc.constantFrom('_x0041_', '_x000D_', '__proto__', 'constructor', 'toString', '<b>&amp;</b>', ']]>'),
			fc.constantFrom(
				'a;b',
				'a,b',
				'"a"',
				'a\nb',
				'a\r\nb',
				'\ta\tb',
				'😀 emoji 👩‍🚒',
				'Æøå',
				'1.2.2027',
				'3,2'
			)
		)
		.map((words) => normalizeText(words).slice(0, most).trim())
		.filter((words) => words !== '' && words.isWellFormed());

const localized = (most: number) =>
	fc
		.record({ nb: fc.option(text(most), { nil: undefined }), nn: fc.option(text(most), { nil: undefined }) })
		.filter(({ nb, nn }) => nb !== undefined || nn !== undefined)
		.map(({ nb, nn }) => ({ ...(nb && { nb }), ...(nn && { nn }) }));

const address = fc.constantFrom('https://example.no/rutine?a=1;b=2', 'https://a.no', 'https://a.no/(x)_y');
/** Titles as the form leaves them. */
const link = fc
	.record({ title: text(40), address })
	.map((one) => parseWebLinks(formatWebLinks([one]))?.at(-1))
	.filter((one) => one !== undefined);

/** Days within the years that measures may have, most often near the first and last. */
const lastDay = 36_889;
const day = fc
	.oneof(fc.integer({ min: 0, max: lastDay }), fc.constantFrom(0, 1, 58, 59, 60, lastDay - 1, lastDay))
	.map((days) => addDays('2000-01-01', days));
/** Codes that spreadsheets like to take for one number. */
const codes = ['1', '10', '100', '11', '2', '20'];
const some = <T>(...all: T[]) => fc.subarray(all);

const measure: fc.Arbitrary<Partial<PlanFileMeasure>> = fc
	.record({
		title: localized(200),
		summary: fc.option(localized(4000)),
		targetGroup: fc.option(localized(4000)),
		expectedEffect: fc.option(localized(4000)),
		note: fc.option(localized(4000)),
		furtherAreas: some(1, 2),
		origin: fc.constantFrom(...measureOrigins),
		lifecycle: fc.constantFrom(...lifecycles),
		body: fc.option(fc.constantFrom('ssu', 'fsu-1', 'fsu-2')),
		contact: fc.option(text(200)),
		startsOn: fc.option(day),
		days: fc.nat(900),
		hasDeadline: fc.boolean(),
		said: fc.boolean(),
		weight: fc.oneof(
			fc.double({ min: 0, max: 1e9, minExcluded: true, noNaN: true }),
			fc.constantFrom(1e9, 5e-324, 0.1 + 0.2, 1.1, 1234.5, 123456789.123456)
		),
		place: fc.constantFrom(...codes),
		source: fc.option(text(200)),
		links: fc.option(fc.array(link, { minLength: 1, maxLength: 3 }), { nil: undefined }),
		introducedAtHome: fc.boolean(),
		values: some('engasjert', 'ambisios'),
		challenges: some('U1', 'U2'),
		opportunities: some('M1'),
		partners: some('4003', '4022', 'STHF'),
		milestones: fc.array(fc.record({ title: localized(200), due: day, doneOn: fc.option(day) }), {
			maxLength: 5
		})
	})
	.map(({ days, hasDeadline, said, place, ...one }) => {
		const latest = addDays('2000-01-01', lastDay);
		const planned = addDays(one.startsOn ?? '2026-01-01', days);
		const deadline = hasDeadline ? (planned < latest ? planned : latest) : null;
		return {
			...one,
			code: place,
			deadline: said ? '2027-05-31' : deadline,
			deadlineWords: said ? 'våren 2027' : null,
			startsOn: said ? null : one.startsOn,
			milestones: one.milestones.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0)),
			rollout: []
		};
	});

/** Returns a plan with the given measures and the same plan without measures. */
function twoPlans(given: Partial<PlanFileMeasure>[]): { full: PlanFile; empty: PlanFile } {
	const full = aPlanFile({ measures: given.length });
	const taken = new Set<string>();
	const codeOf = ({ code, area }: PlanFileMeasure, place?: string) => {
		const wanted = place ? (place.includes('.') ? place : `${area}.${place}`) : code;
		const free = taken.has(wanted) ? `${area}.${100 + taken.size}` : wanted;
		taken.add(free);
		return free;
	};
	full.plan.measures = full.plan.measures
		.map((one, index) => ({ ...one, ...given[index], code: codeOf(one, given[index]?.code) }))
		.map((one) => ({ ...one, furtherAreas: one.furtherAreas.filter((area) => area !== one.area) }));
	return { full, empty: { ...full, plan: { ...full.plan, measures: [] } } };
}

describe('exporting and importing again', () => {
	it.each([
		['as a workbook', exportWorkbook],
		['as CSV', exportCsv]
	])(
		'changes nothing and gives the same bytes in another plan: %s',
		async (_, write) => {
			await fc.assert(
				fc.asyncProperty(
					fc.array(measure, { minLength: 1, maxLength: 4 }),
					fc.constantFrom(...locales),
					async (given, locale) => {
						const { full, empty } = twoPlans(given);
						const [here, there] = [await aPartnership(full), await aPartnership(empty)];
						try {
							const file = await write(here, locale);
							const { comparison } = await readImportPreview(here, file);
							expect(comparison).toMatchObject({
								faults: [],
								added: [],
								changed: [],
								questions: [],
								left: []
							});
							expect(comparison.unchanged).toBe(given.length);

							expect(expectOk(await importWorkbook(there, file))).toEqual({
								added: given.length,
								changed: 0
							});
							expect((await write(there, locale)).equals(file)).toBe(true);
						} finally {
							// Shrinking a failure opens hundreds of databases.
							here.db.close();
							there.db.close();
						}
					}
				),
				{ numRuns: effort(5, 15) }
			);
		},
		120_000
	);

	it.each([
		['as a workbook', exportWorkbook],
		['as CSV', exportCsv]
	])('keeps texts of dashes or dots alone, which mark an empty cell elsewhere: %s', async (_, write) => {
		const marks = ['–', '-', '...', '…', "'—", "''·", '– –'];
		const { full, empty } = twoPlans(
			marks.map((mark) => ({ title: { nb: mark }, note: { nn: mark }, contact: mark, rollout: [] }))
		);
		const [here, there] = [await aPartnership(full), await aPartnership(empty)];
		const file = await write(here, 'nb');
		const { comparison } = await readImportPreview(here, file);
		expect(comparison).toMatchObject({ faults: [], added: [], changed: [], unchanged: marks.length });
		expectOk(await importWorkbook(there, file));
		expect((await write(there, 'nb')).equals(file)).toBe(true);
	});

	it('gives the same plan file except for ids', async () => {
		const { full, empty } = twoPlans(
			// Indicators and rollout have no columns.
			aPlanFile({ measures: 6 }).plan.measures.map((one) => ({ ...one, indicators: [], rollout: [] }))
		);
		const [here, there] = [await aPartnership(full), await aPartnership(empty)];
		expectOk(await importWorkbook(there, await exportWorkbook(here)));
		const withoutKeys = (json: string | null) => json?.replace(/"id": "[^"]+"/g, '"id": ""');
		expect(withoutKeys(await exportPlan(there.db.read))).toBe(withoutKeys(await exportPlan(here.db.read)));
	});

	it('gives the same bytes at any time and in any time zone', async () => {
		const partnership = await aPartnership();
		const first = await exportWorkbook(partnership);
		vi.stubEnv('TZ', 'Pacific/Kiritimati');
		expect((await exportWorkbook(partnership)).equals(first)).toBe(true);
	});

	it('writes a text that begins like a formula as text', async () => {
		const file = aPlanFile({ measures: 1 });
		file.plan.measures[0]!.title = { nb: '=HYPERLINK("http://example.org")', nn: '@SUM(A1)' };
		const parts = unzipSync(await exportWorkbook(await aPartnership(file)));
		const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
		expect(sheet).not.toContain('<f>');
		const styles = strFromU8(parts['xl/styles.xml']!);
		const style = Number(/<c r="B2" s="(\d+)" t="s">/.exec(sheet)?.[1]);
		const format = [...styles.split('<cellXfs')[1]!.matchAll(/<xf [^>]*numFmtId="(\d+)"|<xf /g)][style]?.[1];
		expect(styles).toContain(`<numFmt numFmtId="${format}" formatCode="@"/>`);
		const csv = (await exportCsv(await aPartnership(file))).toString();
		expect(csv).toContain(`"'=HYPERLINK(""http://example.org"")";'@SUM(A1);`);
	});
});
