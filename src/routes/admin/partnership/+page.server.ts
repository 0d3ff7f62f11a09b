import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { refuseInvalid } from '$lib/domain/result';
import { newPartnershipForm, planFileForm } from '$lib/forms/partnership';
import { nationalPatientGroups } from '$lib/forms/plan-file/plan-template';
import { pathInLocale } from '$lib/i18n/locale';
import { planPath } from '$lib/i18n/plan-address';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { createPartnership, type CreatedPartnership } from '$lib/server/workflows/create-partnership';
import { uploadedPlanFile } from './plan-file.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) => {
	requirePermission(event, 'partnership.create');
	const year = Number(toOsloDate(event.locals.now).slice(0, 4));
	return { from: year, to: year + 3, areas: nationalPatientGroups };
};

export const actions: Actions = {
	template: (event) =>
		handleForm(event, {
			guard: () => requirePermission(event, 'partnership.create'),
			shape: newPartnershipForm,
			creates: true,
			run: ({ seat, ...template }) => createPartnership(event.locals, { template }, { seat }),
			done: (created, { input }) => pageAfter(event, created, input.seat),
			show: showNamed('template')
		}),
	file: async (event) => {
		requirePermission(event, 'partnership.create');
		const uploaded = await uploadedPlanFile(event.request);
		return handleForm(event, {
			guard: () => requirePermission(event, 'partnership.create'),
			shape: planFileForm,
			file: uploaded.text,
			run: async ({ seat }) =>
				uploaded.read.ok
					? createPartnership(event.locals, { file: uploaded.read.file }, { seat: seat === '1' })
					: refuseInvalid(
							...uploaded.read.faults.map(({ path, expected }) => ({ field: path, code: expected }))
						),
			done: (created, { input }) => pageAfter(event, created, input.seat === '1'),
			show: showNamed('file')
		});
	}
};

/** Returns the page of next steps, or the list to invite others from without a seat. */
function pageAfter({ locals }: RequestEvent, created: CreatedPartnership, seat: boolean): string {
	return seat
		? planPath('/start', created.plan, locals.locale)
		: `${pathInLocale('/admin/list', locals.locale)}?partnership=${created.partnership}`;
}
