import { addDays, type CalendarDate } from '../calendar/calendar-date';
import type { Localized } from '../localized';
import type { PermissionAction } from '../permission';
import type { RoundKey, RoundState } from '../round/round';
import type { PlanState } from './plan';

/** A body with a number, as of measures that nobody reports. */
export interface BodyCount {
	slug: string;
	name: Localized;
	count: number;
}

/** Facts about a plan's measures. */
export interface MeasureFacts {
	measures: number;
	withoutBody: number;
	withoutDates: number;
	withoutContact: number;
	withoutValues: number;
}

/** Facts about the newest round that is not closed and published. */
export interface RoundFacts {
	key: RoundKey;
	state: RoundState;
	opensOn: CalendarDate;
	reportBy: CalendarDate;
	readBy: CalendarDate;
	meetingOn: CalendarDate;
	/** Bodies with measures that are not submitted. */
	silent: readonly BodyCount[];
	submitted: number;
	/** Evaluations asked for, and those approved; zero until the round opens. */
	asked: number;
	approved: number;
}

/** Facts about the newest published review. */
export interface PublishedFacts {
	key: RoundKey;
	meetingOn: CalendarDate;
	/** The adjustment that follows an annual review; null if there is none to make. */
	adjustment: { year: number; state: 'none' | 'open' | 'adopted' } | null;
}

/** Facts that decide the secretariat's next steps. */
export interface StartFacts {
	today: CalendarDate;
	/** The state of the plan to work on; null if there is none. */
	planState: PlanState | null;
	hasVision: boolean;
	partners: number;
	committees: number;
	areas: number;
	coreValues: number;
	/** True if somebody has a seat in the secretariat. */
	hasSecretariat: boolean;
	/** Bodies that carry measures or areas and have no leader. */
	leaderless: readonly BodyCount[];
	/** People who have not chosen a password yet. */
	invited: number;
	measures: MeasureFacts;
	/** The planned or running round, or a closed one that is not published. */
	round: RoundFacts | null;
	/** The newest published review; null while a later round runs, and before the first. */
	published: PublishedFacts | null;
	/** The day the next round opens, as suggested; null if every year has had its rounds. */
	nextRoundOn: CalendarDate | null;
	extraordinary: number;
	failedMail: number;
	lateDecisions: number;
	/** Unanswered questions about measures. */
	openInquiries: number;
	vacant: readonly BodyCount[];
	/** Bodies with terms that end soon, and the first day of those. */
	ending: { bodies: readonly BodyCount[]; first: CalendarDate | null };
}

const stepKeys = [
	'secretariat',
	'partners',
	'bodies',
	'areas',
	'measures',
	'leaders',
	'adopt',
	'plan-round',
	'open-round',
	'remind',
	'read',
	'close',
	'publish',
	'papers',
	'adjust',
	'read-outside',
	'failed-mail',
	'decisions',
	'questions',
	'terms',
	'vacant',
	'invited',
	'owners',
	'dates',
	'contacts',
	'core-values',
	'values',
	'vision'
] as const;
export type StepKey = (typeof stepKeys)[number];

/** Groups of the page: what is due, what comes within months, and what the set-up lacks. */
export type StepGroup = 'now' | 'soon' | 'setup';

export interface NextStep {
	key: StepKey;
	group: StepGroup;
	/** The page where it is done. */
	path: string;
	/** The permission it takes. */
	action: PermissionAction;
	due: CalendarDate | null;
	/** Late, or due within a week. */
	urgency: 'late' | 'due' | null;
	/** The number of things it is about. */
	count: number;
	bodies: readonly BodyCount[];
}

export interface NextSteps {
	steps: NextStep[];
	/** Parts of the set-up that are in place, of all. */
	setup: { done: number; of: number };
}

/** Days before its deadline that a step counts as due. */
const dueDays = 7;

/** Days before its opening that a planned round is something to do now. */
const openingDays = 14;

interface Candidate extends Pick<NextStep, 'key' | 'path' | 'action'> {
	group?: StepGroup;
	due?: CalendarDate | null;
	/** Zero if it is done. */
	count: number;
	bodies?: readonly BodyCount[];
}

/** Lists what is left to do for a partnership's secretariat: due first, then soon, then the set-up. */
export function nextSteps(facts: StartFacts): NextSteps {
	const setup = setupSteps(facts);
	const all = [...setup, ...roundSteps(facts), ...reviewSteps(facts), ...peopleSteps(facts)].filter(
		({ count }) => count > 0
	);
	const steps = all.map(({ group = 'setup', due = null, bodies = [], ...step }): NextStep => {
		const urgency = due === null ? null : due < facts.today ? 'late' : isDue(due, facts.today) ? 'due' : null;
		return { ...step, group, due, urgency, bodies };
	});
	const groups: StepGroup[] = ['now', 'soon', 'setup'];
	return {
		steps: groups.flatMap((group) => steps.filter((step) => step.group === group).toSorted(compareSteps)),
		setup: { done: setup.filter(({ count }) => count === 0).length, of: setup.length }
	};
}

/** Without these nothing else can be done, so that they are always first. */
const foundation: readonly StepKey[] = stepKeys.slice(0, stepKeys.indexOf('adopt') + 1);

function compareSteps(one: NextStep, other: NextStep): number {
	const first = Number(foundation.includes(other.key)) - Number(foundation.includes(one.key));
	if (first !== 0 || foundation.includes(one.key)) return first || order(one) - order(other);
	return (one.due ?? '9').localeCompare(other.due ?? '9') || order(one) - order(other);
}

const order = ({ key }: NextStep) => stepKeys.indexOf(key);

function isDue(due: CalendarDate, today: CalendarDate): boolean {
	return due <= addDays(today, dueDays);
}

/** Returns every part of the set-up, done or not. What stops a first round is for now. */
function setupSteps(facts: StartFacts): Candidate[] {
	const { partners, committees, areas, measures, leaderless, planState } = facts;
	const lacks = (isThere: boolean) => (isThere ? 0 : 1);
	const now = { group: 'now' } as const;
	const edit = { action: 'plan.edit' } as const;
	const list = '/edit/measures';
	const base: Candidate[] = [
		{
			...now,
			key: 'secretariat',
			path: '/admin',
			action: 'people.manage',
			count: lacks(facts.hasSecretariat)
		},
		{ ...now, ...edit, key: 'partners', path: '/edit/partners', count: lacks(partners > 0) },
		{ ...now, ...edit, key: 'bodies', path: '/edit/bodies', count: lacks(committees > 0) },
		{ ...now, key: 'leaders', path: '/admin/list', action: 'people.manage', ...inBodies(leaderless) }
	];
	if (planState === null) return base;
	return [
		...base,
		{ ...now, ...edit, key: 'areas', path: '/edit/areas', count: lacks(areas > 0) },
		{ ...now, ...edit, key: 'measures', path: '/edit/import', count: lacks(measures.measures > 0) },
		{ ...now, key: 'adopt', path: '/edit/adopt', action: 'plan.adopt', count: lacks(planState !== 'draft') },
		{ ...edit, key: 'owners', path: list, count: measures.withoutBody },
		{ ...edit, key: 'dates', path: list, count: measures.withoutDates },
		{ ...edit, key: 'contacts', path: list, count: measures.withoutContact },
		{ ...edit, key: 'core-values', path: '/edit/values', count: lacks(facts.coreValues > 0) },
		{
			...{ ...edit, key: 'values', path: '/edit/measures/values' },
			// Nothing can be tied before there are values.
			count: facts.coreValues > 0 ? measures.withoutValues : 0
		},
		{ ...edit, key: 'vision', path: '/edit/plan', count: lacks(facts.hasVision) }
	];
}

function inBodies(bodies: readonly BodyCount[]): Pick<Candidate, 'count' | 'bodies'> {
	return { bodies, count: bodies.reduce((sum, { count }) => sum + count, 0) };
}

function roundSteps({ round, today, planState, ...facts }: StartFacts): Candidate[] {
	const outside: Candidate = {
		...{ key: 'read-outside', group: 'now', path: '/rounds', action: 'evaluation.approve' },
		count: facts.extraordinary
	};
	const opening = (day: CalendarDate) => (day <= addDays(today, openingDays) ? 'now' : 'soon');
	const planned: Candidate[] =
		facts.nextRoundOn === null || planState !== 'adopted' || facts.measures.measures === 0
			? []
			: [
					{
						...{ key: 'plan-round', path: '/rounds#plan', action: 'round.plan', count: 1 },
						...{ group: opening(facts.nextRoundOn), due: facts.nextRoundOn }
					}
				];
	if (!round) return [...planned, outside];
	const page = `/rounds/${round.key}`;
	const steps: Record<RoundState, Candidate[]> = {
		planned: [
			{
				...{ key: 'open-round', path: page, action: 'round.open', count: 1 },
				...{ group: opening(round.opensOn), due: round.opensOn }
			}
		],
		open: runningSteps(round, today),
		reading: runningSteps(round, today),
		closed: [{ key: 'publish', group: 'now', path: page, action: 'review.publish', count: 1, due: null }]
	};
	return [...steps[round.state], ...(round.state === 'closed' ? planned : []), outside];
}

/** Returns what follows a published review: its papers until the meeting, and the year's adjustment. */
function reviewSteps({ published, today }: StartFacts): Candidate[] {
	if (!published) return [];
	const { key, meetingOn, adjustment } = published;
	const open = adjustment?.state === 'open' ? `/${adjustment.year}` : '';
	return [
		{
			...{ key: 'papers', group: 'now', path: `/reviews/${key}#papers`, action: 'review.read' },
			...{ due: meetingOn, count: today <= meetingOn ? 1 : 0 }
		},
		{
			...{ key: 'adjust', group: 'now', path: `/edit/adjustments${open}`, action: 'plan.edit' },
			count: adjustment && adjustment.state !== 'adopted' ? 1 : 0
		}
	];
}

function runningSteps(round: RoundFacts, today: CalendarDate): Candidate[] {
	const page = `/rounds/${round.key}`;
	const silent = inBodies(round.silent);
	const isRead = silent.count === 0 && round.submitted === 0;
	const remind = `/outbox/remind?round=${round.key}`;
	return [
		{ key: 'remind', group: 'now', path: remind, action: 'mail.send', due: round.reportBy, ...silent },
		{
			...{ key: 'read', group: 'now', path: page, action: 'evaluation.approve' },
			...{ due: round.readBy, count: round.submitted }
		},
		{
			...{ key: 'close', group: 'now', path: `${page}/close`, action: 'round.close' },
			...{ due: round.meetingOn, count: isRead || today > round.readBy ? 1 : 0 }
		}
	];
}

function peopleSteps({ failedMail, lateDecisions, openInquiries, ...facts }: StartFacts): Candidate[] {
	const { invited, vacant, ending } = facts;
	const manage = { action: 'people.manage', group: 'soon' } as const;
	return [
		{ key: 'failed-mail', group: 'now', path: '/outbox', action: 'mail.read', count: failedMail },
		{
			...{ key: 'decisions', group: 'now', path: '/decisions?show=late', action: 'decision.record' },
			count: lateDecisions
		},
		{
			...{ key: 'questions', group: 'now', path: '/report#questions', action: 'inquiry.answer' },
			count: openInquiries
		},
		{ ...manage, key: 'terms', path: '/bodies', due: ending.first, ...inBodies(ending.bodies) },
		{ ...manage, key: 'vacant', path: '/bodies', ...inBodies(vacant) },
		{ ...manage, key: 'invited', path: '/admin', count: invited }
	];
}
