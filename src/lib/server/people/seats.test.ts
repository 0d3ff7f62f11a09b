import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { seatRoles, type SeatRole } from '$lib/domain/body';
import { mayDo, rolesTowards, type Actor, type PermissionAction } from '$lib/domain/permission';
import { aPartnership, today, type Partnership } from '../../../../tests/support/partnership';
import {
	body,
	meeting,
	meetingAttendance,
	partner,
	partnership as partnerships,
	seat,
	seatHolder
} from '../database/schema';
import { attendedBy } from '../meetings/queries';
import { meetingSubject } from '../meetings/target';
import { createSession, validateSession } from '../identity/session';
import { addSeat, placeInSeat, type SeatDescription } from './seats';

let partnership: Partnership;
/** FSU 2's body, which Signe joins; she has no other seat. */
let bodyId: number;
let personId: number;

beforeEach(async () => {
	partnership = await aPartnership();
	personId = partnership.actors.signedIn.personId!;
	const [found] = await partnership.db.read.select().from(body).where(eq(body.slug, 'fsu-2'));
	bodyId = found!.id;
});

/** Returns Signe as her next request sees her. */
async function signe(now = today): Promise<Actor> {
	const id = await createSession(partnership.db, now, personId);
	return (await validateSession(partnership.db, now, id))!.actor;
}

async function seatSigne(role: SeatRole, more: Partial<SeatDescription> = {}, fromDay = '2026-01-01') {
	return partnership.db.write((tx) => placeInSeat(tx, { bodyId, role, ...more }, { personId, fromDay }));
}

/** Roles towards FSU 2's own matters that a seat in force gives, beside those of anyone signed in. */
const gives: Record<SeatRole, string[]> = {
	leader: ['seated', 'responsible-member', 'responsible-leader'],
	deputy: ['seated', 'responsible-member', 'responsible-leader'],
	secretary: ['seated', 'responsible-member', 'secretariat'],
	member: ['seated', 'responsible-member'],
	alternate: ['seated'],
	observer: ['seated']
};
const none: string[] = [];

/** Arrangements of a seat on 10.11.2026, and whether its role counts. */
const states: [string, boolean, (role: SeatRole) => Promise<unknown>][] = [
	['vacant', false, (role) => partnership.db.write((tx) => addSeat(tx, { bodyId, role }))],
	['held', true, (role) => seatSigne(role)],
	['held from tomorrow', false, (role) => seatSigne(role, {}, '2026-11-11')],
	['held to today', true, (role) => seatSigne(role, { termTo: '2026-11-10' })],
	['held to yesterday', false, (role) => seatSigne(role, { termTo: '2026-11-09' })],
	[
		'abolished',
		false,
		async (role) => {
			await seatSigne(role);
			await partnership.db.write((tx) =>
				tx.update(seat).set({ endedOn: '2026-11-10' }).where(eq(seat.bodyId, bodyId))
			);
		}
	],
	['held by another', false, (role) => heldByAnother(role)],
	[
		'stood in for today',
		true,
		async (role) => {
			await heldByAnother(role);
			await standIn('2026-11-01', '2026-11-30');
		}
	],
	[
		'stood in for last month',
		false,
		async (role) => {
			await heldByAnother(role);
			await standIn('2026-10-01', '2026-10-31');
		}
	],
	[
		'stood in for from tomorrow',
		false,
		async (role) => {
			await heldByAnother(role);
			await standIn('2026-11-11', '2026-11-30');
		}
	],
	['held in another partnership', false, (role) => seatElsewhere(role)],
	[
		'held here and in another partnership',
		true,
		async (role) => {
			await seatSigne(role);
			await seatElsewhere('leader');
		}
	]
];

/** Seats Signe in a committee of a second partnership. */
async function seatElsewhere(role: SeatRole): Promise<{ partnershipId: number; bodyId: number }> {
	return partnership.db.write(async (tx) => {
		const name = { nb: 'Agder' };
		const [other] = await tx.insert(partnerships).values({ slug: 'agder', name }).returning();
		const foreign = { partnershipId: other!.id, slug: 'fsu-2', kind: 'fsu', name } as const;
		const [committee] = await tx.insert(body).values(foreign).returning();
		await placeInSeat(tx, { bodyId: committee!.id, role }, { personId, fromDay: '2026-01-01' });
		return { partnershipId: other!.id, bodyId: committee!.id };
	});
}

let seatId = 0;
async function heldByAnother(role: SeatRole) {
	await partnership.db.write(async (tx) => {
		const other = partnership.actors.member.personId!;
		const id = await placeInSeat(tx, { bodyId, role }, { personId: other, fromDay: '2026-01-01' });
		const [holder] = await tx.select().from(seatHolder).where(eq(seatHolder.id, id));
		seatId = holder!.seatId;
	});
}

async function standIn(fromDay: string, toDay: string) {
	await partnership.db.write((tx) =>
		tx.insert(seatHolder).values({ seatId, personId, fromDay, toDay, standsIn: true })
	);
}

/** Records of Signe in a meeting of FSU 2, and whether they make her one of those who met. */
const records: [string, boolean, (() => Partial<typeof meetingAttendance.$inferInsert>) | null][] = [
	['no record', false, null],
	['an invitation', false, () => ({ personId })],
	['an answer that one is coming', false, () => ({ personId, answer: 'coming' })],
	['presence', true, () => ({ personId, presence: 'present' })],
	['absence', false, () => ({ personId, presence: 'absent' })],
	['an alternate in one’s place', false, () => ({ personId, presence: 'alternate' })],
	['presence for another', true, () => ({ alternateId: personId, presence: 'alternate' })],
	['absence for another', false, () => ({ alternateId: personId, presence: 'absent' })],
	['the presence of whom one was to replace', false, () => ({ alternateId: personId, presence: 'present' })]
];

describe.each(seatRoles)('a seat as %s', (role) => {
	it.each(states)('%s counts: %s', async (_, counts, arrange) => {
		await arrange(role);
		const actor = await signe();
		const partnershipId = partnership.scope.partnership!.id;
		const here = rolesTowards(actor, { partnershipId, responsibleBodyId: bodyId });
		const roles = [...here].filter((one) => one !== 'public' && one !== 'signed-in');
		expect(roles.sort()).toEqual([...(counts ? gives[role] : none)].sort());
		const elsewhere = rolesTowards(actor, { partnershipId, responsibleBodyId: bodyId + 1 });
		expect([...elsewhere].some((one) => one.startsWith('responsible') || one === 'secretariat')).toBe(false);
	});

	it('counts in its own partnership only', async () => {
		const { partnershipId, bodyId: responsibleBodyId } = await seatElsewhere(role);
		const there = rolesTowards(await signe(), { partnershipId, responsibleBodyId });
		expect([...there].sort()).toEqual(['public', 'signed-in', ...gives[role]].sort());
	});

	it.each(records)('%s in a meeting gives a say there: %s', async (_, attends, record) => {
		await seatSigne(role);
		const { partnershipId } = await partnership.plan();
		const [asked, other] = await partnership.db.write(async (tx) => {
			const made = ['a', 'b'].map((uid) => ({
				...({ partnershipId, bodyId, uid, day: '2026-11-10', kind: 'ordinary' } as const),
				...({ state: 'out-for-remarks', lang: 'nb' } as const)
			}));
			return tx.insert(meeting).values(made).returning();
		});
		if (record)
			await partnership.db.write((tx) =>
				tx.insert(meetingAttendance).values({ meetingId: asked!.id, name: 'Navn', ...record() })
			);
		const actor = await signe();
		const member = gives[role].includes('responsible-member');
		for (const [one, present] of [[asked!, attends] as const, [other!, false] as const]) {
			const attended = await attendedBy(partnership.db.read, one.id, personId);
			const may = (action: PermissionAction) =>
				mayDo(actor, action, meetingSubject(one, actor, { action, attended }));
			expect(may('meeting.remark')).toBe(present);
			expect(may('meeting.read-closed')).toBe(present || member);
			expect(may('meeting.read')).toBe(present || member);
			expect(may('meeting.write')).toBe(role === 'secretary');
		}
	});
});

describe('a seat', () => {
	it('speaks for its one partner, and for none of several', async () => {
		const [skien, seljord] = await partnership.db.read.select().from(partner);
		await seatSigne('member', { partnerIds: [skien!.id, seljord!.id] });
		for (const one of [skien!, seljord!])
			expect(mayDo(await signe(), 'rollout.report', { partnerId: one.id })).toBe(false);
		await seatSigne('member', { partnerIds: [seljord!.id] });
		expect(mayDo(await signe(), 'rollout.report', { partnerId: seljord!.id })).toBe(true);
		expect(mayDo(await signe(), 'rollout.report', { partnerId: skien!.id })).toBe(false);
	});

	it('that is vacant is filled before another one is made', async () => {
		const users = { bodyId, role: 'member', represents: 'users' } as const;
		const added = await partnership.db.write((tx) => addSeat(tx, { ...users, termTo: '2027-06-30' }));
		await seatSigne('member', { represents: 'employees' });
		await seatSigne('member', { represents: 'users' });
		const holders = await partnership.db.read
			.select()
			.from(seatHolder)
			.where(eq(seatHolder.personId, personId));
		expect(holders.map((one) => one.seatId === added.id)).toEqual([false, true]);
		expect(holders[1]).toMatchObject({ toDay: '2027-06-30' });
	});

	it('needs both dates to be stood in for', async () => {
		await heldByAnother('leader');
		const open = { seatId, personId, fromDay: '2026-11-01', standsIn: true };
		await expect(partnership.db.write((tx) => tx.insert(seatHolder).values(open))).rejects.toThrow();
	});
});
