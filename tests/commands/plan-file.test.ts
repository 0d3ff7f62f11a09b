import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seatGroups, seatRoles } from '$lib/domain/body';
import { compareCodes } from '$lib/domain/measure/measure';
import { anonymous } from '$lib/domain/permission';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import { planStates } from '$lib/domain/plan/plan';
import type { Database } from '$lib/server/database/database';
import { plan } from '$lib/server/database/schema';
import { measurePeriods } from '$lib/server/measures/periods';
import { createNextPeriodPlan } from '$lib/server/plans/next-period';
import { saveDraft } from '$lib/server/evaluations/commands';
import { importPlan } from '$lib/server/plan-file/import';
import { exportPlan } from '$lib/server/plan-file/export';
import { parsePlanFile } from '$lib/server/plan-file/parse';
import { openRound } from '$lib/server/workflows/open-round';
import { closeRound } from '$lib/server/workflows/close-round';
import { publishReview } from '$lib/server/reviews/commands';
import { reopenRound } from '$lib/server/rounds/commands';
import { templateDatabase, temporaryDatabase } from '../support/database';
import { fillWithDemo } from '../support/demo';
import { effort } from '../support/effort';
import { aPartnership, aPlanFile, completeAnswers, expectOk, today } from '../support/partnership';

/*
 * The plan file's promise (contract, "The plan file"): what is taken in comes out again, byte for
 * byte, and what cannot be is refused whole with the path of each fault.
 */

const seed = 'drizzle/seed/telemark-2025-2029.json';

/** Imports a text into an empty database and exports it again; faults where it is refused. */
async function throughADatabase(
	text: string,
	options?: { seats: boolean }
): Promise<{ exported: string } | { faults: string[] }> {
	const read = parsePlanFile(text);
	if (!read.ok) return { faults: read.faults.map((one) => one.path) };
	const db = await temporaryDatabase();
	const outcome = await importPlan({ db, actor: { ...anonymous, name: 'Framdrift' }, now: today }, read.file);
	if (!outcome.ok)
		return {
			faults: outcome.refused.code === 'invalid' ? outcome.refused.faults.map((one) => one.field) : []
		};
	const exported = await exportPlan(db.read, undefined, options);
	db.close();
	return { exported: exported! };
}

async function exportedFrom(text: string, options?: { seats: boolean }): Promise<string> {
	const answer = await throughADatabase(text, options);
	if ('exported' in answer) return answer.exported;
	throw new Error(`Refused at ${answer.faults.join(', ')}`);
}

describe('import, export, import and export again give the same bytes', () => {
	it('of the Telemark plan, which is exported as it lies in the repository', async () => {
		const text = readFileSync(seed, 'utf8');
		const first = await exportedFrom(text);
		expect(JSON.parse(first)).toEqual(JSON.parse(text));
		expect(await exportedFrom(first)).toBe(first);
	});

	it('of the demo’s plan, with two closed rounds and an open one', async () => {
		const db = await temporaryDatabase(templateDatabase('demo', fillWithDemo));
		const text = (await exportPlan(db.read))!;
		const { plan } = JSON.parse(text) as PlanFile;
		expect(plan.rounds.map((one) => [one.state, one.reviews.length])).toEqual([
			['closed', 1],
			['closed', 1],
			['open', 0]
		]);
		expect(await exportedFrom(text)).toBe(text);
	});

	it('of 340 measures with rounds, evaluations, scores and reviews in two versions', async () => {
		const text = await aReviewedPlan(340);
		const file = JSON.parse(text) as PlanFile;
		expect(file.plan.measures).toHaveLength(340);
		const { rounds } = file.plan;
		expect(rounds.map((one) => [one.state, one.evaluations.length, one.reviews.length])).toEqual([
			['closed', 292, 2],
			['reading', 293, 1]
		]);
		expect(await exportedFrom(text)).toBe(text);
	});

	it('also where a reading has no figure, in version 2 of the file', async () => {
		const file = aPlanFile();
		file.plan.measures[0]!.indicators[0]!.readings[0]!.value = 'anonymized';
		const text = `${JSON.stringify({ ...file, format: 'framdrift.plan.v2' }, null, 2)}\n`;
		const exported = await exportedFrom(text);
		expect(JSON.parse(exported)).toMatchObject({
			format: 'framdrift.plan.v2',
			plan: {
				measures: [
					{ indicators: [{ readings: [{ value: 'anonymized' }, {}] }] },
					...file.plan.measures.slice(1).map(() => ({}))
				]
			}
		});
		expect(await exportedFrom(exported)).toBe(exported);
	});

	it('with seats in version 3 on request, whichever seats there are, and as before without', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(aSeat, { minLength: 1, maxLength: 6 }), aBodyFact, async (seats, facts) => {
				const file = aPlanFile();
				file.plan.measures.sort(compareCodes);
				Object.assign(file.bodies[2]!, facts);
				seats.forEach((one, index) => (file.bodies[index % 5]!.seats ??= []).push(one));
				const text = JSON.stringify({ ...file, format: 'framdrift.plan.v3' });
				const first = await exportedFrom(text, { seats: true });
				expect(JSON.parse(first)).toEqual(JSON.parse(text));
				expect(await exportedFrom(first, { seats: true })).toBe(first);
				expect(await exportedFrom(first)).toBe(await exportedFrom(JSON.stringify(aPlanFile())));
			}),
			{ numRuns: effort(5, 25) }
		);
	}, 60_000);

	it('without holders, people and addresses where seats are held', async () => {
		const { db } = await aPartnership();
		const text = (await exportPlan(db.read, undefined, { seats: true }))!;
		expect(JSON.parse(text)).toMatchObject({ format: 'framdrift.plan.v3' });
		expect(text).not.toMatch(/Siri|Stein|test\.test/);
		expect(await exportedFrom(text, { seats: true })).toBe(text);
		expect(JSON.parse((await exportPlan(db.read))!)).toMatchObject({ format: 'framdrift.plan.v1' });
	});

	it('also where a text ends in white space, two areas have one body, and codes pass ten', async () => {
		const file = aPlanFile({ measures: 24 });
		file.plan.measures.reverse();
		file.plan.areas.reverse();
		file.partnership.name = { nn: ' Fjordane ', nb: 'Fjordane' };
		const first = await exportedFrom(JSON.stringify(file));
		expect(await exportedFrom(first)).toBe(first);
		const { plan } = JSON.parse(first) as PlanFile;
		expect(plan.areas.map((one) => one.number)).toEqual([1, 2]);
		expect(plan.measures.slice(8, 12).map((one) => one.code)).toEqual(['1.9', '1.10', '1.11', '1.12']);
	});
});

describe('what has ended, and what a measure came from', () => {
	it('comes out as it went in, whichever parts of the plan have ended', async () => {
		await fc.assert(
			fc.asyncProperty(aPast, async ({ ended, origins }) => {
				const file = aPlanFile({ measures: 6 });
				const { plan } = file;
				plan.measures.sort(compareCodes);
				const parts = [
					...[file.partners, file.bodies, plan.values, plan.challenges, plan.opportunities],
					...[plan.areas, plan.funding]
				].flat();
				parts.forEach((one, index) => (one.endedOn = ended[index] ?? null));
				if (ended[0]) plan.goalStates.push({ text: { nb: 'Nådd' }, endedOn: ended[0] });
				for (const [index, from, how] of origins) {
					const { id, cameFrom } = plan.measures[index]!;
					const source = `measure-${from + 1}`;
					if (source !== id && !cameFrom.some((one) => one.measure === source))
						cameFrom.push({ measure: source, how });
				}
				for (const one of plan.measures) one.cameFrom.sort((a, b) => (a.measure < b.measure ? -1 : 1));
				const exported = await exportedFrom(JSON.stringify(file));
				expect(JSON.parse(exported)).toEqual(file);
				expect(await exportedFrom(exported)).toBe(exported);
			}),
			{ numRuns: effort(8, 25) }
		);
	}, 60_000);
});

const aDay = fc.option(fc.constantFrom('2025-01-01', '2027-06-30', '2028-12-31'));
/** A seat of a body: vacant, as all in a plan file. */
const aSeat = fc.record({
	role: fc.constantFrom(...seatRoles),
	represents: fc.option(fc.constantFrom(...seatGroups)),
	partners: fc.subarray(['4003', '4022', 'STHF']),
	appointedBy: fc.option(fc.constant('Kommunestyret')),
	...{ termFrom: aDay, termTo: aDay, endedOn: aDay }
});
/** Facts of a body that only version 3 of the file holds. */
const aBodyFact = fc.record(
	{
		authority: fc.constant({ nb: 'Kan tilrå.' }),
		appointedBy: fc.constant('SSU'),
		startedOn: fc.constant('2024-01-01')
	},
	{ requiredKeys: [] }
);

/** Which parts have ended and when, and which of six measures came out of which. */
const aPast = fc.record({
	ended: fc.array(
		fc.option(
			fc
				.date({ min: new Date('2020-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
				.map((day) => day.toISOString().slice(0, 10))
		),
		{ maxLength: 20 }
	),
	origins: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.constantFrom('split', 'merged')), { maxLength: 8 })
});

/** The export of a plan that has been through two closed rounds, one of them twice, by the commands. */
async function aReviewedPlan(measures: number): Promise<string> {
	const partnership = await aPartnership(
		aPlanFile({
			measures,
			rounds: [
				{ year: 2025, kind: 'annual', state: 'open' },
				{ year: 2026, kind: 'half', state: 'planned' }
			]
		})
	);
	const { db, planId, as, round } = partnership;
	const secretariat = as('secretariat');
	expectOk(await closeRound(secretariat, await round('2025')));
	expectOk(await publishReview(secretariat, planId, '2025'));
	expectOk(await reopenRound(secretariat, await round('2025'), 'Eit tal var feil.'));
	expectOk(await closeRound(secretariat, await round('2025')));
	expectOk(await openRound(secretariat, await round('2026-half')));
	expectOk(await closeRound(secretariat, await round('2026-half')));
	expectOk(await reopenRound(secretariat, await round('2026-half'), 'Eit tal var feil.'));
	const target = { planId, round: '2026-half', measure: '1.4', version: null };
	expectOk(await saveDraft(secretariat, target, completeAnswers({ done: ' «Ærleg» 😀\r\n\tlinje to ' })));
	return (await exportPlan(db.read))!;
}

describe('a file with one thing changed', () => {
	it('is refused at a path, or comes out as it will come out ever after', async () => {
		const file = JSON.parse(await aReviewedPlan(8)) as unknown;
		const paths = nodesOf(file);
		await fc.assert(
			fc.asyncProperty(fc.nat(paths.length - 1), aMutation, async (at, mutation) => {
				const text = JSON.stringify(mutated(file, paths[at]!, mutation));
				const answer = await throughADatabase(text);
				if ('faults' in answer) {
					expect(answer.faults.length).toBeGreaterThan(0);
					for (const path of answer.faults) expect(path, text).toMatch(/^([a-zA-Z]+([.[][a-zA-Z0-9]+]?)*)?$/);
				} else expect(await exportedFrom(answer.exported)).toBe(answer.exported);
			}),
			{ numRuns: effort(60, 250) }
		);
	}, 120_000);
});

type Path = (string | number)[];
type Mutation =
	{ kind: 'remove' | 'repeat' } | { kind: 'put'; value: unknown } | { kind: 'add'; key: string };

/** What people and programs get wrong: leave out, repeat, put something else, add a word. */
const aMutation: fc.Arbitrary<Mutation> = fc.oneof(
	fc.constantFrom<Mutation>({ kind: 'remove' }, { kind: 'repeat' }),
	fc
		.oneof(
			fc.constantFrom<unknown>(null, '', '  ', 0, -1, 1.5, 1e21, true, [], {}, '2026-02-30', 'U1', 'adopted'),
			fc.string({ unit: 'binary' }),
			fc.string({ unit: 'grapheme' }).map((nn) => ({ nn })),
			fc.integer({ min: 1, max: 120 }),
			fc.constantFrom('ssu', 'fsu-1', 'measure-2', '1.2', '4003', 'open', 'closed', 'approved', 'ambisios'),
			fc.constantFrom<unknown>('a\0b', { nb: '\ud800' }, { nb: 'x', nn: undefined })
		)
		.map((value) => ({ kind: 'put' as const, value })),
	fc.constantFrom('extra', '__proto__', 'toString').map((key) => ({ kind: 'add' as const, key }))
);

/** The path of every node below the root. */
function nodesOf(value: unknown, path: Path = []): Path[] {
	if (value === null || typeof value !== 'object') return [path];
	const below = Object.entries(value).flatMap(([key, one]) =>
		nodesOf(one, [...path, Array.isArray(value) ? Number(key) : key])
	);
	return path.length > 0 ? [path, ...below] : below;
}

function mutated(file: unknown, path: Path, mutation: Mutation): unknown {
	const copy: unknown = structuredClone(file);
	const key = path.at(-1)!;
	const holder = path
		.slice(0, -1)
		.reduce<unknown>((node, part) => Reflect.get(Object(node), part), copy) as object;
	if (mutation.kind === 'put') Reflect.set(holder, key, mutation.value);
	if (mutation.kind === 'add') Object.defineProperty(holder, mutation.key, { value: 1, enumerable: true });
	if (mutation.kind === 'remove' && Array.isArray(holder)) holder.splice(Number(key), 1);
	else if (mutation.kind === 'remove') Reflect.deleteProperty(holder, key);
	if (mutation.kind === 'repeat' && Array.isArray(holder)) holder.push(structuredClone(holder[Number(key)]));
	return copy;
}

describe('a plan that was carried into the next period', () => {
	/** The files of a plan and of the one that it was carried into. */
	async function twoPlans(): Promise<{ db: Database; before: string; after: string }> {
		const { db, planId, as } = await aPartnership(aPlanFile({ measures: 9 }));
		const ids = Array.from({ length: 7 }, (_, index) => `measure-${index + 1}`);
		const next = { slug: '2030-2034', name: { nn: 'Neste' }, from: 2030, to: 2034, measures: ids };
		const carried = expectOk(await createNextPeriodPlan(as('ssuLeader'), { planId, version: 1 }, next));
		const files = [await exportPlan(db.read, planId), await exportPlan(db.read, carried.planId)];
		return { db, before: files[0]!, after: files[1]! };
	}

	/** A database with some plans, expectOk in one after the other. */
	async function holding(...texts: string[]): Promise<Database> {
		const db = await temporaryDatabase();
		for (const text of texts) {
			const read = parsePlanFile(text);
			if (!read.ok) throw new Error(`Refused at ${read.faults.map(({ path }) => path).join(', ')}`);
			expectOk(await importPlan({ db, actor: anonymous, now: today }, read.file));
		}
		return db;
	}

	it('is the same in an empty database, without the one it came from, and says what it came from', async () => {
		const { after } = await twoPlans();
		const db = await holding(after);
		expect(await exportPlan(db.read)).toBe(after);
		const { before } = await measurePeriods(db.read, 'measure-3-2030', planStates);
		expect(before).toEqual({
			...{ code: '1.2', title: { nb: 'Tiltak 3', nn: 'Tiltak 3' }, here: false },
			plan: { slug: '2025-2029', name: { nb: 'Handlingsplan', nn: 'Handlingsplan' }, from: 2025, to: 2029 }
		});
	});

	it('is linked with the one it came from, in whatever order the two are expectOk in', async () => {
		const { db: made, before, after } = await twoPlans();
		const old = await measurePeriods(made.read, 'measure-3', planStates);
		const young = await measurePeriods(made.read, 'measure-3-2030', planStates);
		expect(young).toMatchObject({ before: { code: '1.2', here: true }, after: [] });
		expect(old).toMatchObject({
			before: null,
			after: [{ code: '1.2', plan: { slug: '2030-2034', from: 2030 }, here: true }]
		});
		for (const order of [
			[before, after],
			[after, before]
		]) {
			const db = await holding(...order);
			expect(await measurePeriods(db.read, 'measure-3', planStates)).toEqual(old);
			expect(await measurePeriods(db.read, 'measure-3-2030', planStates)).toEqual(young);
			expect(await measurePeriods(db.read, 'measure-9', planStates)).toEqual({ before: null, after: [] });
			for (const { id, slug } of await db.read.select().from(plan))
				expect(await exportPlan(db.read, id)).toBe(slug === '2030-2034' ? after : before);
		}
	});

	it('is not known of before it is adopted, to who may not read drafts', async () => {
		const { db } = await twoPlans();
		const readable = planStates.filter((state) => state !== 'draft');
		expect(await measurePeriods(db.read, 'measure-3', readable)).toEqual({ before: null, after: [] });
		expect(await measurePeriods(db.read, 'measure-3-2030', readable)).toMatchObject({
			before: { here: true }
		});
	});

	it('of another partnership under the same names is another', async () => {
		const { before, after } = await twoPlans();
		const db = await holding(after, before.replace('"slug": "fjordane"', '"slug": "telemark"'));
		expect(await measurePeriods(db.read, 'measure-3-2030', planStates)).toMatchObject({
			before: { here: false }
		});
		expect(await measurePeriods(db.read, 'measure-3', planStates)).toMatchObject({ after: [] });
	});
});
