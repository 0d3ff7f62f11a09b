import type { Localized } from '$lib/domain/localized';
import type { Result } from '$lib/domain/result';
import type { PersonName } from '../../support/partnership';
import type { Simulation } from './simulation';

/**
 * One thing somebody does, with what it is drawn from. It names nothing: what it is done to is chosen
 * from what stands when its turn has come, so that any row of steps can be lived, and shortened.
 */
export interface SimulationStep<Doing extends string = string> {
	does: Doing;
	/** Who does it in the place of whoever usually may; mostly nobody. */
	stranger: PersonName | null;
	/** How long after the step before: less than nothing where a request came in before one answered first. */
	wait: SimulationWait;
	/** Chooses from lists, wrapping round. */
	picks: readonly [number, number, number];
	text: string;
	value: number;
	/** Made from a version that no longer stands. */
	stale: boolean;
}

export type SimulationWait = { ms: number } | { until: 'last-of-day' | 'midnight' | 'clocks-change' };

/** Does a step to what stands; null where there is nothing to do it to. */
export type SimulationAction = (life: Simulation, step: SimulationStep) => Promise<Result<unknown> | null>;

/** The one of a list that a number stands for; undefined in an empty one. */
export function pickOne<T>(list: readonly T[], pick: number): T | undefined {
	return list[pick % Math.max(1, list.length)];
}

/** Some of a list, as the bits of a number say. */
export function pickSome<T>(list: readonly T[], pick: number): T[] {
	return list.filter((_, index) => (pick >> index) % 2 === 1);
}

/** The version a change is made from. */
export function editedVersion(version: number, { stale }: SimulationStep): number {
	return stale ? version - 1 : version;
}

/** A text in one written form or in both. */
export function localizedFrom({ text, picks }: SimulationStep): Localized {
	return picks[2] % 2 === 0 ? { nb: text } : { nb: text, nn: `${text} nn` };
}
