import { describe, expect, it } from 'vitest';
import { layoutMeetingsForm, yearTemplateForm } from './year-layout';

const template = { first: '11.2.2027', second: '10.06.2027', ssu: '15', fsu: '10' };

describe('the template of a year', () => {
	it('reads the two meetings and the leads', () => {
		expect(yearTemplateForm.parse(template)).toEqual({
			...{ partnershipMeetings: ['2027-02-11', '2027-06-10'], ssuLead: 15, fsuLead: 10 }
		});
	});

	it.each([
		['first', '13.2.2027', 'no-working-day'],
		['second', '17.5.2027', 'no-working-day'],
		['ssu', '9', 'not-a-lead'],
		['fsu', '21', 'not-a-lead'],
		['fsu', 'to uker', 'not-a-lead']
	])('rejects %s as %s', (field, value, code) => {
		const { error } = yearTemplateForm.safeParse({ ...template, [field]: value });
		expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([[field, code]]);
	});
});

describe('the meetings of a laid out year', () => {
	it('are those that are ticked, with errors by row', () => {
		const posted = { lang: 'nn', 'take.1': 'yes', 'body.0': 'ssu', 'day.0': '', 'body.1': 'ssu' };
		expect(layoutMeetingsForm.parse({ ...posted, 'day.1': '21.1.2027' })).toEqual({
			...{ lang: 'nn', meetings: [{ row: 1, body: 'ssu', day: '2027-01-21' }] }
		});
		const { error } = layoutMeetingsForm.safeParse({ ...posted, 'day.1': 'i januar' });
		expect(error?.issues.map(({ path }) => path[0])).toEqual(['day.1']);
	});
});
