import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifecycles } from '../measure/measure';
import { diffPlans, planItemTypes, type PlanItem } from './plan-diff';
import { canonicalJson } from '../review/review';

function aMeasure(given: Partial<PlanItem> = {}): PlanItem {
	const name = given.name ?? { nb: 'Hjemmesykehus' };
	const lifecycle = given.lifecycle ?? 'adopted';
	return {
		noun: 'measure',
		key: 'hjemmesykehus',
		code: '1.1',
		name,
		ended: false,
		...given,
		lifecycle,
		fields: { code: '1.1', title: name, lifecycle, contact: null, milestones: [], ...given.fields }
	};
}

function aValue(key: string): PlanItem {
	const name = { nb: key };
	return { noun: 'core-value', key, code: null, name, lifecycle: null, ended: false, fields: { name } };
}

const anyPart: fc.Arbitrary<PlanItem> = fc
	.record({
		noun: fc.constantFrom(...planItemTypes),
		key: fc.constantFrom('a', 'b', 'c', 'd'),
		name: fc.string().map((nb) => ({ nb })),
		lifecycle: fc.option(fc.constantFrom(...lifecycles)),
		ended: fc.boolean(),
		contact: fc.option(fc.string())
	})
	.map(({ contact, ...one }) => ({
		...one,
		code: null,
		fields: { name: one.name, contact, lifecycle: one.lifecycle, endedOn: one.ended ? '2027-01-01' : null }
	}));
const anyPlan = fc.uniqueArray(anyPart, { selector: ({ noun, key }) => `${noun} ${key}` });

describe('diffPlans', () => {
	it.each<[what: string, PlanItem[], PlanItem[], string[]]>([
		['a new measure', [], [aMeasure()], ['added: code, title, lifecycle']],
		['a changed field', [aMeasure()], [aMeasure({ fields: { contact: 'Kari' } })], ['changed: contact']],
		[
			'a completed measure with other changes',
			[aMeasure()],
			[aMeasure({ lifecycle: 'completed', fields: { contact: 'Kari' } })],
			['completed: lifecycle, contact']
		],
		[
			'a discontinued measure',
			[aMeasure()],
			[aMeasure({ lifecycle: 'discontinued' })],
			['discontinued: lifecycle']
		],
		[
			'a measure put into operation is a change among others',
			[aMeasure()],
			[aMeasure({ lifecycle: 'in-operation' })],
			['changed: lifecycle']
		],
		[
			'what is no longer part of it',
			[aMeasure({ fields: { endedOn: null } })],
			[aMeasure({ ended: true, fields: { endedOn: '2027-01-01' } })],
			['ended: endedOn']
		],
		['what was taken out of a draft', [aMeasure()], [], ['removed: ']],
		[
			'another order of what is there on both days',
			[aValue('a'), aValue('b'), aValue('c')],
			[aValue('c'), aValue('d'), aValue('a')],
			['added: name', 'removed: ', 'reordered: order']
		],
		[
			'one more in between is no other order',
			[aValue('a'), aValue('b')],
			[aValue('a'), aValue('c'), aValue('b')],
			['added: name']
		],
		[
			'a measure that moved is the same measure',
			[aMeasure()],
			[aMeasure({ code: '2.5', fields: { code: '2.5' } })],
			['changed: code']
		],
		[
			'the order in which a text’s forms were entered is no change',
			[aMeasure({ fields: { summary: { nb: 'a', nn: 'b' } } })],
			[aMeasure({ fields: { summary: { nn: 'b', nb: 'a' } } })],
			[]
		]
	])('%s', (_, before, after, expected) => {
		const said = diffPlans(before, after).map(
			({ kind, fields }) => `${kind}: ${fields.map(({ field }) => field).join(', ')}`
		);
		expect(said).toEqual(expected);
	});

	it('is empty for equal plans', () => {
		fc.assert(
			fc.property(anyPlan, (plan) => {
				expect(diffPlans(plan, structuredClone(plan))).toEqual([]);
			})
		);
	});

	it('turns the earlier plan into the later one, each field once', () => {
		fc.assert(
			fc.property(anyPlan, anyPlan, (before, after) => {
				const id = (one: { noun: string; key: string }) => `${one.noun} ${one.key}`;
				const plan = new Map<string, Record<string, unknown>>(
					before.map((one) => [id(one), { ...one.fields }])
				);
				for (const change of diffPlans(before, after)) {
					if (change.kind === 'reordered') continue;
					if (change.kind === 'removed') plan.delete(id(change));
					else if (change.kind === 'added') plan.set(id(change), {});
					for (const { field, after: value } of change.fields) plan.get(id(change))![field] = value;
				}
				const said = (fields: Readonly<Record<string, unknown>>) =>
					canonicalJson(
						Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ''))
					);
				expect(new Map([...plan].map(([key, fields]) => [key, said(fields)]))).toEqual(
					new Map(after.map((one) => [id(one), said(one.fields)]))
				);
			})
		);
	});
});
