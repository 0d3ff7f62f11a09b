import { decisionsChart, decisionsHeight } from '$lib/charts/decisions';
import { themes } from '$lib/charts/theme';
import type { ReviewContent } from '$lib/domain/review/review';
import type { ReviewDecision, ReviewDecisions } from '$lib/domain/review/review-decisions';
import { formatDate } from '$lib/i18n/format';
import { decisionKindLabel, decisionStandingLabel } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { reviewDecisionsFinding, reviewDecisionsSpan } from '$lib/i18n/review-decisions';
import { dateCell, textInForm } from './cells';
import { toDocumentText } from './document-text';
import type { BarChartData, DocumentBlock, DocumentCell, DocumentSection, DocumentTable } from './model';
import type { DocumentSheet } from './sheet';
import type { DocumentSlide } from './slide';

/** Returns the document's part on the year's decisions; nothing if the review has none. */
export function decisionSections({ decisionsOfYear }: ReviewContent): DocumentSection[] {
	if (!decisionsOfYear) return [];
	const { items } = decisionsOfYear;
	const columns = [m.decision_column(), m.decision_body(), m.decision_decided_on(), m.decision_follow_up()];
	const rows = items.map((one): DocumentCell[] => [
		textInForm([one.number, one.title].filter(Boolean).join(' · '), one.lang),
		toDocumentText(one.body),
		dateCell(one.decidedOn),
		{ text: standingText(one) }
	]);
	const shares = [0.36, 0.22, 0.14, 0.28];
	const table = { caption: m.review_decisions(), columns, wordColumns: 4, shares, rows };
	return [
		{
			level: 1,
			heading: { text: m.review_decisions() },
			blocks: [
				{ kind: 'text', text: { text: reviewDecisionsFinding(decisionsOfYear) } },
				...chartBlocks(decisionsOfYear, table),
				...(rows.length > 0 ? [{ kind: 'table' as const, table }] : [])
			]
		}
	];
}

/** Returns the chart of decisions by body; nothing if none is followed up. */
function chartBlocks(decisions: ReviewDecisions, table: DocumentTable): DocumentBlock[] {
	const height = decisionsHeight(decisions);
	if (height === null) return [];
	const finding = reviewDecisionsFinding(decisions);
	const title = m.review_decisions();
	return [
		{
			kind: 'chart',
			chart: {
				...{ name: 'decisions', title, finding, definition: reviewDecisionsSpan(decisions), table },
				alternative: m.chart_alternative({ title, finding }),
				picture: { draw: (brush) => decisionsChart(decisions, brush), height },
				bars: null
			}
		}
	];
}

/** Returns the slide on the year's decisions. */
export function decisionSlides({ decisionsOfYear }: ReviewContent): DocumentSlide[] {
	if (!decisionsOfYear) return [];
	const finding = reviewDecisionsFinding(decisionsOfYear);
	const title = m.review_decisions();
	const bars = decisionBars(decisionsOfYear);
	const isFollowed = bars.series.some(({ values }) => values.some((value) => value !== null && value > 0));
	return [
		{
			kind: isFollowed ? 'chart' : 'points',
			title: { text: title },
			lead: isFollowed ? { text: finding } : null,
			points: isFollowed ? [] : [{ head: '', text: { text: finding } }],
			charts: isFollowed ? [{ title, alternative: m.chart_alternative({ title, finding }), bars }] : [],
			notes: [finding]
		}
	];
}

/** Returns a row for each of the year's decisions. */
export function decisionSheet({ decisionsOfYear }: ReviewContent): DocumentSheet[] {
	if (!decisionsOfYear) return [];
	return [
		{
			name: m.decision_title(),
			columns: [
				{ heading: m.decision_body(), width: 26 },
				{ heading: m.decision_number(), width: 14 },
				{ heading: m.decision_column(), width: 60 },
				{ heading: m.decision_kind(), width: 20 },
				{ heading: m.decision_decided_on(), width: 13 },
				{ heading: m.decision_due(), width: 13 },
				{ heading: m.decision_follow_up(), width: 18 },
				{ heading: m.decision_history(), width: 60 }
			],
			rows: decisionsOfYear.items.map((one) => [
				toDocumentText(one.body),
				{ text: one.number },
				textInForm(one.title, one.lang),
				{ text: decisionKindLabel[one.kind]() },
				dateCell(one.decidedOn),
				dateCell(one.dueOn),
				{ text: decisionStandingLabel[one.standing]() },
				one.entry ? textInForm(one.entry.text, one.entry.lang) : { text: '' }
			])
		}
	];
}

function standingText({ standing, dueOn, entry }: ReviewDecision): string {
	const due = dueOn === null ? '' : m.review_decisions_due({ date: formatDate(dueOn) });
	const last = entry?.text ? `${formatDate(entry.on)}: ${entry.text}` : '';
	return [decisionStandingLabel[standing](), due, last].filter(Boolean).join('. ');
}

function decisionBars({ counts }: ReviewDecisions): BarChartData {
	const bars = [
		[decisionStandingLabel.done(), counts.done],
		[decisionStandingLabel['in-progress'](), counts.inProgress],
		[decisionStandingLabel['not-started'](), counts.notStarted],
		[decisionStandingLabel.overdue(), counts.late],
		[decisionStandingLabel.dropped(), counts.dropped],
		[decisionStandingLabel.replaced(), counts.replaced]
	] as const;
	return {
		...{ form: 'count', stacked: false, categories: bars.map(([label]) => label) },
		series: [
			{ name: m.decision_title(), colour: themes.print.accent, values: bars.map(([, count]) => count) }
		]
	};
}
