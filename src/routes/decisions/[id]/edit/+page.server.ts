import { decisionEditForm, toDecisionFormValues } from '$lib/forms/decision';
import { takeTheirField, toConflict } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { editDecision } from '$lib/server/decisions/commands';
import { latestDecisionChange } from '$lib/server/decisions/queries';
import { editedDecision } from '$lib/server/decisions/edited';
import { handleForm, showText } from '$lib/server/http/form-action';
import { planOf } from '$lib/server/http/plan';
import { decisionChoices, requireEditableDecision } from '../../decision.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form that edits a decision. */
export const load: PageServerLoad = async (event) => {
	const found = await requireEditableDecision(event);
	const { id, partnershipId, title, lang, version, publishedAt, agendaItemId } = found;
	const edited = await editedDecision(event.locals.db.read, { partnershipId, id });
	return {
		decision: { id, title, lang, version, published: publishedAt !== null, ofMinutes: agendaItemId !== null },
		values: edited ? toDecisionFormValues(edited.values) : {},
		choices: await decisionChoices(event, partnershipId, id)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { id, partnershipId } = await requireEditableDecision(event);
		const target = { id, partnershipId, planId: planOf(event)?.id ?? null };
		return handleForm(event, {
			guard: async () => void (await requireEditableDecision(event)),
			shape: decisionEditForm,
			run: ({ version, ...values }) => editDecision(event.locals, { ...target, version }, values),
			done: `${link(`/decisions/${id}`)}?saved`,
			conflict: async () => {
				const { read } = event.locals.db;
				const edited = await editedDecision(read, target);
				const theirs = edited ? toDecisionFormValues(edited.values) : {};
				return toConflict(theirs, edited?.version ?? null, await latestDecisionChange(read, id));
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showText
		});
	}
};
