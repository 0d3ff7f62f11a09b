import { fail, type ActionFailure } from '@sveltejs/kit';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationAnswers, EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import type { Refusal, ValidationError } from '$lib/domain/result';
import type { PostedForm } from '$lib/forms/evaluation';
import type { EvaluationTarget } from '$lib/server/evaluations/commands';
import { evaluationOf } from '$lib/server/evaluations/queries';
import { rejectForm, type RejectedForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import type { ReportEvent } from '../reporting.server';

/** Current evaluation, after a conflict. */
interface EvaluationConflictData {
	version: number | null;
	/** Null if the round has closed and nothing can be saved. */
	state: EvaluationState | null;
	answers: EvaluationAnswers | null;
	readings: ReportedReading[];
	by: string | null;
	at: Instant | null;
}

/** Failure of a submitted evaluation: posted values, errors, and the current evaluation after a conflict. */
export type EvaluationFailure = ActionFailure<RejectedForm & { conflict?: EvaluationConflictData }>;

/**
 * Converts a refusal to a response: 400 for missing answers, 409 with the current evaluation after a conflict.
 * The posted values are returned.
 */
export async function failEvaluation(
	event: ReportEvent,
	target: EvaluationTarget,
	{ refused, values }: { refused: Refusal; values: PostedForm }
): Promise<EvaluationFailure> {
	if (refused.code === 'invalid') return rejectForm(400, values, refused.faults.map(atItsField));
	if (refused.code !== 'stale' && refused.code !== 'wrong-state') throwRefusal(event, refused);
	const closed =
		refused.code === 'wrong-state' && ['closed', 'planned', 'round-runs'].includes(refused.state);
	const current = closed ? null : await evaluationOf(event.locals.db.read, target);
	const conflict: EvaluationConflictData = {
		version: current?.version ?? null,
		state: current?.state ?? null,
		answers: current?.answers ?? null,
		readings: current?.readings ?? [],
		by: current?.reportedBy ?? null,
		at: current?.savedAt ?? null
	};
	return fail(409, { values, faults: [{ field: '', code: 'stale' }], conflict });
}

/** Moves the error of a need without text to the text field. */
function atItsField({ field, code }: ValidationError): ValidationError {
	return { field: code === 'needs-text-required' ? 'needsText' : field, code };
}
