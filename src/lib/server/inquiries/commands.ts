import { and, count, eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { canTakeBack, maxOpenInquiries, type InquiryEntryKind } from '$lib/domain/inquiry';
import type { WrittenForm } from '$lib/domain/localized';
import { isReportable } from '$lib/domain/measure/measure';
import type { PermissionAction } from '$lib/domain/permission';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { denial, runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { inquiry, inquiryEntry, inquiryLink } from '../database/schema';
import { measureByCode } from '../measures/queries';
import { inquiryById, inquiryEntries, type InquiryOfMeasure } from './queries';
import { queueAnswerMail, queueQuestionMail } from './notify';

export interface InquiryText {
	text: string;
	lang: WrittenForm;
}

/** A question and the version that the change is based on. */
export interface InquiryTarget {
	id: number;
	version: number;
	/** The measure whose page it stands on; another's is not found there. */
	measureId?: string;
}

/**
 * Asks the body responsible for a measure. Its leaders and secretary get mail. Refuses measures that are not under
 * way (`wrong-state`), and more than `maxOpenInquiries` unanswered questions of one person (`too-many-questions`).
 */
export async function askQuestion(
	context: Context,
	{ planId, code }: { planId: number; code: string },
	entry: InquiryText
): Promise<Result<{ id: number }>> {
	const { actor } = context;
	return runCommand(context, { planId, action: 'inquiry.ask' }, async (tx) => {
		const found = await measureByCode(tx, planId, code);
		const personId = actor.personId;
		if (!found || personId === null) return refuse({ code: 'not-found' });
		if (!isReportable(found.lifecycle)) return refuse({ code: 'wrong-state', state: found.lifecycle });
		const waiting = and(eq(inquiry.personId, personId), eq(inquiry.state, 'open'));
		const [open] = await tx.select({ n: count() }).from(inquiry).where(waiting);
		if (open!.n >= maxOpenInquiries) return refuseInvalid({ field: 'text', code: 'too-many-questions' });
		const [made] = await tx
			.insert(inquiry)
			.values({ measureId: found.id, personId, state: 'open' })
			.returning({ id: inquiry.id });
		const { id } = made!;
		const entryId = await addEntry(tx, context, { ...entry, inquiryId: id, kind: 'question' });
		const asked = (await inquiryById(tx, id))!;
		await queueQuestionMail(tx, context.now, { found: asked, entryId });
		await record(tx, context, { verb: 'ask-question', found: asked });
		return ok({ id });
	});
}

/** Answers a question, which closes it; the one who asked gets mail. Another answer may be added. */
export async function answerQuestion(
	context: Context,
	target: InquiryTarget,
	entry: InquiryText
): Promise<Result> {
	return runInquiryCommand(context, { ...target, action: 'inquiry.answer' }, async (tx, found) => {
		const entryId = await addEntry(tx, context, { ...entry, inquiryId: found.id, kind: 'answer' });
		await changeInquiry(tx, found, { state: 'answered', answeredOn: toOsloDate(context.now) });
		await queueAnswerMail(tx, context.now, { found, entryId });
		await record(tx, context, { verb: 'answer-question', found });
		return ok();
	});
}

/** Asks again after an answer, which opens the question; for the one who asked. The responsible get mail. */
export async function askAgain(context: Context, target: InquiryTarget, entry: InquiryText): Promise<Result> {
	return runInquiryCommand(context, { ...target, action: 'inquiry.ask-again' }, async (tx, found) => {
		if (found.state === 'open') return refuse({ code: 'wrong-state', state: found.state });
		const entryId = await addEntry(tx, context, { ...entry, inquiryId: found.id, kind: 'question' });
		await changeInquiry(tx, found, { state: 'open', answeredOn: null });
		await queueQuestionMail(tx, context.now, { found, entryId });
		await record(tx, context, { verb: 'ask-again', found });
		return ok();
	});
}

/**
 * Takes back the last entry of a question, for its author and within `takeBackMinutes`. Taking back the first one
 * deletes the question. Mail about it that waits is not sent.
 */
export async function takeBackEntry(context: Context, target: InquiryTarget): Promise<Result> {
	const { actor, now } = context;
	return runInquiryCommand(context, { ...target, action: 'inquiry.read' }, async (tx, found) => {
		const entries = await inquiryEntries(tx, found.id);
		const last = entries.at(-1);
		if (!last || last.personId !== actor.personId) return refuse({ code: 'not-found' });
		if (!canTakeBack(last, actor.personId, now)) return refuse({ code: 'wrong-state', state: 'too-late' });
		await tx.delete(inquiryEntry).where(eq(inquiryEntry.id, last.id));
		const before = entries.at(-2);
		if (before) {
			const state = before.kind === 'answer' ? 'answered' : 'open';
			const answeredOn = state === 'answered' ? toOsloDate(new Date(before.at)) : null;
			await changeInquiry(tx, found, { state, answeredOn });
		} else {
			await tx.delete(inquiryLink).where(eq(inquiryLink.inquiryId, found.id));
			await tx.delete(inquiry).where(eq(inquiry.id, found.id));
		}
		await record(tx, context, { verb: 'take-back-entry', found });
		return ok();
	});
}

/** Loads the question, and asks permission before its version. */
async function runInquiryCommand(
	{ db, actor }: Context,
	{ id, version, measureId, action }: InquiryTarget & { action: PermissionAction },
	work: (tx: Transaction, found: InquiryOfMeasure) => Promise<Result>
): Promise<Result> {
	return db.write(async (tx) => {
		const known = await inquiryById(tx, id);
		const found = known && (measureId ?? known.measureId) === known.measureId ? known : null;
		const partnershipId = found?.measure.partnershipId ?? 0;
		const about = found && {
			...{ inquiryId: id, askerId: found.personId, responsibleBodyId: found.measure.bodyId }
		};
		const denied = await denial(tx, actor, { partnershipId, ...about, action });
		if (denied) return denied;
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== version) return refuse({ code: 'stale', current: found });
		return work(tx, found);
	});
}

async function addEntry(
	tx: Transaction,
	{ actor, now }: Context,
	entry: InquiryText & { inquiryId: number; kind: InquiryEntryKind }
): Promise<number> {
	const personId = actor.personId ?? actor.inquiryLink!.personId;
	const [made] = await tx
		.insert(inquiryEntry)
		.values({ ...entry, at: now.toISOString(), personId, by: actor.name })
		.returning({ id: inquiryEntry.id });
	return made!.id;
}

async function changeInquiry(
	tx: Transaction,
	{ id, version }: InquiryOfMeasure,
	values: Partial<typeof inquiry.$inferInsert>
): Promise<void> {
	await tx
		.update(inquiry)
		.set({ ...values, version: version + 1 })
		.where(eq(inquiry.id, id));
}

/** Records the step without its text, which can be redacted in one place. */
async function record(
	tx: Transaction,
	{ actor, now }: Context,
	{ verb, found }: { verb: string; found: InquiryOfMeasure }
): Promise<void> {
	const { planId, code } = found.measure;
	const after = { measure: code };
	await appendEvent(tx, actor, now, { planId, verb, noun: 'inquiry', nounId: found.id, after });
}
