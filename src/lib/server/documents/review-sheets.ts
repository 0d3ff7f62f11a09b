import { textAnswers } from '$lib/domain/evaluation';
import { areaKey, statusOf } from '$lib/domain/figures';
import { isCounted } from '$lib/domain/measure';
import { progressThatCounts, type StandingMeasure } from '$lib/domain/standing';
import { percentOr } from '$lib/charts/table';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import {
	confidenceWord,
	lifecycleWord,
	needsPhrase,
	questionWord,
	recommendationWord,
	statusWord
} from '$lib/i18n/words';
import { dateCell, figureIn } from './cells';
import type { Cell, PaperChart } from './paper';
import { areaName } from './review-areas';
import { reviewCharts } from './review-charts';
import { indicatorSheet } from './review-indicators';
import { reviewPaper, type SealedReview } from './review-paper';
import type { Sheet } from './sheet';
import { named } from './words';

/** A review as a workbook: cover, measures, reports, scores, and the figures behind each chart. */
export function reviewSheets(review: SealedReview, charts = reviewCharts(review.content)): Sheet[] {
	return [
		coverSheet(review, charts),
		measureSheet(review),
		evaluationSheet(review),
		scoreSheet(review),
		...charts.map(chartSheet),
		...indicatorSheet(review.content)
	];
}

function coverSheet(review: SealedReview, charts: PaperChart[]): Sheet {
	const { cover, title } = reviewPaper(review, charts);
	const facts: Cell[][] = cover.facts.map(({ label, value }) => [{ text: label }, value]);
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
			...charts.map(({ title: heading, definition }): Cell[] => [{ text: heading }, { text: definition }])
		]
	};
}

function measureSheet({ content }: SealedReview): Sheet {
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
			{ heading: m.paper_column_reported_on(), width: 13 }
		],
		rows: content.measures.map((one) => [
			{ text: one.code },
			named(one.title),
			areaName(content, areaKey(one)),
			named(one.body),
			{ text: lifecycleWord[one.lifecycle]() },
			{ text: isCounted(one.lifecycle) ? m.paper_yes() : m.paper_no() },
			{ text: statusWord[statusOf(one)]() },
			figureOrNothing(progressThatCounts(one)),
			figureOrNothing(one.expected),
			figureIn(formatNumber(one.weight)),
			dateCell(one.startsOn),
			dateCell(one.deadline),
			{ text: one.deadlineWords ?? '' },
			dateCell(one.report?.submittedOn ?? null)
		])
	};
}

function evaluationSheet({ content }: SealedReview): Sheet {
	return {
		name: m.paper_sheet_evaluations(),
		columns: [
			{ heading: m.paper_column_code(), width: 8 },
			{ heading: m.paper_column_measure(), width: 40 },
			{ heading: m.paper_column_status(), width: 18 },
			{ heading: m.paper_column_progress(), width: 12 },
			{ heading: m.paper_column_needs(), width: 24 },
			...textAnswers.map((name) => ({ heading: questionWord[name](), width: 48 })),
			{ heading: questionWord.recommendation(), width: 20 },
			{ heading: questionWord.confidence(), width: 14 },
			{ heading: m.paper_column_unchanged(), width: 14 },
			{ heading: m.paper_column_reported_on(), width: 13 },
			{ heading: m.paper_column_reported_by(), width: 26 },
			{ heading: m.paper_column_written(), width: 12 }
		],
		rows: reported(content.measures).map(({ code, title, report }) => [
			{ text: code },
			named(title),
			{ text: report.status ? statusWord[report.status]() : '' },
			figureOrNothing(report.progress),
			{ text: needsPhrase(report.needs) },
			...textAnswers.map((name) => ({ text: report[name] })),
			{ text: report.recommendation ? recommendationWord[report.recommendation]() : '' },
			{ text: report.confidence ? confidenceWord[report.confidence]() : '' },
			{ text: report.unchanged ? m.paper_yes() : m.paper_no() },
			dateCell(report.submittedOn),
			{ text: report.reportedBy },
			{ text: report.lang === 'nn' ? m.area_written_nn() : m.area_written_nb() }
		])
	};
}

/** Each score that was given, with its comment. */
function scoreSheet({ content }: SealedReview): Sheet {
	const valueName = (code: string) =>
		named(content.values.find((one) => one.code === code)?.name).text || code;
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
		rows: reported(content.measures).flatMap((measure) =>
			measure.report.scores
				.filter(({ score, comment }) => score !== null || comment !== '')
				.map(({ value, score, comment }): Cell[] => [
					{ text: measure.code },
					named(measure.title),
					areaName(content, areaKey(measure)),
					{ text: valueName(value) },
					score === null ? { text: '' } : figureIn(formatNumber(score)),
					{ text: comment }
				])
		)
	};
}

const tab: Record<string, () => string> = {
	status: m.paper_sheet_status,
	progress: m.paper_sheet_progress,
	movement: m.paper_sheet_movement,
	values: m.paper_sheet_value_figures
};

/** A sheet's name as Excel takes it: short, and without the marks its addresses are made of. */
function tabName(title: string): string {
	return title
		.replaceAll(/[[\]:*?/\\']/g, ' ')
		.slice(0, 31)
		.trim();
}

function chartSheet({ name, title, table }: PaperChart): Sheet {
	return {
		name: tabName(tab[name]?.() ?? title),
		columns: table.columns.map((heading, index) => ({
			heading,
			width: index < table.wordColumns ? 36 : Math.max(12, heading.length + 2)
		})),
		rows: table.rows
	};
}

function reported(measures: readonly StandingMeasure[]) {
	return measures.flatMap((one) => (one.report ? [{ ...one, report: one.report }] : []));
}

function figureOrNothing(value: number | null): Cell {
	return value === null ? { text: '' } : figureIn(percentOr(value));
}
