import { error, type RequestEvent } from '@sveltejs/kit';
import { isFramePart, type FramePart } from '$lib/domain/frame';
import { demand } from '$lib/server/http/guard';
import { planToEdit, type Plan } from '$lib/server/plans/queries';

/** The plan that is worked on, for who may edit it; 404 where there is none. */
export async function planAt(event: RequestEvent): Promise<Plan> {
	demand(event, 'plan.edit');
	return (await planToEdit(event.locals.db.read)) ?? error(404, 'not-found');
}

export type PartEvent = RequestEvent<{ part: string }>;

/** The part an address names, of the plan that is worked on; 404 where there is none. */
export async function partAt(event: PartEvent): Promise<{ plan: Plan; part: FramePart }> {
	const plan = await planAt(event);
	const { part } = event.params;
	return isFramePart(part) ? { plan, part } : error(404, 'not-found');
}
