import { fail, redirect } from '@sveltejs/kit';
import { kindsFor } from '$lib/domain/adjustment';
import { areaKey } from '$lib/domain/figures';
import { settlementForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import { isUnsettled, settleItem } from '$lib/server/adjustments/commands';
import { mattersOf, type Matter } from '$lib/server/adjustments/queries';
import { parseForm } from '$lib/server/http/forms';
import { answerRefusal } from '$lib/server/http/guard';
import type { Actions, PageServerLoad } from './$types';
import { adjustmentAt } from './adjustment.server';

/** What is recommended for the plan's measures, and what SSU makes of it. */
export const load: PageServerLoad = async (event) => {
	const { plan, open } = await adjustmentAt(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const { matters } = await mattersOf(event.locals.db.read, plan, open.id, event.locals.now);
	return { year: open.year, matters: matters.map(shown), saved: event.url.searchParams.get('saved') };
};

function shown(matter: Matter) {
	const { measure, recommended, item } = matter;
	const { report } = measure;
	return {
		code: measure.code,
		title: measure.title,
		area: areaKey(measure),
		status: report?.status ?? ('not-reported' as const),
		nextSteps: report?.nextSteps ? { text: report.nextSteps, lang: report.lang } : null,
		recommended,
		kinds: kindsFor(measure.lifecycle),
		unsettled: isUnsettled(matter),
		item: item && {
			kind: item.kind,
			stance: item.stance,
			reason: item.reason,
			version: item.version,
			edited: item.outcome !== null
		}
	};
}

export const actions: Actions = {
	settle: async (event) => {
		const { plan, open } = await adjustmentAt(event);
		const form = await parseForm(event.request, settlementForm);
		if (!form.ok) return form.failure;
		const { code, itemVersion, ...settlement } = form.input;
		const target = { planId: plan.id, year: open.year };
		const outcome = await settleItem(event.locals, target, code, itemVersion, settlement);
		if (outcome.ok)
			redirect(303, link(`/edit/adjustments/${open.year}?saved=${code}#m-${code.replace('.', '-')}`));
		const { refused } = outcome;
		if (refused.code === 'invalid') return fail(400, { values: form.values, faults: refused.faults });
		if (refused.code === 'stale') return fail(409, { values: form.values, faults: [], overtaken: true });
		return answerRefusal(event, refused);
	}
};
