import { ok, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import { dropRoundMail } from '../database/outbox';
import { sealReview } from '../reviews/seal-review';
import {
	recordRoundTransition,
	runRoundTransition,
	setEvaluationStates,
	type RoundTarget,
	type RoundTransitionFacts
} from '../rounds/transition';

/**
 * Closes a round and seals its review in one transaction (domain-rules.md §4.1). Approved evaluations are
 * locked; the others count as not reported.
 */
export async function closeRound(
	context: Context,
	target: RoundTarget
): Promise<Result<{ version: number; sha256: string }>> {
	const request = { ...target, step: 'close', action: 'round.close' } as const;
	return runRoundTransition(context, request, async (subject) => ok(await sealAndClose(context, subject)));
}

/** Closes a round and seals its review within the caller's transaction. */
export async function sealAndClose(
	context: Context,
	subject: RoundTransitionFacts
): Promise<{ version: number; sha256: string }> {
	const { tx, round } = subject;
	const sealed = await sealReview(context, subject);
	await setEvaluationStates(tx, round.id, { from: 'approved', to: 'locked' });
	await dropRoundMail(tx, round.id);
	await recordRoundTransition(context, subject, {
		result: { review: sealed.version, sha256: sealed.sha256 }
	});
	return sealed;
}
