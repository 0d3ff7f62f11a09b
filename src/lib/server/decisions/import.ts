import { and, eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { isClosedFollowUp } from '$lib/domain/decision/decision';
import type { ListedDecision } from '$lib/domain/decision/decision-list';
import type { WrittenForm } from '$lib/domain/localized';
import { ok, refuseInvalid, type Result, type ValidationError } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable } from '../database/database';
import { appendEvent } from '../database/event-log';
import { body, decision, decisionFollowUp } from '../database/schema';
import { insertDecision, resolveDecision, type DecisionPlace, type DecisionValues } from './commands';

/** Choices for a whole list. */
export interface DecisionImport {
	lang: WrittenForm;
	/** True to publish the decisions at once. */
	publish: boolean;
}

/**
 * Imports the decisions of a list, with what had become of them. Those that are here already are left out. Nothing
 * is saved if a row has a fault, and nobody gets a mail.
 *
 * @returns refused `invalid` with the faults by row number
 */
export async function importDecisions(
	{ db, actor, now }: Context,
	place: DecisionPlace,
	{ decisions, lang, publish }: DecisionImport & { decisions: readonly ListedDecision[] }
): Promise<Result<{ added: number; known: number }>> {
	const { partnershipId } = place;
	return runCommand({ db, actor }, { action: 'decision.import', partnershipId }, async (tx) => {
		const here = new Set((await knownDecisions(tx, partnershipId)).map(({ key }) => key));
		const bodies = new Map(
			(await tx.select().from(body).where(eq(body.partnershipId, partnershipId))).map(({ slug, id }) => [
				slug,
				id
			])
		);
		const faults: ValidationError[] = [];
		const found: (Pick<ListedDecision, 'followUp' | 'note'> & Parameters<typeof insertDecision>[2])[] = [];
		for (const one of decisions) {
			const key = decisionKey(one);
			if (here.has(key)) continue;
			here.add(key);
			const values = valuesOf(one, lang);
			const bodyId = bodies.get(one.body) ?? null;
			const resolved = await resolveDecision(tx, place, { values, bodyId, now, own: null });
			if (resolved.ok) {
				const { followUp, note } = one;
				found.push({ place, values, ...resolved.value, notify: false, followUp, note });
				continue;
			}
			const { refused } = resolved;
			const code = refused.code === 'invalid' ? refused.faults[0]!.code : refused.code;
			faults.push({ field: String(one.row), code });
		}
		if (faults.length > 0) return refuseInvalid(...faults);
		for (const { followUp, note, ...one } of found) {
			const id = await insertDecision(tx, { actor, now }, one);
			if (publish || followUp)
				await tx
					.update(decision)
					.set({
						...(publish && { publishedAt: now.toISOString() }),
						...(followUp && { followUp, closedOn: isClosedFollowUp(followUp) ? toOsloDate(now) : null })
					})
					.where(eq(decision.id, id));
			if (!followUp || (followUp === 'not-started' && !note)) continue;
			const [entry] = await tx
				.insert(decisionFollowUp)
				.values({ decisionId: id, at: now.toISOString(), state: followUp, text: note, lang })
				.returning({ id: decisionFollowUp.id });
			await appendEvent(tx, actor, now, {
				...{ planId: null, verb: 'import-follow-up', noun: 'decision', nounId: id },
				after: { state: followUp, text: note, entry: entry!.id }
			});
		}
		const added = found.length;
		return ok({ added, known: decisions.length - added });
	});
}

function valuesOf(one: ListedDecision, lang: WrittenForm): DecisionValues {
	const { body: slug, decidedOn, number, title, text, kind, responsible, dueOn } = one;
	return {
		...{ body: slug, decidedOn, number, title, text, kind, responsible, dueOn, lang },
		...{ consensus: null, dissent: '', replaces: null, replacement: null, matter: null },
		...{ measures: [], links: null }
	};
}

/** Returns what makes two decisions the same: body, day, number and title, ignoring case and spaces. */
export function decisionKey(one: Pick<ListedDecision, 'body' | 'decidedOn' | 'number' | 'title'>): string {
	const plain = (text: string) => text.toLowerCase().replace(/\s+/g, '');
	return [one.body, one.decidedOn, plain(one.number), plain(one.title)].join('|');
}

/** Lists a partnership's decisions by their keys. One statement. */
export async function knownDecisions(read: Queryable, partnershipId: number) {
	const rows = await read
		.select({
			body: body.slug,
			decidedOn: decision.decidedOn,
			number: decision.number,
			title: decision.title
		})
		.from(decision)
		.innerJoin(body, and(eq(body.id, decision.bodyId), eq(body.partnershipId, partnershipId)));
	return rows.map((row) => ({ ...row, key: decisionKey(row) }));
}
