import { textAnswers } from '$lib/domain/evaluation/evaluation';
import { areaKey, effectiveStatus } from '$lib/domain/figures/figures';
import { isCounted } from '$lib/domain/measure/measure';
import { formatWebLinks } from '$lib/domain/measure/web-link';
import { effectiveProgress, type SnapshotMeasure } from '$lib/domain/plan/plan-snapshot';
import { percentOrDash } from '$lib/charts/table';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import {
	confidenceLabel,
	lifecycleLabel,
	needsPhrase,
	questionLabel,
	recommendationLabel,
	statusLabel
} from '$lib/i18n/labels';
import { dateCell, exactCell, parseFigure } from './cells';
import type { DocumentCell, DocumentChart } from './model';
import { areaTitle } from './review-areas';
import { reviewCharts } from './review-charts';
import { decisionSheet } from './review-decisions';
import { indicatorSheet } from './review-indicators';
import { reviewDocument, type SealedReview } from './review-document';
import type { DocumentSheet } from './sheet';
import { toDocumentText } from './document-text';

/** Returns a review as a workbook: cover, measures, evaluations, scores, and the figures of each chart. */
export function reviewSheets(review: SealedReview, charts = reviewCharts(review.content)): DocumentSheet[] {
	return [
		coverSheet(review, charts),
		measureSheet(review),
		evaluationSheet(review),
		scoreSheet(review),
		...charts.map(chartSheet),
		...indicatorSheet(review.content),
		...decisionSheet(review.content)
	];
}

function coverSheet(review: SealedReview, charts: DocumentChart[]): DocumentSheet {
	const { cover, title } = reviewDocument(review, charts);
	const facts: DocumentCell[][] = cover.facts.map(({ label, value }) => [{ text: label }, value]);
	return {
		name: m.paper_sheet_cover(),
		columns: [
			{ heading: cover.kind, width: 24 },
			{ heading: title, width: 90 }
		],
		rows: [
			[{ text: m.paper_fact_partnership() }, cover.partnership],
			...facts,
			[{ text: m.paper_definitions_seal() }, { text: cover.note }],
			...charts.map(({ title: heading, definition }): DocumentCell[] => [
				{ text: heading },
				{ text: definition }
			])
		]
	};
}

function measureSheet({ content }: SealedReview): DocumentSheet {
	return {
		name: m.paper_sheet_measures(),
		columns: [
			{ heading: m.paper_column_code(), width: 8 },
			{ heading: m.paper_column_measure(), width: 52 },
			{ heading: m.paper_column_area(), width: 34 },
			{ heading: m.paper_column_body(), width: 26 },
			{ heading: m.paper_column_lifecycle(), width: 16 },
			{ heading: m.paper_column_counted(), width: 12 },
			{ heading: m.paper_column_status(), width: 18 },
			{ heading: m.paper_column_progress(), width: 12 },
			{ heading: m.paper_column_expected(), width: 12 },
			{ heading: m.paper_column_weight(), width: 8 },
			{ heading: m.paper_column_starts(), width: 13 },
			{ heading: m.paper_column_deadline(), width: 13 },
			{ heading: m.paper_column_deadline_words(), width: 22 },
			{ heading: m.measure_links(), width: 30 },
			{ heading: m.paper_column_reported_on(), width: 13 }
		],
		rows: content.measures.map((one) => [
			{ text: one.code },
			toDocumentText(one.title),
			areaTitle(content, areaKey(one)),
			toDocumentText(one.body),
			{ text: lifecycleLabel[one.lifecycle]() },
			{ text: isCounted(one.lifecycle) ? m.paper_yes() : m.paper_no() },
			{ text: statusLabel[effectiveStatus(one)]() },
			figureOrEmpty(effectiveProgress(one)),
			figureOrEmpty(one.expected),
			exactCell(one.weight),
			dateCell(one.startsOn),
			dateCell(one.deadline),
			{ text: one.deadlineWords ?? '' },
			{ text: formatWebLinks(one.links ?? []) },
			dateCell(one.report?.submittedOn ?? null)
		])
	};
}

function evaluationSheet({ content }: SealedReview): DocumentSheet {
	const reported = reportedMeasures(content.measures);
	const hasUnchanged = content.last !== null || reported.some(({ report }) => report.unchanged);
	return {
		name: m.paper_sheet_evaluations(),
		columns: [
			{ heading: m.paper_column_code(), width: 8 },
			{ heading: m.paper_column_measure(), width: 40 },
			{ heading: m.paper_column_status(), width: 18 },
			{ heading: m.paper_column_progress(), width: 12 },
			{ heading: m.paper_column_needs(), width: 24 },
			...textAnswers.map((name) => ({ heading: questionLabel[name](), width: 48 })),
			{ heading: questionLabel.recommendation(), width: 20 },
			{ heading: questionLabel.confidence(), width: 14 },
			...(hasUnchanged ? [{ heading: m.paper_column_unchanged(), width: 14 }] : []),
			{ heading: m.paper_column_reported_on(), width: 13 },
			{ heading: m.paper_column_reported_by(), width: 26 },
			{ heading: m.paper_column_written(), width: 12 }
		],
		rows: reported.map(({ code, title, report }) => [
			{ text: code },
			toDocumentText(title),
			{ text: report.status ? statusLabel[report.status]() : '' },
			figureOrEmpty(report.progress),
			{ text: needsPhrase(report.needs) },
			...textAnswers.map((name) => ({ text: report[name] })),
			{ text: report.recommendation ? recommendationLabel[report.recommendation]() : '' },
			{ text: report.confidence ? confidenceLabel[report.confidence]() : '' },
			...(hasUnchanged ? [{ text: report.unchanged ? m.paper_yes() : m.paper_no() }] : []),
			dateCell(report.submittedOn),
			{ text: report.reportedBy },
			{ text: report.lang === 'nn' ? m.area_written_nn() : m.area_written_nb() }
		])
	};
}

/** Returns every score with its comment. */
function scoreSheet({ content }: SealedReview): DocumentSheet {
	const valueName = (code: string) =>
		toDocumentText(content.values.find((one) => one.code === code)?.name).text || code;
	return {
		name: m.paper_sheet_values(),
		columns: [
			{ heading: m.paper_column_code(), width: 8 },
			{ heading: m.paper_column_measure(), width: 40 },
			{ heading: m.paper_column_area(), width: 34 },
			{ heading: m.chart_column_value(), width: 24 },
			{ heading: m.paper_column_score(), width: 16 },
			{ heading: m.paper_column_comment(), width: 70 }
		],
		rows: reportedMeasures(content.measures).flatMap((measure) =>
			measure.report.scores
				.filter(({ score, comment }) => score !== null || comment !== '')
				.map(({ value, score, comment }): DocumentCell[] => [
					{ text: measure.code },
					toDocumentText(measure.title),
					areaTitle(content, areaKey(measure)),
					{ text: valueName(value) },
					score === null ? { text: '' } : parseFigure(formatNumber(score)),
					{ text: comment }
				])
		)
	};
}

const sheetNames: Record<string, () => string> = {
	status: m.paper_sheet_status,
	progress: m.paper_sheet_progress,
	movement: m.paper_sheet_movement,
	values: m.paper_sheet_value_figures
};

/** Returns a valid sheet name: short, and without the characters of Excel's references. */
function excelSheetName(title: string): string {
	return title
		.replaceAll(/[[\]:*?/\\']/g, ' ')
		.slice(0, 31)
		.trim();
}

function chartSheet({ name, title, table }: DocumentChart): DocumentSheet {
	return {
		name: excelSheetName(sheetNames[name]?.() ?? title),
		columns: table.columns.map((heading, index) => ({
			heading,
			width: index < table.wordColumns ? 36 : Math.max(12, heading.length + 2)
		})),
		rows: table.rows
	};
}

function reportedMeasures(measures: readonly SnapshotMeasure[]) {
	return measures.flatMap((one) => (one.report ? [{ ...one, report: one.report }] : []));
}

function figureOrEmpty(value: number | null): DocumentCell {
	return value === null ? { text: '' } : parseFigure(percentOrDash(value));
}
