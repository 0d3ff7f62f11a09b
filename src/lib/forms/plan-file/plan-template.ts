import type { Localized, WrittenForm } from '$lib/domain/localized';
import { createSlug } from '$lib/domain/slug';
import { planFileFormat, type PlanFile } from './plan-file';

/** A partner as listed where a partnership is created. */
export interface NewPartner {
	number: string;
	name: string;
	writtenForm: WrittenForm | 'neutral' | null;
}

/** The texts of a new partnership and its empty plan. */
export interface NewPartnership {
	name: Localized;
	from: number;
	to: number;
	writtenForm: WrittenForm;
	partners: readonly NewPartner[];
	areas: readonly Localized[];
	values: readonly Localized[];
}

/** The national patient groups of health partnerships, as lines of the form (agreement of 23.10.2019). */
export const nationalPatientGroups = [
	'Barn og unge',
	'Personer med alvorlige psykiske lidelser og rusproblem; Personar med alvorlege psykiske lidingar og rusproblem',
	'Personer med flere kroniske lidelser; Personar med fleire kroniske lidingar',
	'Skrøpelige eldre; Skrøpelege eldre'
].join('\n');

/** Slugs in use in the installation. */
interface TakenSlugs {
	partnerships: ReadonlySet<string>;
	plans: ReadonlySet<string>;
}

/**
 * Returns an empty draft plan of a new partnership: the partnership meeting, the SSU, the secretariat, and one
 * FSU for each focus area (domain-rules.md §1.1).
 */
export function planFromTemplate(wanted: NewPartnership, taken: TakenSlugs): PlanFile {
	const { name, from, to, writtenForm } = wanted;
	const title = name.nb ?? name.nn ?? '';
	const slug = createSlug(title, taken.partnerships);
	const codes = new Set<string>();
	return {
		format: planFileFormat,
		partnership: { slug, name, about: null, established: null },
		partners: wanted.partners.map((one) => ({
			...one,
			// Municipalities have numbers of four digits (Kartverket).
			kind: /^\d{4}$/.test(one.number) ? ('municipality' as const) : ('hospital-trust' as const),
			verified: one.writtenForm !== null,
			endedOn: null
		})),
		bodies: [
			body({
				...{ slug: 'partnerskapet', kind: 'partnership-meeting', parent: null },
				name: { nb: 'Partnerskapet', nn: 'Partnarskapet' }
			}),
			body({ slug: 'ssu', kind: 'ssu', name: { nb: 'SSU', nn: 'SSU' }, parent: 'partnerskapet' }),
			body({
				...{ slug: 'sekretariatet', kind: 'secretariat', parent: null },
				name: { nb: 'Sekretariatet', nn: 'Sekretariatet' }
			}),
			...wanted.areas.map((area, index) =>
				body({ slug: `fsu-${index + 1}`, kind: 'fsu', name: committeeName(area), parent: 'ssu' })
			)
		],
		plan: {
			slug: createSlug(`${slug}-${from}-${to}`, taken.plans),
			name: { nb: 'Strategi og handlingsplan', nn: 'Strategi og handlingsplan' },
			...{ from, to, writtenForm, state: 'draft', vision: null, visionNote: null, goal: null },
			...{ goalStates: [], freshnessDays: 180, challenges: [], opportunities: [], funding: [] },
			values: wanted.values.map((value) => ({
				...{ code: freeCode(value.nb ?? value.nn ?? '', codes), name: value },
				...{ description: null, endedOn: null }
			})),
			areas: wanted.areas.map((area, index) => ({
				...{ number: index + 1, name: area, shortName: null, summary: null, kind: 'adopted-area' as const },
				...{ body: `fsu-${index + 1}`, source: null, endedOn: null }
			})),
			...{ measures: [], rounds: [], extraordinary: [], adjustments: [] }
		}
	};
}

type PlanFileBody = PlanFile['bodies'][number];

function body(given: Pick<PlanFileBody, 'slug' | 'kind' | 'name' | 'parent'>): PlanFileBody {
	return { ...given, mandate: null, note: null, endedOn: null };
}

/** Returns a slug of the name, and takes it. */
function freeCode(name: string, taken: Set<string>): string {
	const code = createSlug(name, taken);
	taken.add(code);
	return code;
}

function committeeName({ nb, nn }: Localized): Localized {
	return { ...(nb && { nb: `FSU ${nb}` }), ...(nn && { nn: `FSU ${nn}` }) };
}
