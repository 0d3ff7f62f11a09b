import { themes } from '$lib/charts/theme';
import { allStatuses } from '$lib/domain/evaluation/evaluation';
import {
	comparableProgress,
	effectiveStatus,
	isSilentArea,
	type AreaFigures
} from '$lib/domain/figures/figures';
import type { ReviewContent } from '$lib/domain/review/review';
import {
	effectiveProgress,
	type SnapshotEvaluation,
	type SnapshotMeasure
} from '$lib/domain/plan/plan-snapshot';
import { formatNumber, formatPercent } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { needsPhrase, statusLabel } from '$lib/i18n/labels';
import { nothingAskedText } from '$lib/i18n/review-summary';
import { parseFigure, textInForm } from './cells';
import type { DocumentChart } from './model';
import { areaFacts, areaTitle, countedMeasures, areaProgressText, statusCountsText } from './review-areas';
import { reviewCharts, statusColour } from './review-charts';
import { decisionSlides } from './review-decisions';
import { indicatorSlides } from './review-indicators';
import { reviewDocument, type SealedReview } from './review-document';
import type { DocumentSlide, DocumentSlideChart, DocumentSlidePoint } from './slide';
import { reviewRequests, reviewSummarySentences } from './review-sentences';
import { toDocumentText } from './document-text';

/** Returns a review as slides: summary, charts, one slide per area, and requests last. */
export function reviewSlides(review: SealedReview, charts = reviewCharts(review.content)): DocumentSlide[] {
	const { content } = review;
	return [
		titleSlide(review, charts),
		yearSlide(content),
		...decisionSlides(content),
		...charts.flatMap(chartSlide),
		...indicatorSlides(content),
		...content.figures.areas.map((figures) => areaSlide(content, figures)),
		askedSlide(content)
	];
}

const emptySlide = { lead: null, points: [], charts: [], notes: [] } satisfies Partial<DocumentSlide>;

function titleSlide(review: SealedReview, charts: DocumentChart[]): DocumentSlide {
	const { cover, title } = reviewDocument(review, charts);
	return {
		...emptySlide,
		kind: 'title',
		title: { text: title },
		lead: cover.partnership,
		points: cover.facts.map(({ label, value }) => ({ head: label, text: value })),
		notes: [...cover.facts.map(({ label, value }) => `${label}: ${value.text}`), cover.note]
	};
}

function yearSlide(content: ReviewContent): DocumentSlide {
	const sentences = reviewSummarySentences(content);
	const annual = content.round.kind === 'annual';
	return {
		...emptySlide,
		kind: 'points',
		title: { text: annual ? m.paper_figures_annual() : m.paper_figures_half() },
		points: sentences.map((text) => ({ head: '', text: { text } })),
		notes: sentences
	};
}

function chartSlide({ title, finding, alternative, definition, bars }: DocumentChart): DocumentSlide[] {
	if (!bars) return [];
	return [
		{
			...emptySlide,
			kind: 'chart',
			title: { text: title },
			lead: { text: finding },
			charts: [{ title, alternative, bars }],
			notes: [finding, definition]
		}
	];
}

function areaSlide(content: ReviewContent, figures: AreaFigures): DocumentSlide {
	const measures = countedMeasures(content, figures.area);
	const verdict = content.areas.find((one) => String(one.number) === figures.area)?.verdict;
	const title = areaTitle(content, figures.area);
	return {
		kind: 'area',
		title,
		lead: { text: areaFacts(content, figures) },
		points: [
			...(verdict
				? [
						{
							head: `${m.area_verdict()}: ${statusLabel[verdict.status]().toLowerCase()}`,
							text: textInForm(verdict.text, verdict.lang)
						}
					]
				: []),
			...(figures.counted === 0 ? [{ head: '', text: { text: m.area_no_measures() } }] : []),
			...(isSilentArea(figures) ? [{ head: '', text: { text: m.review_area_silent() } }] : []),
			...measurePoints(measures)
		],
		charts: areaCharts(figures, title.text),
		notes: [statusCountsText(figures), areaProgressText(figures), ...measures.flatMap(measureNotes)]
	};
}

/** Returns the causes of delayed measures, or the next steps if none is delayed. */
function measurePoints(measures: readonly SnapshotMeasure[]): DocumentSlidePoint[] {
	const points = measures.flatMap((one) => {
		const status = effectiveStatus(one);
		const hampered = status !== 'done' && status !== 'on-track';
		const text = one.report && (hampered ? one.report.deviation || one.report.cause : one.report.nextSteps);
		if (!one.report || !text) return [];
		const head = `${one.code} ${toDocumentText(one.title).text} (${statusLabel[status]().toLowerCase()})`;
		return [{ hampered, point: { head, short: one.code, text: textInForm(text, one.report.lang) } }];
	});
	const shown = points.some(({ hampered }) => hampered) ? points.filter(({ hampered }) => hampered) : points;
	return shown.map(({ point }) => point);
}

/** Returns the area's statuses, and its progress with the previous and the expected one. */
function areaCharts(figures: AreaFigures, area: string): DocumentSlideChart[] {
	if (figures.counted === 0) return [];
	const { statuses, before, expected } = figures;
	const { accent, subtle, mark } = themes.print;
	const status: DocumentSlideChart = {
		title: m.paper_column_status(),
		alternative: `${area}. ${statusCountsText(figures)}`,
		bars: {
			form: 'count',
			stacked: true,
			categories: [m.paper_column_status()],
			series: allStatuses
				.filter((one) => statuses[one] > 0)
				.map((one) => ({
					name: `${statusLabel[one]()} ${formatNumber(statuses[one])}`,
					colour: statusColour(one),
					values: [statuses[one]]
				}))
		}
	};
	const marks: [name: string, value: number | null, colour: string][] = [
		[m.chart_column_progress(), comparableProgress(figures).progress, accent],
		[m.chart_column_before(), before, subtle],
		[m.chart_column_expected(), expected, mark]
	];
	const known = marks.filter(([, value]) => value !== null);
	if (known.length === 0) return [status];
	return [
		status,
		{
			title: m.paper_column_progress(),
			alternative: `${area}. ${areaProgressText(figures)}`,
			bars: {
				form: 'percent',
				stacked: false,
				categories: [m.paper_column_progress()],
				series: known.map(([name, value, colour]) => ({ name, colour, values: [displayedShare(value)] }))
			}
		}
	];
}

/** Returns a share from 0 to 1, rounded as the page displays it. */
function displayedShare(value: number | null): number | null {
	const cell = value === null ? null : parseFigure(formatPercent(value));
	return cell && 'figure' in cell ? cell.figure : null;
}

function measureNotes(measure: SnapshotMeasure): string[] {
	const { code, title, report } = measure;
	const progress = effectiveProgress(measure);
	const heading = [
		`${code} ${toDocumentText(title).text}`,
		statusLabel[effectiveStatus(measure)](),
		progress !== null && formatPercent(progress)
	];
	return ['', heading.filter(Boolean).join(' · '), ...(report ? reportNotes(report) : [m.paper_no_report()])];
}

function reportNotes({ done, deviation, cause, nextSteps }: SnapshotEvaluation): string[] {
	return [
		done && m.paper_notes_done({ text: done }),
		deviation && m.paper_notes_deviation({ text: deviation }),
		cause && m.paper_notes_cause({ text: cause }),
		nextSteps && m.paper_notes_next({ text: nextSteps })
	].filter(Boolean);
}

function askedSlide(content: ReviewContent): DocumentSlide {
	const points = reviewRequests(content).map(({ measure, needs, text, lang }) => ({
		head: `${measure.code} ${toDocumentText(measure.title).text} (${needsPhrase(needs).toLowerCase()})`,
		text: textInForm(text, lang)
	}));
	const nothing = { head: '', text: { text: nothingAskedText(content) } };
	return {
		...emptySlide,
		kind: 'asked',
		title: { text: m.review_asked() },
		points: points.length > 0 ? points : [nothing],
		notes: points.map(({ head, text }) => `${head}: ${text.text}`)
	};
}
