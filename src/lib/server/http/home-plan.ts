import { and, asc, eq, gte, isNull, or } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { currentPlanIn, planToEditIn, readablePlans } from '$lib/domain/plan/plan-resolution';
import { anonymous, type Actor } from '$lib/domain/permission';
import { cached } from '../database/cache';
import type { Database, Queryable } from '../database/database';
import { body, seat, seatHolder } from '../database/schema';
import { setHomePlan } from './locale';
import { ownSeats } from '../identity/own-details';
import { personById } from '../identity/person';
import { loadAllPlans } from '../plans/queries';

/** The plan that pages outside the plans link to, and its partnership, for their header. */
export interface HomePlan {
	/** Null for the first partnership, whose current plan addresses need not name. */
	homePlan: string | null;
	partnershipName: Localized | null;
	/** The page after signing in: the overview, or the account if its reader may read no plan of their own. */
	landing: '/' | '/account';
}

/** Returns the home of an actor: the first partnership if they have a seat there or none, else their own. */
export async function homeOfActor(db: Database, actor: Actor, now: Date): Promise<HomePlan> {
	return homeIn(db, await partnershipsOf(db.read, actor, now), actor);
}

/** Returns the home of somebody who signs out: as that of the actor, if everybody may read it. */
export async function homeAfterSignOut(db: Database, actor: Actor, now: Date): Promise<HomePlan> {
	return homeIn(db, await partnershipsOf(db.read, actor, now), anonymous);
}

/** Returns the home of a person who has just signed in, or of the recipient of a link. */
export async function homeOfPerson(db: Database, personId: number, now: Date): Promise<HomePlan> {
	const found = await personById(db.read, personId);
	const { name, administrator } = found ?? anonymous;
	return homeOfActor(
		db,
		{ personId, name, administrator, seats: await ownSeats(db.read, personId, now) },
		now
	);
}

/** Returns the home of a page that belongs to one partnership, such as that of a link. */
export async function homeOfPartnership(db: Database, partnershipId: number): Promise<HomePlan> {
	return homeIn(db, [partnershipId], anonymous);
}

/** Links and header of the page show this home. Returns it as the page's data, for the browser. */
export function showHome({ homePlan, partnershipName }: HomePlan): Omit<HomePlan, 'landing'> {
	setHomePlan(homePlan);
	return { homePlan, partnershipName };
}

/** Returns the home among a reader's own partnerships. The plans are cached until the data changes. */
async function homeIn(db: Database, own: readonly number[], actor: Actor): Promise<HomePlan> {
	const { plans, partnerships } = await cached(db, 'plans here', () => loadAllPlans(db.read));
	const [first] = partnerships;
	const name = (id: number) => partnerships.find((one) => one.id === id)?.name ?? null;
	if (own.length === 0 || own.some((id) => id === first?.id))
		return { homePlan: null, partnershipName: first?.name ?? null, landing: '/' };
	const readable = readablePlans(plans, actor);
	const adopted =
		own.find((id) => currentPlanIn(readable, id)) ?? own.find((id) => planToEditIn(readable, id));
	if (adopted === undefined) return { homePlan: null, partnershipName: name(own[0]!), landing: '/account' };
	const slug = planToEditIn(readable, adopted)?.slug ?? null;
	return { homePlan: slug, partnershipName: name(adopted), landing: '/' };
}

/** Returns the partnerships in which an actor has a seat, or will have one. */
async function partnershipsOf(read: Queryable, actor: Actor, now: Date): Promise<number[]> {
	const { personId } = actor;
	const { seats } = actor.link ?? actor;
	if (seats.length > 0 || personId === null) return seats.map((one) => one.partnershipId);
	const today = toOsloDate(now);
	const rows = await read
		.select({ partnershipId: body.partnershipId })
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.where(and(eq(seatHolder.personId, personId), or(isNull(seatHolder.toDay), gte(seatHolder.toDay, today))))
		.orderBy(asc(seatHolder.id));
	return rows.map((row) => row.partnershipId);
}

/** Returns a function that finds where a visitor of a page outside the plans reads a body: no slug if they may not. */
export async function bodyAddresses({ db, actor, home }: Pick<App.Locals, 'db' | 'actor' | 'home'>) {
	const { partnerships, plans } = await loadAllPlans(db.read);
	const readable = readablePlans(plans, actor);
	const implied = home?.homePlan ? undefined : partnerships[0]?.id;
	return (partnershipId: number, slug: string): { slug: string | null; plan: string | null } => {
		if (partnershipId === implied) return { slug, plan: null };
		const plan = planToEditIn(readable, partnershipId)?.slug ?? null;
		return { slug: plan && slug, plan };
	};
}
