import { error } from '@sveltejs/kit';
import { mergeOrder, moveByOne } from '$lib/domain/list-order';
import { planSections } from '$lib/domain/plan/plan-structure';
import { ok } from '$lib/domain/result';
import type { PostedForm } from '$lib/forms/evaluation';
import { toConflict, toTextValues, type FormState } from '$lib/forms/form-state';
import { moveEntryForm, entryOrderForm } from '$lib/forms/plan-structure';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { orderEntries } from '$lib/server/plan-structure/commands';
import type { OrderFormState } from './form-state';
import { requirePlanSection, type SectionEvent } from './plan.server';

/** Moves an entry up or down without scripts: returns the new order unsaved. */
export function previewOrderAction(event: SectionEvent) {
	requirePlanSection(event);
	return handleForm(event, {
		guard: 'plan.edit',
		shape: moveEntryForm,
		run: (input) => Promise.resolve(ok(input)),
		done: ({ order, up, down, reason }): OrderFormState => {
			const step = up === undefined ? 'down' : 'up';
			const key = up ?? down ?? '';
			const values = { order: moveByOne(order, key, step), reason };
			return { of: 'order', values, faults: [], conflict: null, moved: { key, step } };
		},
		show: toOrderFormState
	});
}

export function saveOrderAction(event: SectionEvent) {
	const { plan, part } = requirePlanSection(event);
	if (!planSections[part].ordered) error(404, 'not-found');
	return handleForm(event, {
		guard: 'plan.edit',
		shape: entryOrderForm,
		run: ({ reason, ...input }) => orderEntries(event.locals, { planId: plan.id, part }, input, reason),
		done: link(`/edit/${part}?saved=1`),
		conflict: (_values, refused) =>
			toConflict(refused?.code === 'stale' ? (refused.current as string[]) : [], null, null),
		show: toOrderFormState
	});
}

/** Returns the posted order, with the entries someone else added or removed meanwhile. */
function toOrderFormState({
	values,
	faults,
	conflict
}: FormState<PostedForm, string[] | null>): OrderFormState {
	const posted = [values.order ?? []].flat();
	const order = conflict?.theirs ? mergeOrder(posted, conflict.theirs) : posted;
	const { reason = '' } = toTextValues(values);
	const known = conflict && { ...conflict, theirs: conflict.theirs ?? [] };
	return { of: 'order', values: { order, reason }, faults, conflict: known, moved: null };
}
