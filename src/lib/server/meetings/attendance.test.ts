import { beforeEach, describe, expect, it } from 'vitest';
import { expectOk } from '../../../../tests/support/partnership';
import {
	beginMeetings,
	partnership,
	partnershipId,
	planned,
	target,
	steps,
	present,
	expectRefused
} from '../../../../tests/support/meetings';
import { person, seat, seatHolder } from '../database/schema';
import { addMinutesRemark } from './approve';
import { alternatesFor, answerNotice, recordAttendance } from './attendance';
import { attendanceOf, meetingById } from './queries';

beforeEach(beginMeetings);

describe('attendance', () => {
	it('is answered by the invited before, and recorded in the meeting', async () => {
		const id = await planned();
		await steps(id, 'call');
		const { partnershipId: of } = await partnership.plan();
		expectOk(
			await answerNotice(partnership.as('leader'), { partnershipId: of, id }, { answer: 'coming', note: '' })
		);
		await expectRefused('not-found', () =>
			answerNotice(partnership.as('ssuLeader'), { partnershipId, id }, { answer: 'coming', note: '' })
		);
		await steps(id, 'start');
		await expectRefused('wrong-state', () =>
			answerNotice(partnership.as('leader'), { partnershipId, id }, { answer: 'coming', note: '' })
		);
		const rows = await present(id);
		expectOk(await recordAttendance(partnership.as('secretariat'), await target(id), { rows, reason: '' }));
		const recorded = await attendanceOf(partnership.db.read, id);
		expect(recorded.every(({ attendance }) => attendance.presence === 'present')).toBe(true);
		await steps(id, 'end');
		const absent = rows.map((row) => ({ ...row, presence: 'absent' as const }));
		await expectRefused('reason reason-required', async () =>
			recordAttendance(partnership.as('secretariat'), await target(id), { rows: absent, reason: '' })
		);
	});

	it('takes an alternate of the body only, who may then remark', async () => {
		const id = await planned();
		await steps(id, 'call', 'start');
		const [first, ...rest] = await present(id);
		const row = { ...first!, presence: 'alternate' as const };
		await expectRefused(`alternate.${row.id} required`, async () =>
			recordAttendance(partnership.as('secretariat'), await target(id), {
				rows: [{ ...row, alternateId: 1 }],
				reason: ''
			})
		);
		const alternate = await anAlternate();
		expect(
			await alternatesFor(partnership.db.read, (await meetingById(partnership.db.read, partnershipId, id))!)
		).toEqual([{ id: alternate.personId, name: alternate.name }]);
		const rows = [{ ...row, alternateId: alternate.personId }, ...rest];
		expectOk(await recordAttendance(partnership.as('secretariat'), await target(id), { rows, reason: '' }));
		await steps(id, 'end', 'send-out');
		const context = { ...partnership.as('anyone'), actor: alternate };
		expectOk(await addMinutesRemark(context, { partnershipId, id }, 'Jeg sa noe annet.'));
	});
});

async function anAlternate() {
	const { db, actors } = partnership;
	const bodyId = actors.leader.seats[0]!.bodyId;
	const made = await db.write(async (tx) => {
		const at = '2026-01-01T00:00:00.000Z';
		const [who] = await tx
			.insert(person)
			.values({ email: 'vara@test.test', name: 'Vara', createdAt: at })
			.returning();
		const [place] = await tx.insert(seat).values({ bodyId, role: 'alternate' }).returning();
		await tx.insert(seatHolder).values({ seatId: place!.id, personId: who!.id, fromDay: '2026-01-01' });
		return who!;
	});
	return { personId: made.id, name: 'Vara', administrator: false, seats: [] };
}
