import type { Localized } from './localized';
import { canonical, type ReviewContent } from './review';
import { areaOfSection, type ReviewSection } from './review-text';
import type { StandingMeasure } from './standing';

/** What of a measure a review shows besides its report. */
export const measureTraits = [
	'title',
	'area',
	'lifecycle',
	'body',
	'startsOn',
	'deadline',
	'weight'
] as const;
export type MeasureTrait = (typeof measureTraits)[number];

interface OfMeasure {
	code: string;
	title: Localized;
}

/** One thing in which a review differs from the version before it. */
export type Correction =
	| ({ code: 'measure-added' | 'measure-removed' | 'report-added' | 'report-removed' | 'report-changed' } & {
			measure: OfMeasure;
	  })
	| { code: 'measure-changed'; measure: OfMeasure; traits: MeasureTrait[] }
	| { code: 'verdict-changed' | 'area-changed'; area: number; name: Localized }
	/** `area` where the text stands in an area's section. */
	| { code: 'text-changed'; section: ReviewSection; area: number | null }
	| { code: 'progress-changed'; from: number | null; to: number | null }
	| { code: 'indicators-changed' | 'rollout-changed' | 'reporting-changed' }
	/** Something that has no words of its own, such as the dates of the round. */
	| { code: 'frame-changed' };

/** What a correction changed: the second version of a review against the first. Empty where they say the same. */
export function correctionsIn(first: ReviewContent, second: ReviewContent): Correction[] {
	const found: Correction[] = [
		...progressIn(first, second),
		...measuresIn(first, second),
		...areasIn(first, second),
		...textsIn(first, second),
		...partsIn(first, second)
	];
	const rest = (content: ReviewContent) => ({ ...content, ...told });
	if (differ(rest(first), rest(second))) found.push({ code: 'frame-changed' });
	return found;
}

/** What has words of its own. Figures follow from the rest, and the closing day is what makes it another version. */
const told = {
	measures: null,
	areas: null,
	texts: null,
	figures: null,
	asOf: null,
	indicators: null,
	rollout: null,
	reporting: null
} satisfies Partial<Record<keyof ReviewContent, null>>;

/** A part that the first version did not keep has not changed since. */
function partsIn(first: ReviewContent, second: ReviewContent): Correction[] {
	const parts = ['indicators', 'rollout', 'reporting'] as const;
	return parts
		.filter((part) => first[part] && differ(first[part], second[part]))
		.map((part) => ({ code: `${part}-changed` as const }));
}

function progressIn(first: ReviewContent, second: ReviewContent): Correction[] {
	const [from, to] = [first.figures.total.progress, second.figures.total.progress];
	return from === to ? [] : [{ code: 'progress-changed', from, to }];
}

function measuresIn(first: ReviewContent, second: ReviewContent): Correction[] {
	const before = new Map(first.measures.map((one) => [one.id, one]));
	const after = new Set(second.measures.map(({ id }) => id));
	return [
		...second.measures.flatMap((one) => {
			const earlier = before.get(one.id);
			return earlier
				? measureIn(earlier, one)
				: [{ code: 'measure-added' as const, measure: ofMeasure(one) }];
		}),
		...first.measures
			.filter(({ id }) => !after.has(id))
			.map((one) => ({ code: 'measure-removed' as const, measure: ofMeasure(one) }))
	];
}

function measureIn(first: StandingMeasure, second: StandingMeasure): Correction[] {
	const measure = ofMeasure(second);
	const traits = measureTraits.filter((trait) => differ(first[trait], second[trait]));
	const changed: Correction[] = traits.length > 0 ? [{ code: 'measure-changed', measure, traits }] : [];
	if (!differ(first.report, second.report)) return changed;
	const code = !first.report ? 'report-added' : second.report ? 'report-changed' : 'report-removed';
	return [...changed, { code, measure }];
}

function areasIn(first: ReviewContent, second: ReviewContent): Correction[] {
	const before = new Map(first.areas.map((one) => [one.number, one]));
	return second.areas.flatMap(({ verdict, ...own }): Correction[] => {
		const { verdict: earlierVerdict, ...earlier } = before.get(own.number) ?? {};
		const area = { area: own.number, name: own.name };
		return [
			...(differ(earlier, own) ? [{ code: 'area-changed' as const, ...area }] : []),
			...(differ(earlierVerdict, verdict) ? [{ code: 'verdict-changed' as const, ...area }] : [])
		];
	});
}

function textsIn({ texts: first = {} }: ReviewContent, { texts: second = {} }: ReviewContent): Correction[] {
	const sections = [...new Set([...Object.keys(first), ...Object.keys(second)])] as ReviewSection[];
	return sections
		.filter((section) => differ(first[section], second[section]))
		.map((section) => ({ code: 'text-changed', section, area: areaOfSection(section) }));
}

function ofMeasure({ code, title }: StandingMeasure): OfMeasure {
	return { code, title };
}

function differ(first: unknown, second: unknown): boolean {
	return canonical(first ?? null) !== canonical(second ?? null);
}
