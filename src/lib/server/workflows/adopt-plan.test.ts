import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectRefusal,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { anonymous } from '$lib/domain/permission';
import * as schema from '../database/schema';
import { adoptPlan } from './adopt-plan';
import { importPlan } from '../plan-file/import';
import { currentPlan, planById } from '../plans/queries';

let partnership: Partnership;
let draft: number;
const adopt = (who: PersonName = 'ssuLeader', decision = ' Partnarskapet, sak 3/29 ', version = 1) =>
	adoptPlan(partnership.as(who), { planId: draft, version }, { decision });
const stateOf = async (id: number) => (await planById(partnership.db.read, id))?.state;

/** Adds a draft for the next period. */
beforeEach(async () => {
	partnership = await aPartnership();
	const file = aPlanFile({ measures: 1 });
	Object.assign(file.plan, { slug: '2030-2034', from: 2030, to: 2034, state: 'draft' });
	file.plan.measures[0]!.id = 'later';
	const installation = { ...anonymous, administrator: true };
	draft = expectOk(await importPlan({ db: partnership.db, actor: installation, now: today }, file)).planId;
});

describe('adopting a draft', () => {
	it.each(['ssuLeader', 'secretariat'] as const)(
		'records the decision of the %s and supersedes the previous plan',
		async (who) => {
			expectOk(await adopt(who));
			expect(await stateOf(draft)).toBe('adopted');
			expect(await stateOf(partnership.planId)).toBe('superseded');
			expect(await currentPlan(partnership.db.read)).toMatchObject({ id: draft, version: 2 });
			const events = await partnership.db.read.select().from(schema.event);
			expect(events.slice(-2)).toMatchObject([
				{
					verb: 'adopt-plan',
					planId: draft,
					after: { state: 'adopted', decision: 'Partnarskapet, sak 3/29' },
					by: partnership.actors[who].name
				},
				{ verb: 'supersede-plan', planId: partnership.planId, after: { state: 'superseded' } }
			]);
		}
	);

	it('refuses a plan that is already adopted', async () => {
		expectOk(await adopt());
		expect(expectRefusal(await adopt('ssuLeader', 'Sak', 2))).toEqual({
			code: 'wrong-state',
			state: 'adopted'
		});
	});

	it('does not supersede a plan of a later period', async () => {
		await partnership.db.write((tx) => tx.update(schema.plan).set({ fromYear: 2035 }).where(isAdopted()));
		expectOk(await adopt());
		expect(await stateOf(partnership.planId)).toBe('adopted');
	});
});

describe('refusing to adopt', () => {
	const others: PersonName[] = [
		'anyone',
		'signedIn',
		'member',
		'leader',
		'ssuMember',
		'meeting',
		'administrator'
	];
	it.each(others)('refuses %s and writes nothing', async (who) => {
		const before = await partnership.traces();
		expect(expectRefusal(await adopt(who))).toMatchObject({ code: 'not-permitted' });
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses a missing decision, an older version and an unknown plan', async () => {
		const before = await partnership.traces();
		expect(expectRefusal(await adopt('ssuLeader', ' '))).toEqual({
			code: 'invalid',
			faults: [{ field: 'decision', code: 'required' }]
		});
		expect(expectRefusal(await adopt('ssuLeader', 'Sak', 7))).toMatchObject({ code: 'stale' });
		draft = 99;
		expect(expectRefusal(await adopt())).toEqual({ code: 'not-found' });
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses while the previous plan has a running round', async () => {
		const rounds = [{ year: 2026, kind: 'annual', state: 'open' }] as const;
		partnership = await aPartnership(aPlanFile({ rounds }));
		const file = aPlanFile({ measures: 0 });
		Object.assign(file.plan, { slug: 'next', from: 2030, to: 2034, state: 'draft' });
		const context = { db: partnership.db, actor: anonymous, now: today };
		draft = expectOk(await importPlan(context, file)).planId;
		const before = await partnership.traces();
		expect(expectRefusal(await adopt())).toEqual({
			code: 'invalid',
			faults: [{ field: 'decision', code: 'round-running' }]
		});
		expect(await partnership.traces()).toEqual(before);
	});
});

function isAdopted() {
	return eq(schema.plan.state, 'adopted');
}
