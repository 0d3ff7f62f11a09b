import type { RequestEvent } from '@sveltejs/kit';
import { markEditing } from '$lib/server/editing/commands';
import { otherEditors } from '$lib/server/editing/queries';
import { requireEditablePlan } from './plan.server';

/**
 * Returns the other people who have something open, and records the reader for those without scripts.
 * Prefetched pages do not count.
 */
export async function recordPresence(event: RequestEvent, noun: string, nounId: string) {
	const { db, actor, now } = event.locals;
	const opened = { planId: requireEditablePlan(event).id, noun, nounId };
	if (!event.isDataRequest && event.request.method === 'GET') await markEditing(event.locals, opened);
	return { noun, nounId, others: await otherEditors(db.read, opened, actor.personId, now) };
}
