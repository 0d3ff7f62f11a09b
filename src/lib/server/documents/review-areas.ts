import { allStatuses, textAnswers } from '$lib/domain/evaluation/evaluation';
import { areaKey, effectiveStatus, isSilentArea, type AreaFigures } from '$lib/domain/figures/figures';
import { acrossAreasCode, isCounted } from '$lib/domain/measure/measure';
import { formatWebLinks, type WebLink } from '$lib/domain/measure/web-link';
import type { ReviewContent } from '$lib/domain/review/review';
import {
	effectiveProgress,
	type SnapshotEvaluation,
	type SnapshotMeasure
} from '$lib/domain/plan/plan-snapshot';
import { formatDate, formatNumber, formatPercent } from '$lib/i18n/format';
import { areaFactsText } from '$lib/i18n/area-facts';
import { m } from '$lib/i18n/paraglide/messages';
import { progressLabel } from '$lib/i18n/progress';
import {
	confidenceLabel,
	needsPhrase,
	questionLabel,
	recommendationLabel,
	statusLabel
} from '$lib/i18n/labels';
import { percentOrDash } from '$lib/charts/table';
import { dateCell, parseFigure, textInForm } from './cells';
import type { DocumentBlock, DocumentFact, DocumentTable, DocumentText, DocumentSection } from './model';
import { toDocumentText, sectionText } from './document-text';

/** Source of the sections on areas and measures: a review, or the plan as it is. */
export type AreaContent = Pick<ReviewContent, 'areas' | 'measures' | 'values' | 'texts'>;

/** Returns the document's part on areas: each with its verdict, figures, measures and evaluations. */
export function areaSections(content: ReviewContent): DocumentSection[] {
	return [
		{ level: 1, part: 'areas', heading: { text: m.paper_areas() }, blocks: [] },
		...content.figures.areas.flatMap((figures) => [
			areaSection(content, figures),
			...countedMeasures(content, figures.area).map((measure) => measureSection(content, measure))
		])
	];
}

/** Returns an area's measures that its figures count. */
export function countedMeasures(content: AreaContent, area: string): SnapshotMeasure[] {
	return content.measures.filter((one) => areaKey(one) === area && isCounted(one.lifecycle));
}

/** Returns an area's full name: "3. Kronisk sjuke". */
export function areaTitle(content: AreaContent, area: string): DocumentText {
	const found = content.areas.find((one) => String(one.number) === area);
	if (!found || area === acrossAreasCode) return { text: m.area_across() };
	const { text, lang } = toDocumentText(found.name);
	return { text: m.area_title({ number: area, name: text }), lang };
}

/** Returns an area with its verdict, its figures and a table of its measures. */
export function areaSection(content: AreaContent, figures: AreaFigures): DocumentSection {
	const { area } = figures;
	const measures = countedMeasures(content, area);
	const heading = areaTitle(content, area);
	const blocks: DocumentBlock[] = [
		{ kind: 'text', text: { text: areaFacts(content, figures) }, tone: 'quiet' },
		...(area === acrossAreasCode ? [] : sectionText(content, `area:${Number(area)}`)),
		...verdictBlock(content, area)
	];
	if (measures.length === 0) blocks.push({ kind: 'text', text: { text: m.paper_no_area_measures() } });
	else
		blocks.push(
			{ kind: 'text', text: { text: statusCountsText(figures) } },
			{ kind: 'text', text: { text: areaProgressText(figures) } },
			...silenceBlock(figures),
			{ kind: 'table', table: measureTable(measures, m.paper_area_measures({ area: heading.text })) }
		);
	return { level: 2, heading, blocks };
}

/** Returns "FSU 1 · 4 av 5 rapportert". */
export function areaFacts(content: AreaContent, figures: AreaFigures): string {
	const area = content.areas.find((one) => String(one.number) === figures.area);
	return areaFactsText(figures, toDocumentText(area?.body).text);
}

/** Returns "Status: i rute 3, forsinket 2." */
export function statusCountsText({ statuses }: AreaFigures): string {
	const parts = allStatuses
		.filter((status) => statuses[status] > 0)
		.map((status) => `${statusLabel[status]().toLowerCase()} ${formatNumber(statuses[status])}`);
	return m.paper_status_mix({ mix: parts.join(', ') });
}

/** Returns "Framdrift 47 % (4 av 5 tiltak), året før 38 %, forventet 60 %." */
export function areaProgressText(figures: AreaFigures): string {
	return `${progressLabel(figures)}.`;
}

function silenceBlock(figures: AreaFigures): DocumentBlock[] {
	return isSilentArea(figures) ? [{ kind: 'text', text: { text: m.review_area_silent() } }] : [];
}

function verdictBlock(content: AreaContent, area: string): DocumentBlock[] {
	const verdict = content.areas.find((one) => String(one.number) === area)?.verdict;
	if (!verdict) return [];
	const { status, text, lang, by, on } = verdict;
	return [
		{
			kind: 'quote',
			status,
			heading: m.area_verdict(),
			text: textInForm(text, lang),
			by: m.area_verdict_by({ name: by, date: formatDate(on) })
		}
	];
}

function measureTable(measures: readonly SnapshotMeasure[], caption: string): DocumentTable {
	return {
		caption,
		columns: [
			m.paper_column_code(),
			m.paper_column_measure(),
			m.paper_column_status(),
			m.paper_column_deadline(),
			m.paper_column_progress(),
			m.paper_column_expected()
		],
		wordColumns: 4,
		shares: [0.08, 0.4, 0.16, 0.13, 0.115, 0.115],
		rows: measures.map((one) => [
			{ text: one.code },
			toDocumentText(one.title),
			{ text: statusLabel[effectiveStatus(one)]() },
			one.deadline === null ? { text: one.deadlineWords ?? '' } : dateCell(one.deadline),
			parseFigure(percentOrDash(effectiveProgress(one))),
			parseFigure(percentOrDash(one.expected))
		])
	};
}

/** Returns a measure with the answers of its report. */
export function measureSection(content: AreaContent, measure: SnapshotMeasure): DocumentSection {
	const { code, title, report, links } = measure;
	const name = toDocumentText(title);
	const blocks: DocumentBlock[] = [{ kind: 'text', text: { text: measureSummary(measure) }, tone: 'quiet' }];
	if (!report) blocks.push({ kind: 'text', text: { text: m.paper_no_report() } });
	else blocks.push({ kind: 'facts', facts: answerFacts(content, report) });
	if (links) blocks.push({ kind: 'facts', facts: [linksFact(links)] });
	return { level: 3, heading: { ...name, text: `${code} ${name.text}` }, blocks };
}

function linksFact(links: readonly WebLink[]): DocumentFact {
	return { label: m.measure_links(), value: { text: formatWebLinks(links) } };
}

/** Returns "Forsinket · 40 % · frist 31.12.2026 · Rapportert 20.11.2026 av Kari". */
function measureSummary(measure: SnapshotMeasure): string {
	const { deadline, report } = measure;
	const progress = effectiveProgress(measure);
	return [
		statusLabel[effectiveStatus(measure)](),
		progress !== null && formatPercent(progress),
		deadline !== null && m.paper_deadline({ date: formatDate(deadline) }),
		report && m.evaluation_by({ date: formatDate(report.submittedOn), name: report.reportedBy }),
		report?.unchanged && m.evaluation_unchanged(),
		report?.imported && m.evaluation_imported()
	]
		.filter(Boolean)
		.join(' · ');
}

/** Returns an evaluation's answers, in the order of the questions. */
function answerFacts(content: AreaContent, report: SnapshotEvaluation): DocumentFact[] {
	const { lang } = report;
	const facts: DocumentFact[] = [];
	for (const name of textAnswers) {
		if (name === 'needsText') {
			if (report.needs.length > 0)
				facts.push({ label: needsPhrase(report.needs), value: textInForm(report.needsText, lang) });
		} else if (report[name].trim())
			facts.push({ label: questionLabel[name](), value: textInForm(report[name], lang) });
	}
	if (report.recommendation)
		facts.push({
			label: questionLabel.recommendation(),
			value: { text: recommendationLabel[report.recommendation]() }
		});
	if (report.confidence)
		facts.push({ label: questionLabel.confidence(), value: { text: confidenceLabel[report.confidence]() } });
	for (const { value, score, comment } of report.scores) {
		if (score === null && comment === '') continue;
		const { text } = toDocumentText(content.values.find(({ code }) => code === value)?.name ?? { nb: value });
		const scored = score === null ? '' : m.evaluation_of_5({ score });
		facts.push({
			label: scored ? `${text}: ${scored}` : text,
			value: textInForm(comment, lang)
		});
	}
	return facts;
}
