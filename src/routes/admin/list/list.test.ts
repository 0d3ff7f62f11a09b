import { isActionFailure, isRedirect } from '@sveltejs/kit';
import { beforeEach, expect, it } from 'vitest';
import { mail, person, seatHolder } from '$lib/server/database/schema';
import { aPartnership, type Partnership } from '../../../../tests/support/partnership';
import { routeEvent } from '../../../../tests/support/route-event';
import { actions } from './+page.server';

let partnership: Partnership;

beforeEach(async () => {
	partnership = await aPartnership();
});

/** One line of each fault, by line number: its cells and the code of the fault. */
const faulty: Record<number, [cells: string, code: string]> = {
	10: [';line10@kommune.no;fsu-1;medlem', 'name-required'],
	30: [`${'N'.repeat(201)};line30@kommune.no;fsu-1;medlem`, 'too-long'],
	50: ['Person 50;no address;fsu-1;medlem', 'not-an-email'],
	70: ['Person 70;line70@kommune;fsu-1;medlem', 'not-an-email'],
	90: ['Person 90;line90@kommune.no;fsu-9;medlem', 'unknown-body'],
	110: ['Person 110;line110@kommune.no;fsu-1;direktør', 'unknown-role'],
	130: ['Person 130;line130@kommune.no;fsu-1;medlem;Bergen', 'unknown-represented'],
	150: ['Person 150;line150@kommune.no;fsu-1;medlem;Skien;våren', 'not-a-date'],
	170: ['Person 170;line170@kommune.no;fsu-1;medlem;Skien;2027-02-30', 'not-a-date'],
	190: ['Person 190;line190@kommune.no;fsu-1;medlem;;;dansk', 'unknown-form'],
	210: ['Person 210;PERSON9@kommune.no;fsu-1;medlem', 'person-twice'],
	230: ['Person 230;line230@kommune.no;fsu-1;medlem;;;nn;leiar', 'too-many-cells']
};

/** Lines of 300 people, with or without those that have a fault. */
function threeHundred(mended: boolean): string {
	const lines = Array.from({ length: 300 }, (_, index) => {
		const line = index + 1;
		return faulty[line]?.[0] ?? `Person ${line};person${line}@kommune.no;fsu-1;medlem;Skien`;
	});
	return lines.filter((_, index) => !mended || !(index + 1 in faulty)).join('\n');
}

async function invite(people: string) {
	const address = { route: '/admin/list', params: {}, search: '?/invite' };
	const actor = partnership.actors.secretariat;
	const event = routeEvent(partnership, { ...address, actor, body: { people } });
	try {
		const answer: unknown = await actions['invite']!(event as never);
		return isActionFailure(answer) ? { status: answer.status, data: answer.data } : { answer };
	} catch (thrown) {
		if (isRedirect(thrown)) return { address: thrown.location };
		throw thrown;
	}
}

async function saved() {
	const { read } = partnership.db;
	const people = [await read.select().from(person), await read.select().from(seatHolder)];
	return [await partnership.traces(), ...people, await read.select().from(mail)];
}

it('saves none of 300 people while 12 lines have faults, and names each line', async () => {
	const before = await saved();
	expect(await invite(threeHundred(false))).toMatchObject({
		status: 400,
		data: {
			values: { people: expect.stringContaining('no address') as string },
			faults: Object.entries(faulty).map(([field, [, code]]) => ({ field, code }))
		}
	});
	expect(await saved()).toEqual(before);

	expect(await invite(threeHundred(true))).toEqual({ address: '/admin?done=list&seated=288&queued=288' });
	const queued = await partnership.db.read.select().from(mail);
	expect(queued).toHaveLength(288);
	expect(new Set(queued.map(({ recipient }) => recipient)).size).toBe(288);
	expect(queued[0]).toMatchObject({ reason: 'account-notice', state: 'waiting', roundId: null });
});
