import { describe, expect, it } from 'vitest';
import { lifecycleForm, measureForm, measureFormEditForm } from './measure';

const posted = {
	version: '3',
	'title.nb': ' Hjemmesykehus ',
	'title.nn': '',
	'summary.nb': 'Linje\r\nto',
	body: 'fsu-1',
	contact: ' ',
	startsOn: '1.2.2027',
	deadline: 'våren 2028',
	links: 'Rutinen: https://example.no/rutine\r\n'
};

function faults(changed: Record<string, unknown>) {
	const parsed = measureForm.safeParse({ ...posted, ...changed });
	return parsed.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
}

describe('measureForm', () => {
	it('reads trimmed texts and keeps a deadline’s words', () => {
		expect(measureForm.parse(posted)).toEqual({
			version: 3,
			reason: undefined,
			measure: {
				title: { nb: 'Hjemmesykehus' },
				summary: { nb: 'Linje\nto' },
				targetGroup: null,
				expectedEffect: null,
				contact: null,
				body: 'fsu-1',
				startsOn: '2027-02-01',
				deadline: '2028-05-31',
				deadlineWords: 'våren 2028',
				links: [{ title: 'Rutinen', address: 'https://example.no/rutine' }],
				milestones: []
			}
		});
	});

	it.each([
		['no title in either form', { 'title.nb': ' ' }, ['title.nb', 'one-form-needed']],
		['a title that is too long', { 'title.nn': 'x'.repeat(201) }, ['title.nn', 'too-long']],
		['a start that is no date', { startsOn: '30.2.2027' }, ['startsOn', 'not-a-date']],
		['a deadline nobody can read', { deadline: 'snart' }, ['deadline', 'deadline-unreadable']],
		['a link without https', { links: 'http://example.no' }, ['links', 'links-unreadable']],
		['no version', { version: '' }, ['version', 'unreadable']],
		[
			'a milestone without a date',
			{ 'milestones.2.title.nn': 'Ferdig', 'milestones.2.due': '' },
			['milestones.2.due', 'required']
		],
		[
			'a milestone without a title',
			{ 'milestones.0.due': '1.3.2027' },
			['milestones.0.title.nb', 'one-form-needed']
		]
	])('is refused with %s', (_what, changed, fault) => {
		expect(faults(changed)).toEqual([fault]);
	});

	it('reports all errors at once', () => {
		expect(faults({ 'title.nb': '', startsOn: 'x', deadline: 'x', 'milestones.0.due': 'x' })).toHaveLength(5);
	});

	it('skips empty milestone rows', () => {
		const rows = {
			'milestones.0.title.nb': ' ',
			'milestones.0.due': '',
			'milestones.7.title.nb': 'Så',
			'milestones.7.due': '1.9.2027'
		};
		expect(measureForm.parse({ ...posted, ...rows }).measure.milestones).toEqual([
			{ title: { nb: 'Så' }, due: '2027-09-01', doneOn: null }
		]);
	});
});

it('lifecycleForm requires a reason', () => {
	const parsed = lifecycleForm.safeParse({ version: '1', lifecycle: 'completed', reason: '' });
	expect(parsed.error?.issues.map(({ message }) => message)).toEqual(['reason-required']);
});

it('measureFormEditForm rejects an unknown button', () => {
	expect(measureFormEditForm.parse({ add: '1' })).toMatchObject({ add: '1', remove: null, take: '' });
	expect(measureFormEditForm.safeParse({ remove: 'all' }).success).toBe(false);
});

describe('too many milestones', () => {
	const rows = (count: number): Record<string, string> =>
		Object.assign(
			{},
			...Array.from({ length: count }, (_, row) => ({
				[`milestones.${row}.title.nb`]: 'Steg',
				[`milestones.${row}.due`]: '1.2.2027'
			}))
		) as Record<string, string>;
	const parse = (count: number) =>
		measureForm.safeParse({ version: '1', 'title.nb': 'Tittel', ...rows(count) });

	it('are reported once', () => {
		expect(parse(40).success).toBe(true);
		expect(parse(41).error?.issues).toMatchObject([{ path: ['milestones'], message: 'too-many-milestones' }]);
	});

	it('are counted without empty rows', () => {
		const empty = Object.fromEntries(Array.from({ length: 60 }, (_, row) => [`milestones.${row}.due`, '']));
		expect(measureForm.safeParse({ version: '1', 'title.nb': 'Tittel', ...empty }).success).toBe(true);
	});
});
