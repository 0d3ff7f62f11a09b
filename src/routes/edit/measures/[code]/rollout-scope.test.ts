import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	lastEvent,
	type Partnership,
	type PersonName
} from '../../../../../tests/support/partnership';
import { measureByCode } from '$lib/server/measures/queries';
import { actions } from './+page.server';

let partnership: Partnership;
beforeEach(async () => void (partnership = await aPartnership(aPlanFile())));

/** Submits the rollout scope of measure 2.1, which is outside the rollout. */
async function press(who: PersonName, form: Record<string, string>) {
	const url = new URL('http://localhost/edit/measures/2.1');
	const request = new Request(url, { method: 'POST', body: new URLSearchParams(form) });
	const locals = { ...partnership.as(who), scope: partnership.scope, locale: 'nb', sessionId: null };
	const event = { url, request, params: { code: '2.1' }, locals };
	try {
		const answer: unknown = await (actions['introduced'] as (event: unknown) => unknown)(event);
		return isActionFailure(answer) ? { status: answer.status, data: answer.data as unknown } : answer;
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: thrown.status, to: thrown.location };
		if (isHttpError(thrown)) return { status: thrown.status };
		throw thrown;
	}
}

const introduced = async () =>
	(await measureByCode(partnership.db.read, partnership.planId, '2.1'))?.introducedAtHome;

describe('the rollout scope form', () => {
	it('sets and clears the scope and logs both', async () => {
		expect(await press('ssuLeader', { version: '1', 'introduced[]': 'yes' })).toMatchObject({ status: 303 });
		expect(await introduced()).toBe(true);
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'introduce-at-home',
			before: { introducedAtHome: false },
			after: { introducedAtHome: true }
		});
		expect(await press('secretariat', { version: '2' })).toMatchObject({ status: 303 });
		expect(await introduced()).toBe(false);
	});

	it('saves nothing after a conflict and returns the choice', async () => {
		expect(await press('ssuLeader', { version: '7', 'introduced[]': 'yes' })).toMatchObject({
			status: 409,
			data: { of: 'introduced', introduced: true, faults: [{ code: 'stale' }] }
		});
		expect(await press('ssuLeader', { version: '1', 'introduced[]': 'maybe' })).toMatchObject({
			status: 400
		});
		expect(await introduced()).toBe(false);
	});

	it.each<[PersonName, number]>([
		['anyone', 303],
		['leader', 403],
		['ssuMember', 403],
		['administrator', 403]
	])('is not for %s: %d', async (who, status) => {
		expect(await press(who, { version: '1', 'introduced[]': 'yes' })).toMatchObject({ status });
		expect(await introduced()).toBe(false);
	});
});
