import { describe, expect, it } from 'vitest';
import type { BodyKind, SeatRole } from '$lib/domain/body';
import { anonymous, type Actor } from '$lib/domain/permission';
import { menuItemForPath, visibleMenuItems } from './menu';

function seated(bodyKind: BodyKind, role: SeatRole): Actor {
	const seat = { bodyId: 1, partnershipId: 1, bodyKind, role, partnerId: null };
	return { ...anonymous, personId: 1, name: 'Kari', seats: [seat] };
}

const open = ['overview', 'areas', 'meetings', 'decisions', 'year', 'reviews'];
const seatedOpen = ['overview', 'areas', 'matters', 'meetings', 'decisions', 'year', 'reviews'];

describe('the menu', () => {
	it('shows public pages to everyone', () => {
		expect(visibleMenuItems(anonymous)).toEqual(open);
		expect(visibleMenuItems({ ...anonymous, personId: 1 })).toEqual(open);
	});

	it('shows reporting to leaders of a body, not to its members', () => {
		expect(visibleMenuItems(seated('fsu', 'leader'))).toEqual([...seatedOpen, 'rollout', 'report', 'rounds']);
		expect(visibleMenuItems(seated('fsu', 'deputy'))).toContain('report');
		expect(visibleMenuItems(seated('fsu', 'member'))).toEqual([...seatedOpen, 'rollout', 'rounds']);
	});

	it('shows everything to the secretariat', () => {
		expect(visibleMenuItems(seated('secretariat', 'member'))).toEqual([
			'start',
			...seatedOpen,
			'rollout',
			'report',
			'rounds',
			'edit',
			'people'
		]);
	});

	it('shows a representative their partner’s page, but not an observer', () => {
		const member = seated('partnership-meeting', 'member');
		const seats = member.seats.map((seat) => ({ ...seat, partnerId: 4 }));
		const own = ['overview', 'areas', 'matters', 'meetings', 'decisions', 'needs', 'year', 'reviews'];
		expect(visibleMenuItems({ ...member, seats })).toEqual([...own, 'rollout', 'ours', 'rounds']);
		const observing = seats.map((seat) => ({ ...seat, role: 'observer' as const }));
		expect(visibleMenuItems({ ...member, seats: observing })).not.toContain('ours');
	});

	it('shows needs to the members of the partnership meeting, whom they are put to', () => {
		expect(visibleMenuItems(seated('partnership-meeting', 'member'))).toContain('needs');
		expect(visibleMenuItems(seated('ssu', 'leader'))).not.toContain('needs');
	});

	it('shows people to the administrator, but no editing', () => {
		expect(visibleMenuItems({ ...anonymous, personId: 1, administrator: true })).toEqual([
			'start',
			...open,
			'rollout',
			'rounds',
			'people'
		]);
	});
});

describe('menuItemForPath', () => {
	it.each([
		['/', 'overview'],
		['/start', 'start'],
		['/areas/3', 'areas'],
		['/matters/new', 'matters'],
		['/decisions/3', 'decisions'],
		['/needs', 'needs'],
		['/meetings/4/write', 'meetings'],
		['/measures/3.2', 'areas'],
		['/reviews/2026-half', 'reviews'],
		['/partners/4022', 'rollout'],
		['/reporting', null],
		['/privacy', null]
	])('%s → %s', (path, item) => {
		expect(menuItemForPath(path)).toBe(item);
	});
});
