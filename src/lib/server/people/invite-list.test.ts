import { beforeEach, expect, it } from 'vitest';
import { aPartnership, today, type Partnership } from '../../../../tests/support/partnership';
import { parsePeopleList } from '$lib/domain/people-list';
import { body, person, seatHolder } from '../database/schema';
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
		groups: [],
		writtenForm: 'nb' as const
	};
}

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
