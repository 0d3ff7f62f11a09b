import { error, type RequestEvent } from '@sveltejs/kit';
import { mayDo, permission, type Actor } from '$lib/domain/permission';
import { requirePermission } from '$lib/server/http/guard';
import { planOf, requestPartnership } from '$lib/server/http/plan';
import { redirectToSignIn } from '$lib/server/http/sign-in-redirect';
import { decisionOptions, responsibleChoices } from '$lib/server/decisions/choices';
import { decisionById } from '$lib/server/decisions/queries';
import { mayReadDecision } from '$lib/server/decisions/reader';
import { mergeTargets } from '$lib/server/matters/queries';
import { bodiesOf } from '$lib/server/plans/queries';

type DecisionEvent = RequestEvent<{ id: string }>;

/** True if the actor may record decisions of one body at least. */
export function mayRecordSomewhere(actor: Actor): boolean {
	const bodies = [undefined, ...actor.seats.map(({ bodyId }) => bodyId)];
	return bodies.some((responsibleBodyId) => mayDo(actor, 'decision.record', { responsibleBodyId }));
}

/** Requires someone who may record decisions, and returns where they do. */
export function requireRecorder(event: RequestEvent) {
	if (!mayRecordSomewhere(event.locals.actor)) requirePermission(event, 'decision.record');
	const partnership = requestPartnership(event);
	if (!partnership) error(404, { message: 'not-found' });
	return { partnershipId: partnership.id, planId: planOf(event)?.id ?? null };
}

/** Requires the decision of the address, for those who may read it; others get the answer of an unknown one. */
export async function requireDecision(event: DecisionEvent) {
	requirePermission(event, 'decision.read');
	const partnershipId = requestPartnership(event)?.id;
	if (partnershipId === undefined || !/^\d{1,9}$/.test(event.params.id)) error(404, { message: 'not-found' });
	const { db, actor } = event.locals;
	const found = await decisionById(db.read, partnershipId, Number(event.params.id));
	if (found && mayReadDecision(actor, found)) return found;
	if (actor.personId === null) redirectToSignIn(event.url);
	error(404, { message: 'not-found' });
}

/** Requires the decision of the address, for those who may change it. */
export async function requireEditableDecision(event: DecisionEvent) {
	const found = await requireDecision(event);
	requirePermission(event, 'decision.record', { responsibleBodyId: found.bodyId });
	return found;
}

/** Loads the bodies, partners and seats that can be responsible for a decision. */
export async function whoCanBeResponsible({ locals: { db } }: RequestEvent, partnershipId: number) {
	const all = await bodiesOf(db.read, partnershipId);
	const ids = all.map(({ id }) => id);
	return {
		everyBody: all.map(({ id, slug, name }) => ({ id, slug, name })),
		...(await responsibleChoices(db.read, partnershipId, ids))
	};
}

/** Loads the choices of a decision's form, for the bodies whose decisions the actor may record. */
export async function decisionChoices(event: RequestEvent, partnershipId: number, own: number | null) {
	const { db, actor } = event.locals;
	const all = await bodiesOf(db.read, partnershipId);
	const bodies = all.filter(
		({ id }) => permission(actor, 'decision.record', { partnershipId, responsibleBodyId: id }).allowed
	);
	return {
		bodies: bodies.map(({ id, slug, name }) => ({ id, slug, name })),
		...(await whoCanBeResponsible(event, partnershipId)),
		earlier: await decisionOptions(db.read, { partnershipId, actor }, own),
		matters: await mergeTargets(db.read, { partnershipId, id: 0 })
	};
}
