import { json } from '@sveltejs/kit';
import { outcomeDraftForm } from '$lib/forms/meeting';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { keepOutcomeDraft, otherMinuteTakers } from '$lib/server/meetings/outcome-draft';
import { requireMeetingFor, targetOf } from '../../meeting.server';
import type { RequestHandler } from './$types';

/** Keeps what is typed about the item of `?item=`, and returns its version and the others who write about it. */
export const POST: RequestHandler = async (event) => {
	const { found } = await requireMeetingFor(event, 'meeting.write');
	const itemId = Number(event.url.searchParams.get('item')) || 0;
	const form = await parseForm(event.request, outcomeDraftForm);
	if (!form.ok) return json({ faults: form.failure.data.faults }, { status: 400 });
	const kept = await keepOutcomeDraft(event.locals, { ...targetOf(found), itemId }, form.input);
	if (!kept.ok) return throwRefusal(event, kept.refused);
	const { db, now } = event.locals;
	const others = await otherMinuteTakers(db.read, event.locals, itemId);
	return json({ version: kept.value.version, at: now.toISOString(), others });
};
