import { and, count, eq, gt, inArray, lte, max, or } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '../database/database';
import { admittedAddress, person, signInAddress, signInFailure } from '../database/schema';
import { sha256 } from './hash';
import { addressKey, networkPrefix } from './network-prefix';

const windowMs = 15 * 60_000;
/** Days that an address counts as known after a sign-in. */
const knownDays = 60;
const dayMs = 86_400_000;

/**
 * Failures within 15 minutes after which each further attempt waits, and the longest wait in seconds. Attempts
 * are slowed down and never refused for good, and an account's failures elsewhere do not count, so that nobody
 * can lock another person out.
 */
export const signInLimits = {
	/** One account at one address. */
	pair: { free: 5, longest: 120 },
	/** The same, if the account signed in from there lately. */
	knownPair: { free: 10, longest: 30 },
	/** All accounts at one address; people who signed in from there lately are not counted. */
	address: { free: 30, longest: 10 },
	/** The same, at an address that the secretariat lets through. */
	admittedAddress: { free: 600, longest: 10 }
} as const;

/**
 * An allowed attempt. It counts as failed until it succeeds, so that parallel attempts cannot exceed the limit.
 */
export interface SignInAttempt {
	/** Key of the account at this address. */
	pair: string;
	/** Ids of the rows that count it, for the pair and for the address. */
	rows: number[];
}

export type SignInAdmission =
	{ admitted: true; attempt: SignInAttempt } | { admitted: false; retryAfterSeconds: number };

/**
 * Registers a sign-in attempt, unless it must wait. Stored in the database, so the limit holds for all
 * processes; expired failures are deleted. `email` is the account's key; unknown accounts count as well.
 */
export function registerAttempt(
	{ db, now }: { db: Database; now: Date },
	{ email, address }: { email: string; address: string }
): Promise<SignInAdmission> {
	const pair = sha256(`pair:${email} ${networkPrefix(address)}`);
	const origin = addressKey(address);
	return db.write(async (tx) => {
		await tx.delete(signInFailure).where(lte(signInFailure.at, windowStart(now)));
		const known = await signedInFrom(tx, now, { email, origin });
		const waits = [
			await secondsUntilFree(tx, now, { subject: pair, limit: known ? 'knownPair' : 'pair' }),
			known ? 0 : await secondsToWait(tx, now, address)
		];
		const wait = Math.max(...waits);
		if (wait > 0) return { admitted: false, retryAfterSeconds: wait };
		const rows = await tx
			.insert(signInFailure)
			.values([pair, origin].map((subject) => ({ subject, at: now.toISOString() })))
			.returning({ id: signInFailure.id });
		return { admitted: true, attempt: { pair, rows: rows.map(({ id }) => id) } };
	});
}

/**
 * Returns the seconds until an address that failed too often, with sign-ins or unknown links, may try again; 0
 * if it may now.
 */
export async function secondsToWait(read: Queryable, now: Date, address: string): Promise<number> {
	const subject = addressKey(address);
	const [admitted] = await read
		.select({ until: admittedAddress.until })
		.from(admittedAddress)
		.where(and(eq(admittedAddress.address, subject), gt(admittedAddress.until, now.toISOString())));
	return secondsUntilFree(read, now, { subject, limit: admitted ? 'admittedAddress' : 'address' });
}

/** Returns the wait after the latest failure, doubled with each failure beyond those that are free. */
async function secondsUntilFree(
	read: Queryable,
	now: Date,
	{ subject, limit }: { subject: string; limit: keyof typeof signInLimits }
): Promise<number> {
	const [found] = await read
		.select({ failures: count(), latest: max(signInFailure.at) })
		.from(signInFailure)
		.where(and(eq(signInFailure.subject, subject), gt(signInFailure.at, windowStart(now))));
	const { free, longest } = signInLimits[limit];
	if (!found?.latest || found.failures < free) return 0;
	const seconds = Math.min(longest, 2 ** (found.failures - free + 1));
	const left = Date.parse(found.latest) + seconds * 1000 - now.getTime();
	return Math.max(0, Math.ceil(left / 1000));
}

/** True if the account signed in from the address lately. */
async function signedInFrom(
	read: Queryable,
	now: Date,
	{ email, origin }: { email: string; origin: string }
): Promise<boolean> {
	const since = new Date(now.getTime() - knownDays * dayMs).toISOString();
	const found = await read
		.select({ at: signInAddress.at })
		.from(signInAddress)
		.innerJoin(person, eq(person.id, signInAddress.personId))
		.where(and(eq(person.email, email), eq(signInAddress.address, origin), gt(signInAddress.at, since)));
	return found.length > 0;
}

/** Counts an unknown link against the address that requested it. */
export async function countUnknownLink(db: Database, now: Date, address: string): Promise<void> {
	await db.write((tx) =>
		tx.insert(signInFailure).values({ subject: addressKey(address), at: now.toISOString() })
	);
}

/**
 * Clears a successful attempt and the account's earlier failures at its address, which counts as known from now
 * on.
 */
export async function recordSuccess(
	tx: Transaction,
	now: Date,
	{ attempt, personId, address }: { attempt: SignInAttempt; personId: number; address: string }
): Promise<void> {
	await tx
		.delete(signInFailure)
		.where(or(eq(signInFailure.subject, attempt.pair), inArray(signInFailure.id, attempt.rows)));
	const at = now.toISOString();
	await tx
		.delete(signInAddress)
		.where(lte(signInAddress.at, new Date(now.getTime() - knownDays * dayMs).toISOString()));
	await tx
		.insert(signInAddress)
		.values({ personId, address: addressKey(address), at })
		.onConflictDoUpdate({ target: [signInAddress.personId, signInAddress.address], set: { at } });
}

function windowStart(now: Date): string {
	return new Date(now.getTime() - windowMs).toISOString();
}
