import { fail, redirect } from '@sveltejs/kit';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { ValidationError } from '$lib/domain/result';
import { mapThreadKinds, type Threads } from '$lib/domain/measure/thread';
import type { PostedForm } from '$lib/forms/evaluation';
import { threadsForm } from '$lib/forms/thread';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { lastMeasureChange } from '$lib/server/measures/queries';
import { setThreads } from '$lib/server/measures/threads';
import { selectableThreads, threadChoices, threadsOfMeasure } from '$lib/server/threads/queries';
import { loadHistoricalPlan } from '../../../historical-plan.server';
import { requireEditedMeasure, type MeasureEditEvent } from '../edit.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads a measure's threads and all available ones. */
export const load: PageServerLoad = async (event) => {
	const { measure, threads, choices } = await threadsAt(event);
	const { code, title, version } = measure;
	const former = await formerThreads(event, measure, choices);
	return {
		measure: { code, title, version },
		threads: former?.threads ?? threads,
		choices,
		former: former && { notice: former.notice, reason: former.reason }
	};
};

/** Returns the measure's earlier threads that still exist; null if not requested. */
async function formerThreads(
	event: MeasureEditEvent,
	{ id: measureId, planId }: ThreadsAt['measure'],
	choices: ThreadsAt['choices']
) {
	const former = await loadHistoricalPlan(event);
	if (!former) return null;
	const was = await threadsOfMeasure(former.read, measureId, await threadChoices(former.read, planId));
	const threads = mapThreadKinds((kind) =>
		was[kind].filter((one) => choices[kind].some(({ code }) => code === one))
	);
	return { ...former, threads };
}

type ThreadsAt = Awaited<ReturnType<typeof threadsAt>>;

export const actions: Actions = {
	default: async (event) => {
		const { plan, measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, threadsForm);
		if (!form.ok) {
			const { values, faults } = form.failure.data;
			return fail(400, shownAgain(values, faults));
		}
		const { version, threads, reason } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome = await setThreads(event.locals, target, threads, reason);
		if (outcome.ok) redirect(303, link(`/measures/${measure.code}?saved=1`));
		const { refused } = outcome;
		if (refused.code === 'invalid') return fail(400, shownAgain(form.values, refused.faults));
		if (refused.code !== 'stale') return throwRefusal(event, refused);
		const now = await threadsAt(event);
		const change = await lastMeasureChange(event.locals.db.read, measure.id);
		const overtaken = { theirs: now.threads, by: change?.by ?? null, at: change?.at ?? null };
		return fail(409, { ...shownAgain(form.values, []), version: now.measure.version, overtaken });
	}
};

async function threadsAt(event: MeasureEditEvent) {
	const { plan, measure } = await requireEditedMeasure(event);
	const { read } = event.locals.db;
	const all = await threadChoices(read, plan.id);
	const threads = await threadsOfMeasure(read, measure.id, all);
	const open = selectableThreads(all, measure.areaId, threads);
	const choices = mapThreadKinds((kind) =>
		all[kind].filter(({ code }) => open[kind].includes(code)).map(({ code, name }) => ({ code, name }))
	);
	return { measure, threads, choices };
}

/** State of a rejected form. */
interface Shown {
	threads: Threads;
	reason: string;
	faults: ValidationError[];
	/** Version the next save is based on. */
	version: number;
	/** Selection someone else saved in between. */
	overtaken: { theirs: Threads; by: string | null; at: Instant | null } | null;
}

/** Returns the submitted selection. */
function shownAgain(posted: PostedForm, faults: ValidationError[]): Shown {
	const reason = [posted.reason ?? ''].flat()[0] ?? '';
	const threads = mapThreadKinds((kind) => [posted[kind] ?? []].flat());
	return { threads, reason, faults, version: Number(posted.version) || 0, overtaken: null };
}
