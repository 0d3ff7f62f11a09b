import { isIPv6 } from 'node:net';
import { and, desc, eq, gt, inArray, lte, or } from 'drizzle-orm';
import type { Database, Queryable, Transaction } from '../database/database';
import { signInFailure } from '../database/schema';
import { sha256 } from './hash';

const windowMs = 15 * 60_000;

/** Failed sign-ins within the window that block further ones. */
export const maxFailures = { account: 5, address: 30 } as const;

/**
 * An allowed attempt. It counts as failed until it succeeds, so that parallel attempts cannot exceed the limit.
 */
export interface SignInAttempt {
	account: string;
	/** Ids of the rows that count it, for the account and for the address. */
	rows: number[];
}

export type SignInAdmission =
	{ admitted: true; attempt: SignInAttempt } | { admitted: false; retryAfterSeconds: number };

/**
 * Registers a sign-in attempt, unless the account or the address has failed too often in the last 15 minutes.
 * Stored in the database, so the limit holds for all processes; expired failures are deleted. `email` is the
 * account's key; unknown accounts count as well.
 */
export function registerAttempt(
	{ db, now }: { db: Database; now: Date },
	{ email, address }: { email: string; address: string }
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
 * Returns the seconds until an address that failed too often, with sign-ins or unknown links, may try again; 0
 * if it may now.
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

/** Counts an unknown link against the address that requested it. */
export async function countUnknownLink(db: Database, now: Date, address: string): Promise<void> {
	await db.write((tx) =>
		tx.insert(signInFailure).values({ subject: addressKey(address), at: now.toISOString() })
	);
}

function addressKey(address: string): string {
	return sha256(`address:${networkPrefix(address)}`);
}

/** Clears an attempt and the account's earlier failures after a successful sign-in. */
export async function clearFailures(tx: Transaction, { account, rows }: SignInAttempt): Promise<void> {
	await tx
		.delete(signInFailure)
		.where(or(eq(signInFailure.subject, account), inArray(signInFailure.id, rows)));
}

/** Returns the prefix that identifies one visitor: an IPv4 address, or the /64 network of an IPv6 address. */
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
