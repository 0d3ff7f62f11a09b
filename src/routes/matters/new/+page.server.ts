import { error, type RequestEvent } from '@sveltejs/kit';
import { mayDo } from '$lib/domain/permission';
import { matterForm, openMatterForm, withDecisions } from '$lib/forms/matter';
import type { PostedForm } from '$lib/forms/evaluation';
import { toTextValues, type FormState } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { decisionOptions } from '$lib/server/decisions/choices';
import { clientAddress } from '$lib/server/http/client-address';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { configuredMailMode } from '$lib/server/http/mail';
import { planOf, requestPartnership } from '$lib/server/http/plan';
import { readNamedFiles } from '$lib/server/http/upload';
import { registerMatter } from '$lib/server/matters/commands';
import { openFormSetting, submitOpenMatter } from '$lib/server/matters/open-form';
import { areasOf, bodiesOf } from '$lib/server/plans/queries';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form that submits a matter: the members' own, or the open one. */
export const load: PageServerLoad = async (event) => {
	const { partnershipId, planId, isOpen } = await placeOf(event);
	const { read } = event.locals.db;
	return {
		isOpen,
		sent: isOpen && event.url.searchParams.has('sent'),
		isMailed: configuredMailMode() === 'on',
		bodies: (await bodiesOf(read, partnershipId)).map(({ slug, name }) => ({ slug, name })),
		earlier: await decisionOptions(read, { partnershipId, actor: event.locals.actor }, null),
		areas: planId === null ? [] : (await areasOf(read, planId)).map(({ number, name }) => ({ number, name }))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { isOpen, ...place } = await placeOf(event);
		const files = await readNamedFiles(event.request.clone(), 'files');
		const file = files.map(({ name, content }) => [name, content.toString('base64')]);
		const show = (state: FormState<PostedForm>) => shown(state, files.length > 0);
		const common = { guard: () => placeOf(event), creates: true, file, show };
		if (!isOpen)
			return handleForm(event, {
				...common,
				shape: matterForm,
				run: (values) => registerMatter(event.locals, place, { ...withDecisions(values), files }),
				done: ({ id }: { id: number }) => `${link(`/matters/${id}`)}?saved`
			});
		const address = clientAddress(event);
		return handleForm(event, {
			...common,
			shape: openMatterForm,
			run: ({ name, email, ...values }) => {
				const writtenForm = event.locals.locale === 'nn' ? 'nn' : 'nb';
				const sender = { name, email, writtenForm, address } as const;
				return submitOpenMatter(event.locals, place, { ...withDecisions(values), files, sender });
			},
			done: `${link('/matters/new')}?sent`
		});
	}
};

/** Returns the partnership and plan of the page; everybody may use the form if the partnership opens it. */
async function placeOf(event: RequestEvent) {
	const partnership = requestPartnership(event);
	const isMember = mayDo(event.locals.actor, 'matter.register');
	const { open } =
		partnership && !isMember ? await openFormSetting(event.locals.db.read, partnership.id) : { open: false };
	requirePermission(event, open ? 'matter.submit' : 'matter.register');
	if (!partnership) error(404, { message: 'not-found' });
	return { partnershipId: partnership.id, planId: planOf(event)?.id ?? null, isOpen: open };
}

/** Returns the rejected form. Without scripts, browsers forget the files that were chosen. */
function shown({ values, faults }: FormState<PostedForm>, hadFiles: boolean) {
	const isForgotten = hadFiles && faults.every(({ field }) => field !== 'files');
	const all = isForgotten ? [...faults, { field: 'files', code: 'files-again' }] : faults;
	return { values: toTextValues(values), areas: [values.areas ?? []].flat(), faults: all };
}
