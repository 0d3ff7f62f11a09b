import {
	progressOverTimeChart,
	progressOverTimeFinding,
	progressOverTimeTable
} from '$lib/charts/progress-over-time';
import { milestoneState } from '$lib/domain/timeline';
import { formatDate } from '$lib/i18n/format';
import { lifecycleLabel } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { toDocumentTable } from './cells';
import { toDocumentText } from './document-text';
import type { DocumentFact, DocumentModel, DocumentSection, DocumentText } from './model';
import type { AreaPaper, MeasurePaper, PlanPaperRequest } from './plan-paper';
import { areaSection, areaTitle, countedMeasures, measureSection } from './review-areas';

type PlanPaper = PlanPaperRequest['paper'];

/** Returns an area or a measure as a document in the current language (`getLocale`). */
export function planDocument(paper: PlanPaper): DocumentModel {
	const title = planPaperTitle(paper);
	const { partnership, plan, asOf } = paper;
	return {
		locale: getLocale(),
		title,
		cover: {
			kind: paper.kind === 'area' ? m.paper_kind_area() : m.paper_kind_measure(),
			partnership: toDocumentText(partnership),
			facts: [
				{ name: 'plan', label: m.paper_fact_plan(), value: toDocumentText(plan) },
				{ name: 'date', label: m.paper_fact_date(), value: { text: formatDate(asOf) } }
			],
			note: m.paper_plan_note()
		},
		footer: `${title} · ${formatDate(asOf)}`,
		isShort: true,
		sections: paper.kind === 'area' ? areaParts(paper) : measureParts(paper)
	};
}

/** Returns "3.2 Digital hjemmeoppfølging" or "3. Flere kroniske lidelser". */
export function planPaperTitle(paper: PlanPaper): string {
	if (paper.kind === 'area') return areaTitle(paper.content, paper.area).text;
	return `${paper.code} ${toDocumentText(paper.title).text}`;
}

function areaParts(paper: AreaPaper): DocumentSection[] {
	const { content, area, figures, summary } = paper;
	const heading = { text: m.area_measures() };
	const own = figures ? areaSection(content, figures) : null;
	const about = toDocumentText(summary);
	return [
		{
			level: 1,
			heading: { text: m.paper_where_it_stands() },
			blocks: [
				...(about.text ? [{ kind: 'text', text: about, tone: 'lead' } as const] : []),
				...(own?.blocks ?? [{ kind: 'text', text: { text: m.area_no_measures() } } as const])
			]
		},
		...progressPart(paper),
		{ level: 1, heading, blocks: [] },
		...countedMeasures(content, area).map((one): DocumentSection => ({
			...measureSection(content, one),
			level: 2
		}))
	];
}

function measureParts(paper: MeasurePaper): DocumentSection[] {
	const { content, code, summary, milestones, facts } = paper;
	const found = content.measures.find((one) => one.code === code);
	const stands = found ? measureSection(content, found).blocks : [];
	const about = toDocumentText(summary);
	return [
		{
			level: 1,
			heading: { text: m.measure_stands() },
			blocks: [
				...(about.text ? [{ kind: 'text', text: about, tone: 'lead' } as const] : []),
				...(stands.length > 0 ? stands : [{ kind: 'text', text: { text: m.paper_no_report() } } as const])
			]
		},
		...progressPart(paper),
		...(milestones.length > 0 ? [milestonePart(paper)] : []),
		{ level: 1, heading: { text: m.measure_facts() }, blocks: [{ kind: 'facts', facts: factRows(facts) }] }
	];
}

function milestonePart({ milestones, asOf }: MeasurePaper): DocumentSection {
	const words = (one: MeasurePaper['milestones'][number]) => {
		if (one.doneOn) return m.measure_milestone_done({ date: formatDate(one.doneOn) });
		const late = milestoneState(one, asOf) === 'overdue';
		const date = formatDate(one.due);
		return late ? m.measure_milestone_late({ date }) : m.measure_milestone_due({ date });
	};
	const items = milestones.map((one): DocumentText[] => [toDocumentText(one.title), { text: words(one) }]);
	return { level: 1, heading: { text: m.measure_milestones() }, blocks: [{ kind: 'list', items }] };
}

/** Returns the chart of progress by round; nothing for fewer than two rounds with figures. */
function progressPart({ series, of }: PlanPaper): DocumentSection[] {
	if (series.filter(({ progress }) => progress !== null).length < 2) return [];
	const [title, finding] = [m.chart_over_time_title(), progressOverTimeFinding(series, of)];
	const table = toDocumentTable(progressOverTimeTable(series));
	const chart = {
		name: 'progress-over-time',
		title,
		finding,
		alternative: m.chart_alternative({ title, finding }),
		definition: '',
		table,
		picture: {
			draw: (brush: Parameters<typeof progressOverTimeChart>[1]) => progressOverTimeChart(series, brush),
			height: 280
		},
		bars: null
	};
	return [
		{
			level: 1,
			heading: { text: title },
			blocks: [
				{ kind: 'text', text: { text: finding } },
				{ kind: 'chart', chart },
				{ kind: 'table', table }
			]
		}
	];
}

function factRows(facts: MeasurePaper['facts']): DocumentFact[] {
	const { area, body, contact, partners, targetGroup, expectedEffect, startsOn, deadline } = facts;
	const name = area && toDocumentText(area.name);
	const until = facts.deadlineWords ?? (deadline && formatDate(deadline));
	const rows: [label: string, value: DocumentText][] = [
		[
			m.measure_area(),
			area && name
				? { ...name, text: m.area_title({ number: String(area.number), name: name.text }) }
				: { text: m.area_across() }
		],
		[m.measure_responsible(), toDocumentText(body?.name)],
		[m.measure_contact(), { text: contact ?? '' }],
		[m.measure_participating(), { text: partners.map((one) => one.name).join(', ') }],
		[m.measure_target_group(), toDocumentText(targetGroup)],
		[m.measure_expected_effect(), toDocumentText(expectedEffect)],
		[m.measure_start(), { text: startsOn ? formatDate(startsOn) : '' }],
		[m.measure_deadline(), { text: until ?? '' }],
		[m.measure_lifecycle(), { text: lifecycleLabel[facts.lifecycle]() }]
	];
	return rows.map(([label, value]) => ({
		label,
		value: value.text ? value : { text: m.measure_unknown() }
	}));
}
