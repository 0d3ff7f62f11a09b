import { json } from '@sveltejs/kit';
import { evaluationForm } from '$lib/forms/evaluation';
import { saveDraft } from '$lib/server/evaluations/commands';
import { parseForm } from '$lib/server/http/forms';
import { refusal, reportedAt, targetOf } from '../../reporting.server';
import type { RequestHandler } from './$types';

/**
 * Saves a draft while it is being written, through the command that "save draft" calls. Answers with the
 * version to write on from; with 400 and the faults, or with 409 and what stands now where somebody else
 * came first or nothing can be saved any more.
 */
export const POST: RequestHandler = async (event) => {
	const reported = await reportedAt(event);
	const form = await parseForm(event.request, evaluationForm);
	if (!form.ok) return json({ faults: form.failure.data.faults }, { status: 400 });
	const { values } = form;
	const { version, answers } = form.input;
	const target = targetOf(reported, values, version);
	const outcome = await saveDraft(event.locals, target, answers, { unasked: true });
	if (outcome.ok) return json({ version: outcome.value.version, savedAt: event.locals.now.toISOString() });
	const { status, data } = await refusal(event, reported, outcome.refused, values);
	return json({ conflict: data.conflict ?? null, faults: data.faults }, { status });
};
