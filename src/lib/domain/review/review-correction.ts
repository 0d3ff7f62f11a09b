import { toSnapshotOf2025 } from '../figures/definition-2025';
import { definitionOf, type FigureDefinition } from '../figures/figure-definition';
import type { Localized } from '../localized';
import { canonicalJson, type ReviewContent } from './review';
import { areaOfSection, type ReviewSection } from './review-text';
import type { SnapshotMeasure } from '../plan/plan-snapshot';

/** Fields of a measure, besides its evaluation, that a review shows. */
const correctableMeasureFields = [
	'title',
	'area',
	'lifecycle',
	'body',
	'startsOn',
	'deadline',
	'weight'
] as const;
export type CorrectableMeasureField = (typeof correctableMeasureFields)[number];

interface MeasureLabel {
	code: string;
	title: Localized;
}

/** One difference between a review and its previous version. */
export type ReviewCorrection =
	| ({ code: 'measure-added' | 'measure-removed' | 'report-added' | 'report-removed' | 'report-changed' } & {
			measure: MeasureLabel;
	  })
	| { code: 'measure-changed'; measure: MeasureLabel; traits: CorrectableMeasureField[] }
	| { code: 'verdict-changed' | 'area-changed'; area: number; name: Localized }
	/** `area` is set if the text is in an area's section. */
	| { code: 'text-changed'; section: ReviewSection; area: number | null }
	| { code: 'progress-changed'; from: number | null; to: number | null }
	/** The versions were computed by two definitions of the figures. */
	| { code: 'definition-changed'; from: FigureDefinition; to: FigureDefinition }
	| { code: 'indicators-changed' | 'rollout-changed' | 'reporting-changed' }
	/** Other changes without their own message, such as the round's dates. */
	| { code: 'frame-changed' };

/** Returns the differences between two versions of a review. */
export function findCorrections(first: ReviewContent, second: ReviewContent): ReviewCorrection[] {
	const found: ReviewCorrection[] = [
		...findProgressCorrection(first, second),
		...findDefinitionCorrection(first, second),
		...findMeasureCorrections(first, second),
		...findAreaCorrections(first, second),
		...findTextCorrections(first, second),
		...findPartCorrections(first, second)
	];
	const sameForm = definitionOf(first) === definitionOf(second);
	const rest = (content: ReviewContent) => ({
		...(sameForm ? content : toSnapshotOf2025(content)),
		...separatelyReportedParts
	});
	if (differ(rest(first), rest(second))) found.push({ code: 'frame-changed' });
	return found;
}

/** Parts with their own messages. Figures follow from the rest, and the closing date always differs. */
const separatelyReportedParts = {
	measures: null,
	areas: null,
	texts: null,
	figures: null,
	definition: null,
	asOf: null,
	indicators: null,
	rollout: null,
	reporting: null
} satisfies Partial<Record<keyof ReviewContent, null>>;

/**
 * Returns the changes in parts stored with the review. A part missing in the first version counts as
 * unchanged.
 */
function findPartCorrections(first: ReviewContent, second: ReviewContent): ReviewCorrection[] {
	const parts = ['indicators', 'rollout', 'reporting'] as const;
	return parts
		.filter((part) => first[part] && differ(first[part], second[part]))
		.map((part) => ({ code: `${part}-changed` as const }));
}

function findProgressCorrection(first: ReviewContent, second: ReviewContent): ReviewCorrection[] {
	const [from, to] = [first.figures.total.progress, second.figures.total.progress];
	return from === to ? [] : [{ code: 'progress-changed', from, to }];
}

function findDefinitionCorrection(first: ReviewContent, second: ReviewContent): ReviewCorrection[] {
	const [from, to] = [definitionOf(first), definitionOf(second)];
	return from === to ? [] : [{ code: 'definition-changed', from, to }];
}

function findMeasureCorrections(first: ReviewContent, second: ReviewContent): ReviewCorrection[] {
	const before = new Map(first.measures.map((one) => [one.id, one]));
	const after = new Set(second.measures.map(({ id }) => id));
	return [
		...second.measures.flatMap((one) => {
			const earlier = before.get(one.id);
			return earlier
				? compareMeasure(earlier, one)
				: [{ code: 'measure-added' as const, measure: toMeasureLabel(one) }];
		}),
		...first.measures
			.filter(({ id }) => !after.has(id))
			.map((one) => ({ code: 'measure-removed' as const, measure: toMeasureLabel(one) }))
	];
}

function compareMeasure(first: SnapshotMeasure, second: SnapshotMeasure): ReviewCorrection[] {
	const measure = toMeasureLabel(second);
	const traits = correctableMeasureFields.filter((trait) => differ(first[trait], second[trait]));
	const changed: ReviewCorrection[] = traits.length > 0 ? [{ code: 'measure-changed', measure, traits }] : [];
	if (!differ(first.report, second.report)) return changed;
	const code = !first.report ? 'report-added' : second.report ? 'report-changed' : 'report-removed';
	return [...changed, { code, measure }];
}

function findAreaCorrections(first: ReviewContent, second: ReviewContent): ReviewCorrection[] {
	const before = new Map(first.areas.map((one) => [one.number, one]));
	return second.areas.flatMap(({ verdict, ...own }): ReviewCorrection[] => {
		const { verdict: earlierVerdict, ...earlier } = before.get(own.number) ?? {};
		const area = { area: own.number, name: own.name };
		return [
			...(differ(earlier, own) ? [{ code: 'area-changed' as const, ...area }] : []),
			...(differ(earlierVerdict, verdict) ? [{ code: 'verdict-changed' as const, ...area }] : [])
		];
	});
}

function findTextCorrections(
	{ texts: first = {} }: ReviewContent,
	{ texts: second = {} }: ReviewContent
): ReviewCorrection[] {
	const sections = [...new Set([...Object.keys(first), ...Object.keys(second)])] as ReviewSection[];
	return sections
		.filter((section) => differ(first[section], second[section]))
		.map((section) => ({ code: 'text-changed', section, area: areaOfSection(section) }));
}

function toMeasureLabel({ code, title }: SnapshotMeasure): MeasureLabel {
	return { code, title };
}

function differ(first: unknown, second: unknown): boolean {
	return canonicalJson(first ?? null) !== canonicalJson(second ?? null);
}
