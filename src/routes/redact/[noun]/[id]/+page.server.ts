import { error } from '@sveltejs/kit';
import { redactableNouns, redactionPlaces } from '$lib/domain/redaction';
import { redactionForm } from '$lib/forms/redaction';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership } from '$lib/server/http/plan';
import { countPassage, redactionScope } from '$lib/server/redactions/queries';
import { redactText } from '$lib/server/workflows/redact';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Loads the record from which a text is to be redacted. */
export const load: PageServerLoad = async (event) => {
	const target = requireTarget(event);
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const scope = await redactionScope(event.locals.db.read, target);
	if (!scope) error(404, { message: 'not-found' });
	const { title, lang, path } = scope;
	return { record: { title, lang, path, isQuestion: target.noun === 'inquiry' } };
};

export const actions: Actions = {
	default: (event) => {
		const target = requireTarget(event);
		return handleForm(event, {
			guard: () => requireTarget(event),
			shape: redactionForm,
			run: (values) => redactText(event.locals, target, values),
			done: async () => {
				const scope = await redactionScope(event.locals.db.read, target);
				return `${link(scope?.path ?? '/')}?saved`;
			},
			show: async (state) => {
				const shown = showText(state);
				return { ...shown, places: await placesOf(event, shown.values.passage ?? '') };
			}
		});
	}
};

/** Counts the texts that hold a passage, for its confirmation. */
async function placesOf(event: RequestEvent, passage: string) {
	const target = requireTarget(event);
	const { read } = event.locals.db;
	const scope = await redactionScope(read, target);
	if (!scope || passage.trim() === '') return [];
	const { partnershipId } = target;
	const counts = await countPassage(read, { partnershipId, scope }, passage.trim());
	return redactionPlaces.flatMap((place) => {
		const n = counts[place] ?? 0;
		return n > 0 ? [{ place, n }] : [];
	});
}

function requireTarget(event: RequestEvent) {
	requirePermission(event, 'text.redact');
	const partnershipId = requestPartnership(event)?.id;
	const { noun, id } = event.params;
	const known = redactableNouns.find((one) => one === noun);
	if (partnershipId === undefined || !known || !/^\d{1,9}$/.test(id)) error(404, { message: 'not-found' });
	return { partnershipId, noun: known, id: Number(id) };
}
