import { error } from '@sveltejs/kit';
import type { Result } from '$lib/domain/result';
import { takeTheirField, toConflict, toTextValues, type TextValues } from '$lib/forms/form-state';
import { agendaItemForm, agendaRemovalForm } from '$lib/forms/meeting';
import { link } from '$lib/i18n/link';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { addAgendaItem, editAgendaItem, removeAgendaItem } from '$lib/server/meetings/agenda';
import { nextNumberFor } from '$lib/server/meetings/numbers';
import {
	agendaItemById,
	latestMeetingEvent,
	mattersForAgenda,
	type AgendaItem
} from '$lib/server/meetings/queries';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { requireMeetingFor, targetOf } from '../../meeting.server';

/** Loads an agenda item to edit, or an empty one for the item `new`. */
export const load: PageServerLoad = async (event) => {
	const { found, item } = await requireItem(event);
	const { read } = event.locals.db;
	return {
		meeting: { id: found.id, state: found.state, lang: found.lang },
		item: item && {
			id: item.id,
			version: item.version,
			matterId: item.matterId,
			hasOutcome: item.outcomeKind !== null
		},
		values: item ? toItemValues(item) : {},
		matters: item ? [] : await mattersForAgenda(read, found),
		nextNumber: await nextNumberFor(read, found)
	};
};

export const actions: Actions = {
	save: async (event) => {
		const guard = () => requireItem(event);
		const { found, item } = await guard();
		const target = targetOf(found);
		return handleForm(event, {
			guard,
			shape: agendaItemForm,
			run: async ({ version = 0, matter, ...values }): Promise<Result<unknown>> => {
				if (!item) return addAgendaItem(event.locals, target, { ...values, matterId: matter });
				return editAgendaItem(event.locals, { ...target, itemId: item.id, version }, values);
			},
			done: `${link(`/meetings/${found.id}`)}?saved#agenda`,
			conflict: async () => {
				const { read } = event.locals.db;
				const saved = item && (await agendaItemById(read, found.id, item.id));
				return toConflict(
					saved && toItemValues(saved),
					saved?.version ?? null,
					await latestMeetingEvent(read, found.id)
				);
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showNamed('save')
		});
	},
	remove: async (event) => {
		const guard = () => requireItem(event);
		const { found, item } = await guard();
		return handleForm(event, {
			guard,
			shape: agendaRemovalForm,
			run: ({ reason }) => removeAgendaItem(event.locals, targetOf(found), { itemId: item?.id ?? 0, reason }),
			done: `${link(`/meetings/${found.id}`)}?saved#agenda`,
			show: showNamed('remove')
		});
	}
};

/** Requires someone who may change the agenda, and the item of the address; null for a new one. */
async function requireItem(event: RequestEvent) {
	const { item } = event.params;
	const { found } = await requireMeetingFor(event, 'meeting.plan', Number(item) || undefined);
	if (item === 'new') return { found, item: null };
	const known = /^\d{1,9}$/.test(item)
		? await agendaItemById(event.locals.db.read, found.id, Number(item))
		: null;
	if (!known) error(404, { message: 'not-found' });
	return { found, item: known };
}

/** Returns an item as the values of its form. */
function toItemValues(item: AgendaItem): TextValues {
	const { number, kind, title, lang, background, assessment, proposal, closedBasis, neutralTitle } = item;
	const texts = { number, kind, title, lang, background, assessment, proposal, closedBasis, neutralTitle };
	return toTextValues({ ...texts, closed: item.closed ? 'yes' : '' });
}
