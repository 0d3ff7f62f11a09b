import { eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { anonymous, type Actor } from '$lib/domain/permission';
import type { DemoAccount, DemoSeat } from '$lib/forms/demo-file';
import type { Database } from '../database/database';
import { appendEvent } from '../database/event-log';
import { body, partner, plan } from '../database/schema';
import { hashPassword } from '../identity/password';
import { addPerson } from '../people/accounts';
import { createPersonWithPassword } from '../people/commands';
import { addSeat, placeInSeat } from '../people/seats';

/** The actors of the demo. */
export interface DemoActors {
	secretariat: Actor;
	/** The leader of SSU. */
	ssu: Actor;
	/** The leader of a body; the secretariat for null and for a body without an account. */
	leaderOf(body: string | null): Actor;
	/** The representative of a partner, by its number; the secretariat for a partner without an account. */
	representativeOf(partner: string): Actor;
}

/** Creates the demo accounts with their seats, all with the same password. */
export async function createAccounts(
	{ db, now }: { db: Database; now: Date },
	planId: number,
	{ accounts, password }: { accounts: readonly DemoAccount[]; password: string }
): Promise<DemoActors> {
	const passwordHash = await hashPassword(password);
	const seatOf = await seatsIn(db, planId);
	const created = await db.write(async (tx) => {
		const people: { account: DemoAccount; actor: Actor }[] = [];
		for (const account of accounts) {
			const { email, name, writtenForm, administrator } = account;
			const seats = account.seat ? [seatOf(account.seat)] : [];
			const person = { email, name, writtenForm, administrator, passwordHash, seats };
			const personId = await createPersonWithPassword(tx, now, person);
			people.push({ account, actor: { personId, name, administrator, seats } });
		}
		return people;
	});
	const find = (fits: (seat: NonNullable<DemoAccount['seat']>) => boolean) =>
		created.find(({ account }) => account.seat && fits(account.seat))?.actor;
	const leader = (slug: string) => find((seat) => seat.body === slug && seat.role === 'leader');
	const [secretariat, ssu] = [leader('sekretariatet'), leader('ssu')];
	if (!secretariat || !ssu)
		throw new Error('The demo file needs leaders of the bodies sekretariatet and ssu.');
	return {
		secretariat,
		ssu,
		leaderOf: (slug) => (slug && leader(slug)) || secretariat,
		representativeOf: (number) => find((seat) => seat.partner === number) ?? secretariat
	};
}

/** Returns a function from a seat in the demo file to the same seat in the database. */
async function seatsIn(db: Database, planId: number) {
	const bodies = await db.read
		.select({ bodyId: body.id, slug: body.slug, bodyKind: body.kind, partnershipId: body.partnershipId })
		.from(body)
		.innerJoin(plan, eq(plan.partnershipId, body.partnershipId))
		.where(eq(plan.id, planId));
	const partners = await db.read.select({ id: partner.id, number: partner.number }).from(partner);
	return (seat: NonNullable<DemoAccount['seat']>) => {
		const found = bodies.find(({ slug }) => slug === seat.body);
		if (!found) throw new Error(`The plan has no body ${seat.body}.`);
		const { slug: _slug, ...where } = found;
		const partnerId = partners.find(({ number }) => number === seat.partner)?.id ?? null;
		return { ...where, role: seat.role, partnerId };
	};
}

/** Adds seats without accounts, with people who have not signed in, or vacant. */
export async function createSeats(
	{ db, now }: { db: Database; now: Date },
	planId: number,
	seats: readonly DemoSeat[]
): Promise<void> {
	const seatOf = await seatsIn(db, planId);
	const partners = await db.read.select({ id: partner.id, number: partner.number }).from(partner);
	await db.write(async (tx) => {
		for (const { body: slug, role, holder, partners: numbers, ...more } of seats) {
			const { bodyId } = seatOf({ body: slug, role });
			const partnerIds = partners.filter(({ number }) => numbers.includes(number)).map(({ id }) => id);
			const described = { ...more, bodyId, role, partnerIds };
			if (!holder) {
				await addSeat(tx, described);
				const event = { planId: null, verb: 'add-seat', noun: 'body', nounId: bodyId } as const;
				await appendEvent(tx, anonymous, now, event);
				continue;
			}
			const personId = await addPerson(tx, now, { ...holder, writtenForm: 'nb' });
			await placeInSeat(tx, described, { personId, fromDay: toOsloDate(now) });
			const event = { planId: null, verb: 'create-person', noun: 'person', nounId: personId } as const;
			await appendEvent(tx, anonymous, now, event);
		}
	});
}
