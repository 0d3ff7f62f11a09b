import { beforeEach, expect, it } from 'vitest';
import { aPartnership, expectOk, today, type Partnership } from '../../../../tests/support/partnership';
import { parsePeopleList } from '$lib/domain/people-list';
import { body, mail, person, seatHolder } from '../database/schema';
import { inviteList } from './invite-list';

let partnership: Partnership;

beforeEach(async () => {
	partnership = await aPartnership();
});

async function choices() {
	const bodies = await partnership.db.read.select().from(body);
	return {
		bodies: bodies.map(({ id, slug }) => ({ value: id, names: [slug] })),
		roles: [{ value: 'member' as const, names: ['medlem'] }],
		partners: [],
		groups: []
	};
}

/** Rows of 300 people, of whom the given lines are replaced. */
function threeHundred(replaced: Record<number, string[]> = {}): string[][] {
	return Array.from({ length: 300 }, (_, index) => {
		const line = index + 1;
		return replaced[line] ?? [`Person ${line}`, `person${line}@kommune.no`, 'fsu-1', 'medlem'];
	});
}

const faulty = Object.fromEntries(
	Array.from({ length: 12 }, (_, index) => {
		const line = 10 + index * 20;
		return [line, [`Person ${line}`, 'no address', 'fsu-1', 'medlem']];
	})
);

it('a list of 300 people with 12 faults names each by its line and saves nothing', async () => {
	const parsed = parsePeopleList(threeHundred(faulty), await choices());
	const lines = Object.keys(faulty).sort((one, other) => Number(one) - Number(other));
	expect(parsed).toEqual({ ok: false, faults: lines.map((field) => ({ field, code: 'not-an-email' })) });
	const mended = threeHundred().filter((_, index) => !(index + 1 in faulty));
	const list = parsePeopleList(mended, await choices());
	if (!list.ok) throw new Error('The list has faults.');
	expect(expectOk(await inviteList(partnership.as('secretariat'), list.people))).toEqual({
		seated: 288,
		queued: 288
	});
	const queued = await partnership.db.read.select().from(mail);
	expect(new Set(queued.map(({ recipient }) => recipient)).size).toBe(288);
	expect(queued[0]).toMatchObject({ reason: 'account-notice', state: 'waiting', roundId: null });
});

it('a list is refused whole if the database finds a fault', async () => {
	const { db, as } = partnership;
	const list = parsePeopleList(
		[
			['Ny', 'ny@kommune.no', 'fsu-1'],
			['Frode', 'leader@test.test', 'fsu-1']
		],
		await choices()
	);
	if (!list.ok) throw new Error('The list has faults.');
	const before = [await db.read.select().from(person), await db.read.select().from(seatHolder)];
	expect(await inviteList(as('secretariat'), list.people)).toEqual({
		ok: false,
		refused: { code: 'invalid', faults: [{ field: '2', code: 'already-seated' }] }
	});
	expect(await inviteList(as('leader', today), list.people)).toMatchObject({
		refused: { code: 'not-permitted' }
	});
	expect([await db.read.select().from(person), await db.read.select().from(seatHolder)]).toEqual(before);
});
