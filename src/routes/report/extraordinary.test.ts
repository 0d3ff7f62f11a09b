import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../tests/support/partnership';
import { anonymous } from '$lib/domain/permission';
import { openRound } from '$lib/server/workflows/open-round';
import { load as roundsLoad } from '../rounds/+page.server';
import { actions as readActions, load as readLoad } from '../rounds/[round]/[code]/+page.server';
import { load as measureLoad } from '../measures/[code]/+page.server';
import { load as listLoad } from './+page.server';
import { actions, load } from './[code]/extraordinary/+page.server';
import { POST as keep } from './[code]/extraordinary/draft/+server';

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({
			rounds: [
				{ year: 2026, kind: 'half', state: 'closed' },
				{ year: 2026, kind: 'annual', state: 'planned', reported: false }
			]
		})
	);
});

const path = '/report/1.1/extraordinary';
const full = { lang: 'nb', status: 'delayed', progress: '15', cause: 'Prosjektleder sluttet.' };

/** Calls a load, an action or an endpoint as the router would, and returns the response. */
async function ask(door: unknown, who: PersonName, at: string, form?: Record<string, string>) {
	const url = new URL(at, 'http://localhost');
	const request = new Request(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
	const locals = { ...partnership.as(who), scope: partnership.scope, locale: 'nb', sessionId: null };
	const event = { url, request, params: { round: 'extraordinary', code: '1.1' }, locals };
	try {
		const answer: unknown = await (door as (event: unknown) => unknown)(event);
		if (answer instanceof Response) return { status: answer.status, data: (await answer.json()) as unknown };
		return isActionFailure(answer)
			? { status: answer.status, data: answer.data as unknown }
			: { status: 200, data: answer };
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: thrown.status, to: thrown.location };
		if (isHttpError(thrown)) return { status: thrown.status };
		throw thrown;
	}
}

describe('extraordinary evaluations', () => {
	it('list the reader’s measures, on the measure’s page and in a form', async () => {
		expect(await ask(listLoad, 'leader', '/report')).toMatchObject({
			data: { round: null, outside: [{ code: '1.1' }, { code: '1.2' }] }
		});
		expect(await ask(measureLoad, 'leader', '/measures/1.1')).toMatchObject({
			data: { reportOutside: true }
		});
		expect(await ask(measureLoad, 'member', '/measures/1.1')).toMatchObject({
			data: { reportOutside: false }
		});
		expect(await ask(load, 'leader', path)).toMatchObject({
			data: { open: true, report: null, last: { round: { kind: 'half' } } }
		});
	});

	it.each<[PersonName, number]>([
		['anyone', 303],
		['member', 403],
		['otherLeader', 403],
		['ssuLeader', 403],
		['administrator', 403],
		['deputy', 200],
		['secretariat', 200]
	])('%s: %d', async (who, status) => {
		expect((await ask(load, who, path)).status).toBe(status);
		expect((await ask(actions['save'], who, path, full)).status).toBe(status === 200 ? 303 : status);
		expect(
			(await ask(keep, who, `${path}/draft`, { ...full, version: status === 200 ? '1' : '' })).status
		).toBe(status);
	});

	it('are closed to a round’s reporting link', async () => {
		const { planId, actors } = partnership;
		const link = { accessId: 1, planId, round: '2026', measureId: null, seats: actors.leader.seats };
		partnership.actors.anyone = { ...anonymous, name: 'Kari', link: { ...link, writtenForm: 'nb' } };
		expect((await ask(load, 'anyone', path)).status).toBe(403);
		expect((await ask(actions['submit'], 'anyone', path, full)).status).toBe(403);
	});

	it('are written, submitted, approved and shown on the measure’s page', async () => {
		expect(await ask(keep, 'leader', `${path}/draft`, full)).toMatchObject({ data: { version: 1 } });
		expect(await ask(actions['carry'], 'leader', path, { ...full, version: '1' })).toMatchObject({
			to: `${path}?saved`
		});
		expect(await ask(actions['submit'], 'leader', path, { ...full, version: '2' })).toMatchObject({
			to: `${path}?sent`
		});
		expect(await ask(roundsLoad, 'ssuLeader', '/rounds')).toMatchObject({
			data: { outside: [{ code: '1.1', status: 'delayed', reportedBy: 'Frode' }] }
		});
		expect(await ask(roundsLoad, 'meeting', '/rounds')).toMatchObject({ data: { outside: [] } });
		const reading = '/rounds/extraordinary/1.1';
		expect(await ask(readLoad, 'ssuLeader', reading)).toMatchObject({ data: { report: { version: 3 } } });
		expect((await ask(readLoad, 'meeting', reading)).status).toBe(403);
		expect((await ask(readActions['approve'], 'leader', reading, { version: '3' })).status).toBe(403);
		expect(await ask(readActions['approve'], 'ssuLeader', reading, { version: '2' })).toMatchObject({
			status: 409
		});
		expect(await ask(readActions['approve'], 'ssuLeader', reading, { version: '3' })).toMatchObject({
			to: '/rounds?approve=1.1'
		});
		expect(await ask(measureLoad, 'member', '/measures/1.1')).toMatchObject({
			data: {
				report: { status: 'delayed', progress: 15, submittedOn: '2026-11-10' },
				evaluations: [{ round: null }, { round: { year: 2026, kind: 'half' } }]
			}
		});
		expect(await ask(measureLoad, 'anyone', '/measures/1.1')).toMatchObject({
			data: { report: null, evaluations: [] }
		});
	});

	it('return missing answers and all submitted values', async () => {
		const form = { ...full, progress: '' };
		expect(await ask(actions['submit'], 'leader', path, form)).toMatchObject({
			status: 400,
			data: { values: form, faults: [{ field: 'progress', code: 'progress-required' }] }
		});
	});
});

it('redirect to an open round and return the submitted values', async () => {
	expectOk(await openRound(partnership.as('secretariat'), await partnership.round('2026')));
	expect(await ask(load, 'leader', path)).toMatchObject({ data: { open: false, running: '2026' } });
	expect(await ask(actions['save'], 'leader', path, full)).toMatchObject({
		status: 409,
		data: { values: full, conflict: { version: null, theirs: null } }
	});
	expect(await ask(listLoad, 'leader', '/report')).toMatchObject({ data: { outside: [] } });
});
