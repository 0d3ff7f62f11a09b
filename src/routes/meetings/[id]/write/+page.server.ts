import type { Localized } from '$lib/domain/localized';
import { hasIdentityNumber } from '$lib/domain/text/identity-number';
import { outcomeEditing } from '$lib/domain/meeting/meeting';
import { takeTheirField, toConflict, toTextValues, type TextValues } from '$lib/forms/form-state';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { emptyForm } from '$lib/forms/invitation';
import { outcomeForm } from '$lib/forms/meeting';
import { link } from '$lib/i18n/link';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { discardOutcomeDraft, otherMinuteTakers, ownOutcomeDraft } from '$lib/server/meetings/outcome-draft';
import { recordOutcome } from '$lib/server/meetings/outcome';
import { replacementsFor } from '$lib/server/meetings/recuse';
import {
	agendaItemById,
	agendaOf,
	attendanceOf,
	bodiesOfMeeting,
	latestMeetingEvent,
	recusalsOf,
	type AgendaItem
} from '$lib/server/meetings/queries';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { whoCanBeResponsible } from '../../../decisions/decision.server';
import { requireMeetingFor, targetOf } from '../meeting.server';
import { recuse } from '../recusal.server';

/** Loads what the minute taker writes: the item of `?item=`, else the current one or the first without an outcome. */
export const load: PageServerLoad = async (event) => {
	const { found } = await requireMeetingFor(event, 'meeting.write');
	const { read } = event.locals.db;
	const agenda = await agendaOf(read, found.id);
	const asked = itemIdOf(event);
	const isGiven = (id: number | null) => agenda.some((one) => one.id === id);
	const item =
		agenda.find(({ id }) => id === (isGiven(asked) ? asked : found.currentItemId)) ??
		agenda.find(({ outcomeKind }) => outcomeKind === null) ??
		agenda[0];
	const rows = await attendanceOf(read, found.id);
	return {
		meeting: { id: found.id, day: found.day, state: found.state, editing: outcomeEditing(found.state) },
		body: nameOf((await bodiesOfMeeting(read, found)).body),
		agenda: agenda.map(({ id, number, title, lang, outcomeKind }) => ({
			...{ id, number, title, lang },
			isTreated: outcomeKind !== null
		})),
		item: item && {
			...{ id: item.id, number: item.number, title: item.title, lang: item.lang, kind: item.kind },
			...{ proposal: item.proposal, version: item.version, values: toOutcomeValues(item) },
			hasIdentityNumber: hasIdentityNumber(`${item.outcome}\n${item.dissent}`)
		},
		draft: item ? await ownOutcomeDraft(read, event.locals.actor, item.id) : null,
		others: item ? await otherMinuteTakers(read, event.locals, item.id) : [],
		recusals: (await recusalsOf(read, found.id)).filter(({ agendaItemId }) => agendaItemId === item?.id),
		choices: await whoCanBeResponsible(event, found.partnershipId),
		replacements: await replacementsFor(read, found),
		people: rows.map(({ attendance: { id, name, presence } }) => ({ id, name, presence })),
		saved: event.url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	save: async (event) => {
		const guard = () => requireMeetingFor(event, 'meeting.write');
		const target = { ...targetOf((await guard()).found), itemId: itemIdOf(event) };
		return handleForm(event, {
			guard,
			shape: outcomeForm,
			run: ({ version, ...values }) => recordOutcome(event.locals, { ...target, version }, values),
			done: ({ next }, { input }) => at(target.id, input.goesOn && next !== null ? next : target.itemId),
			conflict: async () => {
				const { read } = event.locals.db;
				const saved = await agendaItemById(read, target.id, target.itemId);
				const change = await latestMeetingEvent(read, target.id);
				return toConflict(saved && toOutcomeValues(saved), saved?.version ?? null, change);
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showNamed('save')
		});
	},
	discard: async (event) => {
		const guard = () => requireMeetingFor(event, 'meeting.write');
		const target = { ...targetOf((await guard()).found), itemId: itemIdOf(event) };
		return handleForm(event, {
			guard,
			shape: emptyForm,
			run: () => discardOutcomeDraft(event.locals, target),
			done: `${link(`/meetings/${target.id}/write`)}?item=${target.itemId}`,
			show: showNamed('discard')
		});
	},
	recuse: (event) => recuse(event, (id, item) => at(id, item))
};

function at(id: number, item: number): string {
	return `${link(`/meetings/${id}/write`)}?item=${item}&saved`;
}

function itemIdOf({ url }: Pick<RequestEvent, 'url'>): number {
	return Number(url.searchParams.get('item')) || 0;
}

/** Returns an item's outcome as the values of its form. */
function toOutcomeValues(item: AgendaItem): TextValues {
	const isNoted = item.kind !== 'decision';
	return toTextValues({
		outcomeKind: item.outcomeKind ?? (isNoted ? 'information' : 'decision'),
		outcome: item.outcome,
		outcomeLang: item.outcomeLang ?? item.lang,
		consensus: item.consensus ?? 'agreed',
		dissent: item.dissent,
		responsible: item.responsible ?? '',
		dueOn: formatDateInput(item.dueOn)
	});
}

function nameOf({ slug, name }: { slug: string; name: Localized }) {
	return { slug, name };
}
