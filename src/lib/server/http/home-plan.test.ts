import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type Actor } from '$lib/domain/permission';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { queueMail } from '../database/outbox';
import { body, mail, partnership as partnerships, seatHolder } from '../database/schema';
import { composeAccountMail } from '../mail/account-notice';
import { createPersonWithPassword } from '../people/commands';
import { importPlan } from '../plan-file/import';
import { bodyAddresses, homeAfterSignOut, homeOfActor, homeOfPartnership, homeOfPerson } from './home-plan';

let ours: Partnership;
/** Bodies of the second partnership, Agder. */
let agder: (typeof body.$inferSelect)[];

beforeEach(async () => {
	ours = await aPartnership();
	agder = await aSecond('adopted');
});

async function aSecond(state: 'adopted' | 'draft', slug = 'agder') {
	const file = aPlanFile();
	file.partnership = { ...file.partnership, slug, name: { nb: slug } };
	file.plan = { ...file.plan, slug: `${slug}-2026`, state };
	for (const measure of file.plan.measures) measure.id = `${slug}-${measure.id}`;
	expectOk(await importPlan(ours.as('administrator'), file));
	const found = (await ours.db.read.select().from(partnerships)).find((one) => one.slug === slug)!;
	return (await ours.db.read.select().from(body)).filter((one) => one.partnershipId === found.id);
}

/** Makes a person with seats of a body's slug each. */
async function aPerson(bodies: { id: number }[], administrator = false): Promise<number> {
	const seats = bodies.map(({ id }) => ({ bodyId: id, role: 'leader' as const, partnerId: null }));
	const account = { email: 'ny@agder.test', name: 'Ny', writtenForm: 'nn', passwordHash: 'x' } as const;
	return ours.db.write((tx) => createPersonWithPassword(tx, today, { ...account, administrator, seats }));
}

const inAgder = (slug: string) => agder.find((one) => one.slug === slug)!;
const theirs = { homePlan: 'agder-2026', partnershipName: { nb: 'agder' }, landing: '/' };
const first = { homePlan: null, partnershipName: { nb: 'Fjordane', nn: 'Fjordane' }, landing: '/' };

describe('the home of a person', () => {
	it('is the first partnership with a seat there, and without any', async () => {
		const { db, actors } = ours;
		expect(await homeOfPerson(db, actors.leader.personId!, today)).toEqual(first);
		expect(await homeOfPerson(db, actors.administrator.personId!, today)).toEqual(first);
		expect(await homeOfActor(db, anonymous, today)).toEqual(first);
		const [ourBody] = await db.read.select().from(body);
		expect(await homeOfPerson(db, await aPerson([inAgder('fsu-1'), ourBody!]), today)).toEqual(first);
	});

	it('is their own partnership if they have seats only there', async () => {
		const id = await aPerson([inAgder('fsu-1')]);
		expect(await homeOfPerson(ours.db, id, today)).toEqual(theirs);
	});

	it('is their own before their term begins, and the first partnership after all terms', async () => {
		const id = await aPerson([inAgder('fsu-1')]);
		await ours.db.write((tx) => tx.update(seatHolder).set({ fromDay: '2027-01-01' }));
		expect(await homeOfPerson(ours.db, id, today)).toEqual(theirs);
		await ours.db.write((tx) => tx.update(seatHolder).set({ fromDay: '2025-01-01', toDay: '2025-12-31' }));
		expect(await homeOfPerson(ours.db, id, today)).toEqual(first);
	});

	it('is a draft for its editors, and the account for others', async () => {
		const vestfold = await aSecond('draft', 'vestfold');
		const of = (kind: string) => vestfold.filter((one) => one.kind === kind).slice(0, 1);
		const name = { nb: 'vestfold' };
		const fsu = { homePlan: null, partnershipName: name, landing: '/account' };
		expect(await homeOfActor(ours.db, actorIn(of('fsu')[0]!), today)).toEqual(fsu);
		const secretary = actorIn(of('secretariat')[0]!);
		const draft = { homePlan: 'vestfold-2026', partnershipName: name, landing: '/' };
		expect(await homeOfActor(ours.db, secretary, today)).toEqual(draft);
		expect((await homeAfterSignOut(ours.db, secretary, today)).homePlan).toBeNull();
		expect((await homeOfActor(ours.db, actorIn(of('fsu')[0]!, inAgder('ssu')), today)).homePlan).toBe(
			'agder-2026'
		);
	});
});

it('names the plan of bodies that a page outside plans links to', async () => {
	const { db, scope } = ours;
	const actor = actorIn(inAgder('ssu'));
	const agderId = inAgder('ssu').partnershipId;
	const atHome = await bodyAddresses({ db, actor });
	expect(atHome(scope.partnership!.id, 'ssu')).toEqual({ slug: 'ssu', plan: null });
	expect(atHome(agderId, 'ssu')).toEqual({ slug: 'ssu', plan: 'agder-2026' });
	const away = await bodyAddresses({ db, actor, home: await homeOfActor(db, actor, today) });
	expect(away(scope.partnership!.id, 'ssu')).toEqual({ slug: 'ssu', plan: '2025-2029' });
	expect(await homeOfPartnership(db, agderId)).toEqual(theirs);
});

it('leads the next holder of a seat to the reports of their own plan', async () => {
	const personId = await aPerson([inAgder('fsu-1')]);
	await ours.db.write(async (tx) => {
		const ended = { toDay: '2026-11-01' };
		const of = eq(seatHolder.personId, personId);
		const [holder] = await tx.update(seatHolder).set(ended).where(of).returning();
		const to = { personId: ours.actors.leader.personId, name: 'Neste', email: 'neste@agder.test' };
		const about = `hand-over:${holder!.id}`;
		const mailed = { ...to, writtenForm: 'nn', roundId: null, reason: 'account-notice', about } as const;
		await queueMail(tx, today, mailed);
	});
	const [row] = await ours.db.read.select().from(mail);
	const sent = await composeAccountMail(ours.db.read, row!, { origin: 'https://framdrift.test', now: today });
	expect(sent?.text).toContain('https://framdrift.test/nn/plans/agder-2026/report');
});

function actorIn(...bodies: (typeof body.$inferSelect)[]): Actor {
	const seats = bodies.map(({ id, partnershipId, kind }) => ({
		...{ bodyId: id, partnershipId, bodyKind: kind, role: 'leader' as const, partnerId: null }
	}));
	return { personId: 1, name: 'Ny', administrator: false, seats };
}
