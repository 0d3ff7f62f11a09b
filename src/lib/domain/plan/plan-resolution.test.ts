import { describe, expect, it } from 'vitest';
import type { BodyKind, SeatRole } from '../body';
import { anonymous, type Actor } from '../permission';
import {
	currentPlanIn,
	resolvePlan,
	readablePlans,
	planToEditIn,
	type ResolvablePlan
} from './plan-resolution';

const telemark = 1;
const agder = 2;

function plan(
	id: number,
	partnershipId: number,
	slug: string,
	state: ResolvablePlan['state'],
	fromYear: number
) {
	return { id, partnershipId, slug, state, fromYear };
}

const plans = [
	plan(1, telemark, 'telemark-2021', 'superseded', 2021),
	plan(2, telemark, 'telemark-2025', 'adopted', 2025),
	plan(3, telemark, 'telemark-2030', 'draft', 2030),
	plan(4, agder, 'agder-2026', 'adopted', 2026),
	plan(5, agder, 'agder-2030', 'draft', 2030)
];

function seated(partnershipId: number, bodyKind: BodyKind, role: SeatRole = 'member'): Actor {
	const seat = { bodyId: partnershipId * 10, partnershipId, bodyKind, role, partnerId: null };
	return { personId: 1, name: 'Kari', administrator: false, seats: [seat] };
}

const ssuOfTelemark = seated(telemark, 'ssu');
const ssuOfAgder = seated(agder, 'ssu', 'leader');
const both = { ...ssuOfTelemark, seats: [...ssuOfTelemark.seats, ...ssuOfAgder.seats] };
const readers: Record<string, Actor> = {
	anyone: anonymous,
	'SSU of Telemark': ssuOfTelemark,
	'SSU of Agder': ssuOfAgder,
	'who sits in both': both,
	'an FSU of Telemark': seated(telemark, 'fsu', 'leader'),
	'an observer in SSU of Telemark': seated(telemark, 'ssu', 'observer'),
	administrator: { ...anonymous, personId: 2, administrator: true }
};

describe('resolvePlan without a slug', () => {
	it('returns the first partnership’s current plan, even if another’s is newer', () => {
		for (const actor of Object.values(readers))
			expect(resolvePlan(plans, { slug: null, home: telemark }, actor)).toEqual({
				found: true,
				plan: plans[1]
			});
	});

	it('returns null without a current plan or a partnership', () => {
		const drafts = plans.filter(({ state }) => state === 'draft');
		expect(resolvePlan(drafts, { slug: null, home: telemark }, ssuOfTelemark)).toEqual({
			found: true,
			plan: null
		});
		expect(resolvePlan([], { slug: null, home: null }, anonymous)).toEqual({ found: true, plan: null });
	});
});

describe('resolvePlan with a slug', () => {
	it.each(['telemark-2021', 'telemark-2025', 'agder-2026'])('returns %s to everyone', (slug) => {
		for (const actor of Object.values(readers))
			expect(resolvePlan(plans, { slug, home: telemark }, actor)).toMatchObject({
				found: true,
				plan: { slug }
			});
	});

	it.each([
		['anyone', 'telemark-2030', 'sign-in-first'],
		['SSU of Telemark', 'telemark-2030', 'found'],
		['SSU of Agder', 'telemark-2030', 'unknown'],
		['who sits in both', 'telemark-2030', 'found'],
		['an FSU of Telemark', 'telemark-2030', 'unknown'],
		['an observer in SSU of Telemark', 'telemark-2030', 'unknown'],
		['administrator', 'telemark-2030', 'unknown'],
		['SSU of Telemark', 'agder-2030', 'unknown'],
		['SSU of Agder', 'agder-2030', 'found'],
		['who sits in both', 'agder-2030', 'found'],
		['SSU of Telemark', 'nowhere', 'unknown'],
		['anyone', 'nowhere', 'unknown']
	])('%s, %s: %s', (who, slug, answer) => {
		const addressed = resolvePlan(plans, { slug, home: telemark }, readers[who]!);
		expect(addressed.found ? 'found' : addressed.reason).toBe(answer);
	});
});

describe('plans of a partnership', () => {
	it.each([
		['anyone', [1, 2, 4]],
		['SSU of Telemark', [1, 2, 3, 4]],
		['SSU of Agder', [1, 2, 4, 5]],
		['who sits in both', [1, 2, 3, 4, 5]],
		['administrator', [1, 2, 4]]
	])('readable by %s are %j', (who, ids) => {
		expect(readablePlans(plans, readers[who]!).map(({ id }) => id)).toEqual(ids);
	});

	it('in effect are the newest adopted ones, the first created of equal ones', () => {
		const twins = [plan(9, agder, 'b', 'adopted', 2026), plan(8, agder, 'a', 'adopted', 2026)];
		expect(currentPlanIn(plans, agder)?.id).toBe(4);
		expect(currentPlanIn(twins, agder)?.id).toBe(8);
		expect(currentPlanIn(plans, 3)).toBeNull();
	});

	it('to edit are those in effect, or the newest draft before any is adopted', () => {
		const drafts = plans.filter(({ state }) => state !== 'adopted');
		expect(planToEditIn(plans, telemark)?.id).toBe(2);
		expect(planToEditIn(drafts, telemark)?.id).toBe(3);
		expect(planToEditIn(plans.slice(0, 1), telemark)).toBeNull();
	});
});
