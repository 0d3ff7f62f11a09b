import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../tests/support/partnership';
import { submitEvaluation } from '$lib/server/evaluations/commands';
import { approveEvaluation } from '$lib/server/evaluations/approval';
import { evaluationIn } from '$lib/server/evaluations/queries';
import type { PageData } from './[round]/[code]/$types';
import type { PageData as ListData } from './$types';
import type { PageData as RoundData } from './[round]/$types';
import { actions as listActions, load as listLoad } from './+page.server';
import { actions as roundActions, load as roundLoad } from './[round]/+page.server';
import { actions as closeActions } from './[round]/close/+page.server';
import { actions as datesActions } from './[round]/dates/+page.server';
import { actions as readingActions, load as readingLoad } from './[round]/[code]/+page.server';

const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(aPlanFile({ measures: 6, rounds }));
	await send('1.1');
});

async function send(measure: string) {
	const { as, planId } = partnership;
	const target = { planId, round: '2026', measure, version: null };
	expectOk(await submitEvaluation(as('secretariat'), target, completeAnswers()));
}

function eventOf(who: PersonName, path: string, form?: Record<string, string> | URLSearchParams) {
	const url = new URL(path, 'http://localhost');
	const [, , round = '', code = ''] = url.pathname.split('/');
	const request = new Request(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
	return {
		...{ url, request, params: { round, code }, setHeaders: () => undefined },
		locals: { ...partnership.as(who), scope: partnership.scope, locale: 'nn', sessionId: null }
	};
}

/** Returns a response as the browser sees it: a redirect, or a status with its data. */
async function answerOf(ask: () => unknown) {
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

type ReadingEvent = Parameters<typeof readingLoad>[0];
type AnswerEvent = Parameters<(typeof readingActions)['return']>[0];

const reading = async (who: PersonName) =>
	(await readingLoad(eventOf(who, '/rounds/2026/1.1') as unknown as ReadingEvent)) as PageData;
const answer = (who: PersonName, step: keyof typeof readingActions, form: Record<string, string>) =>
	answerOf(() => readingActions[step](eventOf(who, '/rounds/2026/1.1', form) as unknown as AnswerEvent));
const stored = () => evaluationIn(partnership.db.read, 1, 'measure-1');

describe('remarks on answers', () => {
	const words = { version: '1', comment: 'Takk.', 'remark.cause': 'Kvifor?' };

	it('are shown at their answers in the reader’s written form', async () => {
		expect(await answer('ssuLeader', 'return', words)).toMatchObject({ status: 303 });
		expect(await stored()).toMatchObject({
			state: 'returned',
			remarks: [
				{ field: null, text: 'Takk.', lang: 'nn' },
				{ field: 'cause', text: 'Kvifor?', lang: 'nn' }
			]
		});
	});

	it('come back with the form after a conflict, stored once', async () => {
		expect(await answer('ssuLeader', 'approve', { ...words, version: '7' })).toMatchObject({
			status: 409,
			data: { values: { comment: 'Takk.', 'remark.cause': 'Kvifor?' } }
		});
		expect(await stored()).toMatchObject({ state: 'submitted', remarks: [] });
	});

	it('are readable before approval by approvers, afterwards by nobody else', async () => {
		await answer('ssuLeader', 'approve', words);
		for (const who of ['member', 'leader', 'ssuMember', 'secretariat'] as const)
			expect((await reading(who)).report?.remarks, who).toHaveLength(2);
		for (const who of ['observer', 'otherLeader', 'meeting', 'administrator'] as const)
			expect((await reading(who)).report, who).toMatchObject({ state: 'approved', remarks: [] });
	});
});

type RoundEvent = Parameters<typeof roundLoad>[0];
type StepEvent = Parameters<(typeof roundActions)['open']>[0];

const roundPage = async (who: PersonName, query = '') =>
	(await roundLoad(eventOf(who, `/rounds/2026${query}`) as unknown as RoundEvent)) as RoundData;
const answerChosen = (step: 'approveChosen' | 'returnChosen', chosen: string[], comment = '') => {
	const form = new URLSearchParams([...chosen.map((mark) => ['chosen[]', mark]), ['comment', comment]]);
	return answerOf(() =>
		roundActions[step](eventOf('ssuLeader', '/rounds/2026', form) as unknown as StepEvent)
	);
};

type CloseEvent = Parameters<(typeof closeActions)['default']>[0];

describe('closing a round', () => {
	const close = (who: PersonName, without: string) =>
		answerOf(() =>
			closeActions.default(
				eventOf(who, '/rounds/2026/close', { version: '1', without }) as unknown as CloseEvent
			)
		);

	it('asks again if the list of missing evaluations changed', async () => {
		expect(await close('secretariat', '')).toMatchObject({ status: 409, data: { conflict: { by: null } } });
	});

	it.each(['leader', 'observer', 'administrator'] as const)(
		'rejects %s before looking at the list',
		async (who) => {
			expect(await close(who, '')).toMatchObject({ status: 403 });
		}
	);
});

type DatesEvent = Parameters<(typeof datesActions)['save']>[0];
const setDates = (form: Record<string, string>) =>
	answerOf(() => datesActions.save(eventOf('secretariat', '/rounds/2026', form) as unknown as DatesEvent));

describe('concurrent edits of a round’s settings', () => {
	const version = async () => String((await roundPage('secretariat')).round.version);

	it('show the other’s settings and lose nothing', async () => {
		const [before, mine] = [await version(), { 'instruction.nb': 'Mitt', graceDays: '9' }];
		const theirs = { graceDays: '5', 'instruction.nb': '' };
		expect(await setDates({ ...theirs, version: before })).toMatchObject({ status: 303 });
		expect(await setDates({ ...mine, version: before })).toMatchObject({
			status: 409,
			data: { values: mine, conflict: { theirs, by: 'Siri', verb: 'edit-round' } }
		});
		const took = await setDates({ ...mine, version: await version(), take: 'graceDays' });
		expect(took).toMatchObject({
			status: 200,
			data: { values: { graceDays: '5', 'instruction.nb': 'Mitt' }, conflict: { by: 'Siri' } }
		});
		expect(await setDates({ ...mine, version: '1', take: 'state' })).toMatchObject({
			data: { values: mine }
		});
	});
});

describe('bulk approval', () => {
	beforeEach(() => send('1.2'));

	it('offers a selection to those who may approve', async () => {
		expect((await roundPage('ssuLeader')).waiting.map(({ code }) => code)).toEqual(['1.1', '1.2']);
		for (const who of ['leader', 'ssuMember', 'administrator'] as const)
			expect((await roundPage(who)).waiting, who).toEqual([]);
	});

	it('approves the selection and names it after the redirect', async () => {
		const to = '/rounds/2026?done=approve-several&of=1.1&of=1.2';
		const answered = await answerChosen('approveChosen', ['1.1@1', '1.2@1', '1.1@1']);
		expect(answered).toEqual({ status: 303, to: expect.stringContaining(to) as string });
		const { of, counts } = await roundPage('ssuLeader', to.slice(to.indexOf('?')));
		expect(of.map(({ code }) => code)).toEqual(['1.1', '1.2']);
		expect(counts).toMatchObject({ approved: 2, submitted: 0 });
	});

	it('names changed evaluations and their editors, and keeps the comment', async () => {
		const { as, planId } = partnership;
		expectOk(
			await approveEvaluation(as('secretariat'), { planId, round: '2026', measure: '1.2', version: 1 })
		);
		expect(await answerChosen('returnChosen', ['1.1@1', '1.2@1'], 'Kvifor?')).toMatchObject({
			status: 409,
			data: {
				values: { chosen: ['1.1@1', '1.2@1'], comment: 'Kvifor?' },
				several: {
					answer: 'return',
					answered: ['1.1'],
					left: [{ code: '1.2', happened: { by: 'Siri', verb: 'approve-evaluation' } }]
				}
			}
		});
		expect(await stored()).toMatchObject({ state: 'returned', remarks: [{ text: 'Kvifor?', lang: 'nn' }] });
	});

	it.each([
		['nothing chosen', [], 'Kvifor?', 'chosen', 'none-chosen'],
		['no words to send back', ['1.1@1'], ' ', 'comment', 'comment-required']
	])('rejects %s with an explanation', async (_, chosen, comment, field, code) => {
		expect(await answerChosen('returnChosen', chosen, comment)).toMatchObject({
			status: 400,
			data: { faults: [{ field, code }] }
		});
		expect(await stored()).toMatchObject({ state: 'submitted' });
	});
});

describe('round progress', () => {
	it('shows the recipients of reminders to the secretariat only', async () => {
		const { reach, mayRemind } = await roundPage('secretariat');
		expect(mayRemind).toBe(true);
		expect(reach?.get('measure-1')).toBeUndefined();
		expect(reach?.get('measure-2')).toMatchObject([{ name: 'Frida' }]);
		expect(await roundPage('administrator')).toMatchObject({ mayRemind: false });
		for (const who of ['leader', 'ssuLeader', 'meeting'] as const)
			expect(await roundPage(who), who).toMatchObject({ reach: null, mayRemind: false });
	});

	it('shows the response rate of the round and of each area', async () => {
		expect((await roundPage('meeting')).figures).toMatchObject({
			response: {
				total: { asked: 6, answered: 1, onTime: 1 },
				areas: [
					{ area: '1', asked: 3, answered: 1 },
					{ area: '2', asked: 3, answered: 0 }
				]
			},
			freshness: { asked: 6, fresh: 0, limit: 180 }
		});
	});

	it('marks missing evaluations overdue after the grace period', async () => {
		const late = async (day: string) => {
			const event = eventOf('meeting', '/rounds/2026');
			const locals = { ...event.locals, now: new Date(`${day}T12:00:00.000Z`) };
			return (await roundLoad({ ...event, locals } as unknown as RoundEvent)) as RoundData;
		};
		// The deadline is Saturday 21.11., with five working days of grace.
		expect(await late('2026-11-27')).toMatchObject({ lateness: 'in-grace', counts: { overdue: 0 } });
		expect(await late('2026-11-28')).toMatchObject({ lateness: 'overdue', counts: { overdue: 5 } });
	});
});

describe('planning a round', () => {
	type ListEvent = Parameters<typeof listLoad>[0];
	const listed = async () =>
		(await listLoad(eventOf('secretariat', '/rounds') as unknown as ListEvent)) as ListData;
	const post = (step: 'plan' | 'suggest', form: Record<string, string>) =>
		answerOf(() => listActions[step]!(eventOf('secretariat', '/rounds', form) as unknown as ListEvent));
	const posted = async (change: Record<string, string> = {}) => {
		const { questions: _questions, ...start } = (await listed()).start!;
		return { ...start, ...change };
	};

	it('points out past, impossible and crossed dates before anything is saved', async () => {
		const before = await partnership.traces();
		const faultsOf = async (change: Record<string, string>) => {
			const answer = await post('plan', await posted(change));
			expect(answer).toMatchObject({ status: 400 });
			return (answer.data as { faults: unknown }).faults;
		};
		expect(await faultsOf({ opensOn: '14.4.2025', reportBy: '9.11.2026' })).toEqual([
			{ field: 'opensOn', code: 'in-past' },
			{ field: 'reportBy', code: 'in-past' }
		]);
		expect(await faultsOf({ readBy: '30.2.2027' })).toEqual([{ field: 'readBy', code: 'not-a-date' }]);
		expect(await faultsOf({ meetingOn: '1.1.2027' })).toEqual([{ field: 'meetingOn', code: 'out-of-order' }]);
		expect(await partnership.traces()).toEqual(before);
	});

	it('suggests the dates of another kind and year, keeps the rest and saves nothing', async () => {
		const before = await partnership.traces();
		const change = { year: '2028', kind: 'annual', graceDays: '7', 'instruction.nb': 'Kort.' };
		expect(await post('suggest', await posted(change))).toMatchObject({
			status: 200,
			data: { values: { ...change, opensOn: expect.stringMatching(/2028$/) as string }, faults: [] }
		});
		expect(await partnership.traces()).toEqual(before);
	});
});
