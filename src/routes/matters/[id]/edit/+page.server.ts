import { error, type RequestEvent } from '@sveltejs/kit';
import { moveFaults } from '$lib/domain/result';
import { matterEditForm, toMatterFormValues, withDecisions } from '$lib/forms/matter';
import { takeTheirField, toConflict, type TextValues } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { decisionOptions } from '$lib/server/decisions/choices';
import { handleForm, showText } from '$lib/server/http/form-action';
import { planOf } from '$lib/server/http/plan';
import { editedMatter, editMatter } from '$lib/server/matters/edit';
import { matterHistory } from '$lib/server/matters/queries';
import { requireMatterEditor } from '../matter.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form that edits a matter. */
export const load: PageServerLoad = async (event) => {
	const target = await requireEditable(event);
	const edited = await editedMatter(event.locals.db.read, target, event.locals.actor);
	if (!edited) error(404, { message: 'not-found' });
	const { title, lang } = edited.values;
	return {
		matter: { id: target.id, title, lang, version: edited.version },
		values: toMatterFormValues(edited.values),
		earlier: await decisionOptions(
			event.locals.db.read,
			{ partnershipId: target.partnershipId, actor: event.locals.actor },
			null
		)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const target = await requireEditable(event);
		return handleForm(event, {
			guard: () => requireEditable(event),
			shape: matterEditForm,
			run: async ({ version, ...values }) =>
				moveFaults(
					await editMatter(event.locals, { ...target, version }, withDecisions(values)),
					({ field }) => (field === 'areas[]' ? 'areas' : field)
				),
			done: `${link(`/matters/${target.id}`)}?saved`,
			conflict: async () => {
				const { actor, db } = event.locals;
				const { read } = db;
				const edited = await editedMatter(read, target, actor);
				const change = (await matterHistory(read, target.id)).at(-1);
				const theirs: TextValues = edited ? toMatterFormValues(edited.values) : {};
				return toConflict(theirs, edited?.version ?? null, change);
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showText
		});
	}
};

/** Requires a matter that the reader may edit: the sender until it is triaged, and the secretariat. */
async function requireEditable(event: RequestEvent<{ id: string }>) {
	const { id, partnershipId } = await requireMatterEditor(
		event,
		(state) => state === 'received' || state === 'returned'
	);
	return { id, partnershipId, planId: planOf(event)?.id ?? null };
}
