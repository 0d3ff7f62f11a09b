import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { acceptsReports, roundKey } from '$lib/domain/round/round';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { milestonesForm } from '$lib/forms/milestones';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { milestonesOf } from '$lib/server/measures/queries';
import { reachMilestones } from '$lib/server/measures/reach-milestones';
import { requireReportedMeasure } from '../../reporting.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads a measure's milestones for those who report it. */
export const load: PageServerLoad = async (event) => {
	const { measure, round } = await requireReportedMeasure(event, 'in-round');
	const { code, title, version } = measure;
	return {
		measure: { code, title, version },
		back: backTo(code, round !== null && acceptsReports(round.state)),
		today: formatDateInput(toOsloDate(event.locals.now)),
		milestones: await milestonesOf(event.locals.db.read, measure.id)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { planId, measure, round } = await requireReportedMeasure(event, 'in-round');
		const key = round && roundKey(round);
		return handleForm(event, {
			guard: () => requireReportedMeasure(event, 'in-round').then(() => undefined),
			shape: milestonesForm,
			run: ({ version, reached }) =>
				reachMilestones(event.locals, { planId, code: measure.code, version, round: key }, reached),
			done: `${link(backTo(measure.code, round !== null && acceptsReports(round.state)))}?milestones`
		});
	}
};

/** Returns the page of the measure's report: in the open round, or between rounds. */
function backTo(code: string, isOpen: boolean): string {
	return `/report/${code}${isOpen ? '' : '/extraordinary'}`;
}
