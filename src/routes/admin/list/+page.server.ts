import type { RequestEvent } from '@sveltejs/kit';
import { seatGroups, seatRoles } from '$lib/domain/body';
import { locales, type Locale, type Localized } from '$lib/domain/localized';
import { parsePeopleList, type PeopleList, type PeopleListChoices } from '$lib/domain/people-list';
import { ok, refuseInvalid } from '$lib/domain/result';
import { cellText } from '$lib/domain/workbook/worksheet';
import { peopleListForm } from '$lib/forms/invitation';
import { seatGroupLabel, seatRoleLabel } from '$lib/i18n/labels';
import { pathInLocale } from '$lib/i18n/locale';
import { bodyAddresses } from '$lib/server/http/home-plan';
import { handleForm, showText } from '$lib/server/http/form-action';
import { inviteList } from '$lib/server/people/invite-list';
import { invitationChoices } from '$lib/server/people/queries';
import { readPastedTables } from '$lib/server/uploads/read-tables';
import { requireManagingNamed } from '../managed.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { bodies, partnership } = await choicesOf(event);
	event.setHeaders({ 'Cache-Control': 'no-store' });
	return { partnership, bodies: bodies.map(({ slug, name }) => ({ slug, name })) };
};

export const actions: Actions = {
	preview: async (event) => {
		const choices = await choicesOf(event);
		const addressOf = await bodyAddresses(event.locals);
		const bodyOf = (wanted: number) => {
			const found = choices.bodies.find(({ id }) => id === wanted);
			return found ? { ...addressOf(found.partnershipId, found.slug), name: found.name } : null;
		};
		return handleForm(event, {
			guard: () => choicesOf(event),
			shape: peopleListForm,
			run: async ({ people }) => {
				const list = await parseList(people, choices, event.locals.locale);
				return list.ok ? ok(list.people) : refuseInvalid(...list.faults);
			},
			done: (people, { values }) => ({
				text: String(values.people),
				preview: people.map(({ line, name, email, bodyId, role, termTo, partnerIds, represents }) => ({
					...{ line, name, email, role, termTo, represents },
					body: bodyOf(bodyId),
					partners: choices.partners.filter(({ id }) => partnerIds.includes(id)).map(({ name }) => name)
				}))
			}),
			show: showText
		});
	},
	invite: async (event) => {
		const choices = await choicesOf(event);
		return handleForm(event, {
			guard: () => choicesOf(event),
			shape: peopleListForm,
			run: async ({ people }) => {
				const list = await parseList(people, choices, event.locals.locale);
				return list.ok ? inviteList(event.locals, list.people) : refuseInvalid(...list.faults);
			},
			done: ({ seated, queued }) => {
				const named = choices.partnership === null ? '' : `&partnership=${choices.partnership}`;
				const back = pathInLocale('/admin', event.locals.locale);
				return `${back}?done=list&seated=${seated}&queued=${queued}${named}`;
			},
			show: showText
		});
	}
};

type Choices = Awaited<ReturnType<typeof invitationChoices>>;

/** Requires that the actor manages people, and loads the bodies and partners of their partnerships. */
async function choicesOf(event: RequestEvent) {
	const { managed, partnership } = await requireManagingNamed(event);
	return { partnership, ...(await invitationChoices(event.locals.db.read, managed)) };
}

/** Parses cells as Excel, Word and web pages copy them, or typed lines. */
async function parseList(text: string, choices: Choices, locale: Locale): Promise<PeopleList> {
	const read = await readPastedTables(text);
	if (!read.ok)
		return {
			ok: false,
			faults: [{ field: 'people', code: read.fault === 'empty' ? 'required' : 'unreadable' }]
		};
	const rows = read.tables.flatMap((table) => table.rows.map((row) => row.map(cellText)));
	return parsePeopleList(rows, { ...namesOf(choices), writtenForm: locale === 'nn' ? 'nn' : 'nb' });
}

/** Returns the choices under all their names: codes, and words in every language. */
function namesOf({ bodies, partners }: Choices): Omit<PeopleListChoices, 'writtenForm'> {
	const inLocales = (label: (inputs: object, options: { locale: (typeof locales)[number] }) => string) =>
		locales.map((locale) => label({}, { locale }).toLowerCase());
	const inForms = ({ nb = '', nn = '' }: Localized) =>
		[nb, nn].filter((name) => name !== '').map((name) => name.toLowerCase());
	return {
		bodies: bodies.map(({ id, slug, name }) => ({ value: id, names: [slug, ...inForms(name)] })),
		roles: seatRoles.map((role) => ({ value: role, names: [role, ...inLocales(seatRoleLabel[role])] })),
		partners: partners.map(({ id, number, name }) => ({
			value: id,
			names: [number.toLowerCase(), name.toLowerCase()]
		})),
		groups: seatGroups.map((group) => ({ value: group, names: [group, ...inLocales(seatGroupLabel[group])] }))
	};
}
