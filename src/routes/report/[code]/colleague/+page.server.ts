import { error } from '@sveltejs/kit';
import { ok } from '$lib/domain/result';
import { roundKey, acceptsReports } from '$lib/domain/round/round';
import { delegationForm, revokeReportingLinkForm } from '$lib/forms/reporting-link';
import { link } from '$lib/i18n/link';
import { requiredRolesText } from '$lib/i18n/permission';
import { delegate, revokeAccess } from '$lib/server/reporting-links/commands';
import { accessEntries } from '$lib/server/reporting-links/queries';
import { handleForm } from '$lib/server/http/form-action';
import { configuredMailMode } from '$lib/server/http/mail';
import { requireReportedMeasure, type ReportEvent } from '../../reporting.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the reporting links of the measure, and the form to issue one. */
export const load: PageServerLoad = async (event) => {
	const { measure, round } = await reportedBySeat(event);
	const accesses = await accessEntries(event.locals.db.read, round.id);
	return {
		code: measure.code,
		title: measure.title,
		open: acceptsReports(round.state),
		given: accesses
			.filter((one) => one.measure?.id === measure.id && !one.revoked)
			.map(({ id, name, email, givenBy }) => ({ id, name, email, givenBy })),
		sent: event.url.searchParams.get('sent'),
		isMailed: configuredMailMode() === 'on'
	};
};

export const actions: Actions = {
	give: async (event) => {
		const { planId, measure, round } = await reportedBySeat(event);
		const target = { planId, round: roundKey(round), measure: measure.code };
		return handleForm(event, {
			guard: () => reportedBySeat(event),
			creates: true,
			shape: delegationForm,
			run: (input) => delegate(event.locals, { ...target, ...input }),
			done: ({ accessId }) => `${here(measure.code)}?sent=${accessId}`
		});
	},
	revoke: async (event) => {
		const { measure } = await reportedBySeat(event);
		return handleForm(event, {
			guard: () => reportedBySeat(event),
			shape: revokeReportingLinkForm,
			run: async ({ access }) => {
				const outcome = await revokeAccess(event.locals, access);
				const already = !outcome.ok && outcome.refused.code === 'wrong-state';
				return already ? ok() : outcome;
			},
			done: here(measure.code)
		});
	}
};

/** Requires permission from a seat or its own link: what was delegated cannot be delegated again. */
async function reportedBySeat(event: ReportEvent) {
	if (event.locals.actor.link?.measureId)
		error(403, { message: 'not-permitted', only: requiredRolesText(['responsible-leader']) });
	const { round, ...reported } = await requireReportedMeasure(event, 'in-round');
	if (!round) error(404, { message: 'not-found' });
	return { ...reported, round };
}

function here(code: string): string {
	return link(`/report/${code}/colleague`);
}
