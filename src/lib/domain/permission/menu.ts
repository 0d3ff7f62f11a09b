import { mayDo, representedPartners, type Actor } from '$lib/domain/permission';

/** Menu items in display order. */
const menuItems = [
	'start',
	'overview',
	'areas',
	'matters',
	'meetings',
	'decisions',
	'needs',
	'year',
	'reviews',
	'rollout',
	'report',
	'ours',
	'rounds',
	'edit',
	'people'
] as const;
export type MenuItem = (typeof menuItems)[number];

export const menuPaths: Record<MenuItem, string> = {
	start: '/start',
	overview: '/',
	areas: '/areas',
	matters: '/matters',
	decisions: '/decisions',
	needs: '/needs',
	year: '/year',
	meetings: '/meetings',
	reviews: '/reviews',
	rollout: '/rollout',
	report: '/report',
	ours: '/partners/mine',
	rounds: '/rounds',
	edit: '/edit',
	people: '/admin'
};

const isVisible: Record<MenuItem, (actor: Actor) => boolean> = {
	/** People who run a partnership's year. */
	start: (actor) => mayDo(actor, 'people.manage'),
	overview: () => true,
	areas: () => true,
	matters: (actor) => mayDo(actor, 'matter.read'),
	decisions: () => true,
	/** People whom the needs are put to. */
	needs: (actor) => actor.seats.some(({ bodyKind }) => bodyKind === 'partnership-meeting'),
	year: () => true,
	meetings: () => true,
	reviews: () => true,
	rollout: (actor) => mayDo(actor, 'rollout.read'),
	/** People who may report for one of their own bodies. */
	report: (actor) =>
		actor.seats.some((seat) => mayDo(actor, 'evaluation.report', { responsibleBodyId: seat.bodyId })),
	/** People who represent a partner. */
	ours: (actor) => representedPartners(actor).length > 0,
	rounds: (actor) => mayDo(actor, 'round.read'),
	edit: (actor) => mayDo(actor, 'plan.edit'),
	people: (actor) => mayDo(actor, 'people.manage')
};

/** Returns the menu items an actor sees. Each page checks permissions itself. */
export function visibleMenuItems(actor: Actor): MenuItem[] {
	return menuItems.filter((item) => isVisible[item](actor));
}

const partsOfAreas = ['/measures', '/coverage', '/map', '/timeline', '/indicators', '/bodies'];

/** Returns the menu item of a page, given its path without a language. Null for pages outside the menu. */
export function menuItemForPath(path: string): MenuItem | null {
	if (path === '/') return 'overview';
	if (partsOfAreas.some((part) => isPathUnder(path, part))) return 'areas';
	if (isPathUnder(path, '/partners')) return 'rollout';
	return menuItems.find((item) => item !== 'overview' && isPathUnder(path, menuPaths[item])) ?? null;
}

function isPathUnder(path: string, parent: string): boolean {
	return path === parent || path.startsWith(`${parent}/`);
}
