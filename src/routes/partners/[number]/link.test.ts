import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { anonymous } from '$lib/domain/permission';
import { findOrCreateAccess, issueLink, revokeAccess } from '$lib/server/reporting-links/commands';
import { authenticateLink } from '$lib/server/reporting-links/link-actor';
import { partner, rollout } from '$lib/server/database/schema';
import { roundByKey } from '$lib/server/rounds/queries';
import { load as reportLoad } from '../../report/[code]/+page.server';
import { load as matrixLoad } from '../../rollout/+page.server';
import { load as partiesLoad } from '../+page.server';
import { actions, load } from './+page.server';
import { representPartner } from '../../../../tests/support/seats';

/** Test plan: Mayor Olsen represents Skien, which has answered 1.1; the round is open until 27 November. */
let partnership: Partnership;
let link: { id: number; token: string };

beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	partnership = await aPartnership(aPlanFile({ rounds }));
	link = await aLink();
});

async function aLink(measureId: string | null = null) {
	const { db, planId, actors } = partnership;
	const personId = actors.meeting.personId!;
	const [skien] = await db.read.select().from(partner).where(eq(partner.number, '4003'));
	const round = (await roundByKey(db.read, planId, '2026'))!;
	return db.write(async (tx) => {
		await representPartner(tx, personId, skien!.id);
		const reader = { name: 'Olsen', email: 'olsen@test.test', writtenForm: 'nn' } as const;
		const access = await findOrCreateAccess(tx, today, { roundId: round.id, personId, measureId, ...reader });
		return { id: access.id, token: await issueLink(tx, access, today) };
	});
}

/** Calls a load or an action with a session opened by the link. */
async function ask(door: unknown, params: object, form?: Record<string, string>, now = today) {
	const { db } = partnership;
	const visitor = await authenticateLink(db.read, link.token, now);
	const url = new URL('http://localhost/partners/4003');
	const request = new Request(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
	const locals = {
		...{ db, now, scope: partnership.scope, locale: 'nb', sessionId: null },
		actor: visitor.ok ? visitor.actor : anonymous,
		linkRefused: visitor.ok ? null : visitor.reason
	};
	try {
		const answer: unknown = await (door as (event: unknown) => unknown)({ url, request, params, locals });
		return isActionFailure(answer)
			? { status: answer.status, data: answer.data as unknown }
			: { data: answer };
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: thrown.status, to: thrown.location };
		if (isHttpError(thrown)) return { status: thrown.status, message: thrown.body.message };
		throw thrown;
	}
}

const home = { number: '4003' };
const noChange = { measure: '1.1', version: '1' };
const doors = Object.entries({ ...actions, load }).map(([name, door]) => [name, door] as const);

describe('a representative’s link', () => {
	it('opens the partner’s page and answers under the representative’s name', async () => {
		expect(await ask(load, home)).toMatchObject({
			data: {
				link: { name: 'Olsen' },
				readsAll: false,
				mayReport: true,
				rollout: [{ code: '1.1' }]
			}
		});
		expect(await ask(load, { number: 'mine' })).toEqual({ status: 303, to: '/partners/4003' });
		expect(await ask(actions['confirmAll'], home, { 'answer[]': '1.1@1' })).toEqual({
			status: 303,
			to: '/partners/4003?confirmed=1#rollout'
		});
		expect(
			await ask(actions['report'], home, { ...noChange, version: '2', state: 'in-use', lang: 'nn' })
		).toMatchObject({ status: 303 });
		expect(await partnership.db.read.select().from(rollout)).toMatchObject([
			{ state: 'in-use', reportedBy: 'Olsen', version: 3 }
		]);
		expect(await ask(actions['confirmAll'], home, { 'answer[]': '1.1@1' })).toMatchObject({
			status: 409,
			data: { faults: [{ field: '1.1', code: 'stale' }] }
		});
	});

	it.each(doors)('opens no other party’s: %s', async (_name, door) => {
		for (const number of ['4022', 'STHF', '9999'])
			expect(await ask(door, { number }, noChange)).toMatchObject({ status: 403 });
	});

	it('opens neither other partners’ answers nor an evaluation', async () => {
		expect(await ask(matrixLoad, {})).toMatchObject({ status: 403 });
		expect(await ask(partiesLoad, {})).toMatchObject({ status: 403 });
		expect(await ask(reportLoad, { code: '1.1' })).toMatchObject({ status: 403 });
	});

	it.each(doors)('that was revoked, or is late, says so: %s', async (_name, door) => {
		const dayAfter = new Date('2026-11-27T23:30:00.000Z');
		expect(await ask(door, home, noChange, dayAfter)).toEqual({ status: 403, message: 'link-too-late' });
		expectOk(await revokeAccess(partnership.as('secretariat'), link.id));
		expect(await ask(door, home, noChange)).toEqual({ status: 403, message: 'link-revoked' });
		expect(await partnership.db.read.select().from(rollout)).toMatchObject([{ version: 1 }]);
	});

	it.each(doors)('that hands on one measure does not speak for the party: %s', async (_name, door) => {
		link = await aLink('measure-1');
		expect(await ask(door, home, noChange)).toMatchObject({ status: 403 });
	});
});
