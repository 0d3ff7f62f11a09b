import { asc } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectRefusal,
	completeAnswers,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { event, mail } from '../database/schema';
import { submitEvaluation, withdrawEvaluation } from './commands';
import { evaluationIn } from './queries';
import { approveEvaluation, decideEvaluations, type ApprovalDecision } from './approval';

const said = { text: 'Kva tid er det klart?', lang: 'nn' } as const;
const silent = { text: ' ', lang: 'nn' } as const;
const round = { year: 2026, kind: 'annual', state: 'open', reported: false } as const;

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(aPlanFile({ measures: 4, rounds: [round] }));
	for (const measure of ['1.1', '1.2', '2.1'])
		expectOk(await submitEvaluation(partnership.as('secretariat'), named(measure, null), completeAnswers()));
});

const within = () => ({ planId: partnership.planId, round: '2026' });
const named = (measure: string, version: number | null) => ({ ...within(), measure, version });
const seen = (...codes: string[]) => codes.map((measure) => ({ measure, version: 1 }));
const answer = (
	how: ApprovalDecision,
	chosen = seen('1.1', '1.2', '2.1'),
	comment: { text: string; lang: 'nn' } = said,
	who: PersonName = 'ssuLeader'
) => decideEvaluations(partnership.as(who), within(), { decision: how, chosen, comment });
/** The stored evaluation; code 1.1 is measure 1, 2.1 is measure 2, 1.2 is measure 3. */
const standing = (number: number) => evaluationIn(partnership.db.read, 1, `measure-${number}`);

describe('decideEvaluations', () => {
	it('approves every evaluation and records an event for each', async () => {
		expect(expectOk(await answer('approve', undefined, silent))).toEqual({
			answered: ['1.1', '1.2', '2.1'],
			left: []
		});
		for (const number of [1, 2, 3])
			expect(await standing(number)).toMatchObject({ state: 'approved', version: 2, remarks: [] });
		const events = await partnership.db.read.select().from(event).orderBy(asc(event.seq));
		expect(events.slice(-3).map(({ verb, nounId, by }) => [verb, nounId, by])).toEqual(
			['1', '3', '2'].map((number) => ['approve-evaluation', `2026/measure-${number}`, 'Stein'])
		);
	});

	it('returns every evaluation with the same comment and one mail per reporter', async () => {
		expectOk(await answer('return'));
		for (const number of [1, 2, 3])
			expect(await standing(number)).toMatchObject({
				state: 'returned',
				remarks: [{ field: null, text: said.text, by: 'Stein', at: today.toISOString() }]
			});
		const mails = await partnership.db.read.select().from(mail).orderBy(asc(mail.recipient));
		expect(mails.map(({ recipient, reason }) => [recipient, reason])).toEqual([
			['leader@test.test', 'returned'],
			['otherleader@test.test', 'returned']
		]);
	});

	it('skips and lists evaluations that have changed, and returns the others', async () => {
		const { as } = partnership;
		expectOk(await withdrawEvaluation(as('leader'), named('1.2', 1)));
		expectOk(await approveEvaluation(as('secretariat'), named('2.1', 1)));
		const before = [await standing(2), await standing(3)];
		const outcome = expectOk(await answer('return'));
		expect(outcome.answered).toEqual(['1.1']);
		expect(outcome.left).toMatchObject([
			{ measure: '1.2', refused: { code: 'stale' } },
			{ measure: '2.1', refused: { code: 'stale' } }
		]);
		expect(await standing(1)).toMatchObject({ state: 'returned' });
		expect([await standing(2), await standing(3)]).toEqual(before);
	});

	it('skips a measure whose evaluation was not submitted', async () => {
		expect(expectOk(await answer('approve', [{ measure: '2.2', version: 1 }]))).toMatchObject({
			answered: [],
			left: [{ measure: '2.2', refused: { code: 'wrong-state' } }]
		});
	});
});

describe('decideEvaluations refuses without a trace', () => {
	const refusedAs = async (ask: () => ReturnType<typeof answer>) => {
		const before = await partnership.traces();
		const refusal = expectRefusal(await ask());
		expect(await partnership.traces()).toEqual(before);
		return refusal;
	};

	it.each<PersonName>(['anyone', 'member', 'leader', 'ssuMember', 'meeting', 'administrator'])(
		'a decision by %s',
		async (who) => {
			expect(await refusedAs(() => answer('approve', undefined, said, who))).toMatchObject({
				code: 'not-permitted'
			});
		}
	);

	it('an empty selection', async () => {
		expect(await refusedAs(() => answer('approve', []))).toEqual({
			code: 'invalid',
			faults: [{ field: 'chosen', code: 'none-chosen' }]
		});
	});

	it('a return without a comment', async () => {
		expect(await refusedAs(() => answer('return', undefined, silent))).toEqual({
			code: 'invalid',
			faults: [{ field: 'comment', code: 'comment-required' }]
		});
	});

	it('a selection with an unknown measure', async () => {
		expect(await refusedAs(() => answer('approve', seen('1.1', '9.9')))).toEqual({ code: 'not-found' });
	});
});
