import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Database } from '$lib/server/database/database';
import { openDatabaseSnapshot, lastEventOfDay } from '$lib/server/database/database-snapshot';
import { dataVersion } from '$lib/server/database/event-log';
import { measureByCode } from '$lib/server/measures/queries';
import { changeLifecycle, editMeasure } from '$lib/server/measures/commands';
import { currentPlan } from '$lib/server/plans/queries';
import { temporaryDatabase } from '../support/database';
import { fillWithDemo } from '../support/demo';
import { aPartnership, expectOk } from '../support/partnership';
import { historyRows } from './simulation/snapshot-rows';

/** A database that remembers what stood in it after every so many changes. */
async function remembering(db: Database, every: number) {
	const stood = new Map<number, Record<string, unknown[]>>();
	let turns = 0;
	const watched: Database = {
		...db,
		async write(turn) {
			const answer = await db.write(turn);
			if (++turns % every === 0) stood.set(await dataVersion(db.read), await historyRows(db));
			return answer;
		}
	};
	return { watched, stood };
}

/** Events that a snapshot tells of: those of the plan, and none of people, links or mail. */
function eventsUpTo({ read }: Database, seq: number) {
	return read.all(sql`select seq, plan_id, at, "by", verb, noun, noun_id, "before", "after", reason from event
		where seq <= ${seq} and noun in ('plan', 'area', 'measure', 'round', 'evaluation', 'review', 'rollout')
		order by seq`);
}

describe('the plan as it was', () => {
	it('is, after any change in two years of the demo’s life, row for row what stood then', async () => {
		const db = await temporaryDatabase();
		const { watched, stood } = await remembering(db, 40);
		await fillWithDemo(watched);
		expect(stood.size).toBeGreaterThan(5);
		const backwards = sql`select a.seq from event a join event b on b.seq = a.seq - 1 where a.at < b.at`;
		expect(await db.read.all(backwards), 'events that are told before they were').toEqual([]);
		for (const [seq, rows] of stood) {
			const past = await openDatabaseSnapshot(db, seq);
			expect(await historyRows(past), `after event ${seq}`).toEqual(rows);
			const told = await eventsUpTo(past, Number.MAX_SAFE_INTEGER);
			expect(told.length).toBeGreaterThan(0);
			expect(told, `events until ${seq}`).toEqual(await eventsUpTo(db, seq));
			past.close();
		}
	});

	it('can be read by day: what was changed in the evening stands, what was changed after midnight does not', async () => {
		const partnership = await aPartnership();
		const { db, planId } = partnership;
		const edit = async (contact: string, at: string) => {
			const { version } = (await measureByCode(db.read, planId, '1.1'))!;
			const context = { ...partnership.as('ssuLeader'), now: new Date(at) };
			const input = {
				title: { nb: 'Tiltak 1' },
				summary: null,
				targetGroup: null,
				expectedEffect: null,
				contact,
				body: 'fsu-1',
				startsOn: null,
				deadline: null,
				deadlineWords: null
			};
			expectOk(await editMeasure(context, { planId, code: '1.1', version }, input));
		};
		await edit('Kari', '2026-11-12T22:59:59.000Z');
		await edit('Ola', '2026-11-12T23:00:00.000Z');
		const contactOn = async (day: string) => {
			const past = await openDatabaseSnapshot(db, await lastEventOfDay(db.read, day));
			const plan = await currentPlan(past.read);
			return (await measureByCode(past.read, plan!.id, '1.1'))!.contact;
		};
		expect(await contactOn('2026-11-12')).toBe('Kari');
		expect(await contactOn('2026-11-13')).toBe('Ola');
	});

	it('takes no change, neither by command nor in what was kept', async () => {
		const partnership = await aPartnership();
		const past = await openDatabaseSnapshot(partnership.db, await dataVersion(partnership.db.read));
		const target = { planId: partnership.planId, code: '1.1', version: 1 };
		await expect(
			changeLifecycle({ ...partnership.as('ssuLeader'), db: past }, target, {
				to: 'in-operation',
				reason: 'Sak 07/26'
			})
		).rejects.toThrow('Snapshots are read-only.');
		for (const change of [
			`update past set row = null`,
			`delete from past`,
			`insert into past (seq, of, key, row) values (1, 'measure', 'm-1', null)`
		])
			await expect(partnership.db.read.run(sql.raw(change))).rejects.toThrow();
	});

	it('holds no person, session, link or mail', async () => {
		const partnership = await aPartnership();
		const past = await openDatabaseSnapshot(partnership.db, await dataVersion(partnership.db.read));
		for (const table of [
			'person',
			'seat_holder',
			'session',
			'invitation',
			'reporting_access',
			'reporting_link',
			'mail'
		])
			expect(await past.read.all(sql.raw(`select * from ${table}`)), table).toEqual([]);
	});

	it('is empty before anything had happened', async () => {
		const partnership = await aPartnership();
		const past = await openDatabaseSnapshot(
			partnership.db,
			await lastEventOfDay(partnership.db.read, '1999-12-31')
		);
		expect(await currentPlan(past.read)).toBeNull();
	});
});
