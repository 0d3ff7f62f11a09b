import { isHttpError, isRedirect } from '@sveltejs/kit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BodyKind, SeatRole } from '$lib/domain/body';
import { permissionActions, anonymous, mayDo, type Actor } from '$lib/domain/permission';
import { findOrCreateAccess, revokeAccess } from '$lib/server/reporting-links/commands';
import { openAdjustment } from '$lib/server/adjustments/commands';
import * as schema from '$lib/server/database/schema';
import { markEditing } from '$lib/server/editing/commands';
import { submitEvaluation } from '$lib/server/evaluations/commands';
import { approveEvaluation } from '$lib/server/evaluations/approval';
import { orderEntries } from '$lib/server/plan-structure/commands';
import { planOf, resolvePlanScope } from '$lib/server/http/plan';
import { queueRequestedReminders, retryMail } from '$lib/server/mail/commands';
import { mailCounts, listOutbox, findDueReminders, type DueReminder } from '$lib/server/mail/queries';
import { createMeasure } from '$lib/server/measures/create';
import {
	createPersonWithPassword,
	endSeat,
	invitePerson,
	renewInvitation
} from '$lib/server/people/commands';
import { listPeople } from '$lib/server/people/queries';
import { adoptPlan } from '$lib/server/workflows/adopt-plan';
import { importPlan } from '$lib/server/plan-file/import';
import { authorize } from '$lib/server/authorization';
import { partnershipOf } from '$lib/server/plans/queries';
import { writeReviewText } from '$lib/server/reviews/commands';
import { closeRound } from '$lib/server/workflows/close-round';
import { planRound } from '$lib/server/rounds/commands';
import { roundByKey } from '$lib/server/rounds/queries';
import { load as overviewLoad } from '../../src/routes/+page.server';
import { load as listLoad } from '../../src/routes/plans/+page.server';
import {
	aPartnership,
	aPlanFile,
	roundDates,
	expectRefusal,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../support/partnership';

/*
 * Two partnerships in one installation, each with its people, a plan that counts and a draft: "ours" is the
 * first one, "agder" lives beside it. Nobody of Agder may do or see anything of ours that the public may not.
 */
const round = { year: 2026, kind: 'annual', state: 'open', reported: false } as const;
let ours: Partnership;
let ourDraft: number;
let agder: { planId: number; partnershipId: number; people: Record<string, Actor> };

beforeAll(async () => {
	ours = await aPartnership(aPlanFile({ rounds: [round] }));
	ourDraft = await imported('fjordane', 'fjordane-2030', 'draft');
	const planId = await imported('agder', 'agder-2026', 'adopted');
	await imported('agder', 'agder-2030', 'draft');
	const { id: partnershipId } = (await partnershipOf(ours.db.read, planId))!;
	const bodies = (await ours.db.read.select().from(schema.body)).filter(
		(one) => one.partnershipId === partnershipId
	);
	const people: Record<string, Actor> = {};
	const seats: [string, BodyKind, SeatRole][] = [
		['secretariat', 'secretariat', 'leader'],
		['ssu', 'ssu', 'leader'],
		['fsu', 'fsu', 'leader'],
		['meeting', 'partnership-meeting', 'leader']
	];
	for (const [name, bodyKind, role] of seats) {
		const { id: bodyId } = bodies.find(({ kind }) => kind === bodyKind)!;
		const held = [{ bodyId, role, partnerId: null }];
		const account = { email: `${name}@agder.test`, name, writtenForm: 'nn', passwordHash: 'hash' } as const;
		const personId = await ours.db.write((tx) =>
			createPersonWithPassword(tx, today, { ...account, seats: held })
		);
		const seat = { bodyId, partnershipId, bodyKind, role, partnerId: null };
		people[name] = { personId, name, administrator: false, seats: [seat] };
	}
	agder = { planId, partnershipId, people };
}, 60_000);

/** A plan of a partnership, with measures that are nobody else's. */
async function imported(partnership: string, slug: string, state: 'adopted' | 'draft'): Promise<number> {
	const file = aPlanFile({ rounds: state === 'adopted' ? [round] : [] });
	file.partnership = { ...file.partnership, slug: partnership, name: { nb: partnership } };
	file.plan = { ...file.plan, slug, state };
	for (const measure of file.plan.measures) measure.id = `${slug}-${measure.id}`;
	return expectOk(await importPlan(ours.as('administrator'), file)).planId;
}

const as = (actor: Actor) => ({ db: ours.db, actor, now: today });

describe('nobody of the other partnership', () => {
	it('may do what the public may not, to any plan or measure of ours', async () => {
		for (const planId of [ours.planId, ourDraft])
			for (const action of permissionActions)
				for (const actor of Object.values(agder.people))
					for (const responsibleBodyId of [null, 1, 2, 3, 4, 5, actor.seats[0]!.bodyId]) {
						const answer = await authorize(ours.db.read, actor, { planId, responsibleBodyId, action });
						expect([action, answer.allowed]).toEqual([action, mayDo(anonymous, action)]);
					}
	});

	const target = () => ({ planId: ours.planId, round: '2026', measure: '1.1', version: null });
	const commands: [string, (actor: Actor) => Promise<unknown>][] = [
		['plans a round', (actor) => planRound(as(actor), ours.planId, { ...aRound(), year: 2027 })],
		['closes a round', async (actor) => closeRound(as(actor), await ours.round('2026'))],
		['reports', (actor) => submitEvaluation(as(actor), target(), completeAnswers())],
		['approves', (actor) => approveEvaluation(as(actor), target(), { text: '', lang: 'nb' })],
		[
			'adopts a draft',
			(actor) => adoptPlan(as(actor), { planId: ourDraft, version: 1 }, { decision: 'Sak 1' })
		],
		[
			'adds a measure',
			(actor) =>
				createMeasure(as(actor), ours.planId, {
					area: 1,
					code: '',
					title: { nb: 'Ny' },
					summary: null,
					origin: 'measure',
					source: null,
					reason: 'x'
				})
		],
		[
			'orders the challenges',
			(actor) =>
				orderEntries(as(actor), { planId: ours.planId, part: 'challenges' }, { order: [], base: [] }, 'x')
		],
		['opens the adjustment', (actor) => openAdjustment(as(actor), { planId: ours.planId, year: 2027 })],
		[
			'writes the review',
			(actor) =>
				writeReviewText(
					as(actor),
					{ planId: ours.planId, round: '2026', section: 'year', version: null },
					{ nb: 'x' }
				)
		],
		['reminds', (actor) => queueRequestedReminders(as(actor), { planId: ours.planId, round: '2026' })],
		[
			'says what they have open',
			(actor) => markEditing(as(actor), { planId: ours.planId, noun: 'measures', nounId: 'measure-1' })
		]
	] as [string, (actor: Actor) => Promise<unknown>][];

	it.each(commands)('%s of ours', async (_what, command) => {
		const before = await ours.traces();
		for (const actor of Object.values(agder.people))
			expect(await command(actor)).toMatchObject({ ok: false, refused: { code: 'not-permitted' } });
		expect(await ours.traces()).toEqual(before);
	});

	it('reaches our people, links and mail by a number they were not given', async () => {
		const { db, actors } = ours;
		const secretariat = as(agder.people['secretariat']!);
		const holders = await db.read.select().from(schema.seatHolder);
		const leader = holders.find(({ personId }) => personId === actors.leader.personId)!;
		const { bodyId } = actors.leader.seats[0]!;
		expect(expectRefusal(await endSeat(secretariat, leader.id))).toEqual({ code: 'not-found' });
		expect(expectRefusal(await renewInvitation(secretariat, leader.personId))).toMatchObject({
			code: 'not-permitted'
		});
		const guest = { email: 'ny@agder.test', name: 'Ny', writtenForm: 'nn', role: 'member' } as const;
		expect(expectRefusal(await invitePerson(secretariat, { ...guest, bodyId }))).toEqual({
			code: 'invalid',
			faults: [{ field: 'bodyId', code: 'unknown-choice' }]
		});
		const found = (await roundByKey(db.read, ours.planId, '2026'))!;
		const { id } = await db.write((tx) =>
			findOrCreateAccess(tx, today, {
				...{ roundId: found.id, personId: leader.personId, name: 'Frode' },
				...{ email: 'leader@test.test', writtenForm: 'nb' }
			})
		);
		expect(expectRefusal(await revokeAccess(secretariat, id))).toMatchObject({ code: 'not-permitted' });
		await db.write((tx) =>
			tx.insert(schema.mail).values({
				...{
					messageId: 'a',
					recipient: 'leader@test.test',
					name: 'Frode',
					writtenForm: 'nb',
					roundId: found.id
				},
				...{ reason: 'asked', day: '2026-11-20', state: 'failed', tries: 5 },
				...{ nextTryAt: today.toISOString(), createdAt: today.toISOString() }
			})
		);
		const [mail] = await listOutbox(db.read, 1);
		expect(await listOutbox(db.read, agder.partnershipId)).toEqual([]);
		expect(expectRefusal(await retryMail(secretariat, mail!.id))).toMatchObject({ code: 'not-permitted' });
	});

	it('is shown our mail, in a round or outside one; each outbox shows its own', async () => {
		const before = (await listOutbox(ours.db.read, 1)).length;
		const aMail = (messageId: string, about: string) => ({
			...{ messageId, about, recipient: 'leader@test.test', name: 'Frode', writtenForm: 'nb' as const },
			...{
				roundId: null,
				reason: 'returned' as const,
				day: '2026-11-20',
				state: 'waiting' as const,
				tries: 0
			},
			...{ nextTryAt: today.toISOString(), createdAt: today.toISOString() }
		});
		await ours.db.write((tx) =>
			tx.insert(schema.mail).values([aMail('b', 'measure-1'), aMail('c', 'agder-2026-measure-1')])
		);
		expect(await listOutbox(ours.db.read, 1)).toHaveLength(before + 1);
		expect(await listOutbox(ours.db.read, agder.partnershipId)).toMatchObject([{ round: null }]);
		const counts = await mailCounts(ours.db.read, agder.partnershipId);
		expect(counts).toEqual({ waiting: 1, sent: 0, failed: 0, dropped: 0 });
	});

	it('is on the list of our people, nor ours on theirs', async () => {
		const names = async (id: number) => (await listPeople(ours.db.read, today, [id])).map(({ name }) => name);
		const [here, there] = [await names(1), await names(agder.partnershipId)];
		expect(there).toEqual(Object.keys(agder.people).toSorted());
		expect(here.filter((name) => there.includes(name))).toEqual([]);
	});

	it('is written to for our round; each round writes to its own', async () => {
		const due: DueReminder[] = [];
		for (const day of ['2026-11-13', '2026-11-14', '2026-11-20', '2026-11-21', '2026-11-23', '2026-11-24'])
			due.push(...(await findDueReminders(ours.db.read, new Date(`${day}T08:00:00Z`))));
		const of = (planId: number) =>
			due.filter((one) => one.round.planId === planId).map(({ reader }) => reader.email);
		expect(of(ours.planId).filter((email) => email.endsWith('@agder.test'))).toEqual([]);
		expect(of(agder.planId).length).toBeGreaterThan(0);
		expect(of(agder.planId).filter((email) => !email.endsWith('@agder.test'))).toEqual([]);
	});
});

describe('an address', () => {
	async function open(path: string, actor: Actor) {
		const url = new URL(path, 'http://localhost');
		const scope = await resolvePlanScope(ours.db, path, actor);
		const locals = { ...as(actor), scope, locale: 'nb' };
		try {
			planOf({ locals, url });
			const data = await overviewLoad({ url, locals, params: {} } as unknown as Parameters<
				typeof overviewLoad
			>[0]);
			return (data as { page: { plan: { slug: string } } | null }).page?.plan.slug ?? null;
		} catch (thrown) {
			if (isRedirect(thrown)) return thrown.location;
			if (isHttpError(thrown)) return thrown.status;
			throw thrown;
		}
	}
	const people = (): Record<string, Actor> => ({
		anyone: anonymous,
		ourSsu: ours.actors.ssuMember,
		ourFsu: ours.actors.leader,
		theirSsu: agder.people['ssu']!
	});

	it.each([
		['/', 'anyone', '2025-2029'],
		['/', 'theirSsu', '2025-2029'],
		['/plans/agder-2026', 'anyone', 'agder-2026'],
		['/plans/agder-2026', 'ourSsu', 'agder-2026'],
		['/plans/fjordane-2030', 'ourSsu', 'fjordane-2030'],
		['/plans/fjordane-2030', 'anyone', '/login?next=%2Fplans%2Ffjordane-2030'],
		['/plans/fjordane-2030', 'ourFsu', 404],
		['/plans/fjordane-2030', 'theirSsu', 404],
		['/plans/agder-2030', 'theirSsu', 'agder-2030'],
		['/plans/agder-2030', 'ourSsu', 404],
		['/plans/nowhere', 'anyone', 404],
		['/plans/nowhere', 'ourSsu', 404]
	])('%s shows %s: %s', async (path, who, answer) => {
		expect(await open(path, people()[who]!)).toBe(answer);
	});

	it('of the list names what its reader may read', async () => {
		const listed = async (actor: Actor) => {
			const locals = { ...as(actor), locale: 'nn' };
			const event = { url: new URL('http://localhost/nn/plans'), locals };
			const data = await listLoad(event as unknown as Parameters<typeof listLoad>[0]);
			return (data as { partnerships: { plans: { href: string; state: string }[] }[] }).partnerships.flatMap(
				({ plans }) => plans.map(({ href, state }) => `${href} ${state}`)
			);
		};
		const open = ['/nn current', '/nn/plans/agder-2026 current'];
		expect(await listed(anonymous)).toEqual(open);
		const [current, theirs] = open;
		expect(await listed(ours.actors.ssuMember)).toEqual([current, '/nn/plans/fjordane-2030 draft', theirs]);
		expect(await listed(agder.people['ssu']!)).toEqual([current, theirs, '/nn/plans/agder-2030 draft']);
	});
});

function aRound() {
	return { ...roundDates(round), kind: 'annual' as const, graceDays: 5, questions: [], instruction: null };
}
