import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Actor } from '$lib/domain/permission';
import type { Queryable, Transaction } from '../database/database';
import { heldSeatColumns, holdsOn, seatHeldOn, seatOfRow } from '../database/held-seats';
import { body, person, seat, seatHolder, session } from '../database/schema';
import { sha256 } from './hash';

declare module 'lucia' {
	interface Register {
		UserId: number;
		DatabaseUserAttributes: { actor: Actor };
	}
}

/** Days after which a session ends, however much it is used. */
const longestSessionDays = 90;

/** The storage of sessions: the database, or a running transaction. */
export interface SessionStore {
	read: Queryable;
	write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** Returns a store in a running transaction, so that sessions are committed or rolled back with it. */
export function sessionStoreIn(tx: Transaction): SessionStore {
	return { read: tx, write: (work) => work(tx) };
}

/**
 * Returns the query of every signed-in request: the session, its person and the person's seats that day. Built
 * once per database, because building it costs more than running it.
 */
function sessionQuery(read: Queryable) {
	const today = sql.placeholder('today');
	return read
		.select({
			expiresAt: session.expiresAt,
			startedAt: session.startedAt,
			personId: person.id,
			name: person.name,
			administrator: person.administrator,
			...heldSeatColumns
		})
		.from(session)
		.innerJoin(person, and(eq(person.id, session.personId), isNull(person.disabledAt)))
		.leftJoin(seatHolder, and(eq(seatHolder.personId, person.id), holdsOn(today)))
		.leftJoin(seat, seatHeldOn(today))
		.leftJoin(body, eq(body.id, seat.bodyId))
		.where(eq(session.idHash, sql.placeholder('idHash')))
		.prepare();
}

type SessionQuery = ReturnType<typeof sessionQuery>;
type Row = Awaited<ReturnType<SessionQuery['all']>>[number];
const queries = new WeakMap<Queryable, SessionQuery>();

function preparedQuery(read: Queryable): SessionQuery {
	const query = queries.get(read) ?? sessionQuery(read);
	queries.set(read, query);
	return query;
}

/** Lucia's adapter for our tables. Only the SHA-256 of a session's id is stored and queried. */
export class SessionAdapter implements Adapter {
	readonly #store: SessionStore;
	readonly #now: Date;

	constructor(store: SessionStore, now: Date) {
		this.#store = store;
		this.#now = now;
	}

	async getSessionAndUser(sessionId: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
		const rows = await preparedQuery(this.#store.read).all({
			idHash: sha256(sessionId),
			today: toOsloDate(this.#now)
		});
		const [first] = rows;
		if (!first) return [null, null];
		const { personId, name, administrator } = first;
		return [
			{ id: sessionId, userId: personId, expiresAt: expiryOf(first, this.#now), attributes: {} },
			{
				id: personId,
				attributes: { actor: { personId, name, administrator, seats: rows.flatMap(seatOfRow) } }
			}
		];
	}

	async setSession({ id, userId, expiresAt }: DatabaseSession): Promise<void> {
		const row = {
			idHash: sha256(id),
			personId: userId,
			expiresAt: expiresAt.toISOString(),
			startedAt: this.#now.toISOString()
		};
		await this.#store.write((tx) => tx.insert(session).values(row));
	}

	async updateSessionExpiration(sessionId: string, expiresAt: Date): Promise<void> {
		await this.#store.write((tx) =>
			tx
				.update(session)
				.set({ expiresAt: expiresAt.toISOString() })
				.where(eq(session.idHash, sha256(sessionId)))
		);
	}

	async deleteSession(sessionId: string): Promise<void> {
		await this.#store.write((tx) => tx.delete(session).where(eq(session.idHash, sha256(sessionId))));
	}

	async deleteUserSessions(personId: number): Promise<void> {
		await this.#store.write((tx) => tx.delete(session).where(eq(session.personId, personId)));
	}

	async deleteExpiredSessions(): Promise<void> {
		await this.#store.write((tx) =>
			tx.delete(session).where(lte(session.expiresAt, this.#now.toISOString()))
		);
	}

	/** Required by Lucia, but the ids are not stored. */
	getUserSessions(): Promise<DatabaseSession[]> {
		return Promise.reject(new Error('Session ids are stored as hashes and cannot be listed.'));
	}
}

/** Returns the end of a session: its absolute end once that has passed, and before that the renewable one. */
function expiryOf({ startedAt, expiresAt }: Row, now: Date): Date {
	const end = new Date(Date.parse(startedAt) + longestSessionDays * 86_400_000);
	return end <= now ? end : new Date(expiresAt);
}
