import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyKinds, seatRoles } from '../body';
import { addDays } from '../calendar/calendar-date';
import { evaluationStates } from '../evaluation/evaluation';
import {
	dueReminders,
	isOutstanding,
	kickOffReminders,
	reminderDates,
	nextReminder,
	scheduledRecipients,
	findRecipients,
	returnedReminders,
	countEvaluations,
	reminderObstacle,
	type ReminderFacts,
	type SeatedPerson
} from './reminder';
import { roundStates } from '../round/round';
import { isWorkingDay } from '../calendar/working-days';

/** A Friday; 30 days before is a Wednesday. */
const reportBy = '2026-12-11';

function seated(
	name: string,
	bodyId: number,
	role: SeatedPerson['role'],
	more: Partial<SeatedPerson> = {}
): SeatedPerson {
	return {
		email: `${name.toLowerCase()}@test.test`,
		name,
		writtenForm: 'nb',
		declinesMail: false,
		personId: name.charCodeAt(0),
		bodyId,
		bodyKind: 'fsu',
		role,
		...more
	};
}

const leader = seated('Frode', 1, 'leader');
const deputy = seated('Dag', 1, 'deputy');
const member = seated('Mari', 1, 'member');
const secretary = seated('Siri', 9, 'member', { bodyKind: 'secretariat' });
const observer = seated('Olav', 9, 'observer', { bodyKind: 'secretariat' });
const everybody = [leader, deputy, member, secretary, observer];

function facts(given: Partial<ReminderFacts> = {}): ReminderFacts {
	return {
		round: { state: 'open', reportBy },
		measures: [
			{ id: 'a', bodyId: 1, state: null },
			{ id: 'b', bodyId: 1, state: 'submitted' }
		],
		seats: everybody,
		colleagues: [],
		representatives: [],
		mailed: [],
		...given
	};
}

const names = (given: ReminderFacts) => findRecipients(given).map(({ name, because }) => [name, ...because]);

describe('findRecipients', () => {
	it.each([
		['the leader', everybody, [['Frode', 'leader']]],
		['the deputy where there is no leader', [deputy, member, secretary], [['Dag', 'deputy']]],
		['the secretariat where there is neither', [member, secretary, observer], [['Siri', 'secretariat']]],
		['nobody where there is nobody', [member, observer], []]
	])('%s', (_who, seats, expected) => expect(names(facts({ seats }))).toEqual(expected));

	it('assigns measures without a body to the secretariat', () => {
		const measures = [
			{ id: 'a', bodyId: null, state: null },
			{ id: 'b', bodyId: 2, state: null }
		];
		const [reader, ...more] = findRecipients(facts({ measures }));
		expect(more).toEqual([]);
		expect(reader).toMatchObject({ name: 'Siri', because: ['secretariat'], measures });
	});

	it('returns a person with two seats once, with both bodies’ measures', () => {
		const seats = [leader, { ...leader, bodyId: 2 }, { ...leader, bodyId: 1, bodyKind: 'ssu' as const }];
		const measures = [
			{ id: 'a', bodyId: 1, state: null },
			{ id: 'c', bodyId: 2, state: null }
		];
		expect(findRecipients(facts({ seats, measures }))).toMatchObject([{ name: 'Frode', left: measures }]);
	});

	it('adds a delegated colleague beside the delegator', () => {
		const { personId: _, bodyId: __, bodyKind: ___, role: ____, ...anna } = seated('Anna', 0, 'member');
		const given = facts({ colleagues: [{ ...anna, measureId: 'a' }] });
		expect(names(given)).toEqual([
			['Anna', 'handed-on'],
			['Frode', 'leader']
		]);
		expect(findRecipients(given)[0]).toMatchObject({ personId: null, left: [{ id: 'a' }] });
	});

	it('counts drafts and returned evaluations as outstanding, not submitted ones', () => {
		expect([null, ...evaluationStates].filter(isOutstanding)).toEqual([null, 'draft', 'returned']);
	});
});

describe('reminderDates', () => {
	it('are 30, 7 and 1 days before the deadline, 1 and 7 days after', () => {
		expect(reminderDates('2026-12-10')).toEqual([
			{ reason: 'due-in-30', day: '2026-11-10' },
			{ reason: 'due-in-7', day: '2026-12-03' },
			{ reason: 'due-in-1', day: '2026-12-09' },
			{ reason: 'overdue-1', day: '2026-12-11' },
			{ reason: 'overdue-7', day: '2026-12-17' }
		]);
	});

	it.each([
		['due-in-1', '2026-12-14', '2026-12-11'],
		['overdue-1', '2026-12-11', '2026-12-14'],
		['due-in-7', '2026-04-10', '2026-04-01'],
		['overdue-7', '2026-12-18', '2026-12-28']
	])('move %s of %s from a day off to %s', (reason, deadline, day) => {
		expect(reminderDates(deadline)).toContainEqual({ reason, day });
	});
});

describe('dueReminders', () => {
	const reasons = (today: string, given: Partial<ReminderFacts> = {}) =>
		dueReminders(facts(given), today).map(({ reader, reason }) => `${reader.name} ${reason}`);

	it.each([
		['2026-11-10', []],
		['2026-11-11', ['Frode due-in-30']],
		['2026-11-13', ['Frode due-in-30']],
		['2026-11-14', []],
		['2026-11-16', []],
		['2026-12-04', ['Frode due-in-7']],
		['2026-12-10', ['Frode due-in-1']],
		['2026-12-11', ['Frode due-in-1']],
		['2026-12-12', []],
		['2026-12-14', ['Frode overdue-1']],
		['2026-12-18', ['Frode overdue-7']],
		['2026-12-21', ['Frode overdue-7']],
		['2026-12-22', []]
	])('%s: %j', (today, expected) => expect(reasons(today)).toEqual(expected));

	it('skips recipients who got any mail about the round since', () => {
		const heard = (day: string) => ({ mailed: [{ email: leader.email, day }] });
		expect(reasons('2026-12-04', heard('2026-12-03'))).toEqual(['Frode due-in-7']);
		expect(reasons('2026-12-04', heard('2026-12-04'))).toEqual([]);
		expect(reasons('2026-12-07', heard('2026-12-04'))).toEqual([]);
	});

	it('skips recipients who decline, but sends kick-offs and returns', () => {
		const seats = [{ ...leader, declinesMail: true }];
		expect(reasons('2026-12-04', { seats })).toEqual([]);
		expect(kickOffReminders(facts({ seats }))).toMatchObject([
			{ reader: { name: 'Frode' }, reason: 'kick-off' }
		]);
		expect(returnedReminders(facts({ seats }), 'b')).toMatchObject([{ reason: 'returned' }]);
		expect(returnedReminders(facts({ seats }), 'z')).toEqual([]);
	});

	it('reports why a reminder on request is not sent', () => {
		const ask = (given: Partial<ReminderFacts>) => {
			const all = facts(given);
			return reminderObstacle(all, findRecipients(all)[0]!, '2026-11-20');
		};
		expect(ask({})).toBeNull();
		expect(ask({ measures: [{ id: 'b', bodyId: 1, state: 'approved' }] })).toBe('all-submitted');
		expect(ask({ seats: [{ ...leader, declinesMail: true }] })).toBe('declines');
		expect(ask({ mailed: [{ email: leader.email, day: '2026-11-20' }] })).toBe('mailed-today');
		expect(ask({ mailed: [{ email: leader.email, day: '2026-11-19' }] })).toBeNull();
	});

	it('scheduledRecipients lists recipients and dates of outstanding measures', () => {
		const all = facts({
			measures: [
				{ id: 'a', bodyId: 1, state: null },
				{ id: 'b', bodyId: 1, state: 'submitted' },
				{ id: 'c', bodyId: 2, state: 'returned' }
			],
			seats: [leader, { ...secretary, declinesMail: true }]
		});
		const said = (id: string) =>
			scheduledRecipients(all, '2026-11-20')
				.get(id)
				?.map(({ name, next, not }) => [name, next?.day, not]);
		expect(said('a')).toEqual([['Frode', '2026-12-04', null]]);
		expect(said('b')).toBeUndefined();
		expect(said('c')).toEqual([['Siri', undefined, 'declines']]);
	});

	it('nextReminder returns the next date and reason', () => {
		const next = (today: string, given: Partial<ReminderFacts> = {}) => {
			const all = facts(given);
			return nextReminder(all, findRecipients(all)[0]!, today);
		};
		expect(next('2026-11-20')).toEqual({ reason: 'due-in-7', day: '2026-12-04' });
		expect(next('2026-11-12')).toEqual({ reason: 'due-in-30', day: '2026-11-12' });
		expect(next('2026-12-19')).toBeNull();
		expect(next('2026-11-20', { round: { state: 'closed', reportBy } })).toBeNull();
		expect(next('2026-11-20', { measures: [{ id: 'b', bodyId: 1, state: 'submitted' }] })).toBeNull();
	});
});

const anyName = fc.constantFrom('Anna', 'Bjarte', 'Cecilie', 'Dina', 'Even', 'Frode');
const anyFacts: fc.Arbitrary<ReminderFacts> = fc.record({
	round: fc.record({ state: fc.constantFrom(...roundStates), reportBy: fc.constant(reportBy) }),
	measures: fc.uniqueArray(
		fc.record({
			id: fc.constantFrom(...'abcdefgh'),
			bodyId: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
			state: fc.option(fc.constantFrom(...evaluationStates), { nil: null })
		}),
		{ selector: ({ id }) => id }
	),
	seats: fc.array(
		fc
			.record({
				name: anyName,
				bodyId: fc.integer({ min: 1, max: 4 }),
				role: fc.constantFrom(...seatRoles),
				bodyKind: fc.constantFrom(...bodyKinds),
				declinesMail: fc.boolean()
			})
			.map(({ name, bodyId, role, ...more }) => seated(name, bodyId, role, more))
	),
	colleagues: fc.array(
		fc.record({ name: anyName, measureId: fc.constantFrom(...'abcdefgh') }).map(({ name, measureId }) => ({
			email: `${name.toLowerCase()}@test.test`,
			name,
			writtenForm: 'nn' as const,
			declinesMail: false,
			measureId
		}))
	),
	representatives: fc.constant([]),
	mailed: fc.array(
		fc.record({
			email: anyName.map((name) => `${name.toLowerCase()}@test.test`),
			day: fc.integer({ min: -40, max: 10 }).map((days) => addDays(reportBy, days))
		})
	)
});
const anyDay = fc.integer({ min: -45, max: 20 }).map((days) => addDays(reportBy, days));

describe('representatives', () => {
	const olsen = { ...leader, name: 'Olsen', email: 'olsen@test.test', personId: 5 };
	const speaks = (left: number, who: typeof olsen = olsen, partner = '4022') => ({
		...who,
		rollout: { partner, name: partner, all: 3, left }
	});

	it('get the kick-off and reminders while their partner has measures left', () => {
		const given = facts({ measures: [], representatives: [speaks(2)] });
		const reader = { name: 'Olsen', because: ['representative'], rollouts: [{ partner: '4022', left: 2 }] };
		expect(kickOffReminders(given)).toMatchObject([{ reader }]);
		expect(dueReminders(given, '2026-12-04')).toMatchObject([{ reader, reason: 'due-in-7' }]);
		const done = { ...given, representatives: [speaks(0)] };
		expect([...kickOffReminders(done), ...dueReminders(done, '2026-12-04')]).toEqual([]);
	});

	it('who lead a body are returned once, with all measures', () => {
		const [reader, ...more] = findRecipients(
			facts({ representatives: [speaks(2, leader), speaks(0, leader, 'STHF')] })
		);
		expect(more).toEqual([]);
		expect(reader).toMatchObject({ because: ['leader', 'representative'], left: [{ id: 'a' }] });
		expect(countEvaluations(reader!)).toEqual({ all: 8, left: 3 });
	});
});

describe('reminders for any facts', () => {
	it('reach a recipient at most once a day, and only with outstanding measures in an open round', () => {
		fc.assert(
			fc.property(anyFacts, anyDay, (given, today) => {
				const due = dueReminders(given, today);
				const emails = due.map(({ reader }) => reader.email);
				expect(new Set(emails).size).toBe(emails.length);
				for (const { reader } of due) {
					expect(reader.left.length).toBeGreaterThan(0);
					expect(reader.left.every(({ state }) => isOutstanding(state))).toBe(true);
					expect(given.mailed).not.toContainEqual({ email: reader.email, day: today });
				}
				if (given.round.state === 'closed' || given.round.state === 'planned') expect(due).toEqual([]);
				if (!isWorkingDay(today)) expect(due).toEqual([]);
			})
		);
	});

	it('are not repeated, and number at most five for a recipient in a round', () => {
		fc.assert(
			fc.property(anyFacts, (given) => {
				const mailed: { email: string; day: string }[] = [];
				for (let day = addDays(reportBy, -45); day <= addDays(reportBy, 30); day = addDays(day, 1)) {
					const now = { ...given, mailed };
					mailed.push(...dueReminders(now, day).map(({ reader }) => ({ email: reader.email, day })));
					expect(dueReminders({ ...given, mailed }, day)).toEqual([]);
				}
				for (const { email } of mailed)
					expect(mailed.filter((one) => one.email === email).length).toBeLessThanOrEqual(5);
			}),
			{ numRuns: 30 }
		);
	});

	it('have a recipient for every outstanding measure with a leader or a secretariat', () => {
		fc.assert(
			fc.property(anyFacts, (given) => {
				const reached = new Set(
					findRecipients(given).flatMap(({ measures }) => measures.map(({ id }) => id))
				);
				const secretariat = given.seats.some(
					({ bodyKind, role }) => bodyKind === 'secretariat' && role !== 'observer' && role !== 'alternate'
				);
				for (const { id } of given.measures) if (secretariat) expect(reached).toContain(id);
			})
		);
	});
});
