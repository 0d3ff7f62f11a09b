import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	expectOk,
	lastEvent,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { lastEventOfDay, openDatabaseSnapshot } from '../database/database-snapshot';
import { body, person, seat, seatHolder } from '../database/schema';
import { placeInSeat } from '../people/seats';
import { abolishSeat, createSeat, editBody, editSeat, standIn, type SeatValues } from './commands';
import { bodyBySlug, listBodies, seatsOf } from './queries';

let partnership: Partnership;
let target: { partnershipId: number; slug: string };

const vacant: SeatValues = {
	role: 'member',
	partners: ['4003', '4022'],
	represents: null,
	appointedBy: 'Grenland',
	termFrom: '2026-01-01',
	termTo: '2026-12-31'
};

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId } = await partnership.plan();
	target = { partnershipId, slug: 'fsu-2' };
});

const reader = { day: '2026-11-10', names: 'public' } as const;

async function seats(names: 'all' | 'public' | 'hidden' = 'public') {
	const found = await bodyBySlug(partnership.db.read, target.partnershipId, 'fsu-2');
	return seatsOf(partnership.db.read, [found!.id], { ...reader, names });
}

describe('a seat of a body', () => {
	it('is added vacant, with a term that is about to end', async () => {
		expectOk(await createSeat(partnership.as('secretariat'), target, vacant));
		expect((await seats()).at(-1)).toMatchObject({
			role: 'member',
			partners: [{ number: '4003' }, { number: '4022' }],
			state: 'vacant',
			isTermEnding: true,
			holders: []
		});
		expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'add-seat', noun: 'body', by: 'Siri' });
	});

	it('is refused for a partner that does not exist, and for a leader', async () => {
		const unknown = { ...vacant, partners: ['9999'] };
		expect(await createSeat(partnership.as('secretariat'), target, unknown)).toMatchObject({
			refused: { code: 'invalid', faults: [{ field: 'partners', code: 'unknown-choice' }] }
		});
		const before = await partnership.traces();
		expect(await createSeat(partnership.as('otherLeader'), target, vacant)).toMatchObject({
			refused: { code: 'not-permitted' }
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('gives its holder the new last day of the term', async () => {
		const [leader] = await seats();
		const changed = { ...vacant, role: 'leader', partners: [], termTo: '2027-06-30' } as const;
		const { id: seatId, version } = leader!;
		expectOk(await editSeat(partnership.as('secretariat'), { ...target, seatId, version }, changed));
		const [holder] = await partnership.db.read.select().from(seatHolder).where(eq(seatHolder.seatId, seatId));
		expect(holder?.toDay).toBe('2027-06-30');
		expect(
			await editSeat(partnership.as('secretariat'), { ...target, seatId, version }, changed)
		).toMatchObject({ refused: { code: 'stale' } });
	});

	it('is recorded with the fields that changed, and its parties by name', async () => {
		expectOk(await createSeat(partnership.as('secretariat'), target, vacant));
		const added = (await seats()).at(-1)!;
		const key = { ...target, seatId: added.id, version: added.version };
		expectOk(await editSeat(partnership.as('secretariat'), key, { ...vacant, partners: ['4003'] }));
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'edit-seat',
			before: { seatId: added.id, partners: ['Seljord', 'Skien'] },
			after: { partners: ['Skien'] }
		});
		expectOk(
			await editSeat(
				partnership.as('secretariat'),
				{ ...key, version: key.version + 1 },
				{ ...vacant, partners: ['4003'] }
			)
		);
		expect((await seats()).at(-1)).toMatchObject({ version: added.version + 1 });
	});

	it('is abolished only when nobody holds it', async () => {
		const [leader] = await seats();
		const held = { ...target, seatId: leader!.id, version: leader!.version };
		expect(await abolishSeat(partnership.as('secretariat'), held)).toMatchObject({
			refused: { faults: [{ code: 'seat-held' }] }
		});
		expectOk(await createSeat(partnership.as('secretariat'), target, vacant));
		const added = (await seats()).at(-1)!;
		const free = { ...target, seatId: added.id, version: added.version };
		expectOk(await abolishSeat(partnership.as('secretariat'), free));
		expect(await seats()).toHaveLength(1);
	});

	it('is stood in for by an alternate of the body only', async () => {
		const { db, actors, as } = partnership;
		const [leader] = await seats();
		const person = actors.signedIn.personId!;
		const period = { person, from: '2026-11-01', to: '2026-11-30' };
		const seat = { ...target, seatId: leader!.id };
		expect(await standIn(as('secretariat'), seat, period)).toMatchObject({
			refused: { faults: [{ field: 'person', code: 'unknown-choice' }] }
		});
		await db.write((tx) =>
			placeInSeat(
				tx,
				{ bodyId: leader!.bodyId, role: 'alternate' },
				{ personId: person, fromDay: '2026-01-01' }
			)
		);
		expectOk(await standIn(as('secretariat'), seat, period));
		expect((await seats())[0]?.holders).toMatchObject([{ standsIn: false }, { standsIn: true }]);
	});
});

describe('the seats of a body', () => {
	it('show names by public office or consent, all to the secretariat, and none of the past', async () => {
		const { db } = partnership;
		expect((await seats())[0]?.holders).toMatchObject([{ name: null }]);
		expect((await seats('all'))[0]?.holders).toMatchObject([{ name: 'Frida' }]);
		expect((await seats('hidden'))[0]).toMatchObject({ state: null });
		await db.write((tx) => tx.update(seatHolder).set({ publicOffice: true }));
		expect((await seats())[0]?.holders).toMatchObject([{ name: 'Frida' }]);
	});

	it('stand in a snapshot as on that day, without the people in them', async () => {
		const { db, as } = partnership;
		expectOk(await createSeat(as('secretariat', new Date('2026-11-08T12:00:00Z')), target, vacant));
		const [added] = (await db.read.select().from(seat)).slice(-1);
		const facts = {
			mandate: { nb: 'Nytt' },
			authority: null,
			appointedBy: null,
			startedOn: null,
			endedOn: null,
			noticeDays: null,
			quorum: null
		};
		expectOk(await editBody(as('secretariat'), { ...target, version: 1 }, facts));
		const other = { ...target, seatId: added!.id, version: 1 };
		expectOk(await abolishSeat(as('secretariat'), other));
		const past = await openDatabaseSnapshot(db, await lastEventOfDay(db.read, '2026-11-09'));
		const hidden = { ...reader, names: 'hidden' } as const;
		const then = (await bodyBySlug(past.read, target.partnershipId, 'fsu-2'))!;
		expect(then.mandate).toBeNull();
		const seatsThen = await seatsOf(past.read, [then.id], hidden);
		expect(seatsThen.at(-1)).toMatchObject({ partners: [{ number: '4003' }, { number: '4022' }] });
		expect(seatsThen.flatMap(({ holders }) => holders)).toEqual([]);
		for (const table of [person, seatHolder]) expect(await past.read.select().from(table)).toEqual([]);
		past.close();
		expect((await seats()).map(({ id }) => id)).not.toContain(added!.id);
	});

	it('are counted for the list of bodies, in five statements at most', async () => {
		expectOk(await createSeat(partnership.as('secretariat'), target, vacant));
		const { db, planId } = partnership;
		const before = db.statements();
		const bodies = await listBodies(db.read, { ...target, planId }, reader);
		expect(db.statements() - before).toBeLessThanOrEqual(5);
		expect(bodies.find(({ slug }) => slug === 'fsu-2')).toMatchObject({
			areas: [2],
			seats: 2,
			vacant: 1,
			ending: 1,
			leader: null,
			parent: { slug: 'ssu' }
		});
	});
});

it('editBody saves what differs, once', async () => {
	const { db, as } = partnership;
	const facts = {
		mandate: { nb: 'Bærer området' },
		authority: null,
		appointedBy: 'Partnerskapet',
		startedOn: '2025-01-01',
		endedOn: null,
		noticeDays: 14,
		quorum: null
	};
	expectOk(await editBody(as('secretariat', today), { ...target, version: 1 }, facts));
	const [saved] = await db.read.select().from(body).where(eq(body.slug, 'fsu-2'));
	expect(saved).toMatchObject({ ...facts, version: 2 });
	expect(await editBody(as('secretariat'), { ...target, version: 1 }, facts)).toMatchObject({
		refused: { code: 'stale' }
	});
});
