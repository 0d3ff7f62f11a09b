import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	someAnswers,
	taken,
	type Partnership,
	type PersonName
} from '../../../tests/support/partnership';
import { submitEvaluation } from '$lib/server/evaluations/commands';
import { evaluationIn } from '$lib/server/evaluations/queries';
import type { PageData } from './[round]/[code]/$types';
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
	taken(await submitEvaluation(as('secretariat'), target, someAnswers()));
}

function eventOf(who: PersonName, path: string, form?: Record<string, string> | URLSearchParams) {
	const url = new URL(path, 'http://localhost');
	const [, , round = '', code = ''] = url.pathname.split('/');
	const request = new Request(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
	return {
		...{ url, request, params: { round, code }, setHeaders: () => undefined },
		locals: { ...partnership.as(who), locale: 'nn', sessionId: null }
	};
}

/** An answer as the browser meets it: a place to go to, or a status with what came with it. */
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

describe('a reader’s words', () => {
	const words = { version: '1', comment: 'Takk.', 'remark.cause': 'Kvifor?' };

	it('stand at the answers they are about, in the form the reader reads in', async () => {
		expect(await answer('ssuLeader', 'return', words)).toMatchObject({ status: 303 });
		expect(await stored()).toMatchObject({
			state: 'returned',
			remarks: [
				{ field: null, text: 'Takk.', lang: 'nn' },
				{ field: 'cause', text: 'Kvifor?', lang: 'nn' }
			]
		});
	});

	it('come back with the form where the report has changed, and none of them is kept twice', async () => {
		expect(await answer('ssuLeader', 'approve', { ...words, version: '7' })).toMatchObject({
			status: 409,
			data: { values: { comment: 'Takk.', 'remark.cause': 'Kvifor?' } }
		});
		expect(await stored()).toMatchObject({ state: 'submitted', remarks: [] });
	});

	it('are for those who read it before it is approved, and for nobody else afterwards', async () => {
		await answer('ssuLeader', 'approve', words);
		for (const who of ['member', 'leader', 'ssuMember', 'secretariat'] as const)
			expect((await reading(who)).report?.remarks, who).toHaveLength(2);
		for (const who of ['observer', 'otherLeader', 'meeting', 'administrator'] as const)
			expect((await reading(who)).report, who).toMatchObject({ state: 'approved', remarks: [] });
	});
});
