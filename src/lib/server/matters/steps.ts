import { eq } from 'drizzle-orm';
import {
	isClosedMatter,
	needsMatterText,
	nextMatterState,
	type MatterStep,
	type TriageStep
} from '$lib/domain/matter/matter';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { matter } from '../database/schema';
import { bodyIdOf } from './plan-links';
import { matterById, senderPersonId, type Matter } from './queries';
import { notifySenders } from './sender-mail';
import { readStatusToken, sender } from './status-link';

/** A matter, and the version a step is based on. */
export interface MatterTarget {
	partnershipId: number;
	id: number;
	version: number;
}

/** The secretariat's step, with the body or the matter it names. */
export interface TriageDecision {
	step: TriageStep;
	/** Slug of the body that is to treat it. */
	body: string | null;
	/** The matter it is merged into. */
	target: number | null;
	reason: string;
}

/**
 * Takes the secretariat's step with a matter: to a body, back with questions, declined, merged or opened again.
 * Refuses a step that its state does not allow, and one without the text, body or matter it needs.
 */
export async function triageMatter(
	{ db, actor, now }: Context,
	target: MatterTarget,
	{ step, body, target: into, reason }: TriageDecision
): Promise<Result> {
	return db.write(async (tx) => {
		const { partnershipId } = target;
		const denied = await denial(tx, actor, { action: 'matter.triage', partnershipId });
		if (denied) return denied;
		const found = await matterById(tx, partnershipId, target.id);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		if (nextMatterState(found.state, step) === null)
			return refuseInvalid({ field: 'step', code: 'step-not-possible' });
		if (needsMatterText(step) && !reason) return refuseInvalid({ field: 'reason', code: 'reason-required' });

		const bodyId = step === 'triage' && body !== null ? await bodyIdOf(tx, partnershipId, body) : null;
		if (step === 'triage' && bodyId === null) return refuseInvalid({ field: 'body', code: 'body-required' });
		const merged = step === 'merge' && into !== null ? await matterById(tx, partnershipId, into) : null;
		if (step === 'merge' && (!merged || merged.id === found.id || isClosedMatter(merged.state)))
			return refuseInvalid({ field: 'target', code: 'target-required' });

		await takeStep(
			tx,
			{ found, step, now },
			{ ...(bodyId !== null && { bodyId }), mergedIntoId: merged?.id ?? null }
		);
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: `${step}-matter`, noun: 'matter', nounId: found.id },
			before: { state: found.state },
			after: {
				state: nextMatterState(found.state, step),
				...(step === 'triage' && { body }),
				...(merged && { target: merged.id })
			},
			...(reason && { reason })
		});
		await notifySenders(tx, { actor, now }, found);
		return ok();
	});
}

/** Answers the secretariat's questions; the matter is received again. For its sender and the secretariat. */
export async function answerMatter(
	{ db, actor, now }: Context,
	target: MatterTarget,
	answer: string
): Promise<Result> {
	return db.write(async (tx) => {
		const { partnershipId } = target;
		const isOwn = actor.personId !== null && (await senderPersonId(tx, target.id)) === actor.personId;
		const action = isOwn ? 'matter.register' : 'matter.triage';
		const denied = await denial(tx, actor, { action, partnershipId });
		if (denied) return denied;
		const found = await matterById(tx, partnershipId, target.id);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		return storeAnswer(tx, { actor, now }, { found, answer });
	});
}

/** Answers the secretariat's questions by the link of a sender without an account. */
export async function answerByLink(
	{ db, now }: Omit<Context, 'actor'>,
	{ token, version }: { token: string; version: number },
	answer: string
): Promise<Result> {
	return db.write(async (tx) => {
		const link = await readStatusToken(tx, now, token);
		if (link?.kind !== 'matter') return refuse({ code: 'not-found' });
		const found = link.matter;
		if (found.version !== version) return refuse({ code: 'stale', current: null });
		return storeAnswer(tx, { actor: sender, now }, { found, answer });
	});
}

async function storeAnswer(
	tx: Transaction,
	{ actor, now }: Omit<Context, 'db'>,
	{ found, answer }: { found: Matter; answer: string }
): Promise<Result> {
	if (nextMatterState(found.state, 'answer') === null)
		return refuse({ code: 'wrong-state', state: found.state });
	if (!answer) return refuseInvalid({ field: 'answer', code: 'required' });
	await takeStep(tx, { found, step: 'answer', now }, {});
	await appendEvent(tx, actor, now, {
		...{ planId: null, verb: 'answer-matter', noun: 'matter', nounId: found.id },
		before: { state: found.state },
		after: { state: 'received', answer }
	});
	await notifySenders(tx, { actor, now }, found);
	return ok();
}

interface TakenStep {
	found: Matter;
	step: MatterStep;
	now: Date;
}

/** Stores the state after a step, and when the matter was closed. */
async function takeStep(
	tx: Transaction,
	{ found, step, now }: TakenStep,
	changed: Partial<Pick<Matter, 'bodyId' | 'mergedIntoId'>>
): Promise<void> {
	const state = nextMatterState(found.state, step)!;
	const closedAt = isClosedMatter(state) ? now.toISOString() : null;
	await tx
		.update(matter)
		.set({ ...changed, state, closedAt, version: found.version + 1 })
		.where(eq(matter.id, found.id));
}
