import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	lastEvent,
	completeAnswers,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../tests/support/partnership';
import { anonymous, type Actor, type ReportingLinkAccess } from '$lib/domain/permission';
import { requiredRolesText } from '$lib/i18n/permission';
import { saveDraft } from '$lib/server/evaluations/commands';
import { approveEvaluation, returnEvaluation } from '$lib/server/evaluations/approval';
import { evaluationIn } from '$lib/server/evaluations/queries';
import { closeRound } from '$lib/server/workflows/close-round';
import { runningRound } from '$lib/server/rounds/queries';
import type { PageData as ListData } from './$types';
import { actions as listActions, load as listLoad } from './+page.server';
import type { PageData } from './[code]/$types';
import { actions, load as pageLoad } from './[code]/+page.server';
import { POST as keep } from './[code]/draft/+server';

const rounds = [
	{ year: 2026, kind: 'half', state: 'closed' },
	{ year: 2026, kind: 'annual', state: 'open', reported: false }
] as const;

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(aPlanFile({ measures: 6, rounds }));
});

function eventOf(who: PersonName, path: string, form?: Record<string, string>) {
	const url = new URL(path, 'http://localhost');
	const code = url.pathname.split('/')[2] ?? '';
	const request = new Request(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
	return {
		url,
		request,
		params: { code },
		locals: { ...partnership.as(who), scope: partnership.scope, locale: 'nb', sessionId: null }
	};
}

type ListEvent = Parameters<typeof listLoad>[0];
type PageEvent = Parameters<typeof pageLoad>[0];
type ActionEvent = Parameters<NonNullable<(typeof actions)['save']>>[0];

const list = async (who: PersonName) =>
	(await listLoad(eventOf(who, '/report') as unknown as ListEvent)) as ListData;
const page = async (who: PersonName, path: string) =>
	(await pageLoad(eventOf(who, path) as unknown as PageEvent)) as PageData;
const post = (who: PersonName, path: string, action: string, form: Record<string, string>) =>
	answerOf(async () => actions[action]!(eventOf(who, path, form) as unknown as ActionEvent));

/** Returns a response as the browser sees it: a redirect, or a status with its data. */
async function answerOf(ask: () => Promise<unknown>) {
	try {
		const answer = await ask();
		if (!isActionFailure(answer)) return { status: 200, data: answer };
		return { status: answer.status, data: answer.data as unknown };
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: thrown.status, to: thrown.location };
		if (isHttpError(thrown)) return { status: thrown.status, only: thrown.body.only };
		throw thrown;
	}
}

const full = { lang: 'nb', status: 'on-track', progress: '50', done: 'Kommet i gang.' };
const target = (version: number | null, measure = '1.1') => ({
	...{ planId: partnership.planId, round: '2026', measure, version }
});

async function stored(measureId = 'measure-1') {
	const { read } = partnership.db;
	return evaluationIn(read, (await runningRound(read, partnership.planId))!.id, measureId);
}

describe('access to reporting', () => {
	it.each<[PersonName, number, number]>([
		['anyone', 303, 303],
		['signedIn', 403, 403],
		['observer', 403, 403],
		['member', 403, 403],
		['ssuMember', 403, 403],
		['meeting', 403, 403],
		['administrator', 403, 403],
		['leader', 200, 200],
		['deputy', 200, 200],
		['otherLeader', 200, 403],
		['ssuLeader', 200, 403],
		['secretariat', 200, 200]
	])('%s: %d to the list, %d to measure 1.1', async (who, toList, toMeasure) => {
		expect((await answerOf(() => list(who))).status).toBe(toList);
		expect((await answerOf(() => page(who, '/report/1.1'))).status).toBe(toMeasure);
		expect((await post(who, '/report/1.1', 'save', full)).status).toBe(toMeasure === 200 ? 303 : toMeasure);
		expect((await stored()) !== null).toBe(toMeasure === 200);
	});

	it('sends visitors to the sign-in page or explains who has access', async () => {
		expect(await answerOf(() => page('anyone', '/report/1.1'))).toMatchObject({
			to: '/login?next=%2Freport%2F1.1'
		});
		expect(await answerOf(() => list('member'))).toMatchObject({
			only: requiredRolesText(['responsible-leader', 'secretariat'])
		});
	});

	it('answers 404 for an unknown measure', async () => {
		expect((await answerOf(() => page('leader', '/report/9.9'))).status).toBe(404);
	});
});

describe('the reporting list', () => {
	it('contains a leader’s own measures, and all for the secretariat', async () => {
		expect((await list('leader')).steps.map(({ code }) => code)).toEqual(['1.1', '1.2', '1.3']);
		expect((await list('otherLeader')).steps.map(({ code }) => code)).toEqual(['2.1', '2.2', '2.3']);
		expect((await list('ssuLeader')).steps).toEqual([]);
		expect((await list('secretariat')).steps).toHaveLength(6);
	});

	it('proposes the next evaluation to leaders but not to the secretariat', async () => {
		expect((await list('leader')).first?.code).toBe('1.1');
		expect((await list('secretariat')).first).toBeNull();
	});

	it('runs a fixed number of statements for any plan', async () => {
		const count = async (ask: () => Promise<unknown>) => {
			const before = partnership.db.statements();
			await ask();
			return partnership.db.statements() - before;
		};
		const few = [
			await count(() => list('secretariat')),
			await count(() => page('secretariat', '/report/1.1'))
		];
		partnership = await aPartnership(aPlanFile({ measures: 60, rounds }));
		expect(few).toEqual([5, 14]);
		expect(await count(() => list('secretariat'))).toBe(few[0]);
		expect(await count(() => page('secretariat', '/report/1.1'))).toBe(few[1]);
	});

	it('is empty between rounds, when evaluations are read-only', async () => {
		expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
		expect(await list('leader')).toMatchObject({ round: null, steps: [] });
		expect(await page('leader', '/report/1.1')).toMatchObject({ open: false, round: { key: '2026' } });
	});
});

describe('an evaluation', () => {
	it('is saved, submitted and followed by the next open one', async () => {
		expect(await post('leader', '/report/1.1', 'save', full)).toEqual({
			status: 303,
			to: '/report/1.1?saved'
		});
		expect(await stored()).toMatchObject({ state: 'draft', version: 1, answers: { progress: 50 } });
		const sent = await post('leader', '/report/1.1', 'submit', { ...full, version: '1' });
		expect(sent).toEqual({ status: 303, to: '/report/1.2?sent=1.1' });
		expect(await page('leader', '/report/1.2?sent=1.1')).toMatchObject({ receipt: { code: '1.1' } });
		expect(await post('leader', '/report/1.2', 'unchanged', {})).toMatchObject({
			to: '/report/1.3?sent=1.2'
		});
		expect(await post('leader', '/report/1.3', 'submit', full)).toMatchObject({ to: '/report?sent=1.3' });
		expect(await list('leader')).toMatchObject({ first: null });
	});

	it('returns missing answers by field and all submitted values', async () => {
		const form = { ...full, status: 'delayed', done: 'Linje\r\nto', version: '' };
		const { status, data } = (await post('leader', '/report/1.1', 'submit', form)) as {
			status: number;
			data: object;
		};
		expect(status).toBe(400);
		expect(data).toMatchObject({
			values: { ...form, done: 'Linje\nto' },
			faults: [{ field: 'deviation', code: 'deviation-required' }]
		});
		expect(await stored()).toBeNull();
	});

	it('can be withdrawn until it is approved', async () => {
		await post('leader', '/report/1.1', 'submit', full);
		expect(await post('leader', '/report/1.1', 'withdraw', { version: '1' })).toMatchObject({ status: 303 });
		expect(await stored()).toMatchObject({ state: 'draft', version: 2 });
		await post('leader', '/report/1.1', 'submit', { ...full, version: '2' });
		expectOk(await approveEvaluation(partnership.as('ssuLeader'), target(3)));
		expect(await post('leader', '/report/1.1', 'withdraw', { version: '4' })).toMatchObject({ status: 409 });
	});

	it('shows the remarks after it was returned', async () => {
		await post('leader', '/report/1.1', 'submit', full);
		const said = { text: 'Hvor mange?', lang: 'nb' } as const;
		expectOk(await returnEvaluation(partnership.as('ssuLeader'), target(1), said));
		expect(await page('leader', '/report/1.1')).toMatchObject({
			step: { state: 'returned' },
			report: { state: 'returned', remarks: [{ text: 'Hvor mange?', by: 'Stein' }] }
		});
	});

	it('copies previous texts, one or all empty ones', async () => {
		await post('leader', '/report/1.1', 'carry', { ...full, carry: 'done' });
		expect(await stored()).toMatchObject({
			answers: { done: 'Kommet i gang.\n\nKome i gang.', nextSteps: '' }
		});
		await post('leader', '/report/1.1', 'carry', { ...full, version: '1' });
		expect(await stored()).toMatchObject({
			state: 'draft',
			answers: { done: 'Kommet i gang.', nextSteps: 'Halde fram.', deviation: 'Litt seint ute.' }
		});
	});
});

describe('submitting all drafts', () => {
	type ListAction = Parameters<NonNullable<(typeof listActions)['submit']>>[0];
	const send = (who: PersonName, drafts: readonly string[], round = '2026') =>
		answerOf(async () => {
			const event = eventOf(who, '/report');
			const body = new URLSearchParams([['round', round], ...drafts.map((one) => ['draft[]', one])]);
			const request = new Request(event.url, { method: 'POST', body });
			return listActions['submit']!({ ...event, request } as unknown as ListAction);
		});
	const states = async () =>
		(await list('secretariat')).steps.flatMap(({ code, state }) => (state ? [`${code} ${state}`] : []));

	beforeEach(async () => {
		await post('leader', '/report/1.1', 'save', full);
		await post('leader', '/report/1.2', 'save', full);
		await post('leader', '/report/1.3', 'save', { ...full, status: 'delayed', progress: '' });
	});

	it('lists complete drafts and missing answers first', async () => {
		const { drafts } = await list('leader');
		expect(drafts.map(({ code, version, missing }) => [code, version, missing])).toEqual([
			['1.1', 1, []],
			['1.2', 1, []],
			[
				'1.3',
				1,
				[
					{ question: 'progress', code: 'progress-required' },
					{ question: 'deviation', code: 'deviation-required' }
				]
			]
		]);
		expect((await list('otherLeader')).drafts).toEqual([]);
	});

	it('submits each with its own event and names them', async () => {
		expect(await send('leader', ['1.1@1', '1.2@1', '1.1@1'])).toEqual({
			status: 303,
			to: '/report?sent=1.1&sent=1.2'
		});
		expect(await states()).toEqual(['1.1 submitted', '1.2 submitted', '1.3 draft']);
		expect(await stored()).toMatchObject({ version: 2, answers: { done: 'Kommet i gang.', progress: 50 } });
		const sent = (await partnership.traces()).events as { verb: string; nounId: string }[];
		expect(sent.filter(({ verb }) => verb === 'submit-evaluation').map(({ nounId }) => nounId)).toEqual([
			'2026/measure-1',
			'2026/measure-3'
		]);
		const page = (await listLoad(
			eventOf('leader', '/report?sent=1.1&sent=1.2') as unknown as ListEvent
		)) as ListData;
		expect(page.receipts.map(({ code }) => code)).toEqual(['1.1', '1.2']);
	});

	it.each<[string, string[], number, { field: string; code: string }[]]>([
		['one lacks something', ['1.1@1', '1.3@1'], 400, [{ field: '1.3', code: 'incomplete' }]],
		['one was changed meanwhile', ['1.1@1', '1.2@7'], 409, [{ field: '1.2', code: 'stale' }]],
		['none is named', [], 400, [{ field: 'draft', code: 'required' }]],
		['the list cannot be read', ['1.1'], 400, [{ field: 'draft.0', code: 'unreadable' }]]
	])('sends none where %s', async (_what, drafts, status, faults) => {
		const before = await partnership.traces();
		expect(await send('leader', drafts)).toMatchObject({ status, data: { faults } });
		expect(await partnership.traces()).toEqual(before);
	});

	it('submits none if one is submitted already or was returned', async () => {
		await post('leader', '/report/1.1', 'submit', { ...full, version: '1' });
		expect(await send('leader', ['1.1@2', '1.2@1'])).toMatchObject({ status: 409 });
		const said = { text: 'Hvor mange?', lang: 'nb' } as const;
		expectOk(await returnEvaluation(partnership.as('ssuLeader'), target(2), said));
		expect(await send('leader', ['1.1@3', '1.2@1'])).toMatchObject({
			status: 409,
			data: { faults: [{ field: '1.1', code: 'stale' }] }
		});
		expect(await states()).toEqual(['1.1 returned', '1.2 draft', '1.3 draft']);
	});

	it('submits none if one is not the reader’s or the round is closed', async () => {
		const before = await partnership.traces();
		expect(await send('otherLeader', ['1.1@1'])).toMatchObject({ status: 403 });
		expect(await send('member', ['1.1@1'])).toMatchObject({ status: 403 });
		expect(await send('anyone', ['1.1@1'])).toMatchObject({ status: 303, to: '/login?next=%2Freport' });
		expect(await send('leader', ['1.1@1', '2.1@1'])).toMatchObject({ status: 403 });
		expect(await send('leader', ['1.1@1', '9.9@1'])).toMatchObject({ status: 404 });
		expect(await partnership.traces()).toEqual(before);
		expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
		expect(await send('leader', ['1.1@1'])).toMatchObject({ status: 409 });
		expect(await stored2026()).toBe('draft');
	});

	async function stored2026() {
		const { round } = await page('leader', '/report/1.1');
		expect(round.key).toBe('2026');
		return (await page('leader', '/report/1.1')).report?.state;
	}
});

describe('autosave', () => {
	const send = async (who: PersonName, form: Record<string, string>) => {
		const event = eventOf(who, '/report/1.1/draft', form) as unknown as Parameters<typeof keep>[0];
		const answer = await answerOf(() => Promise.resolve(keep(event)));
		if (!('data' in answer)) return answer;
		const response = answer.data as Response;
		return { status: response.status, said: (await response.json()) as unknown };
	};

	it('answers with the new version', async () => {
		expect(await send('leader', full)).toMatchObject({ status: 200, said: { version: 1 } });
		expect(await send('leader', { ...full, version: '1', done: 'Meir.' })).toMatchObject({
			status: 200,
			said: { version: 2 }
		});
		expect(await stored()).toMatchObject({ state: 'draft', answers: { done: 'Meir.' } });
	});

	it('never overwrites what someone else saved', async () => {
		expectOk(await saveDraft(partnership.as('deputy'), target(null), completeAnswers({ done: 'Deres' })));
		expect(await send('leader', full)).toMatchObject({
			status: 409,
			said: { conflict: { version: 1, by: 'Dag', theirs: { answers: { done: 'Deres' } } } }
		});
	});

	it('never changes a submitted evaluation', async () => {
		await post('leader', '/report/1.1', 'submit', full);
		expect(await send('leader', { ...full, version: '1', done: 'Seint' })).toMatchObject({ status: 409 });
		expect(await stored()).toMatchObject({ state: 'submitted', answers: { done: 'Kommet i gang.' } });
	});

	it('rejects unreadable values and visitors without a session', async () => {
		expect(await send('leader', { ...full, progress: 'x' })).toMatchObject({
			status: 400,
			said: { faults: [{ field: 'progress' }] }
		});
		expect(await send('anyone', full)).toMatchObject({ status: 303 });
		expect(await send('otherLeader', full)).toMatchObject({ status: 403 });
		expect(await stored()).toBeNull();
	});
});

describe('a reporting link', () => {
	const byLink = (given: Partial<ReportingLinkAccess> = {}): Actor => {
		const { planId, actors } = partnership;
		const { seats } = actors.leader;
		const link = { accessId: 1, planId, round: '2026', measureId: null, seats, writtenForm: 'nn' } as const;
		return { ...anonymous, name: 'Kari', link: { ...link, ...given } };
	};

	it('reports its issuer’s measures under its own name', async () => {
		partnership.actors.anyone = byLink();
		expect((await list('anyone')).steps.map(({ code }) => code)).toEqual(['1.1', '1.2', '1.3']);
		expect(await list('anyone')).toMatchObject({ first: { code: '1.1' }, link: { name: 'Kari' } });
		expect(await page('anyone', '/report/1.1')).toMatchObject({
			lang: 'nn',
			byLink: 'Kari',
			colleagues: []
		});
		expect(await post('anyone', '/report/1.1', 'submit', full)).toMatchObject({ status: 303 });
		expect(await stored()).toMatchObject({ state: 'submitted', reportedBy: 'Kari' });
		expect(await lastEvent(partnership.db)).toMatchObject({ by: 'Kari', personId: null });
		expect((await answerOf(() => page('anyone', '/report/2.1'))).status).toBe(403);
	});

	it('opens one measure if it is for one', async () => {
		partnership.actors.anyone = byLink({ measureId: 'measure-3' });
		expect((await list('anyone')).steps.map(({ code }) => code)).toEqual(['1.2']);
		expect(await page('anyone', '/report/1.2')).toMatchObject({ colleagues: null });
		expect((await answerOf(() => page('anyone', '/report/1.1'))).status).toBe(403);
		expect((await post('anyone', '/report/1.1', 'save', full)).status).toBe(403);
		expect((await post('anyone', '/report/1.2', 'save', full)).status).toBe(303);
	});

	it('opens nothing in another round', async () => {
		partnership.actors.anyone = byLink({ round: '2025' });
		expect((await list('anyone')).steps).toEqual([]);
		expect((await answerOf(() => page('anyone', '/report/1.1'))).status).toBe(403);
	});
});

describe('a conflict', () => {
	const mine = { ...full, done: 'Mitt', version: '1' };

	beforeEach(async () => {
		expectOk(await saveDraft(partnership.as('leader'), target(null), completeAnswers()));
	});

	it('returns both texts, and saves the reader’s own the second time', async () => {
		expectOk(await saveDraft(partnership.as('deputy'), target(1), completeAnswers({ done: 'Deres' })));
		expect(await post('leader', '/report/1.1', 'save', mine)).toMatchObject({
			status: 409,
			data: {
				values: mine,
				conflict: { version: 2, by: 'Dag', theirs: { state: 'draft', answers: { done: 'Deres' } } }
			}
		});
		expect(await post('leader', '/report/1.1', 'save', { ...mine, version: '2' })).toMatchObject({
			status: 303
		});
		expect(await stored()).toMatchObject({ version: 3, answers: { done: 'Mitt' } });
	});

	it('withdraws the other evaluation if asked to', async () => {
		await post('deputy', '/report/1.1', 'submit', { ...full, version: '1' });
		expect(await post('leader', '/report/1.1', 'save', mine)).toMatchObject({
			status: 409,
			data: { conflict: { version: 2, theirs: { state: 'submitted' } } }
		});
		expect(await post('leader', '/report/1.1', 'retake', { ...mine, version: '2' })).toMatchObject({
			status: 303
		});
		expect(await stored()).toMatchObject({ state: 'draft', answers: { done: 'Mitt' } });
	});

	it('saves nothing after the round closed and returns the submitted values', async () => {
		expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
		expect(await post('leader', '/report/1.1', 'save', { ...mine, round: '2026' })).toMatchObject({
			status: 409,
			data: { values: { done: 'Mitt' }, conflict: { version: null, theirs: null } }
		});
	});
});
