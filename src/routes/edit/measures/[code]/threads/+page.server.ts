import { mapThreadKinds, threadKinds } from '$lib/domain/measure/thread';
import { takeTheirField } from '$lib/forms/form-state';
import { threadsForm } from '$lib/forms/thread';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { setThreads } from '$lib/server/measures/threads';
import { selectableThreads, threadChoices, threadsOfMeasure } from '$lib/server/threads/queries';
import { loadHistoricalPlan } from '../../../historical-plan.server';
import { measureConflict, requireEditedMeasure, type MeasureEditEvent } from '../edit.server';
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
		const { target } = await requireEditedMeasure(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: threadsForm,
			run: ({ version, threads, reason }) =>
				setThreads(event.locals, { ...target, version }, { ...threads, reason }),
			done: link(`/measures/${target.code}?saved=1`),
			conflict: () => measureConflict(event, async () => (await threadsAt(event)).threads),
			take: (both, field) => takeTheirField(threadKinds, both, field)
		});
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
