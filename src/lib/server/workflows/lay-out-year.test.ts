import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { meeting } from '../database/schema';
import { planLaidOutYear, type LaidOutMeeting } from './lay-out-year';

let partnership: Partnership;
let partnershipId: number;

const meetings: LaidOutMeeting[] = [
	{ row: 0, body: 'fsu-1', day: '2027-01-06' },
	{ row: 1, body: 'ssu', day: '2027-01-21' },
	{ row: 2, body: 'partnerskapet', day: '2027-02-11' }
];

beforeEach(async () => {
	partnership = await aPartnership();
	({ partnershipId } = await partnership.plan());
});

function plan(given: readonly LaidOutMeeting[], who: PersonName = 'secretariat') {
	let next = 0;
	const place = { partnershipId, newUid: () => `uid-${next++}` };
	return planLaidOutYear(partnership.as(who), place, { meetings: given, lang: 'nn' });
}

const planned = () => partnership.db.read.select().from(meeting);

describe('a laid out year', () => {
	it('is planned as a whole', async () => {
		expect(expectOk(await plan(meetings))).toEqual({ planned: 3 });
		expect((await planned()).map(({ day, state, lang }) => [day, state, lang])).toEqual(
			meetings.map(({ day }) => [day, 'planned', 'nn'])
		);
	});

	it.each([
		['nothing', [], 'take', 'required'],
		['a Saturday', [{ row: 1, body: 'ssu', day: '2027-01-23' }], 'day.1', 'no-working-day'],
		['a public holiday', [{ row: 1, body: 'ssu', day: '2027-03-25' }], 'day.1', 'no-working-day'],
		['an unknown body', [...meetings, { row: 3, body: 'x', day: '2027-01-25' }], 'day.3', 'unknown'],
		['a body twice on a day', [...meetings, { ...meetings[0]!, row: 3 }], 'day.3', 'chosen-twice']
	] as [string, LaidOutMeeting[], string, string][])(
		'is refused with %s, and nothing is planned',
		async (_, given, field, code) => {
			const before = await partnership.traces();
			expect(await plan(given)).toMatchObject({ refused: { code: 'invalid', faults: [{ field, code }] } });
			expect([await planned(), await partnership.traces()]).toEqual([[], before]);
		}
	);

	it.each(['anyone', 'signedIn', 'leader', 'ssuLeader', 'administrator'] as const)(
		'is denied to %s',
		async (who) => {
			expect(await plan(meetings, who)).toMatchObject({ refused: { code: 'not-permitted' } });
			expect(await planned()).toEqual([]);
		}
	);
});
