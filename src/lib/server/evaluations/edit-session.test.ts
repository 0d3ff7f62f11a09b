import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	evaluationRows,
	completeAnswers,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { event } from '../database/schema';
import { saveDraft, submitEvaluation } from './commands';
import { editSessionMinutes } from './edit-session';

let partnership: Partnership;
let version: number | null;
beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	partnership = await aPartnership(aPlanFile({ measures: 2, rounds }));
	version = null;
});

const minutes = (count: number) => new Date(today.getTime() + count * 60_000);
const target = () => ({ planId: partnership.planId, round: '2026', measure: '1.1', version });

async function save(who: PersonName, at: number, done: string, autosaved = true) {
	const context = partnership.as(who, minutes(at));
	const saved = expectOk(await saveDraft(context, target(), completeAnswers({ done }), { autosaved }));
	version = saved.version;
}

async function told() {
	const rows = await partnership.db.read
		.select()
		.from(event)
		.where(eq(event.noun, 'evaluation'))
		.orderBy(asc(event.seq));
	return rows.map(({ verb, by, before, after }) => [verb, by, before?.done, after?.done]);
}

describe('an autosave', () => {
	it('is stored every time and recorded once per edit session', async () => {
		await save('leader', 0, 'a');
		await save('leader', 1, 'ab');
		await save('leader', editSessionMinutes - 1, 'abc');
		expect(await evaluationRows(partnership.db, 'measure-1')).toMatchObject([{ done: 'abc', version: 3 }]);
		expect(await told()).toEqual([['save-evaluation', 'Frode', undefined, 'a']]);
		await save('leader', editSessionMinutes, 'abcd');
		expect((await told()).slice(1)).toEqual([['save-evaluation', 'Frode', 'abc', 'abcd']]);
	});

	it('starts a new session for another person and records the previous text', async () => {
		await save('leader', 0, 'a');
		await save('leader', 1, 'ab');
		await save('deputy', 2, 'b');
		await save('leader', 3, 'c');
		expect((await told()).slice(1)).toEqual([
			['save-evaluation', 'Dag', 'ab', 'b'],
			['save-evaluation', 'Frode', 'b', 'c']
		]);
	});

	it('is followed by an event for a manual save and for submitting', async () => {
		await save('leader', 0, 'a');
		await save('leader', 1, 'ab');
		await save('leader', 2, 'abc', false);
		const context = partnership.as('leader', minutes(3));
		expectOk(await submitEvaluation(context, target(), completeAnswers({ done: 'abcd' })));
		expect((await told()).slice(1)).toEqual([
			['save-evaluation', 'Frode', 'ab', 'abc'],
			['submit-evaluation', 'Frode', 'abc', 'abcd']
		]);
	});
});
