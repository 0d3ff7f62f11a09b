import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { saveDraft, submitEvaluation } from '../evaluations/commands';
import { closeRound } from '../workflows/close-round';
import { checkHistory } from './check-history';
import { minutesBehindLastEvent } from './event-log';
import { event } from './schema';

let partnership: Partnership;
beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	partnership = await aPartnership(aPlanFile({ measures: 4, rounds }));
});

const run = (statement: string) => partnership.db.read.run(sql.raw(statement));
const target = (measure: string) => ({ planId: partnership.planId, round: '2026', measure, version: null });

it('finds nothing after ordinary work', async () => {
	const { as, round, db } = partnership;
	expectOk(await submitEvaluation(as('leader'), target('1.1'), completeAnswers()));
	expectOk(await saveDraft(as('leader'), target('1.2'), completeAnswers()));
	expectOk(await closeRound(as('secretariat'), await round('2026')));
	expect(await checkHistory(db.read)).toEqual([]);
});

it.each([
	[
		'a change without an event',
		`update plan set freshness_days = 7`,
		/^history: plan \d+ names event \d+, which is missing$/
	],
	['a missing trigger', 'drop trigger event_stays', /^event log: the trigger event_stays is missing$/],
	[
		'a deleted event',
		'drop trigger event_stays; delete from event where seq = 2',
		/^event log: events 2 to 2 are missing$/
	],
	[
		'a row deleted behind the triggers',
		'drop trigger past_rollout_step_delete; drop trigger past_goal_state_delete; pragma foreign_keys = off; delete from goal_state',
		/^history: goal_state \d+ is kept, but the row is gone$/
	]
])('finds %s', async (_, statements, sentence) => {
	for (const statement of statements.split('; ')) await run(statement);
	expect(await checkHistory(partnership.db.read)).toContainEqual(expect.stringMatching(sentence));
});

it('finds nothing after the clock went back', async () => {
	const { as, db } = partnership;
	expectOk(
		await saveDraft(as('leader', new Date('2026-11-12T12:00:00.000Z')), target('1.1'), completeAnswers())
	);
	expect(await minutesBehindLastEvent(db.read, today)).toBe(2 * 24 * 60);
	expect(await minutesBehindLastEvent(db.read, new Date('2026-11-12T11:59:30.000Z'))).toBe(0);
	expectOk(await saveDraft(as('leader', today), target('1.2'), completeAnswers()));
	const events = await db.read.select().from(event).where(eq(event.noun, 'evaluation'));
	expect(events.map(({ nounId, at }) => [nounId, at])).toEqual([
		['2026/measure-1', '2026-11-12T12:00:00.000Z'],
		['2026/measure-3', today.toISOString()]
	]);
	expect(await checkHistory(db.read)).toEqual([]);
});
