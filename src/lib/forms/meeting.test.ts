import { describe, expect, it } from 'vitest';
import { agendaItemForm, attendanceForm, meetingForm } from './meeting';

const meeting = { body: 'ssu', kind: 'ordinary', lang: 'nb', day: '3.12.2026' };
const item = { kind: 'decision', title: 'Sak', lang: 'nb' };

describe('the form of a meeting', () => {
	it.each([
		['', null],
		['9', '09:00'],
		['09.30', '09:30'],
		['kl. 12:00', '12:00']
	])('reads the time %j as %j', (startsAt, expected) => {
		expect(meetingForm.parse({ ...meeting, startsAt })).toMatchObject({
			startsAt: expected,
			day: '2026-12-03'
		});
	});

	it.each(['25.00', '12.60', 'tolv', '1200'])('rejects the time %s', (startsAt) => {
		const { error } = meetingForm.safeParse({ ...meeting, startsAt });
		expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
			['startsAt', 'not-a-time']
		]);
	});
});

describe('the form of an agenda item', () => {
	it('rejects a closed item without its legal basis and neutral title', () => {
		const { error } = agendaItemForm.safeParse({ ...item, closed: 'yes' });
		expect(error?.issues.map(({ path }) => path[0])).toEqual(['closedBasis', 'neutralTitle']);
		expect(agendaItemForm.parse(item).closed).toBe(false);
	});
});

describe('the form of attendance', () => {
	it('reads each row, and names its errors by row', () => {
		const posted = {
			version: '2',
			'presence.4': 'present',
			'note.4': ' Kom seint ',
			'arrived.4': '12.20',
			'presence.7': ''
		};
		expect(attendanceForm.parse(posted).rows).toEqual([
			{
				id: 4,
				presence: 'present',
				alternateId: null,
				title: '',
				arrivedAt: '12:20',
				leftAt: null,
				note: 'Kom seint'
			},
			{ id: 7, presence: null, alternateId: null, title: '', arrivedAt: null, leftAt: null, note: '' }
		]);
		const { error } = attendanceForm.safeParse({ ...posted, 'arrived.4': 'seint' });
		expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
			['arrived.4', 'not-a-time']
		]);
	});
});
