import { and, eq, isNull } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { dueOccasion } from '$lib/domain/decision/decision';
import { acceptsReports } from '$lib/domain/round/round';
import type { Queryable, Transaction } from '../database/database';
import { heldSeatColumns, seatHeldOn } from '../database/held-seats';
import { queueMail } from '../database/outbox';
import { body, decision, mail, person, plan, round, seat, seatHolder } from '../database/schema';
import { isOpen, seatsMayFollowUp, type DecisionParties } from './reader';

/** Lists the people who follow a decision up today, each once. One statement. */
export async function decisionRecipients(read: Queryable, found: DecisionParties, now: Date) {
	const rows = await read
		.select({ person, seat: heldSeatColumns })
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(toOsloDate(now)))
		.innerJoin(person, and(eq(person.id, seatHolder.personId), isNull(person.disabledAt)))
		.innerJoin(body, and(eq(body.id, seat.bodyId), eq(body.partnershipId, found.partnershipId)));
	const people = new Map(rows.map((row) => [row.person.id, row.person]));
	return [...people.values()].filter(({ id }) =>
		seatsMayFollowUp(
			rows.filter((row) => row.person.id === id).map((row) => row.seat),
			found
		)
	);
}

/**
 * Queues today's reminders of decisions, in the caller's transaction: by their due dates, or once in each running
 * round without one. Safe to repeat: each occasion is queued once to a person.
 */
export async function queueDecisionReminders(tx: Transaction, now: Date): Promise<number> {
	const today = toOsloDate(now);
	const open = await tx.select().from(decision).where(isOpen);
	if (open.length === 0) return 0;
	const rounds = (
		await tx
			.select({ id: round.id, state: round.state, partnershipId: plan.partnershipId })
			.from(round)
			.innerJoin(plan, eq(plan.id, round.planId))
	).filter(({ state }) => acceptsReports(state));
	const plans = await tx
		.select({ id: plan.id, partnershipId: plan.partnershipId })
		.from(plan)
		.orderBy(plan.id);
	let queued = 0;
	for (const found of open) {
		const { id, partnershipId, dueOn, decidedOn } = found;
		const running = rounds.find((one) => one.partnershipId === partnershipId);
		const occasion =
			dueOn !== null ? dueOccasion({ dueOn, decidedOn }, today) : running ? `round-${running.id}` : null;
		if (occasion === null) continue;
		const about = `${id}:${occasion}`;
		const known = await tx
			.select({ recipient: mail.recipient })
			.from(mail)
			.where(and(eq(mail.reason, 'decision-notice'), eq(mail.about, about)));
		const planId = plans.findLast((one) => one.partnershipId === partnershipId)?.id ?? null;
		for (const to of await decisionRecipients(tx, found, now)) {
			if (to.declinesMail || known.some(({ recipient }) => recipient === to.email)) continue;
			const { name, email, writtenForm, id: personId } = to;
			const recipient = { name, email, writtenForm, personId, planId, roundId: null };
			const answer = await queueMail(tx, now, { ...recipient, reason: 'decision-notice', about });
			if (answer.queue) queued++;
		}
	}
	return queued;
}

/** Queues the mail that tells the responsible of a new decision, in the caller's transaction. */
export async function queueDecisionNotice(tx: Transaction, now: Date, found: DecisionParties): Promise<void> {
	const about = `${found.id}:assigned`;
	const [known] = await tx
		.select({ id: mail.id })
		.from(mail)
		.where(and(eq(mail.reason, 'decision-notice'), eq(mail.about, about)));
	if (known) return;
	const [newest] = await tx
		.select({ id: plan.id })
		.from(plan)
		.where(eq(plan.partnershipId, found.partnershipId))
		.orderBy(plan.id);
	for (const { name, email, writtenForm, id: personId } of await decisionRecipients(tx, found, now)) {
		const recipient = { name, email, writtenForm, personId, planId: newest?.id ?? null, roundId: null };
		await queueMail(tx, now, { ...recipient, reason: 'decision-notice', about });
	}
}
