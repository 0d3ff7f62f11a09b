import { and, eq, isNull } from 'drizzle-orm';
import type { WrittenForm } from '$lib/domain/localized';
import { isReportable } from '$lib/domain/measure/measure';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import type { Actor } from '$lib/domain/permission';
import { isOutstanding } from '$lib/domain/mail/reminder';
import { roundKey, acceptsReports, type RoundKey } from '$lib/domain/round/round';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Database, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { queueMail } from '../database/outbox';
import { measure, person, reportingAccess, round } from '../database/schema';
import { evaluationIn } from '../evaluations/queries';
import { measureByCode, type Measure } from '../measures/queries';
import { roundByKey, type Round } from '../rounds/queries';
import { findOrCreateAccess, type ReportingAccess } from './issue';
import { accessByToken } from './queries';

export { findOrCreateAccess, issueLink } from './issue';

export interface Delegation {
	planId: number;
	round: RoundKey;
	/** The measure's code. */
	measure: string;
	name: string;
	email: string;
	writtenForm: WrittenForm;
}

/**
 * Delegates one measure's evaluation to a colleague, who gets a link by mail that opens only that measure in
 * that round. The delegator may still report it.
 *
 * @returns refused `invalid` if the address is the delegator's own (code `own-address`), or if the measure has
 *   too many colleagues (`too-many-colleagues`)
 */
export async function delegate(context: Context, input: Delegation): Promise<Result<{ accessId: number }>> {
	const { db, actor } = context;
	return db.write(async (tx) => {
		const found = await roundByKey(tx, input.planId, input.round);
		const subject = await measureByCode(tx, input.planId, input.measure);
		if (!found || !subject) return refuse({ code: 'not-found' });
		const denied = await denial(tx, actor, {
			planId: input.planId,
			...delegationSubject(actor, { round: input.round, measureId: subject.id }),
			responsibleBodyId: subject.bodyId,
			action: 'evaluation.report'
		});
		if (denied) return denied;
		const wrong = await delegationObstacle(tx, found, subject);
		if (wrong) return refuse({ code: 'wrong-state', state: wrong });
		if (await isOwnAddress(tx, actor, input.email))
			return refuseInvalid({ field: 'email', code: 'own-address' });
		if (!(await hasRoomForColleague(tx, { round: found, measure: subject, email: input.email })))
			return refuseInvalid({ field: 'email', code: 'too-many-colleagues' });
		const access = await issue(tx, context, { round: found, measure: subject, colleague: input });
		return ok({ accessId: access.id });
	});
}

/** Returns the state that prevents delegation, or null. */
async function delegationObstacle(tx: Transaction, found: Round, subject: Measure): Promise<string | null> {
	if (!acceptsReports(found.state)) return found.state;
	const given = await evaluationIn(tx, found.id, subject.id);
	if (given) return isOutstanding(given.state) ? null : given.state;
	return isReportable(subject.lifecycle) ? null : subject.lifecycle;
}

/**
 * Returns what a seat holder's own link must cover. A link to one measure never covers a delegation: what was
 * delegated cannot be delegated again.
 */
function delegationSubject({ link }: Actor, covered: { round: RoundKey; measureId: string }) {
	return link && link.measureId === null ? covered : {};
}

/** Returns the seat holder who delegates: the signed-in person, or the one whose link opened the page. */
async function delegatorId(tx: Transaction, { personId, link }: Actor): Promise<number> {
	if (personId !== null || !link) return personId!;
	const [issued] = await tx
		.select({ personId: reportingAccess.personId })
		.from(reportingAccess)
		.where(eq(reportingAccess.id, link.accessId));
	return issued!.personId;
}

async function isOwnAddress(tx: Transaction, actor: Actor, email: string): Promise<boolean> {
	const personId = await delegatorId(tx, actor);
	const [self] = await tx.select({ email: person.email }).from(person).where(eq(person.id, personId));
	return self?.email === email.trim().toLowerCase();
}

/** Colleagues with a valid link to a measure in a round. More would make the mail a way to reach strangers. */
const maxColleagues = 10;

async function hasRoomForColleague(
	tx: Transaction,
	{ round: { id }, measure: subject, email }: { round: Round; measure: Measure; email: string }
): Promise<boolean> {
	const valid = await tx
		.select({ email: reportingAccess.email })
		.from(reportingAccess)
		.where(
			and(
				eq(reportingAccess.roundId, id),
				eq(reportingAccess.measureId, subject.id),
				isNull(reportingAccess.revokedAt)
			)
		);
	const known = valid.some((one) => one.email === email.trim().toLowerCase());
	return known || valid.length < maxColleagues;
}

interface NewDelegate {
	round: Round;
	measure: Measure;
	colleague: Pick<Delegation, 'name' | 'email' | 'writtenForm'>;
}

async function issue(
	tx: Transaction,
	{ actor, now }: Context,
	{ round: found, measure: subject, colleague: given }: NewDelegate
): Promise<ReportingAccess> {
	const { name, email, writtenForm } = given;
	const colleague = { name: name.trim(), email, writtenForm };
	const access = await findOrCreateAccess(tx, now, {
		...colleague,
		roundId: found.id,
		personId: await delegatorId(tx, actor),
		measureId: subject.id
	});
	await queueMail(tx, now, {
		...colleague,
		personId: null,
		roundId: found.id,
		reason: 'handed-on',
		about: subject.id
	});
	await appendEvent(tx, actor, now, {
		planId: found.planId,
		verb: 'hand-on',
		noun: 'access',
		nounId: `${roundKey(found)}/${subject.id}`,
		after: { accessId: access.id, name: colleague.name, measure: subject.id }
	});
	return access;
}

/**
 * Revokes all links of an access. Reporters of the measure's body may revoke its delegations; the
 * secretariat may revoke any.
 */
export async function revokeAccess({ db, actor, now }: Context, accessId: number): Promise<Result> {
	return db.write(async (tx) => {
		const [found] = await tx
			.select({ access: reportingAccess, round, bodyId: measure.bodyId })
			.from(reportingAccess)
			.leftJoin(round, eq(round.id, reportingAccess.roundId))
			.leftJoin(measure, eq(measure.id, reportingAccess.measureId))
			.where(eq(reportingAccess.id, accessId));
		const responsible = { responsibleBodyId: found?.bodyId ?? null };
		const planId = found?.round?.planId ?? found?.access.planId ?? 0;
		const { measureId = null } = found?.access ?? {};
		const covered =
			found?.round && measureId !== null
				? delegationSubject(actor, { round: roundKey(found.round), measureId })
				: {};
		const denied = await denial(tx, actor, {
			...{ planId, ...responsible, ...covered },
			action: 'evaluation.report'
		});
		const own = found?.access.measureId === null && found.access.personId === actor.personId;
		if (denied && !own) return denied;
		if (!found) return refuse({ code: 'not-found' });
		const { access } = found;
		if (access.revokedAt) return refuse({ code: 'wrong-state', state: 'revoked' });
		const revokedAt = now.toISOString();
		await tx.update(reportingAccess).set({ revokedAt }).where(eq(reportingAccess.id, accessId));
		await appendEvent(tx, actor, now, {
			planId,
			verb: 'revoke-access',
			noun: 'access',
			nounId: `${found.round ? roundKey(found.round) : access.work}/${access.measureId ?? 'all'}`,
			after: { accessId, name: access.name }
		});
		return ok();
	});
}

/**
 * Stops or resumes the reminders to the recipient of a link. The link alone is the permission, also after
 * it has expired.
 */
export async function setMailDeclined(
	{ db, now }: { db: Database; now: Date },
	token: string,
	declinesMail: boolean
): Promise<Result> {
	return db.write(async (tx) => {
		const found = await accessByToken(tx, token);
		if (!found) return refuse({ code: 'not-found' });
		const { access } = found;
		const { measureId, personId, email, name } = access;
		if (measureId === null) await tx.update(person).set({ declinesMail }).where(eq(person.id, personId));
		else
			await tx
				.update(reportingAccess)
				.set({ declinesMail })
				.where(
					access.roundId === null
						? eq(reportingAccess.id, access.id)
						: and(eq(reportingAccess.roundId, access.roundId), eq(reportingAccess.email, email))
				);
		const self = { personId: measureId === null ? personId : null, name, administrator: false, seats: [] };
		await appendEvent(tx, self, now, {
			planId: null,
			verb: declinesMail ? 'decline-mail' : 'accept-mail',
			noun: measureId === null ? 'person' : 'access',
			nounId: measureId === null ? personId : access.id,
			after: { declinesMail }
		});
		return ok();
	});
}
