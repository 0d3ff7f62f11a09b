import { inArray } from 'drizzle-orm';
import { emptyAnswers, type Status } from '$lib/domain/evaluation/evaluation';
import type { WrittenForm } from '$lib/domain/localized';
import { roundKey } from '$lib/domain/round/round';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { giveWay } from '../database/give-way';
import { evaluation, measure } from '../database/schema';
import type { Round } from '../rounds/queries';

/** A measure's status in a file, in the file's words too. */
export interface StatusFromFile {
	code: string;
	status: Status;
	words: string;
}

/** A status cell with more words than a status has says something that is kept with the results. */
const maxStatusWords = 3;

/** Inserts a round's first evaluations from a file, approved, within the caller's transaction. */
export async function insertImportedEvaluations(
	{ tx, actor, now }: Pick<Context, 'actor' | 'now'> & { tx: Transaction },
	{ round, lang, reason }: { round: Round; lang: WrittenForm; reason: string },
	statuses: readonly StatusFromFile[]
): Promise<void> {
	const measures = await tx
		.select({ id: measure.id, code: measure.code, planId: measure.planId })
		.from(measure)
		.where(
			inArray(
				measure.code,
				statuses.map(({ code }) => code)
			)
		);
	const idOf = new Map(
		measures.filter(({ planId }) => planId === round.planId).map(({ id, code }) => [code, id])
	);
	const at = now.toISOString();
	for (const [index, { code, status, words }] of statuses.entries()) {
		await giveWay(index);
		const measureId = idOf.get(code)!;
		const { scores: _scores, ...texts } = emptyAnswers(lang);
		const results = words.split(/\s+/).length > maxStatusWords ? words : '';
		const answers = { ...texts, status, results };
		const approved = { state: 'approved' as const, imported: true, submittedAt: at, approvedAt: at };
		await tx.insert(evaluation).values({
			...{ ...answers, ...approved, roundId: round.id, measureId },
			...{ reportedBy: actor.name, reporterId: actor.personId, savedAt: at }
		});
		await appendEvent(tx, actor, now, {
			...{ planId: round.planId, verb: 'import-evaluation', noun: 'evaluation' },
			nounId: `${roundKey(round)}/${measureId}`,
			after: { ...answers, ...approved, words },
			reason
		});
	}
}
