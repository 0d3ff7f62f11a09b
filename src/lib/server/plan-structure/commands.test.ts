import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	lastEvent,
	expectRefusal,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import {
	planSections,
	planSectionNames,
	type PlanSection,
	type PlanSectionValues
} from '$lib/domain/plan/plan-structure';
import type { PlanState } from '$lib/domain/plan/plan';
import type { Context } from '../context';
import * as schema from '../database/schema';
import { planDirection } from '../plans/queries';
import { addEntry, editEntry, orderEntries } from './commands';
import { endEntry, removeEntry, resumeEntry } from './end-entry';
import { sectionEntryByKey, sectionEntryHistory } from './queries';

const name = { nb: 'Nytt', nn: 'Nytt' };

/** Values of a new entry and the key of an existing one, for each section with a list. */
const samples: Record<
	Exclude<PlanSection, 'plan' | 'partnership'>,
	{ values: PlanSectionValues; key: string }
> = {
	goals: { values: { text: name }, key: '1' },
	values: { values: { name, description: null }, key: 'engasjert' },
	challenges: { values: { title: name, description: { nb: 'Mer' } }, key: 'U1' },
	opportunities: { values: { title: name, description: null }, key: 'M1' },
	areas: {
		values: {
			number: 3,
			name,
			shortName: null,
			summary: null,
			kind: 'adopted-area',
			body: 'ssu',
			source: null
		},
		key: '1'
	},
	funding: { values: { name, year: 2026, amountNok: 5, note: null, source: null }, key: '1' },
	partners: {
		values: { number: '4001', name: 'Porsgrunn', kind: 'municipality', writtenForm: 'nb', verified: true },
		key: '4003'
	},
	bodies: { values: { name, kind: 'fsu', parent: 'ssu', mandate: null, note: null }, key: 'fsu-2' }
};
const lists = Object.keys(samples) as (keyof typeof samples)[];

let partnership: Partnership;
const ssu = () => partnership.as('ssuLeader');
const at = (part: PlanSection, key: string, version = 1) => ({
	planId: partnership.planId,
	part,
	key,
	version
});
const found = async (part: PlanSection, key: string) =>
	sectionEntryByKey(partnership.db.read, await partnership.plan(), part, key);

async function aPlanThatIs(state: PlanState): Promise<void> {
	partnership = await aPartnership();
	await partnership.db.write((tx) => tx.update(schema.plan).set({ state }));
}

beforeEach(async () => void (partnership = await aPartnership()));

/** Each command with valid arguments. */
const commands: Record<string, (context: Context) => Promise<unknown>> = {
	addEntry: (context) => addEntry(context, at('values', ''), samples.values.values, 'Sak 1'),
	editEntry: (context) => editEntry(context, at('values', 'engasjert'), { name }, 'Sak 1'),
	orderEntries: (context) =>
		orderEntries(
			context,
			at('values', ''),
			{ base: ['engasjert', 'ambisios'], order: ['ambisios', 'engasjert'] },
			'Sak 1'
		),
	endEntry: (context) =>
		endEntry(context, at('values', 'engasjert'), { endedOn: '2026-11-01', reason: 'Sak 1' }),
	resumeEntry: (context) => resumeEntry(context, at('values', 'engasjert'), 'Sak 1'),
	removeEntry: (context) => removeEntry(context, at('values', 'engasjert'), 'Sak 1')
};

describe.each(Object.entries(commands))('%s', (_, command) => {
	it('refuses everyone but SSU leaders and the secretariat and writes nothing', async () => {
		const before = await partnership.traces();
		const others: PersonName[] = [
			'anyone',
			'signedIn',
			'observer',
			'leader',
			'ssuMember',
			'meeting',
			'administrator'
		];
		for (const who of others)
			expect([who, await command(partnership.as(who))]).toMatchObject([
				who,
				{ ok: false, refused: { code: 'not-permitted', permission: { only: ['ssu-leader', 'secretariat'] } } }
			]);
		expect(await partnership.traces()).toEqual(before);
	});

	it('refuses a superseded plan', async () => {
		await aPlanThatIs('superseded');
		const before = await partnership.traces();
		expect(await command(ssu())).toMatchObject({ refused: { code: 'wrong-state', state: 'superseded' } });
		expect(await partnership.traces()).toEqual(before);
	});
});

describe.each(lists)('an entry in %s', (part) => {
	const { values, key } = samples[part];

	it('is added with a key and an event', async () => {
		const made = expectOk(await addEntry(ssu(), at(part, ''), values, ' Sak 07/26 '));
		expect(await found(part, made.key)).toMatchObject({ values, version: 1, endedOn: null });
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'add-entry',
			reason: 'Sak 07/26',
			by: 'Stein',
			planId: partnership.planId
		});
	});

	it('is edited with an event by field and refuses an older version', async () => {
		const { title } = planSections[part];
		const changed = { ...(await found(part, key))!.values, [title]: values[title]! };
		expect(expectOk(await editEntry(ssu(), at(part, key), changed, 'Sak 07/26')).version).toBe(2);
		expect(await found(part, key)).toMatchObject({ version: 2, values: { [title]: values[title] } });
		const event = await lastEvent(partnership.db);
		expect(event).toMatchObject({ verb: 'edit-entry', after: { [title]: values[title] } });
		expect(Object.keys(event!.after!)).toEqual([title]);
		const [newest] = await sectionEntryHistory(partnership.db.read, part, (await found(part, key))!.id);
		expect(newest).toMatchObject({ verb: 'edit-entry', reason: 'Sak 07/26' });

		const before = await partnership.traces();
		expect(expectRefusal(await editEntry(ssu(), at(part, key), changed, 'Sak'))).toMatchObject({
			code: 'stale',
			current: { version: 2 }
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('writes nothing and needs no reason when saved unchanged', async () => {
		const { values: same } = (await found(part, key))!;
		const before = await partnership.traces();
		expect(expectOk(await editEntry(ssu(), at(part, key), same))).toEqual({ key, version: 1 });
		expect(await partnership.traces()).toEqual(before);
	});

	it('needs a reason in an adopted plan only', async () => {
		const before = await partnership.traces();
		expect(expectRefusal(await addEntry(ssu(), at(part, ''), values, ' '))).toEqual({
			code: 'invalid',
			faults: [{ field: 'reason', code: 'required' }]
		});
		expect(await partnership.traces()).toEqual(before);
		await aPlanThatIs('draft');
		expectOk(await addEntry(ssu(), at(part, ''), values));
	});

	it('refuses deletion in an adopted plan', async () => {
		const before = await partnership.traces();
		expect(expectRefusal(await removeEntry(ssu(), at(part, key)))).toEqual({
			code: 'wrong-state',
			state: 'adopted'
		});
		expect(await partnership.traces()).toEqual(before);
	});
});

describe('ending an entry', () => {
	const end = { endedOn: '2026-11-01', reason: 'Sak 07/26' };

	it('hides the entry from readers until it is resumed', async () => {
		expectOk(await endEntry(ssu(), at('values', 'engasjert'), end));
		const values = async () =>
			(await planDirection(partnership.db.read, partnership.planId)).values.map((one) => one.code);
		expect(await values()).toEqual(['ambisios']);
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'end-entry',
			before: { endedOn: null },
			after: { endedOn: '2026-11-01' },
			reason: 'Sak 07/26'
		});
		expect(expectRefusal(await endEntry(ssu(), at('values', 'engasjert', 2), end))).toMatchObject({
			state: 'ended'
		});
		expectOk(await resumeEntry(ssu(), at('values', 'engasjert', 2), 'Likevel'));
		expect(await values()).toEqual(['engasjert', 'ambisios']);
		expect(await found('values', 'engasjert')).toMatchObject({ version: 3, endedOn: null });
	});

	it.each([
		['values', 'engasjert', { endedOn: '2026-11-11' }, 'endedOn', 'in-future'],
		['values', 'engasjert', { reason: ' ' }, 'reason', 'required'],
		['areas', '1', {}, 'endedOn', 'area-in-use'],
		['bodies', 'fsu-1', {}, 'endedOn', 'body-in-use'],
		['bodies', 'ssu', {}, 'endedOn', 'body-in-use']
	] as const)('refuses %s %s with %j', async (part, key, given, field, code) => {
		const before = await partnership.traces();
		expect(expectRefusal(await endEntry(ssu(), at(part, key), { ...end, ...given }))).toEqual({
			code: 'invalid',
			faults: [{ field, code }]
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('ends an area with discontinued measures only, then its body', async () => {
		await partnership.db.write((tx) => tx.update(schema.measure).set({ lifecycle: 'discontinued' }));
		expectOk(await endEntry(ssu(), at('areas', '1'), end));
		expectOk(await endEntry(ssu(), at('bodies', 'fsu-1'), end));
		const faults = [{ field: 'body', code: 'unknown' }];
		const area = { ...samples.areas.values, body: 'fsu-1' };
		expect(expectRefusal(await addEntry(ssu(), at('areas', ''), area, 'Sak'))).toEqual({
			code: 'invalid',
			faults
		});
	});

	it('refuses the plan and the partnership', async () => {
		for (const part of planSectionNames.filter((one) => planSections[one].single))
			expect(expectRefusal(await endEntry(ssu(), at(part, ''), end))).toMatchObject({ state: 'single' });
	});
});

describe('ordering entries', () => {
	const order = (base: string[], wanted: string[]) =>
		orderEntries(ssu(), at('challenges', ''), { base, order: wanted }, 'Viktigast først');
	const codes = async () => {
		const { drivers } = await planDirection(partnership.db.read, partnership.planId);
		return drivers.flatMap(({ kind, code }) => (kind === 'challenge' ? [code] : [])).join(' ');
	};

	it('records one event and changes no other section', async () => {
		expectOk(await order(['U1', 'U2'], ['U2', 'U1']));
		expect(await codes()).toBe('U2 U1');
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'order-entries',
			noun: 'plan',
			before: { challenges: [{ nb: 'U1' }, { nb: 'U2' }] },
			after: { challenges: [{ nb: 'U2' }, { nb: 'U1' }] },
			reason: 'Viktigast først'
		});
		expect(await found('challenges', 'U1')).toMatchObject({ version: 1 });
	});

	it('writes nothing for the current order', async () => {
		const before = await partnership.traces();
		expectOk(await order(['U1', 'U2'], ['U1', 'U2']));
		expect(await partnership.traces()).toEqual(before);
	});

	it.each([
		['based on another order', ['U2', 'U1'], ['U1', 'U2'], 'stale'],
		['based on a list without a later entry', ['U1'], ['U1'], 'stale'],
		['with an entry twice', ['U1', 'U2'], ['U1', 'U1'], 'invalid'],
		['without one of the entries', ['U1', 'U2'], ['U1'], 'invalid'],
		['with an entry of another section', ['U1', 'U2'], ['U1', 'M1'], 'invalid']
	])('refuses an order %s', async (_, base, wanted, code) => {
		const before = await partnership.traces();
		expect(expectRefusal(await order(base, wanted))).toMatchObject({ code });
		expect(await partnership.traces()).toEqual(before);
	});

	it('puts new entries last and skips ended ones', async () => {
		expectOk(await addEntry(ssu(), at('challenges', ''), { title: name }, 'Sak'));
		expectOk(await endEntry(ssu(), at('challenges', 'U1'), { endedOn: '2026-11-01', reason: 'Sak' }));
		expectOk(await order(['U2', 'U3'], ['U3', 'U2']));
		expect(await codes()).toBe('U3 U2');
	});
});

describe('validating an entry', () => {
	const wrong: [string, PlanSection, string, PlanSectionValues, string, string][] = [
		['another partner’s number', 'partners', '4003', { number: '4022' }, 'number', 'taken'],
		['an unknown body', 'areas', '1', { body: 'nobody' }, 'body', 'unknown'],
		['a body as its own parent', 'bodies', 'ssu', { parent: 'ssu' }, 'parent', 'circle'],
		['a body under its own descendant', 'bodies', 'ssu', { parent: 'fsu-1' }, 'parent', 'circle'],
		['a plan that ends before it begins', 'plan', '', { toYear: 2024 }, 'toYear', 'before-start']
	];
	it.each(wrong)('refuses %s', async (_, part, key, given, field, code) => {
		const { values } = (await found(part, key))!;
		const before = await partnership.traces();
		expect(expectRefusal(await editEntry(ssu(), at(part, key), { ...values, ...given }, 'Sak'))).toEqual({
			code: 'invalid',
			faults: [{ field, code }]
		});
		expect(await partnership.traces()).toEqual(before);
	});

	it('does not change a body’s kind, which permissions depend on', async () => {
		const { values } = (await found('bodies', 'ssu'))!;
		const { version } = expectOk(
			await editEntry(ssu(), at('bodies', 'ssu'), { ...values, kind: 'secretariat' }, 'Sak')
		);
		expect(version).toBe(1);
		expect(await found('bodies', 'ssu')).toMatchObject({ values: { kind: 'ssu' } });
	});

	it('refuses another area’s number', async () => {
		const faults = [{ field: 'number', code: 'taken' }];
		const values = { ...samples.areas.values, number: 2 };
		expect(expectRefusal(await addEntry(ssu(), at('areas', ''), values, 'Sak'))).toEqual({
			code: 'invalid',
			faults
		});
	});
});

describe('in a draft', () => {
	beforeEach(() => aPlanThatIs('draft'));
	const draftEntry = async (part: PlanSection, key: string) => {
		const [plan] = await partnership.db.read.select().from(schema.plan);
		return sectionEntryByKey(partnership.db.read, plan!, part, key);
	};

	it('deletes an entry and the measures’ threads to it', async () => {
		expectOk(await removeEntry(ssu(), at('challenges', 'U1')));
		expect(await draftEntry('challenges', 'U1')).toBeNull();
		const threads = await partnership.db.read.select().from(schema.measureDriver);
		expect(threads.length).toBeGreaterThan(0);
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'remove-entry',
			before: { title: { nb: 'U1' } }
		});
	});

	it('refuses to delete an area with measures', async () => {
		expect(expectRefusal(await removeEntry(ssu(), at('areas', '1')))).toEqual({
			code: 'invalid',
			faults: [{ field: 'remove', code: 'area-in-use' }]
		});
		await partnership.db.write((tx) =>
			tx.update(schema.measure).set({ areaId: null }).where(eq(schema.measure.planId, partnership.planId))
		);
		expectOk(await removeEntry(ssu(), at('areas', '1')));
	});

	it('refuses to delete partners and bodies', async () => {
		for (const [part, key] of [
			['partners', '4022'],
			['bodies', 'fsu-2']
		] as const)
			expect(expectRefusal(await removeEntry(ssu(), at(part, key)))).toMatchObject({ code: 'wrong-state' });
	});
});
