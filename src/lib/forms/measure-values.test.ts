import { describe, expect, it } from 'vitest';
import { measureForm, milestoneRowNumbers } from '$lib/forms/measure';
import {
	differingMeasureFields,
	milestoneLines,
	toMeasureFormValues,
	removeMilestoneRow,
	addMilestoneRow,
	takeTheirMeasureField
} from './measure-values';

const measure = {
	title: { nb: 'Tittel', nn: 'Tittel' },
	summary: { nn: 'Kort' },
	targetGroup: null,
	expectedEffect: null,
	contact: null,
	body: { slug: 'fsu-1' },
	startsOn: '2026-02-01',
	deadline: '2027-05-31',
	deadlineWords: 'våren 2027',
	links: [
		{ title: 'Rutine: ny', address: 'https://example.no/a' },
		{ title: 'example.no', address: 'https://example.no' }
	],
	milestones: [
		{ title: { nb: 'Først' }, due: '2026-03-01', doneOn: '2026-02-27' },
		{ title: { nn: 'Så' }, due: '2026-09-01', doneOn: null }
	]
};
const typed = toMeasureFormValues(measure);

describe('measure form values', () => {
	it('are read back unchanged', () => {
		const { measure: read } = measureForm.parse({ ...typed, version: '3' });
		expect({ ...read, body: { slug: read.body } }).toEqual(measure);
	});

	it('keep the words of a deadline', () => {
		expect(typed.deadline).toBe('våren 2027');
	});
});

describe('milestone rows', () => {
	it('are added at the end, and ignored if empty', () => {
		const { values, row } = addMilestoneRow(typed);
		expect(row).toBe(2);
		expect(milestoneRowNumbers(values)).toEqual([0, 1, 2]);
		expect(measureForm.parse({ ...values, version: '3' }).measure.milestones).toHaveLength(2);
	});

	it('are removed one by one, without renumbering', () => {
		const values = removeMilestoneRow(typed, 0);
		expect(milestoneRowNumbers(values)).toEqual([1]);
		expect(addMilestoneRow(values).row).toBe(2);
	});
});

describe('conflicting edits of a measure', () => {
	const theirs = toMeasureFormValues({
		...measure,
		contact: 'Kari',
		milestones: measure.milestones.slice(1)
	});

	it('differ in the fields with other content', () => {
		expect(differingMeasureFields(typed, theirs)).toEqual(['contact', 'milestones']);
	});

	it('do not differ by row numbers', () => {
		expect(differingMeasureFields(removeMilestoneRow(typed, 0), theirs)).toEqual(['contact']);
	});

	it('are merged field by field', () => {
		const settled = takeTheirMeasureField(
			{ mine: takeTheirMeasureField({ mine: typed, theirs }, 'contact'), theirs },
			'milestones'
		);
		expect(differingMeasureFields(settled, theirs)).toEqual([]);
		expect(milestoneLines(settled)).toEqual(['Så · 01.09.2026']);
	});

	it.each(['__proto__', 'constructor', 'milestones.0.due', ''])('ignore the field %j', (field) => {
		expect(takeTheirMeasureField({ mine: typed, theirs }, field)).toBe(typed);
	});
});
