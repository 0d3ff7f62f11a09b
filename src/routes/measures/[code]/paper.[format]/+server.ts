import { error } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { shortRoundName } from '$lib/i18n/labels';
import { audienceOf } from '$lib/server/http/audience';
import { planOf } from '$lib/server/http/plan';
import { requirePaperFormat, respondWithPlanPaper } from '$lib/server/http/plan-papers';
import { measureDetails } from '$lib/server/measures/queries';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { progressOfMeasure } from '../progress.server';
import type { RequestHandler } from './$types';

/** Returns a measure as Word or PDF, as its reader sees it on its page. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const { db, actor, now } = locals;
	const format = await requirePaperFormat(params.format);
	const addressed = planOf(event);
	const current = addressed && (await currentPlanSnapshot(db, addressed.id, audienceOf(actor), now));
	const details = current && (await measureDetails(db.read, current.plan.id, params.code));
	if (!details) error(404, 'not-found');
	const { plan, standing, past } = current;
	const { code, title, summary, milestones, area, body, contact, partners, ...facts } = details;
	return respondWithPlanPaper(event, format, {
		kind: 'measure',
		partnership: standing.partnership.name,
		plan: plan.name,
		asOf: toOsloDate(now),
		code,
		title,
		summary,
		milestones: milestones.map(({ title: name, due, doneOn }) => ({ title: name, due, doneOn })),
		facts: {
			area,
			body: body && { name: body.name },
			contact,
			partners: partners.map(({ name }) => ({ name })),
			targetGroup: facts.targetGroup,
			expectedEffect: facts.expectedEffect,
			startsOn: facts.startsOn,
			deadline: facts.deadline,
			deadlineWords: facts.deadlineWords,
			lifecycle: facts.lifecycle
		},
		series: progressOfMeasure(past, details.id).map(({ round, ...point }) => ({
			...point,
			label: shortRoundName(round)
		})),
		content: {
			areas: standing.areas,
			values: standing.values,
			measures: standing.measures.filter((one) => one.id === details.id)
		}
	});
};
