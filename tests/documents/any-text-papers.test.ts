import { Document, Packer, Paragraph } from 'docx';
import fc from 'fast-check';
import { parse } from 'node-html-parser';
import { expect, it } from 'vitest';
import { chartSnapshot, measureWithStatus } from '$lib/charts/snapshot.arbitrary';
import { computeFigures } from '$lib/domain/figures/figures';
import { minutesFormat, type MinutesContent } from '$lib/domain/meeting/minutes';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { meetingPaperKinds, type MeetingPaperRequest } from '$lib/server/documents/meeting-paper';
import type { AreaPaper, MeasurePaper } from '$lib/server/documents/plan-paper';
import { fillMeetingPaper, writeMeetingPaper } from '$lib/server/documents/render-meeting';
import { writePlanPaper } from '$lib/server/documents/render-plan';
import { effort } from '../support/effort';
import { faultIn, special, stored, unescapeXml } from './any-text';
import { officeFileParts } from './office-files';

/** Returns the next of some texts, each with a mark of its own in front. */
function marked(texts: readonly string[]) {
	let used = 0;
	const next = () => `«${++used}»${texts[used % texts.length]}`;
	return { next, marks: () => Array.from({ length: used }, (_, index) => `«${index + 1}»`) };
}

/** Minutes in which every text that people write is a marked one. */
function minutesOf(next: () => string): MinutesContent {
	const body = { slug: 'ssu', name: { nb: next() } };
	return {
		...({ format: minutesFormat, version: 1, partnership: 'telemark', body, jointBody: null } as const),
		...({ kind: 'ordinary', day: '2026-10-15', startsAt: '12:00', endsAt: '15:00', lang: 'nb' } as const),
		place: next(),
		items: [
			{
				...({ closed: false, number: 'Sak 01/26', title: next(), lang: 'nb', kind: 'decision' } as const),
				...{ standing: null, background: next(), assessment: next(), proposal: next() },
				outcome: {
					...({ kind: 'decision', text: next(), lang: 'nb', consensus: 'with-remark' } as const),
					dissent: next()
				},
				recusals: [{ attendee: 0, replaced: false }]
			}
		],
		attendance: [
			{
				...({ role: 'member', represents: null, presence: 'present', alternate: null } as const),
				...{ name: next(), title: next(), organisation: next(), note: next() },
				...{ arrivedAt: null, leftAt: null }
			}
		]
	};
}

const standing = chartSnapshot([measureWithStatus(3, 'done', 100), measureWithStatus(6, 'delayed', 10)]);

/** An area and a measure in which every text that people write is a marked one. */
function plansOf(next: () => string): (AreaPaper | MeasurePaper)[] {
	const base = () => ({
		...{ partnership: { nb: next() }, plan: { nb: next() }, asOf: '2026-11-20', content: standing },
		series: [
			{ label: '2025', progress: 20, expected: 30 },
			{ label: '2026', progress: 55, expected: 60 }
		]
	});
	const [figures = null] = computeFigures(standing).areas;
	return [
		{ ...base(), kind: 'area', area: figures?.area ?? '1', summary: { nb: next() }, figures },
		{
			...{ ...base(), kind: 'measure', code: standing.measures[0]!.code, title: { nb: next() } },
			...{
				summary: { nb: next() },
				milestones: [{ title: { nb: next() }, due: '2026-05-01', doneOn: null }]
			},
			facts: {
				...{ area: { number: 1, name: { nb: next() } }, body: { name: { nb: next() } }, contact: next() },
				...{ partners: [{ name: next() }], targetGroup: { nb: next() }, expectedEffect: { nb: next() } },
				...{ startsOn: '2026-01-01', deadline: '2026-12-31', deadlineWords: next(), lifecycle: 'adopted' }
			}
		}
	];
}

/** Returns the text of a Word file all of whose parts are well-formed. */
function textOf(bytes: Uint8Array): string {
	const parts = Object.entries(officeFileParts(bytes));
	const faults = parts.map(([name, xml]) => ({ name, fault: faultIn(xml) }));
	expect(faults.filter(({ fault }) => fault !== null)).toEqual([]);
	return unescapeXml(parts.map(([, xml]) => xml).join('\n'));
}

/** Returns the text of a page whose texts have become no elements. */
function textOfPage(bytes: Uint8Array): string {
	const page = parse(Buffer.from(bytes).toString());
	expect(page.querySelectorAll('script, omsorg, nord')).toEqual([]);
	return page.text;
}

const anyTexts = fc.array(stored, { minLength: 1, maxLength: 6 });
const settings = {
	numRuns: effort(2, 60),
	examples: [[fc.sample(special, { numRuns: 30, seed: 1 })]] as [string[]][]
};
const template = new Document({
	sections: [
		{
			children: ['{{helsefellesskap}} {{tittel}}', '{{alt}}'].map((text) => new Paragraph(text))
		}
	]
});

it.each(meetingPaperKinds)('the %s of a meeting says any text in every field', async (kind) => {
	overwriteGetLocale(() => 'nb');
	const empty = await Packer.toBuffer(template);
	await fc.assert(
		fc.asyncProperty(anyTexts, async (texts) => {
			const { next } = marked(texts);
			const request = (format: MeetingPaperRequest['format']): MeetingPaperRequest => {
				return {
					kind,
					partnership: { nb: next() },
					content: minutesOf(next),
					seal: null,
					format,
					locale: 'nb'
				};
			};
			// A filled template lacks the cover, and with it the place.
			const shown = { notice: 4, cases: 6, minutes: 12 }[kind];
			for (const text of [
				textOf(await writeMeetingPaper(request('docx'))),
				textOfPage(await writeMeetingPaper(request('html'))),
				textOf(await fillMeetingPaper(request('docx'), empty))
			])
				expect(new Set(text.match(/«\d+»/g)).size).toBeGreaterThanOrEqual(shown);
		}),
		settings
	);
});

it('the papers of an area and a measure say any text in every field', async () => {
	overwriteGetLocale(() => 'nb');
	await fc.assert(
		fc.asyncProperty(anyTexts, async (texts) => {
			const { next, marks } = marked(texts);
			const papers = plansOf(next);
			const said = { docx: '', pdf: '' };
			for (const paper of papers) {
				said.docx += textOf(await writePlanPaper({ format: 'docx', locale: 'nb', paper }));
				said.pdf += textOfPage(await writePlanPaper({ format: 'pdf', locale: 'nb', paper }));
			}
			for (const mark of marks()) {
				expect(said.docx).toContain(mark);
				expect(said.pdf).toContain(mark);
			}
		}),
		settings
	);
});
