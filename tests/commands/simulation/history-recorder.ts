import { createHash } from 'node:crypto';
import { asc, isNotNull } from 'drizzle-orm';
import { expect } from 'vitest';
import { toOsloDate, instantToOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Result } from '$lib/domain/result';
import {
	openDatabaseSnapshot,
	closeDatabaseSnapshots,
	lastEventOfDay
} from '$lib/server/database/database-snapshot';
import { adjustment, event } from '$lib/server/database/schema';
import { verifySeals } from '$lib/server/reviews/verify-seals';
import { expectEventsMatchRows } from './event-check';
import type { Simulation } from './simulation';
import { allRows, historyRows, pageRows } from './snapshot-rows';

type Rows = Record<string, unknown[]>;
export type RecordedEvent = typeof event.$inferSelect;

/** What stood after an event, and what a reader saw of it. */
interface Moment {
	seq: number;
	at: Date;
	rows: Rows;
	seen: unknown;
}

/** Remembers, beside the database, what was so after each step, and holds the database to it. */
export class HistoryRecorder {
	readonly moments: Moment[] = [];
	#before: { all: Rows; rows: Rows } = { all: {}, rows: {} };
	#told: RecordedEvent[] = [];

	private constructor(readonly life: Simulation) {}

	static async of(life: Simulation): Promise<HistoryRecorder> {
		const chronicle = new HistoryRecorder(life);
		await chronicle.#look(await chronicle.#events());
		return chronicle;
	}

	/** Holds what a step has done to what is promised of every step. */
	async holdTo(outcome: Result<unknown> | null, does: string): Promise<void> {
		const before = this.#before;
		const told = await this.#events();
		const news = told.slice(this.#told.length);
		expect(told.slice(0, this.#told.length), 'what was told before').toEqual(this.#told);
		expect(
			told.map(({ seq }) => seq),
			'no event is missing'
		).toEqual(told.map((_, index) => index + 1));
		const times = told.map(({ at }) => at);
		expect(times, 'events stand in the order of time').toEqual(times.toSorted());
		if (!outcome?.ok) {
			expect(news, 'a refusal tells of nothing').toEqual([]);
			expect(await allRows(this.life.db), 'a refusal changes nothing').toEqual(before.all);
			return;
		}
		if (news.length === 0) {
			const rows = await allRows(this.life.db);
			// What the browser saves of a draft within a sitting is no entry of its own.
			const silent = does === 'draft' ? { evaluation: [], value_score: [] } : {};
			expect({ ...rows, ...silent }, 'what changes is told of').toEqual({ ...before.all, ...silent });
			expect(await historyRows(this.life.db), 'the plan does not change untold').toEqual(before.rows);
			this.#before = { ...this.#before, all: rows };
			return;
		}
		await this.#look(told);
		expectEventsMatchRows(news, before.rows, this.#before.rows);
		await this.#sealsHold();
	}

	/** Holds one past moment to what it was. */
	async remembers(pick: number): Promise<void> {
		await this.#isAsItWas(this.moments[pick % this.moments.length]!);
	}

	/** Holds every past moment, and every day, to what it was. */
	async remembersAll(): Promise<void> {
		for (const moment of this.moments) await this.#isAsItWas(moment);
		const days = new Set(this.#told.map(({ at }) => instantToOsloDate(at)));
		for (const day of days) {
			const last = this.moments.findLast(({ at }) => toOsloDate(at) <= day);
			expect(await lastEventOfDay(this.life.db.read, day), `the last event of ${day}`).toBe(last?.seq);
		}
	}

	async #isAsItWas({ seq, at, rows, seen }: Moment): Promise<void> {
		const past = await openDatabaseSnapshot(this.life.db, seq);
		expect(await historyRows(past), `rows after event ${seq}`).toEqual(rows);
		expect(await pageRows(past, at), `seen after event ${seq}`).toEqual(seen);
		await closeDatabaseSnapshots(this.life.db);
	}

	#events(): Promise<RecordedEvent[]> {
		return this.life.db.read.select().from(event).orderBy(asc(event.seq));
	}

	async #look(told: RecordedEvent[]): Promise<void> {
		const { db } = this.life;
		this.#told = told;
		const { seq, at } = told.at(-1)!;
		const rows = await historyRows(db);
		this.#before = { all: await allRows(db), rows };
		const moment = new Date(at);
		this.moments.push({ seq, at: moment, rows, seen: structuredClone(await pageRows(db, moment)) });
	}

	async #sealsHold(): Promise<void> {
		const { read } = this.life.db;
		expect((await verifySeals(read)).broken, 'every review’s seal').toEqual([]);
		const adopted = await read.select().from(adjustment).where(isNotNull(adjustment.content));
		for (const { content, sha256 } of adopted)
			expect(createHash('sha256').update(content!).digest('hex'), 'every adjustment’s seal').toBe(sha256);
	}
}
