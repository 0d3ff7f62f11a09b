import { matterStates, type MatterState } from '$lib/domain/matter/matter';
import { mayDo } from '$lib/domain/permission';
import { openFormSettingForm } from '$lib/forms/matter';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { configuredMailMode } from '$lib/server/http/mail';
import { requestPartnership } from '$lib/server/http/plan';
import { countMatters, listMatters } from '$lib/server/matters/queries';
import { openFormSetting, setOpenForm } from '$lib/server/matters/open-form';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Matters on a page of the list. */
const pageSize = 50;

/** Loads the matters of the partnership: `?state=` for those in one state, with `&page=`. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'matter.read');
	const { db, actor } = event.locals;
	const { searchParams } = event.url;
	const partnership = requestPartnership(event);
	const state = matterStates.find((one) => one === searchParams.get('state')) ?? null;
	const empty = { matters: [], counts: {} as Partial<Record<MatterState, number>>, page: 1, pages: 1 };
	const mayTriage = mayDo(actor, 'matter.triage');
	const reader = {
		state,
		setting:
			mayTriage && partnership
				? {
						...(await openFormSetting(db.read, partnership.id)),
						mailed: configuredMailMode() !== 'no-server'
					}
				: null,
		saved: searchParams.has('saved'),
		mayTriage,
		mayRegister: mayDo(actor, 'matter.register')
	};
	if (!partnership) return { ...reader, ...empty };
	const counts = await countMatters(db.read, partnership.id);
	const total = state ? (counts[state] ?? 0) : Object.values(counts).reduce((sum, one) => sum + one, 0);
	const pages = Math.max(1, Math.ceil(total / pageSize));
	const asked = searchParams.get('page') ?? '';
	// A page number beyond the end shows the last page.
	const page = Math.min(pages, /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1);
	const selection = { partnershipId: partnership.id, state, page, pageSize };
	return { ...reader, matters: await listMatters(db.read, selection), counts, page, pages };
};

export const actions: Actions = {
	openForm: (event) =>
		handleForm(event, {
			guard: () => settingOf(event),
			shape: openFormSettingForm,
			run: ({ version, ...setting }) => setOpenForm(event.locals, { ...settingOf(event), version }, setting),
			done: `${link('/matters')}?saved`,
			show: showText
		})
};

function settingOf(event: RequestEvent): { partnershipId: number } {
	requirePermission(event, 'matter.triage');
	return { partnershipId: requestPartnership(event)?.id ?? 0 };
}
