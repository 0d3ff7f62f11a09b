import { definitionOf } from '$lib/domain/figures/figure-definition';
import type { ReviewContent } from '$lib/domain/review/review';
import { formatDate, formatMoment } from '$lib/i18n/format';
import { indicatorDefinition } from '$lib/i18n/indicator';
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { needsPhrase, roundName } from '$lib/i18n/labels';
import { nothingAskedText } from '$lib/i18n/review-summary';
import { textInForm } from './cells';
import type { DocumentBlock, DocumentCover, DocumentModel, DocumentChart, DocumentSection } from './model';
import { areaSections } from './review-areas';
import { reviewCharts } from './review-charts';
import { decisionSections } from './review-decisions';
import { indicatorSections } from './review-indicators';
import { reviewRequests, reviewSummarySentences } from './review-sentences';
import { toDocumentText, sectionText } from './document-text';

/** A closed review, the only source of a document. */
export interface SealedReview {
	content: ReviewContent;
	version: number;
	/** SHA-256 of the content's bytes, in hex. */
	sha256: string;
	closedAt: string;
	closedBy: string;
	publishedAt: string | null;
}

/**
 * Returns a review as a document in the current language (`getLocale`): cover, summary, requests, charts, areas
 * with their measures, and definitions.
 */
export function reviewDocument(review: SealedReview, charts = reviewCharts(review.content)): DocumentModel {
	const { content } = review;
	return {
		locale: getLocale(),
		title: reviewDocumentTitle(content),
		cover: reviewCover(review),
		sections: [
			...openingSections(content),
			...decisionSections(content),
			...chartSections(charts),
			...indicatorSections(content),
			...areaSections(content),
			...closingSections(content),
			...definitionSections(charts, content)
		]
	};
}

/** Returns "Handlingsplanen i 2026". */
export function reviewDocumentTitle({ round }: ReviewContent): string {
	return round.kind === 'annual'
		? m.review_title_annual({ year: round.year })
		: m.review_title_half({ year: round.year });
}

/** Returns the plan's name with its years, unless the name ends in them. */
function planWithPeriod(name: string, { from, to }: ReviewContent['plan']): string {
	const named = new RegExp(`\\b${from}\\s*[-–]\\s*${to}$`).test(name);
	return named ? name : m.paper_plan_period({ name, from: String(from), to: String(to) });
}

function reviewCover(review: SealedReview): DocumentCover {
	const { content, version, sha256, closedAt, closedBy, publishedAt } = review;
	const { plan, round, partnership } = content;
	const planName = toDocumentText(plan.name);
	return {
		kind: round.kind === 'annual' ? m.review_kind_annual() : m.review_kind_half(),
		partnership: toDocumentText(partnership.name),
		facts: [
			{
				name: 'plan',
				label: m.paper_fact_plan(),
				value: {
					...planName,
					text: planWithPeriod(planName.text, plan)
				}
			},
			{ name: 'round', label: m.paper_fact_round(), value: { text: roundName(round) } },
			{ name: 'version', label: m.paper_fact_version(), value: { text: String(version) } },
			{ name: 'date', label: m.paper_fact_date(), value: { text: formatDate(content.asOf) } },
			{
				label: m.paper_fact_definition(),
				value: { text: m.review_definition({ year: definitionOf(content) }) }
			},
			{
				name: 'closed',
				label: m.paper_fact_closed(),
				value: { text: m.paper_closed_by({ moment: formatMoment(closedAt), name: closedBy }) }
			},
			{
				name: 'published',
				label: m.paper_fact_published(),
				value: { text: publishedAt ? formatMoment(publishedAt) : m.paper_not_published() }
			},
			{ name: 'seal', label: m.paper_fact_seal(), value: { text: sha256 }, code: true }
		],
		note: m.paper_seal_what()
	};
}

function openingSections(content: ReviewContent): DocumentSection[] {
	const annual = content.round.kind === 'annual';
	const sentences = reviewSummarySentences(content).map((text): DocumentBlock => ({
		kind: 'text',
		text: { text },
		tone: 'lead'
	}));
	return [
		{
			level: 1,
			part: 'sentences',
			heading: { text: annual ? m.paper_figures_annual() : m.paper_figures_half() },
			blocks: [...sentences, ...sectionText(content, 'year')]
		},
		{
			level: 1,
			part: 'asked',
			heading: { text: m.review_asked() },
			blocks: [...sectionText(content, 'decisions'), ...requestBlocks(content)]
		}
	];
}

/** Returns the requests to Partnerskapet, measure by measure. */
function requestBlocks(content: ReviewContent): DocumentBlock[] {
	const items = reviewRequests(content).map(({ measure, needs, text, lang }) => [
		withCode(measure.code, toDocumentText(measure.title)),
		{ text: needsPhrase(needs) },
		textInForm(text, lang)
	]);
	if (items.length > 0) return [{ kind: 'list', items }];
	return [{ kind: 'text', text: { text: nothingAskedText(content) } }];
}

/** Returns the secretariat's text on what comes next; nothing if it wrote none. */
function closingSections(content: ReviewContent): DocumentSection[] {
	const blocks = sectionText(content, 'next');
	return blocks.length === 0 ? [] : [{ level: 1, heading: { text: m.review_section_next() }, blocks }];
}

function withCode(code: string, title: ReturnType<typeof toDocumentText>) {
	return { ...title, text: `${code} ${title.text}` };
}

function chartSections(charts: readonly DocumentChart[]): DocumentSection[] {
	return [
		{ level: 1, part: 'charts', heading: { text: m.paper_charts() }, blocks: [] },
		...charts.map((chart): DocumentSection => ({
			level: 2,
			heading: { text: chart.title },
			blocks: [
				{ kind: 'text', text: { text: chart.finding } },
				{ kind: 'chart', chart },
				{ kind: 'table', table: chart.table }
			]
		}))
	];
}

function definitionSections(
	charts: readonly DocumentChart[],
	{ indicators = [] }: ReviewContent
): DocumentSection[] {
	const all = charts.map(({ title, definition }) => ({ title, definition }));
	const readings = indicators.flatMap((one) => one.readings);
	if (indicators.length > 0)
		all.push({ title: m.indicator_title(), definition: indicatorDefinition(readings) });
	return [
		{
			level: 1,
			part: 'definitions',
			heading: { text: m.paper_definitions() },
			blocks: [
				{
					kind: 'facts',
					facts: all.map(({ title, definition }) => ({ label: title, value: { text: definition } }))
				}
			]
		}
	];
}
