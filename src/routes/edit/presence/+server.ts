import { json } from '@sveltejs/kit';
import { editPresenceForm } from '$lib/forms/edit-presence';
import { clearEditing, markEditing } from '$lib/server/editing/commands';
import { otherEditors } from '$lib/server/editing/queries';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { requireEditablePlan } from '../plan.server';
import type { RequestHandler } from './$types';

/** Records that a page is open or was left, and returns the other people who have it open. */
export const POST: RequestHandler = async (event) => {
	const plan = requireEditablePlan(event);
	const form = await parseForm(event.request, editPresenceForm);
	if (!form.ok) return json({ faults: form.failure.data.faults }, { status: 400 });
	const { left, ...posted } = form.input;
	const opened = { planId: plan.id, ...posted };
	const { db, actor, now } = event.locals;
	const outcome = await (left ? clearEditing : markEditing)(event.locals, opened);
	if (!outcome.ok) return throwRefusal(event, outcome.refused);
	return json({ others: await otherEditors(db.read, opened, actor.personId, now) });
};
