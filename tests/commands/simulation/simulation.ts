import { addDays, toOsloDate, startOfDay, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Context } from '$lib/server/context';
import { measure } from '$lib/server/database/schema';
import type { Measure } from '$lib/server/measures/queries';
import { planById, type Plan } from '$lib/server/plans/queries';
import { eq } from 'drizzle-orm';
import { aPartnership, aPlanFile, today, type Partnership, type PersonName } from '../../support/partnership';
import { editedVersion, type SimulationStep, type SimulationWait } from './step';

/** The days on which Oslo's clocks are changed, within the plan's years. */
const clocksChange: readonly CalendarDate[] = [
	...['2027-03-28', '2027-10-31', '2028-03-26', '2028-10-29', '2029-03-25', '2029-10-28']
];

/** A partnership whose steps follow one another in time. */
export class Simulation {
	/** When the step is taken. */
	now = today;
	/** The latest moment so far: a request may come in before another one and be answered after it. */
	#latest = today;
	#stranger: PersonName | null = null;

	private constructor(readonly partnership: Partnership) {}

	/** Four measures in two areas, of which nobody has reported yet. */
	static async begin(): Promise<Simulation> {
		return new Simulation(await aPartnership(aPlanFile()));
	}

	get db() {
		return this.partnership.db;
	}

	get planId() {
		return this.partnership.planId;
	}

	/** Comes to the moment of a step and to who takes it. */
	comeTo({ wait, stranger }: SimulationStep): void {
		this.now = new Date(this.#momentAfter(wait));
		this.#latest = this.now > this.#latest ? this.now : this.#latest;
		this.#stranger = stranger;
	}

	#momentAfter(wait: SimulationWait): number {
		if ('ms' in wait) return this.#latest.getTime() + wait.ms;
		const today = toOsloDate(this.#latest);
		if (wait.until === 'last-of-day') {
			const last = startOfDay(addDays(today, 1)).getTime() - 1;
			// Who waits until the end of a day that has just ended waits a day.
			return last > this.#latest.getTime() ? last : startOfDay(addDays(today, 2)).getTime() - 1;
		}
		if (wait.until === 'midnight') return startOfDay(addDays(today, 1)).getTime();
		const day = clocksChange.find((one) => one > today);
		// Within the hour that is skipped, or told twice.
		return day ? startOfDay(day).getTime() + 2.5 * 3_600_000 : this.#latest.getTime() + 1;
	}

	/** What a command is given when that person calls it, or the step's stranger in their place. */
	as(who: PersonName): Context {
		return this.partnership.as(this.#stranger ?? who, this.now);
	}

	/** The plan as it stands, adopted or not. */
	async plan(): Promise<Plan> {
		return (await planById(this.db.read, this.planId))!;
	}

	measures(): Promise<Measure[]> {
		return this.db.read.select().from(measure).where(eq(measure.planId, this.planId)).orderBy(measure.id);
	}

	target({ code, version }: Measure, step: SimulationStep) {
		return { planId: this.planId, code, version: editedVersion(version, step) };
	}

	year(): number {
		return Number(toOsloDate(this.now).slice(0, 4));
	}

	daysAgo(days: number): CalendarDate {
		return addDays(toOsloDate(this.now), -days);
	}
}
