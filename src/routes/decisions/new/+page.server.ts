import { decisionForm } from '$lib/forms/decision';
import { link } from '$lib/i18n/link';
import { recordDecision } from '$lib/server/decisions/commands';
import { handleForm, showText } from '$lib/server/http/form-action';
import { decisionChoices, requireRecorder } from '../decision.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form that records a decision. */
export const load: PageServerLoad = async (event) => {
	const { partnershipId } = requireRecorder(event);
	return { choices: await decisionChoices(event, partnershipId, null) };
};

export const actions: Actions = {
	default: (event) => {
		const place = requireRecorder(event);
		return handleForm(event, {
			guard: () => requireRecorder(event),
			shape: decisionForm,
			creates: true,
			run: (values) => recordDecision(event.locals, place, values),
			done: ({ id }) => `${link(`/decisions/${id}`)}?saved`,
			show: showText
		});
	}
};
