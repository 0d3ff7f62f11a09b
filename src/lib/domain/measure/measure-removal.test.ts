import { describe, expect, it } from 'vitest';
import type { Lifecycle } from './measure';
import type { PlanState } from '../plan/plan';
import { removalObstacle, type MeasureDependents } from './measure-removal';

const none: MeasureDependents = { decided: false, reported: false, reviewed: false, named: false };

describe('removalObstacle', () => {
	it.each<[PlanState, Lifecycle, Partial<MeasureDependents>, ReturnType<typeof removalObstacle>]>([
		['draft', 'proposed', {}, null],
		['draft', 'adopted', {}, null],
		['draft', 'adopted', { decided: true }, null],
		['adopted', 'proposed', {}, null],
		['adopted', 'proposed', { decided: true }, 'decided'],
		['adopted', 'adopted', {}, 'decided'],
		['adopted', 'discontinued', {}, 'decided'],
		['superseded', 'proposed', {}, 'superseded'],
		['draft', 'proposed', { reported: true }, 'reported'],
		['draft', 'proposed', { reviewed: true }, 'reviewed'],
		['adopted', 'proposed', { named: true }, 'named']
	])('in a plan that is %s, a measure that is %s with %j: %s', (plan, lifecycle, traces, obstacle) => {
		expect(removalObstacle(plan, lifecycle, { ...none, ...traces })).toBe(obstacle);
	});
});
