import { describe, expect, it } from 'vitest';
import { planSectionForm } from '$lib/forms/plan-structure';
import { differingSectionFields, takeTheirSectionField, toSectionFormValues } from './plan-section-values';

const area = {
	number: 3,
	name: { nb: 'Eldre', nn: 'Eldre' },
	shortName: null,
	summary: { nn: 'Kort' },
	kind: 'patient-group',
	body: 'fsu-4',
	source: null
};
const funding = { name: { nb: 'Tilskudd' }, year: null, amountNok: 5_300_000, note: null, source: 'KS' };
const partner = { number: '4022', name: 'Seljord', kind: 'municipality', writtenForm: 'nn', verified: false };

describe('an entry in its form', () => {
	it.each([
		['areas', area],
		['funding', funding],
		['partners', partner]
	] as const)('of %s comes back as it was', (part, values) => {
		const typed = toSectionFormValues(part, values, true);
		expect(planSectionForm(part, true).parse(typed).values).toEqual(values);
	});

	it('has no field for what is said once, when it is there', () => {
		expect(toSectionFormValues('areas', area, false)).not.toHaveProperty('number');
	});
});

describe('what does not fit is told field by field', () => {
	it.each([
		[
			'areas',
			{ ...toSectionFormValues('areas', area, true), 'name.nb': '', 'name.nn': ' ' },
			'name.nb',
			'one-form-needed'
		],
		['areas', { ...toSectionFormValues('areas', area, true), number: '100' }, 'number', 'out-of-range'],
		['areas', { ...toSectionFormValues('areas', area, true), number: '' }, 'number', 'required'],
		['areas', { ...toSectionFormValues('areas', area, true), kind: 'other' }, 'kind', 'required'],
		[
			'funding',
			{ ...toSectionFormValues('funding', funding, true), amountNok: 'mykje' },
			'amountNok',
			'not-a-number'
		],
		[
			'funding',
			{ ...toSectionFormValues('funding', funding, true), amountNok: '-1' },
			'amountNok',
			'not-a-number'
		],
		[
			'funding',
			{ ...toSectionFormValues('funding', funding, true), source: 'x'.repeat(201) },
			'source',
			'too-long'
		],
		['partners', { ...toSectionFormValues('partners', partner, true), name: ' ' }, 'name', 'required']
	] as const)('of %s', (part, typed, field, code) => {
		const { error } = planSectionForm(part, true).safeParse(typed);
		expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([[field, code]]);
	});

	it('a sum may be written as people write it', () => {
		const typed = { ...toSectionFormValues('funding', funding, true), amountNok: '5 300 000' };
		expect(planSectionForm('funding', true).parse(typed).values.amountNok).toBe(5_300_000);
	});
});

describe('two who edit at once', () => {
	const mine = toSectionFormValues('areas', area, false);
	const theirs = toSectionFormValues(
		'areas',
		{ ...area, name: { nb: 'De eldste', nn: 'Eldre' }, body: null },
		false
	);

	it('differ where one of them wrote something else', () => {
		expect(differingSectionFields('areas', mine, theirs)).toEqual(['name.nb', 'body']);
	});

	it('settle it field by field', () => {
		const settled = takeTheirSectionField(
			'areas',
			takeTheirSectionField('areas', mine, theirs, 'name.nb'),
			theirs,
			'body'
		);
		expect(differingSectionFields('areas', settled, theirs)).toEqual([]);
	});

	it.each(['__proto__', 'constructor', 'number', ''])('settle nothing in %j', (name) => {
		expect(takeTheirSectionField('areas', mine, theirs, name)).toBe(mine);
	});
});
