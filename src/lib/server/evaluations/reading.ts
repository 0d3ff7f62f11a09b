import { done, invalid, type Outcome, type Refusal } from '$lib/domain/outcome';
import { remarksIn, type Comment } from '$lib/domain/remark';
import type { Context } from '../context';
import { accept, sendBack, subjectIn, tellReturned, type Subject, type Target } from './commands';

/** What a reader may do to several reports at once. */
export type Answer = 'approve' | 'return';

/** A report as its reader saw it: the measure's code and the version it had. */
export type SeenReport = Pick<Target, 'measure'> & { version: number };

export interface Answered {
	/** The codes of the measures whose reports were answered. */
	answered: string[];
	/** The ones that were left as they are, and why. */
	left: { measure: string; refused: Refusal }[];
}

/**
 * Approves or returns several reports in one turn, each from the version its reader saw. One that changed
 * in between is left as it is, and named; the others are not held back by it. All get the same words,
 * without which none can be returned.
 */
export async function answerReports(
	context: Context,
	within: Pick<Target, 'planId' | 'round'>,
	answer: Answer,
	chosen: readonly SeenReport[],
	comment: Comment
): Promise<Outcome<Answered>> {
	if (chosen.length === 0) return invalid({ field: 'chosen', code: 'none-chosen' });
	if (answer === 'return' && remarksIn(comment).length === 0)
		return invalid({ field: 'comment', code: 'comment-required' });
	return context.db.write(async (tx) => {
		const ready: Subject[] = [];
		const left: Answered['left'] = [];
		for (const one of chosen) {
			const found = await subjectIn(tx, context.actor, { ...within, ...one }, answer, `evaluation.${answer}`);
			if (found.ok) ready.push(found.value);
			else if (isItsOwn(found.refused)) left.push({ measure: one.measure, refused: found.refused });
			else return found;
		}
		for (const subject of ready) await (answer === 'return' ? sendBack : accept)(context, subject, comment);
		if (answer === 'return') await tellReturned(context, ready);
		return done({ answered: ready.map(({ measure }) => measure.code), left });
	});
}

/** Whether a refusal is about one report, and not about who asks or what they ask for. */
function isItsOwn({ code }: Refusal): boolean {
	return code === 'stale' || code === 'wrong-state';
}
