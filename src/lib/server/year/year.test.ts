import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { MeetingState } from '$lib/domain/meeting/meeting';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	expectRefusal,
	lastEvent,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { body, calendarFeed, meeting, person, yearDate } from '../database/schema';
import { calendarReader, renewCalendarFeed } from '../identity/calendar-feed';
import { addYearDate, removeYearDate, type YearDateValues } from './commands';
import { yearEntries } from './queries';

let partnership: Partnership;
let partnershipId: number;
const values: YearDateValues = {
	...{ day: '2026-06-01', lastDay: null, title: 'Sommarsamling', lang: 'nn', public: false }
};

beforeEach(async () => {
	partnership = await aPartnership(aPlanFile({ rounds: [{ year: 2026, kind: 'annual', state: 'planned' }] }));
	({ partnershipId } = await partnership.plan());
});

async function seenBy(who: PersonName, span = { from: '2026-01-01', to: '2026-12-31' }) {
	const { db, planId, actors } = partnership;
	return yearEntries(db.read, { partnershipId, planId, actor: actors[who] }, span);
}

async function planned(slug: string, state: MeetingState, given: Partial<typeof meeting.$inferInsert> = {}) {
	const { db } = partnership;
	const [of] = await db.read.select().from(body).where(eq(body.slug, slug));
	const row = {
		...{ partnershipId, bodyId: of!.id, kind: 'ordinary' as const, state, day: '2026-05-07' },
		...{ lang: 'nn' as const, uid: `${slug}-${state}@test`, ...given }
	};
	await db.write((tx) => tx.insert(meeting).values(row));
}

describe('the entries of a year', () => {
	it.each<[PersonName, number, number, boolean]>([
		['anyone', 1, 0, false],
		['signedIn', 1, 0, false],
		['member', 2, 4, true],
		['otherLeader', 1, 4, true],
		['ssuMember', 2, 4, true],
		['secretariat', 2, 4, true]
	])(
		'are for %s: %i meetings of FSU 1, %i days of a planned round, members’ dates %s',
		async (who, meetings, rounds, own) => {
			await planned('fsu-1', 'planned');
			await planned('fsu-1', 'called');
			expectOk(await addYearDate(partnership.as('secretariat'), partnershipId, values));
			const entries = await seenBy(who, { from: '2026-01-01', to: '2027-12-31' });
			const count = (kind: string) => entries.filter((one) => one.kind === kind).length;
			expect([count('meeting'), count('round'), count('own') > 0]).toEqual([meetings, rounds, own]);
		}
	);

	it('have a cancelled meeting only if it had been called', async () => {
		await planned('fsu-1', 'cancelled');
		await planned('fsu-2', 'cancelled', { calledAt: '2026-04-01T10:00:00.000Z' });
		expect((await seenBy('anyone')).map((one) => one.kind === 'meeting' && one.uid)).toEqual([
			'fsu-2-cancelled@test'
		]);
	});

	it('leave out the day of a round’s meeting if the partnership meets that day', async () => {
		const days = async () =>
			(await seenBy('secretariat', { from: '2026-01-01', to: '2027-12-31' })).flatMap((one) =>
				one.kind === 'round' ? [one.step] : []
			);
		expect(await days()).toContain('meeting');
		const [meetingOn] = (await seenBy('secretariat')).filter(
			(one) => one.kind === 'round' && one.step === 'meeting'
		);
		await planned('partnerskapet', 'called', { day: meetingOn!.day });
		expect(await days()).not.toContain('meeting');
		await partnership.db.write((tx) => tx.update(meeting).set({ state: 'cancelled' }));
		expect(await days()).toContain('meeting');
	});

	it('have what begins before the span and lasts into it', async () => {
		const lasting = { ...values, day: '2025-12-20', lastDay: '2026-01-02' };
		expectOk(await addYearDate(partnership.as('secretariat'), partnershipId, lasting));
		expect((await seenBy('secretariat')).map(({ day }) => day)).toContain('2025-12-20');
		expect(await seenBy('secretariat', { from: '2026-01-03', to: '2026-01-31' })).toEqual([]);
	});

	it('are in order of days', async () => {
		await planned('fsu-1', 'called');
		expectOk(
			await addYearDate(partnership.as('secretariat'), partnershipId, { ...values, day: '2026-02-01' })
		);
		const days = (await seenBy('secretariat')).map(({ day }) => day);
		expect(days).toEqual(days.toSorted());
	});
});

describe('a date of the partnership’s own', () => {
	it('is recorded, and taken out again', async () => {
		const context = partnership.as('secretariat');
		const { id } = expectOk(await addYearDate(context, partnershipId, values));
		expect(await lastEvent(partnership.db)).toMatchObject({
			...{ verb: 'add-year-date', noun: 'year-date', nounId: String(id), after: values }
		});
		expectOk(await removeYearDate(context, partnershipId, { id, version: 1 }));
		expect(await partnership.db.read.select().from(yearDate)).toEqual([]);
		expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'remove-year-date', before: values });
	});

	it.each<PersonName>(['anyone', 'signedIn', 'member', 'leader', 'ssuLeader', 'administrator'])(
		'is refused to %s',
		async (who) => {
			const before = await partnership.traces();
			expect(expectRefusal(await addYearDate(partnership.as(who), partnershipId, values)).code).toBe(
				'not-permitted'
			);
			const date = { id: 1, version: 1 };
			expect(expectRefusal(await removeYearDate(partnership.as(who), partnershipId, date)).code).toBe(
				'not-permitted'
			);
			expect(await partnership.traces()).toEqual(before);
		}
	);

	it('is refused if it ends before it begins, is unknown, or was changed meanwhile', async () => {
		const context = partnership.as('secretariat');
		const backwards = { ...values, lastDay: '2026-05-31' };
		expect(expectRefusal(await addYearDate(context, partnershipId, backwards))).toEqual({
			...{ code: 'invalid', faults: [{ field: 'lastDay', code: 'ends-before-start' }] }
		});
		const { id } = expectOk(await addYearDate(context, partnershipId, values));
		const remove = (given: object) => removeYearDate(context, partnershipId, { id, version: 1, ...given });
		expect(expectRefusal(await remove({ id: 99 })).code).toBe('not-found');
		expect(expectRefusal(await remove({ version: 2 })).code).toBe('stale');
	});
});

describe('the address of a person’s own calendar', () => {
	it('gives that person with the seats of the day, until a new one is made', async () => {
		const context = partnership.as('member');
		const first = expectOk(await renewCalendarFeed(context)).token;
		const read = (token: string) => calendarReader(partnership.db.read, token, context.now);
		expect(await read(first)).toMatchObject({
			...{ name: 'Mari', personId: context.actor.personId, seats: [{ role: 'member', bodyKind: 'fsu' }] }
		});
		const second = expectOk(await renewCalendarFeed(context)).token;
		expect(await read(first)).toBeNull();
		expect(await read(second)).not.toBeNull();
		const [row] = await partnership.db.read.select().from(calendarFeed);
		expect(JSON.stringify(row)).not.toContain(second);
	});

	it('ends with the account, and is refused to visitors', async () => {
		const context = partnership.as('member');
		const { token } = expectOk(await renewCalendarFeed(context));
		await partnership.db.write((tx) =>
			tx
				.update(person)
				.set({ disabledAt: context.now.toISOString() })
				.where(eq(person.id, context.actor.personId!))
		);
		expect(await calendarReader(partnership.db.read, token, context.now)).toBeNull();
		expect(expectRefusal(await renewCalendarFeed(context)).code).toBe('not-found');
		expect(expectRefusal(await renewCalendarFeed(partnership.as('anyone'))).code).toBe('not-found');
	});
});
