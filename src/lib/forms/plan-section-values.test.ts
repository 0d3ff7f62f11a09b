import { describe, expect, it } from 'vitest';
import { planSectionForm } from '$lib/forms/plan-structure';
import { differingFields, takeTheirField } from './form-state';
import { sectionFields, toSectionFormValues } from './plan-section-values';

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

describe('planSectionForm', () => {
	it.each([
		['areas', area],
		['funding', funding],
		['partners', partner]
	] as const)('reads an entry of %s back unchanged', (part, values) => {
		const typed = toSectionFormValues(part, values, true);
		expect(planSectionForm(part, true).parse(typed).values).toEqual(values);
	});

	it('has no creation-only fields for an existing entry', () => {
		expect(toSectionFormValues('areas', area, false)).not.toHaveProperty('number');
	});
});

describe('planSectionForm errors', () => {
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
	] as const)('are reported for %s', (part, typed, field, code) => {
		const { error } = planSectionForm(part, true).safeParse(typed);
		expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([[field, code]]);
	});

	it('do not include a sum with spaces', () => {
		const typed = { ...toSectionFormValues('funding', funding, true), amountNok: '5 300 000' };
		expect(planSectionForm('funding', true).parse(typed).values.amountNok).toBe(5_300_000);
	});
});

describe('conflicting edits of an entry', () => {
	const fields = sectionFields('areas');
	const mine = toSectionFormValues('areas', area, false);
	const theirs = toSectionFormValues(
		'areas',
		{ ...area, name: { nb: 'De eldste', nn: 'Eldre' }, body: null },
		false
	);

	it('differ in the fields with other content', () => {
		expect(differingFields(fields, { mine, theirs })).toEqual(['name.nb', 'body']);
	});

	it('are merged field by field', () => {
		const settled = takeTheirField(
			fields,
			{ mine: takeTheirField(fields, { mine, theirs }, 'name.nb'), theirs },
			'body'
		);
		expect(differingFields(fields, { mine: settled, theirs })).toEqual([]);
	});

	it.each(['__proto__', 'constructor', 'number', ''])('ignore the field %j', (name) => {
		expect(takeTheirField(fields, { mine, theirs }, name)).toBe(mine);
	});
});
