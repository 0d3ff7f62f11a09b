import { desc, eq } from 'drizzle-orm';
import { instantToOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { inWrittenForm } from '$lib/domain/localized';
import type { MatterState } from '$lib/domain/matter/matter';
import { hasIdentityNumber } from '$lib/domain/text/identity-number';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable } from '../database/database';
import { appendEvent } from '../database/event-log';
import { evaluation, matter, matterSender, measure } from '../database/schema';
import { lastApproved } from '../evaluations/queries';
import { measureByCode } from '../measures/queries';
import { partnershipOf } from '../plans/queries';
import { insertMatter } from './commands';

/**
 * Makes a matter of the need that a measure's last approved evaluation raises. Returns the one that was made of it
 * before. Refuses `not-found` without such a need, and an identity number in its text.
 */
export async function registerNeed(
	{ db, actor, now }: Context,
	{ planId, code }: { planId: number; code: string }
): Promise<Result<{ id: number }>> {
	return runCommand({ db, actor }, { action: 'matter.register', planId }, async (tx) => {
		const partnership = await partnershipOf(tx, planId);
		const asked = await measureByCode(tx, planId, code);
		const last = asked && (await lastApproved(tx, asked.id, null));
		if (!partnership || !asked || !last || last.answers.needs.length === 0)
			return refuse({ code: 'not-found' });
		const [made] = await tx.select({ id: matter.id }).from(matter).where(eq(matter.evaluationId, last.id));
		if (made) return ok({ id: made.id });
		const { needsText: text, lang } = last.answers;
		if (hasIdentityNumber(text)) return refuseInvalid({ field: '', code: 'identity-number' });
		const values = {
			...{ title: inWrittenForm(asked.title, lang)?.text ?? code, text, lang, partnershipId: partnership.id },
			...{ origin: 'need' as const, evaluationId: last.id, bodyId: null, receivedAt: now.toISOString() }
		};
		const id = await insertMatter(tx, values, { measureIds: [asked.id], areaIds: [] });
		// The evaluation's author raised it; the event names who made a matter of it.
		await tx.insert(matterSender).values({ matterId: id, personId: null, name: last.reportedBy });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'register-matter', noun: 'matter', nounId: id },
			after: { title: values.title, text, lang, measures: [code] }
		});
		return ok({ id });
	});
}

/** A matter made of a need. */
export interface NeedMatter {
	id: number;
	state: MatterState;
	/** Id of the measure, and the day its evaluation was submitted: the need it was made of. */
	measureId: string;
	submittedOn: CalendarDate;
}

/** Loads the matters made of the needs of a plan. One statement. */
export async function needMatters(read: Queryable, planId: number): Promise<NeedMatter[]> {
	const rows = await read
		.select({
			...{ id: matter.id, state: matter.state, measureId: evaluation.measureId },
			...{ submittedAt: evaluation.submittedAt, savedAt: evaluation.savedAt }
		})
		.from(matter)
		.innerJoin(evaluation, eq(evaluation.id, matter.evaluationId))
		.innerJoin(measure, eq(measure.id, evaluation.measureId))
		.where(eq(measure.planId, planId))
		.orderBy(desc(matter.id));
	return rows.map(({ submittedAt, savedAt, ...row }) => ({
		...row,
		submittedOn: instantToOsloDate(submittedAt ?? savedAt)
	}));
}
