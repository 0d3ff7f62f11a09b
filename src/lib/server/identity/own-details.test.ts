import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	expectOk,
	lastEvent,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import {
	body,
	calendarFeed,
	matter,
	matterSender,
	meeting,
	meetingAttendance,
	minutesRemark
} from '../database/schema';
import { recordDecision } from '../decisions/commands';
import { ownData } from './own-data';
import { agreeToName, editOwnDetails, endOwnSession, ownSeats, ownSessions } from './own-details';
import { createSession, validateSession } from './session';

let partnership: Partnership;
let personId: number;

beforeEach(async () => {
	partnership = await aPartnership();
	personId = partnership.actors.leader.personId!;
});

describe('one’s own details', () => {
	it('are saved once, with the fields that changed', async () => {
		const { as, db } = partnership;
		const details = { name: 'Frode Foss', writtenForm: 'nn', declinesMail: true } as const;
		expectOk(await editOwnDetails(as('leader'), details));
		const saved = await lastEvent(db);
		expect(saved).toMatchObject({ verb: 'edit-details', before: { name: 'Frode' }, after: details });
		expectOk(await editOwnDetails(as('leader'), details));
		expect((await lastEvent(db))?.seq).toBe(saved?.seq);
	});

	it('let one agree to a public name in one’s own seats only', async () => {
		const { as, db } = partnership;
		const [own] = await ownSeats(db.read, personId, today);
		expectOk(await agreeToName(as('leader'), { holderId: own!.holderId, agrees: true }));
		expect((await ownSeats(db.read, personId, today))[0]).toMatchObject({ agreesToName: true });
		const foreign = await agreeToName(as('deputy'), { holderId: own!.holderId, agrees: false });
		expect(foreign).toEqual({ ok: false, refused: { code: 'not-found' } });
	});

	it('let one sign out elsewhere, and end no session of another', async () => {
		const { as, db } = partnership;
		const [here, there] = [
			await createSession(db, today, personId),
			await createSession(db, today, personId)
		];
		const other = (await ownSessions(db.read, personId, here)).find(({ current }) => !current)!;
		const foreign = await endOwnSession(as('deputy'), other.key);
		expect(foreign).toEqual({ ok: false, refused: { code: 'not-found' } });
		expectOk(await endOwnSession(as('leader'), other.key));
		expect(await validateSession(db, today, there)).toBeNull();
		expect((await validateSession(db, today, here))?.actor.personId).toBe(personId);
	});
});

describe('one’s own data', () => {
	it('is everything stored about the person, and nothing secret', async () => {
		const { as, actors, db, planId } = partnership;
		const { partnershipId } = await partnership.plan();
		const [held] = await ownSeats(db.read, personId, today);
		await createSession(db, today, personId);
		await db.write(async (tx) => {
			const [fsu] = await tx.select().from(body);
			const at = today.toISOString();
			const met = { partnershipId, bodyId: fsu!.id, uid: 'u', day: '2026-10-01', lang: 'nb' } as const;
			const [held] = await tx
				.insert(meeting)
				.values({ ...met, kind: 'ordinary', state: 'held' })
				.returning();
			const there = { meetingId: held!.id, personId, name: 'Frode', presence: 'present' } as const;
			await tx.insert(meetingAttendance).values(there);
			await tx.insert(minutesRemark).values({ meetingId: held!.id, personId, text: 'Feil.', madeAt: at });
			const sent = { partnershipId, title: 'Sak', text: 'T', lang: 'nb', receivedAt: at } as const;
			const [one] = await tx
				.insert(matter)
				.values({ ...sent, origin: 'form', state: 'received' })
				.returning();
			await tx.insert(matterSender).values({ matterId: one!.id, personId, name: 'Frode' });
			await tx.insert(calendarFeed).values({ personId, tokenHash: 'hash-of-calendar', madeAt: at });
		});
		const values = {
			...({ body: 'fsu-1', decidedOn: '2026-10-15', number: '7', title: 'Rutine', text: 'Lag.' } as const),
			...({ lang: 'nb', kind: 'decision', consensus: true, dissent: '', dueOn: null } as const),
			...{ responsible: `seat:${held!.seatId}`, replaces: null, replacement: null, matter: null },
			...{ measures: [], links: null }
		};
		expectOk(await recordDecision(as('secretariat'), { partnershipId, planId }, values));
		const data = await ownData(db.read, personId);
		expect(data).toMatchObject({
			person: { name: 'Frode', email: 'leader@test.test' },
			seats: [{ role: 'leader' }],
			sessions: [{}],
			meetings: [{ day: '2026-10-01', presence: 'present' }],
			remarks: [{ text: 'Feil.' }],
			matters: [{ title: 'Sak', name: 'Frode' }],
			decisions: [{ number: '7', title: 'Rutine', followUp: 'not-started' }],
			calendar: { madeAt: today.toISOString() },
			erasure: null
		});
		expect(JSON.stringify(data)).not.toMatch(/hash/i);
		const other = await ownData(db.read, actors.deputy.personId!);
		expect(other).toMatchObject({ meetings: [], remarks: [], matters: [], decisions: [], calendar: null });
		expect(await ownData(db.read, 999)).toBeNull();
	});
});
