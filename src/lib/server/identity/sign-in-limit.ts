import { isIPv6 } from 'node:net';
import { and, desc, eq, gt, inArray, lte, or } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '../database/database';
import { signInFailure } from '../database/schema';
import { sha256 } from './hash';

const windowMs = 15 * 60_000;

/** Failed sign-ins within the window after which no more are heard. */
export const maxFailures = { account: 5, address: 30 } as const;

/**
 * A try that was let in. It counts as failed until it is known not to be, so that many tries side by
 * side do not slip past together.
 */
export interface SignInAttempt {
	account: string;
	/** The rows that count it, against the account and against the address. */
	rows: number[];
}

export type SignInAdmission =
	{ admitted: true; attempt: SignInAttempt } | { admitted: false; retryAfterSeconds: number };

/**
 * Lets a sign-in be tried, unless the account or the address has failed too often in the last
 * quarter of an hour. Kept in the database, hence the same for all processes; what is older than the
 * window is deleted. `email` is the account's key; one that does not exist is counted like any other.
 */
export function registerAttempt(
	db: Database,
	now: Date,
	email: string,
	address: string
): Promise<SignInAdmission> {
	const account = sha256(`account:${email}`);
	const origin = addressKey(address);
	return db.write(async (tx) => {
		await tx
			.delete(signInFailure)
			.where(lte(signInFailure.at, new Date(now.getTime() - windowMs).toISOString()));
		const failures = await tx
			.select({ subject: signInFailure.subject, at: signInFailure.at })
			.from(signInFailure)
			.where(inArray(signInFailure.subject, [account, origin]))
			.orderBy(desc(signInFailure.at));
		const waitFor = (subject: string, most: number) => {
			const decisive = failures.filter((failure) => failure.subject === subject)[most - 1];
			return decisive ? Date.parse(decisive.at) + windowMs - now.getTime() : 0;
		};
		const wait = Math.max(waitFor(account, maxFailures.account), waitFor(origin, maxFailures.address));
		if (wait > 0) return { admitted: false, retryAfterSeconds: Math.ceil(wait / 1000) };
		const at = now.toISOString();
		const rows = await tx
			.insert(signInFailure)
			.values([account, origin].map((subject) => ({ subject, at })))
			.returning({ id: signInFailure.id });
		return { admitted: true, attempt: { account, rows: rows.map(({ id }) => id) } };
	});
}

/**
 * How many seconds an address has to wait because it has failed too often, be it to sign in or to name
 * a link that exists; 0 where it has not.
 */
export async function secondsToWait(read: Queryable, now: Date, address: string): Promise<number> {
	const since = new Date(now.getTime() - windowMs).toISOString();
	const failures = await read
		.select({ at: signInFailure.at })
		.from(signInFailure)
		.where(and(eq(signInFailure.subject, addressKey(address)), gt(signInFailure.at, since)))
		.orderBy(desc(signInFailure.at))
		.limit(maxFailures.address);
	const decisive = failures[maxFailures.address - 1];
	return decisive ? Math.ceil((Date.parse(decisive.at) + windowMs - now.getTime()) / 1000) : 0;
}

/** Counts a link that does not exist against the address that named it. */
export async function countUnknownLink(db: Database, now: Date, address: string): Promise<void> {
	await db.write((tx) =>
		tx.insert(signInFailure).values({ subject: addressKey(address), at: now.toISOString() })
	);
}

function addressKey(address: string): string {
	return sha256(`address:${networkPrefix(address)}`);
}

/** Takes back what was counted against a try that succeeded, and the account's failures before it. */
export async function clearFailures(tx: Transaction, { account, rows }: SignInAttempt): Promise<void> {
	await tx
		.delete(signInFailure)
		.where(or(eq(signInFailure.subject, account), inArray(signInFailure.id, rows)));
}

/** What one visitor can be told by: an IPv4 address, or the /64 that an IPv6 address lies in. */
export function networkPrefix(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped?.[1]) return mapped[1];
	if (!isIPv6(address)) return address;
	const [head = '', tail = ''] = address.split('::');
	const before = head.split(':').filter(Boolean);
	const after = tail.split(':').filter(Boolean);
	const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
	const groups = [...before, ...zeros, ...after].slice(0, 4);
	return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
