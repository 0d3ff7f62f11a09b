import { and, eq, inArray, ne } from 'drizzle-orm';
import { editPresenceCutoff } from '$lib/domain/edit-presence';
import { outcomeEditing } from '$lib/domain/meeting/meeting';
import type { Actor } from '$lib/domain/permission';
import { compareNames } from '$lib/domain/text/name-order';
import { ok, refuse, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { outcomeDraft, person } from '../database/schema';
import { agendaItemById } from './queries';
import { loadMeeting, type MeetingTarget } from './target';

type DraftTarget = Omit<MeetingTarget, 'version'> & { itemId: number };

/** Text a minute taker has typed, and the version of the item it is based on. */
export interface OutcomeDraft {
	/** Null if nothing was typed since the last save: only marks the page as open. */
	posted: Record<string, string> | null;
	version: number;
}

/**
 * Keeps what the actor has typed about an item until they save it, and marks its page as open. Returns the item's
 * version. Records no event: only what is saved becomes part of the minutes.
 */
export async function keepOutcomeDraft(
	{ db, actor, now }: Context,
	{ itemId, ...target }: DraftTarget,
	{ posted, version }: OutcomeDraft
): Promise<Result<{ version: number }>> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.write' });
		if (!loaded.ok) return loaded;
		const { id, state } = loaded.value;
		if (outcomeEditing(state) === 'closed') return refuse({ code: 'wrong-state', state });
		const item = await agendaItemById(tx, id, itemId);
		const { personId } = actor;
		if (!item || personId === null) return refuse({ code: 'not-found' });
		const at = now.toISOString();
		const typed = posted && { posted, basedOn: version };
		await tx
			.insert(outcomeDraft)
			.values({ agendaItemId: itemId, personId, basedOn: version, at, ...typed })
			.onConflictDoUpdate({
				target: [outcomeDraft.agendaItemId, outcomeDraft.personId],
				set: { at, ...typed }
			});
		return ok({ version: item.version });
	});
}

/** Deletes what the actor has typed about an item and not saved. */
export async function discardOutcomeDraft(
	{ db, actor }: Context,
	{ itemId, ...target }: DraftTarget
): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.write' });
		if (!loaded.ok) return loaded;
		if (!(await agendaItemById(tx, loaded.value.id, itemId))) return refuse({ code: 'not-found' });
		await dropOutcomeDraft(tx, actor, itemId);
		return ok();
	});
}

/** Deletes an actor's draft of an item. */
export async function dropOutcomeDraft(
	tx: Transaction,
	{ personId }: Pick<Actor, 'personId'>,
	itemId: number
): Promise<void> {
	await tx
		.delete(outcomeDraft)
		.where(and(eq(outcomeDraft.agendaItemId, itemId), eq(outcomeDraft.personId, personId ?? -1)));
}

/** Deletes everybody's drafts of items. */
export async function dropOutcomeDrafts(tx: Transaction, itemIds: readonly number[]): Promise<void> {
	await tx.delete(outcomeDraft).where(inArray(outcomeDraft.agendaItemId, [...itemIds]));
}

/** Returns what an actor has typed about an item and not saved, or null. */
export async function ownOutcomeDraft(
	read: Queryable,
	{ personId }: Pick<Actor, 'personId'>,
	itemId: number
) {
	const [found] = await read
		.select({ posted: outcomeDraft.posted, version: outcomeDraft.basedOn, at: outcomeDraft.at })
		.from(outcomeDraft)
		.where(and(eq(outcomeDraft.agendaItemId, itemId), eq(outcomeDraft.personId, personId ?? -1)));
	return found?.posted ? { ...found, posted: found.posted } : null;
}

/** Lists the others who write about an item: what they have typed, and whether they have its page open. */
export async function otherMinuteTakers(
	read: Queryable,
	{ actor: { personId }, now }: Pick<Context, 'actor' | 'now'>,
	itemId: number
): Promise<{ name: string; at: string; text: string; isOpen: boolean }[]> {
	const rows = await read
		.select({ name: person.name, at: outcomeDraft.at, posted: outcomeDraft.posted })
		.from(outcomeDraft)
		.innerJoin(person, eq(person.id, outcomeDraft.personId))
		.where(and(eq(outcomeDraft.agendaItemId, itemId), ne(outcomeDraft.personId, personId ?? -1)));
	return rows
		.map(({ name, at, posted }) => ({
			...{ name, at, text: posted?.outcome ?? '' },
			isOpen: at >= editPresenceCutoff(now)
		}))
		.filter(({ text, isOpen }) => isOpen || text !== '')
		.sort(compareNames);
}
