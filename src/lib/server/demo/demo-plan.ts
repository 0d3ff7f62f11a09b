import { eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Result } from '$lib/domain/result';
import type { Actor } from '$lib/domain/permission';
import type { Context } from '../context';
import type { Database } from '../database/database';
import { body, measure } from '../database/schema';
import type { MeasureEdit } from '../measures/edit';
import { measureDetails, type MeasureDetails } from '../measures/queries';
import { roundByKey } from '../rounds/queries';
import type { DemoActors } from './accounts';

type Command = (context: Context) => Promise<Result<unknown>>;

interface Step {
	at: Date;
	actor: Actor;
	command: Command;
}

/** A measure's code, and the actor that reports for it. */
interface DemoTarget {
	code: string;
	reporter: Actor;
}

/** The plan of the demo, and the commands that make its history. */
export class DemoPlan {
	readonly id: number;
	readonly actors: DemoActors;
	readonly #steps: Step[] = [];

	readonly #measures: ReadonlyMap<string, DemoTarget>;

	private constructor(
		readonly db: Database,
		{ id, actors }: Pick<DemoPlan, 'id' | 'actors'>,
		measures: ReadonlyMap<string, DemoTarget>
	) {
		this.id = id;
		this.actors = actors;
		this.#measures = measures;
	}

	static async load(db: Database, id: number, actors: DemoActors): Promise<DemoPlan> {
		const rows = await db.read
			.select({ id: measure.id, code: measure.code, body: body.slug })
			.from(measure)
			.leftJoin(body, eq(body.id, measure.bodyId))
			.where(eq(measure.planId, id));
		const measures = rows.map(
			(row) => [row.id, { code: row.code, reporter: actors.leaderOf(row.body) }] as const
		);
		return new DemoPlan(db, { id, actors }, new Map(measures));
	}

	/** Schedules a command. Commands with equal times run in the order they were scheduled. */
	schedule(at: Date, actor: Actor, command: Command): void {
		this.#steps.push({ at, actor, command });
	}

	/** Runs all commands in the order of their times. @throws Error if one is refused: the demo file has a fault */
	async run(): Promise<void> {
		const inOrder = this.#steps.toSorted((a, b) => a.at.getTime() - b.at.getTime());
		for (const { at: now, actor, command } of inOrder) {
			const outcome = await command({ db: this.db, actor, now });
			if (!outcome.ok)
				throw new Error(
					`Demo data command was rejected: command of ${actor.name} at ${now.toISOString()}: ${JSON.stringify(outcome.refused)}`
				);
		}
	}

	/** Returns a measure's code and reporter, by its id in the plan file. */
	measure(id: string): DemoTarget {
		const found = this.#measures.get(id);
		if (!found) throw new Error(`The plan has no measure ${id}.`);
		return found;
	}

	/** Returns a measure in its current version, and the target of a command that changes it. */
	async currentMeasure(id: string): Promise<{
		details: MeasureDetails;
		target: { planId: number; code: string; version: number };
	}> {
		const { code } = this.measure(id);
		const details = (await measureDetails(this.db.read, this.id, code))!;
		return { details, target: { planId: this.id, code, version: details.version } };
	}

	/** Returns the target of a command that changes a round. */
	async currentRound(key: string): Promise<{ planId: number; round: string; version: number }> {
		const found = await roundByKey(this.db.read, this.id, key);
		return { planId: this.id, round: key, version: found!.version };
	}
}

/** Returns a time on a day, in UTC. */
export function at(day: CalendarDate, hour = 10): Date {
	return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00.000Z`);
}

/** Returns a measure's texts and dates with some of them replaced. */
export function editOf(details: MeasureDetails, changes: Partial<MeasureEdit>): MeasureEdit {
	const { title, summary, targetGroup, expectedEffect, contact, startsOn, deadline, deadlineWords } = details;
	const dates = { startsOn, deadline, deadlineWords };
	const body = details.body?.slug ?? null;
	return { title, summary, targetGroup, expectedEffect, contact, ...dates, body, ...changes };
}
