import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	roundDates,
	evaluationRows,
	lastEvent,
	expectRefusal,
	completeAnswers,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import {
	emptyAnswers,
	type EvaluationAnswers,
	type EvaluationState
} from '$lib/domain/evaluation/evaluation';
import type { Result } from '$lib/domain/result';
import type { Context } from '../context';
import { changeLifecycle, editMeasure } from '../measures/commands';
import { measureByCode } from '../measures/queries';
import { openRound } from '../workflows/open-round';
import { closeRound } from '../workflows/close-round';
import { planRound, reopenRound } from '../rounds/commands';
import {
	saveDraft,
	submitEvaluation,
	submitUnchanged,
	withdrawEvaluation,
	type SavedEvaluation,
	type EvaluationTarget
} from './commands';
import { approveEvaluation, returnEvaluation } from './approval';
import { evaluationIn } from './queries';

const comment = { text: 'Kva tid er det klart?', lang: 'nn' } as const;

/** Every command with valid input. */
const commands = {
	save: (context: Context, target: EvaluationTarget) => saveDraft(context, target, completeAnswers()),
	submit: (context: Context, target: EvaluationTarget) =>
		submitEvaluation(context, target, completeAnswers()),
	unchanged: submitUnchanged,
	withdraw: withdrawEvaluation,
	return: (context: Context, target: EvaluationTarget) => returnEvaluation(context, target, comment),
	approve: approveEvaluation
} satisfies Record<string, (context: Context, target: EvaluationTarget) => Promise<Result<SavedEvaluation>>>;
type CommandName = keyof typeof commands;
const names = Object.keys(commands) as CommandName[];

let partnership: Partnership;
let db: Partnership['db'];

/** Returns the evaluation of measure 1.1 in the open round, with its stored version. */
async function target(given: Partial<EvaluationTarget> = {}): Promise<EvaluationTarget> {
	const [row] = (await evaluationRows(db, 'measure-1')).filter((one) => one.roundId === 2);
	return {
		planId: partnership.planId,
		round: '2026',
		measure: '1.1',
		version: row?.version ?? null,
		...given
	};
}

async function call(
	name: CommandName,
	who: PersonName = 'secretariat',
	given: Partial<EvaluationTarget> = {}
) {
	return commands[name](partnership.as(who), await target(given));
}

/** Commands that lead to each state. */
const ways: Record<Exclude<EvaluationState, 'locked'> | 'none', CommandName[]> = {
	none: [],
	draft: ['save'],
	submitted: ['submit'],
	returned: ['submit', 'return'],
	approved: ['submit', 'approve']
};

async function bring(to: keyof typeof ways): Promise<void> {
	for (const name of ways[to]) expectOk(await call(name));
}

/** The stored evaluation of measure 1.1 in the open round. */
const standing = () => evaluationIn(db.read, 2, 'measure-1');

beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({
			rounds: [
				{ year: 2025, kind: 'annual', state: 'closed' },
				{ year: 2026, kind: 'annual', state: 'open', reported: false }
			]
		})
	);
	db = partnership.db;
});

/* Permission for each command on measure 1.1, whose responsible body is FSU 1 (domain-rules.md §1.2). */
const table = `
            anyone signedIn observer member deputy leader otherLeader ssuMember ssuLeader meeting secretariat administrator
save        -      -        -        -      yes    yes    -           -         -         -       yes         -
submit      -      -        -        -      yes    yes    -           -         -         -       yes         -
unchanged   -      -        -        -      yes    yes    -           -         -         -       yes         -
withdraw    -      -        -        -      yes    yes    -           -         -         -       yes         -
return      -      -        -        -      -      -      -           -         yes       -       yes         -
approve     -      -        -        -      -      -      -           -         yes       -       yes         -
`;
const [head = [], ...rows] = table
	.trim()
	.split('\n')
	.map((line) => line.trim().split(/\s+/));
const readyFor: Record<CommandName, keyof typeof ways> = {
	save: 'draft',
	submit: 'draft',
	unchanged: 'draft',
	withdraw: 'submitted',
	return: 'submitted',
	approve: 'submitted'
};

describe('permission', () => {
	it.each(rows.map(([name, ...answers]) => [name as CommandName, answers] as const))(
		'refuses %s to every role outside the table, without a trace',
		async (name, answers) => {
			await bring(readyFor[name]);
			const before = await partnership.traces();
			for (const [index, who] of head.entries()) {
				if (answers[index] === 'yes') continue;
				const refusal = expectRefusal(await call(name, who as PersonName));
				expect([who, refusal]).toEqual([
					who,
					{
						code: 'not-permitted',
						permission: {
							allowed: false,
							reason: who === 'anyone' ? 'sign-in-first' : 'not-your-role',
							only: ['return', 'approve'].includes(name)
								? ['ssu-leader', 'secretariat']
								: ['responsible-leader', 'secretariat']
						}
					}
				]);
			}
			expect(await partnership.traces()).toEqual(before);
		}
	);

	const allowed = rows.flatMap(([name, ...answers]) =>
		answers.flatMap((answer, index) =>
			answer === 'yes' ? [[name as CommandName, head[index] as PersonName] as const] : []
		)
	);
	it.each(allowed)('allows %s by %s and records the name and time', async (name, who) => {
		await bring(readyFor[name]);
		const saved = expectOk(await call(name, who));
		expect(await standing()).toMatchObject({ version: saved.version, state: saved.state });
		expect(await lastEvent(db)).toMatchObject({
			planId: partnership.planId,
			verb: `${name === 'unchanged' ? 'submit' : name}-evaluation`,
			noun: 'evaluation',
			nounId: '2026/measure-1',
			by: partnership.actors[who].name,
			personId: partnership.actors[who].personId,
			at: today.toISOString()
		});
	});

	it('lets only the secretariat report a measure without a responsible body', async () => {
		const { as, planId } = partnership;
		const found = (await measureByCode(db.read, planId, '1.1'))!;
		expectOk(
			await editMeasure(as('ssuLeader'), { planId, code: '1.1', version: 1 }, { ...found, body: null })
		);
		expect(expectRefusal(await call('save', 'leader'))).toMatchObject({ code: 'not-permitted' });
		expectOk(await call('save', 'secretariat'));
	});
});

describe('every command refuses without a trace', () => {
	it.each(
		names.flatMap(
			(name) =>
				[
					[name, 'an unknown measure', { measure: '9.9' }],
					[name, 'an unknown round', { round: '2027' }],
					[name, 'an invalid round key', { round: '2026-spring' }],
					[name, 'another plan', { planId: 99 }]
				] as const
		)
	)('%s for %s', async (name, _, given) => {
		const before = await partnership.traces();
		expect(expectRefusal(await call(name, 'secretariat', given))).toEqual({ code: 'not-found' });
		expect(await partnership.traces()).toEqual(before);
	});

	it.each(names)('%s in a closed round', async (name) => {
		const before = await partnership.traces();
		const refusal = expectRefusal(await call(name, 'secretariat', { round: '2025', version: 1 }));
		expect(refusal).toEqual({ code: 'wrong-state', state: 'closed' });
		expect(await partnership.traces()).toEqual(before);
	});

	it.each(names)('%s in a planned round', async (name) => {
		const { as, planId } = partnership;
		const round = { year: 2027, kind: 'annual' } as const;
		const frame = { graceDays: 0, questions: [], instruction: null };
		expectOk(await planRound(as('secretariat'), planId, { ...round, ...roundDates(round), ...frame }));
		const before = await partnership.traces();
		const refusal = expectRefusal(await call(name, 'secretariat', { round: '2027' }));
		expect(refusal).toEqual({ code: 'wrong-state', state: 'planned' });
		expect(await partnership.traces()).toEqual(before);
	});

	it.each(names)('%s for an ended measure', async (name) => {
		const { as, planId } = partnership;
		const measure = { planId, code: '1.1', version: 1 };
		expectOk(
			await changeLifecycle(as('ssuLeader'), measure, { to: 'completed', reason: 'Alt er på plass.' })
		);
		const before = await partnership.traces();
		expect(expectRefusal(await call(name))).toEqual({ code: 'wrong-state', state: 'completed' });
		expect(await partnership.traces()).toEqual(before);
	});

	it.each(names)('%s from a stale version, with the current evaluation', async (name) => {
		await bring(readyFor[name] === 'draft' ? 'draft' : 'submitted');
		const before = await partnership.traces();
		for (const version of [null, 7]) {
			const refusal = expectRefusal(await call(name, 'secretariat', { version }));
			expect(refusal).toEqual({ code: 'stale', current: await standing() });
		}
		expect(await partnership.traces()).toEqual(before);
	});
});

/** The state each command leads to from each state; null if it is refused. */
const moves: Record<CommandName, Record<keyof typeof ways, EvaluationState | null>> = {
	save: { none: 'draft', draft: 'draft', submitted: null, returned: 'returned', approved: null },
	submit: { none: 'submitted', draft: 'submitted', submitted: null, returned: 'submitted', approved: null },
	unchanged: {
		none: 'submitted',
		draft: 'submitted',
		submitted: null,
		returned: 'submitted',
		approved: null
	},
	withdraw: { none: null, draft: null, submitted: 'draft', returned: null, approved: null },
	return: { none: null, draft: null, submitted: 'returned', returned: null, approved: 'returned' },
	approve: { none: null, draft: null, submitted: 'approved', returned: null, approved: null }
};

describe('state transitions', () => {
	const cases = names.flatMap((name) =>
		Object.entries(moves[name]).map(([from, to]) => [name, from as keyof typeof ways, to] as const)
	);
	it.each(cases)('%s from %s: %s', async (name, from, to) => {
		await bring(from);
		const before = await partnership.traces();
		const outcome = await call(name);
		if (to) {
			expect(expectOk(outcome)).toEqual({ version: ways[from].length + 1, state: to });
			expect(await standing()).toMatchObject({ version: ways[from].length + 1, state: to });
		} else {
			expect(expectRefusal(outcome)).toEqual({
				code: 'wrong-state',
				state: from === 'none' ? 'draft' : from
			});
			expect(await partnership.traces()).toEqual(before);
		}
	});

	it('allow submitting a draft saved before the measure ended', async () => {
		await bring('draft');
		const { as, planId } = partnership;
		expectOk(
			await changeLifecycle(
				as('ssuLeader'),
				{ planId, code: '1.1', version: 1 },
				{ to: 'discontinued', reason: 'Sak 07/26' }
			)
		);
		expectOk(await call('submit'));
		expectOk(await call('approve'));
	});

	it('unlock a locked evaluation only by reopening its round', async () => {
		await bring('approved');
		const { as, round } = partnership;
		expectOk(await closeRound(as('secretariat'), await round('2026')));
		expect(await standing()).toMatchObject({ state: 'locked', version: 3 });
		for (const name of names)
			expect(expectRefusal(await call(name))).toEqual({ code: 'wrong-state', state: 'closed' });
		expectOk(await reopenRound(as('secretariat'), await round('2026'), 'Eit tal var feil.'));
		expect(expectOk(await call('return'))).toEqual({ version: 5, state: 'returned' });
	});
});

describe('a draft', () => {
	it('is saved without answers', async () => {
		const { as } = partnership;
		expectOk(await saveDraft(as('leader'), await target(), emptyAnswers('nn')));
		expect((await standing())?.answers).toEqual(emptyAnswers('nn'));
	});

	it('keeps every answer unchanged', async () => {
		const answers: EvaluationAnswers = {
			...completeAnswers(),
			status: 'delayed',
			progress: 0,
			done: ' To linjer:\r\n«Ærleg» 😀 ',
			results: "x'); DROP TABLE event; --",
			cause: 'Folk',
			needs: ['money', 'decision'],
			needsText: '100 000 kr',
			lang: 'nb'
		};
		expectOk(await saveDraft(partnership.as('leader'), await target(), answers));
		expect(await standing()).toMatchObject({
			answers,
			unchanged: false,
			reportedBy: 'Frode',
			savedAt: today.toISOString(),
			submittedAt: null,
			approvedAt: null,
			remarks: []
		});
	});

	it('names the person who saved it last', async () => {
		expectOk(await call('save', 'leader'));
		expectOk(await call('save', 'secretariat'));
		expect(await standing()).toMatchObject({ reportedBy: 'Siri', version: 2 });
	});

	it('replaces its scores, without empty ones and unknown values', async () => {
		const save = async (scores: EvaluationAnswers['scores']) => {
			expectOk(await saveDraft(partnership.as('leader'), await target(), { ...emptyAnswers('nn'), scores }));
			return (await standing())!.answers.scores;
		};
		const engaged = { value: 'engasjert', score: 4, comment: '' };
		const ambitious = { value: 'ambisios', score: null, comment: 'For tidleg å seie.' };
		expect(await save([ambitious, engaged])).toEqual([engaged, ambitious]);
		expect(
			await save([
				{ ...engaged, score: 2 },
				{ ...ambitious, comment: ' ' }
			])
		).toEqual([{ ...engaged, score: 2 }]);
		expect(await save([{ value: 'brave', score: 5, comment: 'Ja' }, ambitious])).toEqual([ambitious]);
		expect(await save([])).toEqual([]);
	});
});

describe('submitting', () => {
	it.each([
		[
			'nothing',
			emptyAnswers('nb'),
			[
				['status', 'status-required'],
				['progress', 'progress-required']
			]
		],
		['done at ninety', completeAnswers({ status: 'done', progress: 90 }), [['progress', 'done-is-100']]],
		[
			'a delay without its cause',
			completeAnswers({ status: 'delayed', deviation: ' ' }),
			[['deviation', 'deviation-required']]
		],
		['a need without words', completeAnswers({ needs: ['money'] }), [['needs', 'needs-text-required']]]
	] as [string, EvaluationAnswers, [string, string][]][])(
		'refuses %s and names each missing answer',
		async (_, answers, faults) => {
			await bring('draft');
			const before = await partnership.traces();
			expect(
				expectRefusal(await submitEvaluation(partnership.as('leader'), await target(), answers))
			).toEqual({
				code: 'invalid',
				faults: faults.map(([field, code]) => ({ field, code }))
			});
			expect(await partnership.traces()).toEqual(before);
		}
	);

	it('stores the time, and withdrawing clears it', async () => {
		expectOk(await call('submit', 'leader'));
		expect(await standing()).toMatchObject({ submittedAt: today.toISOString(), approvedAt: null });
		expectOk(await call('withdraw', 'leader'));
		expect(await standing()).toMatchObject({ submittedAt: null });
	});
});

describe('submitting unchanged', () => {
	it('submits the last approved answers and scores again, marked as unchanged', async () => {
		const last = await evaluationIn(db.read, 1, 'measure-1');
		expect(expectOk(await call('unchanged', 'leader'))).toEqual({ version: 1, state: 'submitted' });
		const now = await standing();
		expect(now).toMatchObject({ unchanged: true, reportedBy: 'Frode', submittedAt: today.toISOString() });
		expect(now?.answers).toEqual(last?.answers);
		expect(now?.answers.scores).toHaveLength(2);
	});

	it('replaces a draft; a later save clears the mark', async () => {
		expectOk(await saveDraft(partnership.as('leader'), await target(), emptyAnswers('nb')));
		expectOk(await call('unchanged', 'leader'));
		expect(await standing()).toMatchObject({ unchanged: true, answers: { progress: 25 } });
		expectOk(await call('withdraw', 'leader'));
		expectOk(await call('save', 'leader'));
		expect(await standing()).toMatchObject({ unchanged: false, answers: { progress: 40 } });
	});

	it('is refused without an earlier evaluation', async () => {
		const before = await partnership.traces();
		const { openedOnly } = await aFirstRound();
		expect(openedOnly).toEqual({ code: 'invalid', faults: [{ field: 'unchanged', code: 'nothing-before' }] });
		expect(await partnership.traces()).toEqual(before);
	});

	it('ignores evaluations that were never approved', async () => {
		const { submittedOnly } = await aFirstRound();
		expect(submittedOnly).toMatchObject({ code: 'invalid', faults: [{ code: 'nothing-before' }] });
	});
});

/** Refusals of "unchanged" in a plan's first round, and after a round without an approved evaluation. */
async function aFirstRound() {
	const fresh = await aPartnership(
		aPlanFile({
			measures: 7,
			rounds: [
				{ year: 2025, kind: 'annual', state: 'open' },
				{ year: 2026, kind: 'half', state: 'planned' }
			]
		})
	);
	const silent = { planId: fresh.planId, measure: '1.4', version: null };
	const first = { ...silent, round: '2025' };
	const openedOnly = expectRefusal(await submitUnchanged(fresh.as('leader'), first));
	expectOk(await submitEvaluation(fresh.as('leader'), first, completeAnswers()));
	expectOk(await closeRound(fresh.as('secretariat'), await fresh.round('2025')));
	expectOk(await openRound(fresh.as('secretariat'), await fresh.round('2026-half')));
	const submittedOnly = expectRefusal(
		await submitUnchanged(fresh.as('leader'), { ...silent, round: '2026-half' })
	);
	return { openedOnly, submittedOnly };
}

describe('returning', () => {
	it.each(['', '   ', '\n'])('refuses an empty comment (%j)', async (text) => {
		await bring('submitted');
		const before = await partnership.traces();
		const { as } = partnership;
		expect(
			expectRefusal(await returnEvaluation(as('ssuLeader'), await target(), { text, lang: 'nb' }))
		).toEqual({
			code: 'invalid',
			faults: [{ field: 'comment', code: 'comment-required' }]
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('keeps the approver’s remark and name after the evaluation is submitted again', async () => {
		await bring('submitted');
		const { as } = partnership;
		expectOk(
			await returnEvaluation(as('ssuLeader'), await target(), { ...comment, text: ` ${comment.text}\n` })
		);
		const remark = { ...comment, by: 'Stein', at: today.toISOString() };
		expect(await standing()).toMatchObject({ state: 'returned', approvedAt: null, remarks: [remark] });
		expect(await lastEvent(db)).toMatchObject({ verb: 'return-evaluation', reason: comment.text });
		expectOk(await call('submit', 'leader'));
		expectOk(await call('return', 'secretariat'));
		expect((await standing())?.remarks).toMatchObject([remark, { by: 'Siri' }]);
	});

	it('keeps remarks on single answers, also without an overall comment', async () => {
		await bring('submitted');
		const { as } = partnership;
		const answers = { nextSteps: ' Når? ', status: 'Kvifor?', done: ' ' };
		expectOk(await returnEvaluation(as('ssuLeader'), await target(), { text: '', answers, lang: 'nn' }));
		const [at, by] = [today.toISOString(), 'Stein'];
		expect((await standing())?.remarks).toMatchObject([
			{ field: 'status', text: 'Kvifor?', lang: 'nn', by, at },
			{ field: 'nextSteps', text: 'Når?', lang: 'nn', by, at }
		]);
		expect(await lastEvent(db)).toMatchObject({ reason: 'Kvifor?\n\nNår?' });
	});

	it('undoes an approval', async () => {
		await bring('approved');
		expect(await standing()).toMatchObject({ approvedAt: today.toISOString() });
		expectOk(await call('return', 'ssuLeader'));
		expect(await standing()).toMatchObject({ state: 'returned', approvedAt: null });
	});

	it('keeps the reporter’s name and time, as approving does', async () => {
		expectOk(await call('submit', 'leader'));
		const later = new Date('2026-11-20T08:00:00.000Z');
		expectOk(await approveEvaluation(partnership.as('ssuLeader', later), await target()));
		expect(await standing()).toMatchObject({
			reportedBy: 'Frode',
			savedAt: today.toISOString(),
			submittedAt: today.toISOString(),
			approvedAt: later.toISOString()
		});
	});
});

describe('approving', () => {
	it('keeps remarks, which are optional', async () => {
		await bring('submitted');
		const { as } = partnership;
		const said = { text: '', answers: { cause: 'Godt forklart.' }, lang: 'nn' } as const;
		expectOk(await approveEvaluation(as('ssuLeader'), await target(), said));
		expect(await standing()).toMatchObject({
			state: 'approved',
			remarks: [{ field: 'cause', text: 'Godt forklart.', by: 'Stein' }]
		});
		expect(await lastEvent(db)).toMatchObject({ verb: 'approve-evaluation', reason: 'Godt forklart.' });
	});

	it('stores no remark for empty fields', async () => {
		await bring('submitted');
		expectOk(await approveEvaluation(partnership.as('ssuLeader'), await target(), { text: ' ', lang: 'nn' }));
		expect(await standing()).toMatchObject({ state: 'approved', remarks: [] });
		expect(await lastEvent(db)).toMatchObject({ reason: null });
	});
});

describe('recorded events', () => {
	it('contain all answers and the state for a first save', async () => {
		expectOk(await call('save', 'leader'));
		const event = await lastEvent(db);
		expect(event?.before).toBeNull();
		expect(event?.after).toMatchObject({ state: 'draft', ...completeAnswers() });
	});

	it('contain only the changed fields, before and after, for a later save', async () => {
		expectOk(await call('save', 'leader'));
		const answers = completeAnswers({
			progress: 55,
			scores: [{ value: 'engasjert', score: 5, comment: '' }]
		});
		expectOk(await saveDraft(partnership.as('leader'), await target(), answers));
		expect(await lastEvent(db)).toMatchObject({
			before: { progress: 40, scores: completeAnswers().scores },
			after: { progress: 55, scores: answers.scores }
		});
		expect(Object.keys((await lastEvent(db))!.after!).sort()).toEqual(['progress', 'scores']);
	});

	it('omit a score for an unknown value', async () => {
		const answers = completeAnswers({ scores: [{ value: 'brave', score: 5, comment: '' }] });
		expectOk(await saveDraft(partnership.as('leader'), await target(), answers));
		expect((await lastEvent(db))?.after).toMatchObject({ scores: [] });
	});

	it('contain the state and time, without unchanged answers, for an approval', async () => {
		await bring('submitted');
		expectOk(await call('approve', 'ssuLeader'));
		expect(await lastEvent(db)).toMatchObject({
			before: { state: 'submitted', approvedAt: null },
			after: { state: 'approved', approvedAt: today.toISOString() }
		});
		expect((await lastEvent(db))?.after).not.toHaveProperty('done');
	});
});
