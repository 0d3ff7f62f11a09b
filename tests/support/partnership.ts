import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Seat } from '$lib/domain/body';
import { addDays } from '$lib/domain/calendar/calendar-date';
import { questions, statuses, type EvaluationAnswers } from '$lib/domain/evaluation/evaluation';
import type { Result, Refusal } from '$lib/domain/result';
import { anonymous, type Actor } from '$lib/domain/permission';
import type { RoundKey, RoundPeriod } from '$lib/domain/round/round';
import {
	planFileFormat,
	type PlanFile,
	type PlanFileMeasure,
	type PlanFileRound
} from '$lib/forms/plan-file/plan-file';
import type { Context } from '$lib/server/context';
import type { Database } from '$lib/server/database/database';
import * as schema from '$lib/server/database/schema';
import { createPersonWithPassword } from '$lib/server/people/commands';
import { importPlan } from '$lib/server/plan-file/import';
import { resolvePlanScope, type PlanScope } from '$lib/server/http/plan';
import { currentPlan, type Plan } from '$lib/server/plans/queries';
import { roundByKey } from '$lib/server/rounds/queries';
import { templateDatabase, temporaryDatabase, type TemporaryDatabase } from './database';

/*
 * A small partnership for the tests of commands and queries: a plan with as many measures as asked
 * for, and one person for every way of being somebody towards the first measure.
 */

/** Two areas with a committee each: area 1 is FSU 1's, area 2 is FSU 2's. */
const committees = 2;

/** When things happen unless a test says otherwise: a day in the open round of 2026. */
export const today = new Date('2026-11-10T12:00:00.000Z');

export interface PlanShape {
	measures?: number;
	rounds?: readonly RoundShape[];
}

export interface RoundShape extends RoundPeriod, Pick<PlanFileRound, 'state'> {
	/** Whether every measure but each seventh has an approved report; they have unless said. */
	reported?: boolean;
}

/** A plan file that is valid, with `measures` adopted measures that take turns in the areas. */
export function aPlanFile({ measures = 4, rounds = [] }: PlanShape = {}): PlanFile {
	const all = Array.from({ length: measures }, (_, index) => aMeasure(index));
	return {
		format: planFileFormat,
		partnership: { slug: 'fjordane', name: both('Fjordane'), about: null, established: '2021-01' },
		partners: [
			{
				number: '4003',
				name: 'Skien',
				kind: 'municipality',
				writtenForm: 'neutral',
				verified: true,
				endedOn: null
			},
			{
				number: '4022',
				name: 'Seljord',
				kind: 'municipality',
				writtenForm: 'nn',
				verified: true,
				endedOn: null
			},
			{
				number: 'STHF',
				name: 'Sykehuset',
				kind: 'hospital-trust',
				writtenForm: null,
				verified: false,
				endedOn: null
			}
		],
		bodies: [
			aBody('partnerskapet', 'partnership-meeting', null),
			aBody('ssu', 'ssu', 'partnerskapet'),
			aBody('fsu-1', 'fsu', 'ssu'),
			aBody('fsu-2', 'fsu', 'ssu'),
			aBody('sekretariatet', 'secretariat', null)
		],
		plan: {
			slug: '2025-2029',
			name: both('Handlingsplan'),
			from: 2025,
			to: 2029,
			writtenForm: 'nb',
			state: 'adopted',
			vision: null,
			visionNote: null,
			goal: { nb: 'Vi vil samme vei', nn: 'Vi vil same veg' },
			goalStates: [{ nn: 'Ein arena' }],
			freshnessDays: 180,
			values: ['engasjert', 'ambisios'].map((code) => ({
				code,
				name: both(code),
				description: null,
				endedOn: null
			})),
			challenges: ['U1', 'U2'].map((code) => ({ code, title: both(code), description: null, endedOn: null })),
			opportunities: [{ code: 'M1', title: both('M1'), description: null, endedOn: null }],
			areas: Array.from({ length: committees }, (_, index) => ({
				number: index + 1,
				name: both(`Område ${index + 1}`),
				shortName: null,
				summary: null,
				kind: 'patient-group',
				body: `fsu-${index + 1}`,
				source: null,
				endedOn: null
			})),
			funding: [
				{ name: both('Tilskot'), year: 2024, amountNok: 5_300_000, note: null, source: null, endedOn: null }
			],
			measures: all,
			rounds: rounds.map((round) => aRound(round, all)),
			extraordinary: [],
			adjustments: []
		}
	};
}

function both(text: string) {
	return { nb: text, nn: text };
}

function aBody(slug: string, kind: PlanFile['bodies'][number]['kind'], parent: string | null) {
	return { slug, kind, name: both(slug), parent, mandate: null, note: null, endedOn: null };
}

function aMeasure(index: number): PlanFileMeasure {
	const area = (index % committees) + 1;
	const place = Math.floor(index / committees) + 1;
	return {
		id: `measure-${index + 1}`,
		code: `${area}.${place}`,
		title: both(`Tiltak ${index + 1}`),
		summary: null,
		area,
		furtherAreas: index % 3 === 0 ? [(area % committees) + 1] : [],
		origin: 'measure',
		lifecycle: 'adopted',
		body: `fsu-${area}`,
		contact: null,
		partners: index % 2 === 0 ? ['4003', 'STHF'] : [],
		targetGroup: null,
		expectedEffect: null,
		startsOn: '2025-01-01',
		deadline: '2026-12-31',
		deadlineWords: null,
		weight: 1,
		values: ['engasjert'],
		challenges: index % 2 === 0 ? ['U1', 'U2'] : [],
		opportunities: ['M1'],
		source: null,
		note: null,
		milestones: index % 4 === 0 ? [{ title: both('Halvveges'), due: '2026-01-15', doneOn: null }] : [],
		cameFrom: [],
		indicators: index % 4 === 0 ? [anIndicator()] : [],
		introducedAtHome: index % 4 === 0,
		rollout: index % 4 === 0 ? [aRollout()] : []
	};
}

/** From 20 at the end of 2024 to 40 by the end of 2025 and 60 by the end of 2026; 35 in June. */
function anIndicator(): PlanFileMeasure['indicators'][number] {
	return {
		name: both('Tilsette med opplæring'),
		unit: { nb: 'prosent', nn: 'prosent' },
		direction: 'up',
		baseline: 20,
		baselineOn: '2024-12-31',
		source: 'Spørjing til kommunane',
		targets: [
			{ year: 2025, value: 40 },
			{ year: 2026, value: 60.5 }
		],
		readings: [
			{
				on: '2025-12-31',
				value: 41,
				source: 'Spørjing',
				by: 'Frode',
				at: '2026-01-10T09:00:00.000Z'
			},
			{ on: '2026-06-30', value: 35, source: '', by: 'Frode', at: '2026-07-01T09:00:00.000Z' }
		],
		endedOn: null
	};
}

/** Skien is on its way with it since last year; the other two have said nothing. */
function aRollout(): PlanFileMeasure['rollout'][number] {
	return {
		partner: '4003',
		state: 'started',
		since: '2025-09-01',
		note: 'Opplæring i gang.',
		lang: 'nn',
		reportedBy: 'Ordførar Olsen',
		reportedAt: '2026-02-01T09:00:00.000Z',
		steps: [
			{ state: 'planned', on: '2025-03-01' },
			{ state: 'started', on: '2025-09-01' }
		]
	};
}

/** A round's dates: opened in the month given, read and met about within seven weeks. */
export function roundDates({ year, kind }: RoundPeriod) {
	const opensOn = kind === 'half' ? `${year}-04-15` : `${year}-11-01`;
	const [reportBy, readBy, meetingOn] = [20, 35, 50].map((days) => addDays(opensOn, days));
	return { opensOn, reportBy: reportBy!, readBy: readBy!, meetingOn: meetingOn! };
}

function aRound(round: RoundShape, measures: readonly PlanFileMeasure[]): PlanFileRound {
	const { year, kind, state, reported = true } = round;
	const dates = roundDates(round);
	const reporting = measures
		.map((one, index) => ({ one, index }))
		.filter(({ index }) => reported && index % 7 !== 6);
	return {
		year,
		kind,
		state,
		...dates,
		graceDays: 5,
		questions: [...questions],
		instruction: { nb: 'Skriv kort.', nn: 'Skriv kort.' },
		texts: [],
		verdicts:
			state === 'closed' && measures.some((one) => one.area === 1)
				? [
						{
							area: 1,
							status: 'on-track',
							text: 'Det går framover.',
							lang: 'nn',
							by: 'Leiar',
							at: `${dates.reportBy}T10:00:00.000Z`
						}
					]
				: [],
		evaluations: reporting
			.sort((a, b) => (a.one.id < b.one.id ? -1 : 1))
			.map(({ one, index }) => ({
				measure: one.id,
				state: 'approved',
				...completeAnswers({
					status: statuses[1 + ((index + year) % 4)],
					progress: (index * 7 + year) % 100
				}),
				unchanged: false,
				reportedBy: 'Frode',
				savedAt: `${dates.opensOn}T09:00:00.000Z`,
				submittedAt: `${dates.opensOn}T09:00:00.000Z`,
				approvedAt: `${dates.readBy}T09:00:00.000Z`
			})),
		reviews: []
	};
}

/** Answers that may be sent as they are. */
export function completeAnswers(given: Partial<EvaluationAnswers> = {}): EvaluationAnswers {
	return {
		status: 'on-track',
		progress: 40,
		done: 'Kome i gang.',
		results: '',
		deviation: 'Litt seint ute.',
		cause: '',
		needs: [],
		needsText: '',
		nextSteps: 'Halde fram.',
		recommendation: 'continue',
		confidence: 'medium',
		scores: [
			{ value: 'engasjert', score: 4, comment: '' },
			{ value: 'ambisios', score: null, comment: 'For tidleg å seie.' }
		],
		lang: 'nn',
		...given
	};
}

/** One person for every way of being somebody towards measure 1.1, which FSU 1 carries. */
const people = {
	signedIn: ['Signe', null, null],
	observer: ['Olav', 'fsu-1', 'observer'],
	member: ['Mari', 'fsu-1', 'member'],
	deputy: ['Dag', 'fsu-1', 'deputy'],
	leader: ['Frode', 'fsu-1', 'leader'],
	otherLeader: ['Frida', 'fsu-2', 'leader'],
	ssuMember: ['Mona', 'ssu', 'member'],
	ssuLeader: ['Stein', 'ssu', 'leader'],
	meeting: ['Ordførar Olsen', 'partnerskapet', 'member'],
	secretariat: ['Siri', 'sekretariatet', 'member'],
	administrator: ['Ada', null, null]
} as const satisfies Record<string, readonly [string, string | null, Seat['role'] | null]>;

export type PersonName = keyof typeof people | 'anyone';

export interface Partnership {
	db: TemporaryDatabase;
	planId: number;
	actors: Record<PersonName, Actor>;
	/** What a command needs when that person calls it. */
	as(who: PersonName, now?: Date): Context;
	/** What an address that names no plan speaks of, for what a route is given. */
	scope: PlanScope;
	/** The plan as it stands. */
	plan(): Promise<Plan>;
	/** Names a round as it stands, for a command. */
	round(key: RoundKey): Promise<{ planId: number; round: RoundKey; version: number }>;
	/** How many rows a refused command could have touched, by table, with the last event's number. */
	traces(): Promise<Record<string, unknown>>;
}

/** A copy of a database into which a plan was imported, with the people seated. */
export async function aPartnership(file: PlanFile = aPlanFile()): Promise<Partnership> {
	const digest = createHash('sha256').update(JSON.stringify(file)).digest('hex');
	const db = await temporaryDatabase(
		templateDatabase(`partnership-${digest}`, async (database) => {
			const installation: Actor = { ...anonymous, name: 'Framdrift', administrator: true };
			expectOk(await importPlan({ db: database, actor: installation, now: today }, file));
			await seatPeople(database);
		})
	);
	const actors = { anyone: anonymous, ...(await seatedPeople(db)) };
	const planId = await importedPlanId(db);
	return {
		db,
		planId,
		actors,
		as: (who, now = today) => ({ db, actor: actors[who], now }),
		scope: await resolvePlanScope(db, '/', anonymous),
		plan: async () => (await currentPlan(db.read))!,
		round: async (key) => {
			const found = await roundByKey(db.read, planId, key);
			return { planId, round: key, version: found?.version ?? 1 };
		},
		traces: () => tracesIn(db)
	};
}

async function importedPlanId({ read }: Database): Promise<number> {
	const [plan] = await read.select({ id: schema.plan.id }).from(schema.plan);
	return plan!.id;
}

async function seatPeople(db: Database): Promise<void> {
	const bodies = await db.read.select().from(schema.body);
	for (const [key, [name, slug, role]] of Object.entries(people)) {
		const seated = bodies.find((one) => one.slug === slug);
		const seats = seated && role ? [{ bodyId: seated.id, role, partnerId: null }] : [];
		const administrator = key === 'administrator';
		const account = { email: addressOf(key), name, administrator, seats };
		await db.write((tx) =>
			createPersonWithPassword(tx, today, { ...account, writtenForm: 'nb', passwordHash: 'hash' })
		);
	}
}

async function seatedPeople({ read }: Database): Promise<Record<keyof typeof people, Actor>> {
	const bodies = await read.select().from(schema.body);
	const persons = await read.select().from(schema.person);
	const actors = Object.entries(people).map(([key, [name, slug, role]]): [string, Actor] => {
		const personId = persons.find(({ email }) => email === addressOf(key))!.id;
		const seated = bodies.find((one) => one.slug === slug);
		const seats =
			seated && role
				? [
						{
							bodyId: seated.id,
							role,
							partnerId: null,
							partnershipId: seated.partnershipId,
							bodyKind: seated.kind
						}
					]
				: [];
		return [key, { personId, name, administrator: key === 'administrator', seats }];
	});
	return Object.fromEntries(actors) as Record<keyof typeof people, Actor>;
}

function addressOf(key: string): string {
	return `${key.toLowerCase()}@test.test`;
}

/** Everything commands write: what a refusal must leave as it was. */
async function tracesIn({ read }: TemporaryDatabase): Promise<Record<string, unknown>> {
	return {
		plans: await read.select().from(schema.plan),
		partnerships: await read.select().from(schema.partnership),
		partners: await read.select().from(schema.partner),
		bodies: await read.select().from(schema.body),
		goals: await read.select().from(schema.goalState),
		values: await read.select().from(schema.coreValue),
		drivers: await read.select().from(schema.driver),
		areas: await read.select().from(schema.focusArea),
		funding: await read.select().from(schema.funding),
		origins: await read.select().from(schema.measureOrigin),
		before: await read.select().from(schema.measureBefore),
		rollouts: await read.select().from(schema.rollout),
		steps: await read.select().from(schema.rolloutStep),
		measures: await read.select().from(schema.measure),
		milestones: await read.select().from(schema.milestone),
		indicators: await read.select().from(schema.indicator),
		targets: await read.select().from(schema.indicatorTarget),
		readings: await read.select().from(schema.indicatorReading),
		rounds: await read.select().from(schema.round),
		evaluations: await read.select().from(schema.evaluation),
		scores: await read.select().from(schema.valueScore),
		remarks: await read.select().from(schema.remark),
		reviews: await read.select().from(schema.review),
		events: await read.select().from(schema.event)
	};
}

/** The last event, without its number. */
export async function lastEvent({ read }: TemporaryDatabase) {
	const events = await read.select().from(schema.event).orderBy(schema.event.seq);
	return events.at(-1);
}

/** The evaluation rows of a measure. */
export function evaluationRows({ read }: TemporaryDatabase, measureId: string) {
	return read.select().from(schema.evaluation).where(eq(schema.evaluation.measureId, measureId));
}

/** The value of a command that must succeed. */
export function expectOk<T>(outcome: Result<T>): T {
	if (outcome.ok) return outcome.value;
	throw new Error(`Refused: ${JSON.stringify(outcome.refused)}`);
}

/** The refusal of a command that must not succeed. */
export function expectRefusal<T>(outcome: Result<T>): Refusal {
	if (!outcome.ok) return outcome.refused;
	throw new Error('The command was not refused.');
}
