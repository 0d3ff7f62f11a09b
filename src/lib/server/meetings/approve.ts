import { and, desc, eq, gt, isNull, ne } from 'drizzle-orm';
import { isTreatedBy } from '$lib/domain/meeting/agenda';
import { nextMeetingState } from '$lib/domain/meeting/meeting';
import { itemsWithIdentityNumber, type MinutesContent } from '$lib/domain/meeting/minutes';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { canonicalJson } from '$lib/domain/review/review';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { agendaItem, event, meeting, minutes, minutesRemark } from '../database/schema';
import { publishOutcomes, recordOutcomes } from '../decisions/from-minutes';
import { sha256 } from '../identity/hash';
import { takeAgendaStep } from '../matters/agenda-step';
import { loadMinutesContent } from './minutes-content';
import { dropOutcomeDrafts } from './outcome-draft';
import { agendaOf, approvedByNextMeeting, attendedBy, meetingById, minutesOf, type Meeting } from './queries';
import { dropItemApprovals, isItemApprovalLeft, itemApprovals } from './recusals';
import { loadMeeting, meetingSubject, type MeetingTarget } from './target';

/** Adds a remark on minutes that are out for remarks, by someone who attended. */
export async function addMinutesRemark(
	{ db, actor, now }: Context,
	target: Omit<MeetingTarget, 'version'>,
	text: string
): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.remark' });
		if (!loaded.ok) return loaded;
		const { id, state } = loaded.value;
		if (state !== 'out-for-remarks') return refuse({ code: 'wrong-state', state });
		if (!text) return refuseInvalid({ field: 'remark', code: 'required' });
		await tx
			.insert(minutesRemark)
			.values({ meetingId: id, personId: actor.personId!, text, madeAt: now.toISOString() });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'remark-on-minutes', noun: 'meeting', nounId: id },
			after: { remark: text }
		});
		return ok();
	});
}

/**
 * Approves minutes: the body's leader, or whoever writes them once the body's next meeting has approved them. A leader
 * waits for the replacements of items they are recused from.
 * Freezes them as their next version, closes or postpones the matters of the agenda, and records the outcomes as the
 * body's decisions.
 */
export async function approveMinutes(
	{ db, actor, now }: Context,
	target: MeetingTarget
): Promise<Result<{ version: number; sha256: string }>> {
	return db.write(async (tx) => {
		const denied = await approvalDenial(tx, actor, target);
		if (denied) return denied;
		const found = await meetingById(tx, target.partnershipId, target.id);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		const state = nextMeetingState(found.state, 'approve');
		if (state === null) return refuse({ code: 'wrong-state', state: found.state });
		const left = await itemApprovals(tx, found.id, actor.personId);
		if (await isItemApprovalLeft(tx, found, left))
			return refuseInvalid({ field: 'step', code: 'item-not-approved' });
		const frozen = await freeze(tx, { actor, now }, found);
		await tx
			.update(meeting)
			.set({ state, version: found.version + 1 })
			.where(eq(meeting.id, found.id));
		const items = await agendaOf(tx, found.id);
		const ids = items.map(({ id }) => id);
		await dropOutcomeDrafts(tx, ids);
		await dropItemApprovals(tx, ids);
		for (const { id, matterId, outcomeKind } of items)
			if (matterId !== null && (await isLastTreatment(tx, { id, matterId }))) {
				const step = outcomeKind !== null && isTreatedBy(outcomeKind) ? 'treat' : 'postpone';
				await takeAgendaStep(tx, { actor, now }, { matterId, step, meetingId: found.id });
			}
		await recordOutcomes(tx, { actor, now }, { meeting: found, items, reason: frozen.reason });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'approve-meeting', noun: 'meeting', nounId: found.id },
			before: { state: found.state },
			after: { state, version: frozen.version, sha256: frozen.sha256 }
		});
		return ok(frozen);
	});
}

/** Returns the refusal of an approval, or null: the leader's right, or the next meeting's decision. */
async function approvalDenial(tx: Transaction, actor: Context['actor'], target: MeetingTarget) {
	const found = await meetingById(tx, target.partnershipId, target.id);
	const attended = await attendedBy(tx, target.id, actor.personId);
	const isApproved = found !== null && (await approvedByNextMeeting(tx, found));
	const action = isApproved ? 'meeting.write' : 'meeting.approve';
	const scope = found
		? meetingSubject(found, actor, { action, attended })
		: { partnershipId: target.partnershipId };
	const denied = await denial(tx, actor, { ...scope, action });
	return denied && isApproved ? denial(tx, actor, { ...scope, action: 'meeting.approve' }) : denied;
}

async function freeze(tx: Transaction, { actor, now }: Omit<Context, 'db'>, found: Meeting) {
	const [latest] = await minutesOf(tx, found.id);
	const version = (latest?.version ?? 0) + 1;
	const content = canonicalJson(await loadMinutesContent(tx, found, { version }));
	const hash = sha256(content);
	const reason = latest ? await revisionReason(tx, found.id) : '';
	const approval = { approvedAt: now.toISOString(), approvedBy: actor.name, reason };
	await tx.insert(minutes).values({ meetingId: found.id, version, content, sha256: hash, ...approval });
	return { version, sha256: hash, reason };
}

/** True if a matter was not put on an agenda again. */
async function isLastTreatment(
	read: Queryable,
	{ id, matterId }: { id: number; matterId: number }
): Promise<boolean> {
	const later = await read
		.select({ id: agendaItem.id })
		.from(agendaItem)
		.innerJoin(meeting, and(eq(meeting.id, agendaItem.meetingId), ne(meeting.state, 'cancelled')))
		.where(and(eq(agendaItem.matterId, matterId), gt(agendaItem.id, id)))
		.limit(1);
	return later.length === 0;
}

/** Returns the reason of the last revision. */
async function revisionReason(read: Queryable, meetingId: number): Promise<string> {
	const [last] = await read
		.select({ reason: event.reason })
		.from(event)
		.where(
			and(eq(event.noun, 'meeting'), eq(event.nounId, String(meetingId)), eq(event.verb, 'revise-meeting'))
		)
		.orderBy(desc(event.seq))
		.limit(1);
	return last?.reason ?? '';
}

/** Publishes the last approved version and its decisions. Refuses an identity number in it, naming the items. */
export async function publishMinutes({ db, actor, now }: Context, target: MeetingTarget): Promise<Result> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.publish' });
		if (!loaded.ok) return loaded;
		const found = loaded.value;
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		const state = nextMeetingState(found.state, 'publish');
		const [latest] = await minutesOf(tx, found.id);
		if (state === null || !latest) return refuse({ code: 'wrong-state', state: found.state });
		if (itemsWithIdentityNumber(JSON.parse(latest.content) as MinutesContent).length > 0)
			return refuseInvalid({ field: 'step', code: 'identity-number' });
		await tx
			.update(minutes)
			.set({ publishedAt: now.toISOString(), publishedBy: actor.name })
			.where(and(eq(minutes.id, latest.id), isNull(minutes.publishedAt)));
		await tx
			.update(meeting)
			.set({ state, version: found.version + 1 })
			.where(eq(meeting.id, found.id));
		const items = await agendaOf(tx, found.id);
		await publishOutcomes(tx, { actor, now }, { meeting: found, items, reason: latest.reason });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'publish-meeting', noun: 'meeting', nounId: found.id },
			before: { state: found.state },
			after: { state, version: latest.version, sha256: latest.sha256 }
		});
		return ok();
	});
}
