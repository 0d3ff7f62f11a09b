import { statuses } from '$lib/domain/evaluation/evaluation';
import { assessReadings, type TargetTrajectory } from '$lib/domain/indicator';
import { computeResponse } from '$lib/domain/figures/response-rate';
import {
	canonicalJson,
	toPreviousReview,
	createReviewContent,
	type ReviewContent,
	type ReviewParts
} from '$lib/domain/review/review';
import { buildReviewRollout, type ReviewIndicator } from '$lib/domain/review/review-parts';
import type { ReviewDecision, ReviewDecisions } from '$lib/domain/review/review-decisions';
import { allRolloutStates } from '$lib/domain/rollout';
import type { PlanSnapshot, SnapshotMeasure, SnapshotRound } from '$lib/domain/plan/plan-snapshot';
import type { SealedReview } from '$lib/server/documents/review-document';
import type { DocumentRequest, PaperFormat } from '$lib/server/documents/request';
import { renderDocument } from '$lib/server/documents/render';
import { currentPlan } from '$lib/server/plans/queries';
import { reviewByKey, reviewEntries, seal } from '$lib/server/reviews/queries';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import type { Locale } from '$lib/domain/localized';
import { templateDatabase, temporaryDatabase, type TemporaryDatabase } from '../support/database';
import { fillWithDemo } from '../support/demo';
import { aMeasure, anEvaluation, aRound } from '../support/plan-snapshots';

/** A sealed review with a name for a test's title. */
export interface NamedReview {
	name: string;
	review: SealedReview;
	text: string;
}

/** The example data's reviews, and one of a plan with as many measures as asked for. */
export async function exampleReviews(measures = 400): Promise<NamedReview[]> {
	return [...(await demoReviews()), madeUpReview(measures)];
}

/** A database with the example data. */
export function demoDatabase(): Promise<TemporaryDatabase> {
	return temporaryDatabase(templateDatabase('demo', fillWithDemo));
}

async function demoReviews(): Promise<NamedReview[]> {
	const db = await demoDatabase();
	const plan = await currentPlan(db.read);
	if (!plan) throw new Error('there is no plan');
	const entries = await reviewEntries(db.read, plan.id);
	const all = await Promise.all(
		entries.map(async ({ key, version }) => {
			const found = await reviewByKey(db.read, plan.id, key, { version });
			return found ? [{ name: `the example of ${key}`, review: found, text: found.text }] : [];
		})
	);
	return all.flat();
}

/** A review of a made-up plan: every status, gaps, both written forms, and a review before it. */
export function madeUpReview(measures: number): NamedReview {
	const before = createReviewContent(madeUpSnapshot(measures - 20, { ...aRound, year: 2025 }));
	const earlier = toPreviousReview(before, seal(canonicalJson(before)));
	const standing = { ...madeUpSnapshot(measures, aRound), last: earlier, yearBefore: earlier };
	return sealedReview(`a plan with ${measures} measures`, standing);
}

/** A review of a made-up plan that has no review before it. */
export function firstReview(measures: number): NamedReview {
	return sealedReview('a first review', madeUpSnapshot(measures, aRound));
}

function sealedReview(name: string, standing: PlanSnapshot & { round: SnapshotRound }): NamedReview {
	const content = createReviewContent(standing, partsOf(standing));
	const text = canonicalJson(content);
	const review: SealedReview = {
		content: JSON.parse(text) as ReviewContent,
		version: 3,
		sha256: seal(text),
		closedAt: '2026-11-20T12:30:00.000Z',
		closedBy: 'Siri Sekretær',
		publishedAt: null
	};
	return { name, review, text };
}

/** Indicators of every kind, one unread, and rollout in every state; not all who answered did so in time. */
function partsOf({ measures, round }: PlanSnapshot & { round: SnapshotRound }): ReviewParts {
	const course: TargetTrajectory = {
		direction: 'down',
		baseline: 1234.5,
		baselineOn: '2024-12-31',
		targets: [{ year: 2026, value: 900 }]
	};
	const indicators = measures.slice(0, 6).map(({ code, title }, index): ReviewIndicator => {
		const own = index === 4 ? { ...course, targets: [] } : course;
		const readings = ['2025-06-30', '2025-12-31', '2026-06-30'].slice(0, index).map((on, place) => ({
			on,
			value: index === 3 && place === 1 ? ('anonymized' as const) : 1200 - place * 90.25 - index * 20
		}));
		return {
			...own,
			measure: { code, title },
			name: { nb: `Dager & «netter» ${index}`, nn: `Dagar & «netter» ${index}` },
			unit: { nb: 'dager', nn: 'dagar' },
			source: index === 2 ? null : 'Styringsdata',
			targets: [...own.targets],
			readings: assessReadings(own, readings)
		};
	});
	const introduced = measures.slice(0, 5);
	const parties = Array.from({ length: 9 }, (_, party) => ({
		number: String(4001 + 2 * party),
		name: party === 8 ? 'Sjukehuset HF' : `Kommune ${party} & co`,
		kind: party === 8 ? ('hospital-trust' as const) : ('municipality' as const),
		cells: introduced.map((_one, place) => allRolloutStates[(party + place) % allRolloutStates.length]!)
	}));
	const asked = measures.map(({ area, report }, index) => ({
		area,
		answeredOn: report && (index % 5 === 0 ? round.readBy : round.reportBy)
	}));
	return {
		indicators,
		decisionsOfYear: madeUpDecisions(round.year),
		rollout: buildReviewRollout(introduced, parties),
		reporting: {
			response: computeResponse(asked, round.reportBy),
			freshness: { limit: 180, asked: measures.length, fresh: measures.length - 7 }
		}
	};
}

/** Decisions of two bodies in every standing, in both written forms, with and without a due date and an entry. */
function madeUpDecisions(year: number): ReviewDecisions {
	const items = allStandings.map((standing, index): ReviewDecision => {
		const lang = index % 2 === 0 ? 'nb' : 'nn';
		return {
			...{ standing, lang, kind: standing === 'not-followed-up' ? 'information' : 'decision' },
			body:
				index < 4 ? { nb: 'Strategisk utvalg & co', nn: 'Strategisk utval & co' } : { nb: 'Partnerskapet' },
			decidedOn: `${year}-0${9 - index}-15`,
			number: index === 5 ? '' : `Sak ${index + 1}/${String(year).slice(2)}`,
			title: `Vedtak <${index + 1}> om «rutiner» & flyt`,
			dueOn: index % 3 === 0 ? null : `${year}-12-01`,
			entry:
				index % 2 === 0
					? null
					: { on: `${year}-10-01`, text: `Melding ${index}`, lang, unchanged: index === 3 }
		};
	});
	const counts = { done: 1, inProgress: 1, notStarted: 1, late: 1, dropped: 1, replaced: 1 };
	return { after: `${year - 1}-11-20`, items, counts, unpublished: 2 };
}

const allStandings = [
	...(['done', 'in-progress', 'not-started', 'overdue'] as const),
	...(['dropped', 'replaced', 'not-followed-up'] as const)
];

/** A review as it was frozen before the parts were kept that came later. */
export function olderReview(): NamedReview {
	const { review } = madeUpReview(30);
	const {
		indicators: _i,
		rollout: _r,
		reporting: _a,
		decisionsOfYear: _y,
		drivers: _d,
		history: _h,
		...content
	} = review.content;
	const { coverage: _c, commitment: _o, valuesOverTime: _v, ...figures } = content.figures;
	const text = canonicalJson({ ...content, figures });
	return {
		name: 'a review from before',
		review: { ...review, content: JSON.parse(text) as ReviewContent, sha256: seal(text) },
		text
	};
}

const areas = 8;
const values = ['engasjert', 'losningsorientert', 'ambisios'];

function madeUpSnapshot(count: number, round: SnapshotRound): PlanSnapshot & { round: SnapshotRound } {
	return {
		partnership: { slug: 'fjordane', name: { nb: 'Helsefellesskapet i Fjordane' } },
		plan: { slug: 'plan', name: { nb: 'Handlingsplan', nn: 'Handlingsplan' }, from: 2025, to: 2029 },
		round: { ...round, asked: count, approved: count },
		asOf: `${round.year}-11-20`,
		values: values.map((code) => ({ code, name: { nb: `${code}-nb`, nn: `${code}-nn` } })),
		areas: Array.from({ length: areas }, (_, index) => ({
			number: index + 1,
			name: { nb: `Område ${index + 1} & «venner» <b>`, nn: `Område ${index + 1} nynorsk` },
			shortName: null,
			kind: 'patient-group',
			body: index === 3 ? null : { nb: `FSU ${index + 1}` },
			verdict:
				index % 2 === 0
					? {
							status: 'delayed',
							text: 'Det går seint.\nMen det går.',
							lang: 'nn',
							by: 'Leiar',
							on: '2026-11-01'
						}
					: null
		})),
		measures: Array.from({ length: count }, (_, index) => measureOf(index, round.year)),
		last: null,
		yearBefore: null
	};
}

function measureOf(index: number, year: number): SnapshotMeasure {
	const area = index % (areas + 1);
	const silent = index % 11 === 5;
	return aMeasure({
		id: `m${index}`,
		code: `${area === areas ? 'X' : area + 1}.${Math.floor(index / (areas + 1)) + 1}`,
		title:
			index % 5 === 0
				? { nn: `Tiltak ${index} på nynorsk` }
				: { nb: `Tiltak ${index}`, nn: `Tiltaket ${index}` },
		area: area === areas ? null : area + 1,
		lifecycle: index % 17 === 3 ? 'completed' : index % 19 === 4 ? 'discontinued' : 'adopted',
		deadline: index % 7 === 0 ? null : `${2026 + (index % 3)}-12-31`,
		deadlineWords: index % 7 === 0 ? 'våren 2027' : null,
		expected: index % 6 === 0 ? null : (index * 13) % 101,
		report: silent
			? null
			: anEvaluation({
					status: statuses[(index + year) % statuses.length] ?? null,
					progress: index % 8 === 0 ? null : (index * 7 + year) % 101,
					done: index % 3 === 0 ? '=1+1 er gjort & levert <ferdig>' : 'Gjort.\nOg litt til.',
					deviation: index % 4 === 0 ? 'Forsinket av flytting.' : '',
					cause: index % 4 === 0 ? '-Mangel på folk' : '',
					nextSteps: '@alle møtes',
					needs: index % 25 === 0 ? ['decision', 'money'] : [],
					needsText: index % 25 === 0 ? '+47 er ikke nok' : '',
					lang: index % 2 === 0 ? 'nn' : 'nb',
					scores: values.map((value, place) => ({
						value,
						score: index % 9 === 2 ? null : 1 + ((index + place) % 5),
						comment: index % 10 === 0 ? 'God vilje.' : ''
					}))
				})
	});
}

/** A review's paper in a language, whole. */
export async function renderReviewDocument(
	{ review, text }: NamedReview,
	format: PaperFormat,
	locale: Locale
): Promise<Uint8Array> {
	overwriteGetLocale(() => locale);
	const { version, sha256, closedAt, closedBy, publishedAt } = review;
	const order: DocumentRequest = {
		format,
		locale,
		review: { text, version, sha256, closedAt, closedBy, publishedAt }
	};
	const parts: Uint8Array[] = [];
	for await (const part of renderDocument(order)) parts.push(part);
	return Buffer.concat(parts);
}
