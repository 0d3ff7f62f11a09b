import { and, eq } from 'drizzle-orm';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import { roundKey, acceptsReports, type RoundKey } from '$lib/domain/round/round';
import type { Verdict } from '$lib/domain/verdict';
import { denial } from '../authorization';
import type { Context } from '../context';
import { changedFields, appendEvent } from '../database/event-log';
import { areaVerdict } from '../database/schema';
import { areaByNumber } from '../plans/queries';
import { roundByKey } from '../rounds/queries';
import { verdictOfArea } from './queries';

export interface VerdictTarget {
	planId: number;
	round: RoundKey;
	/** The area's number. */
	area: number;
	/** Null for a new verdict. */
	version: number | null;
}

/** Records or changes the responsible body's verdict on an area in a running round. Refuses an empty text. */
export async function judgeArea(
	{ db, actor, now }: Context,
	target: VerdictTarget,
	input: Pick<Verdict, 'status' | 'text' | 'lang'>
): Promise<Result<{ version: number }>> {
	return db.write(async (tx) => {
		const round = await roundByKey(tx, target.planId, target.round);
		const area = await areaByNumber(tx, target.planId, target.area);
		if (!round || !area) return refuse({ code: 'not-found' });
		const responsible = { responsibleBodyId: area.bodyId };
		const denied = await denial(tx, actor, { planId: target.planId, ...responsible, action: 'area.judge' });
		if (denied) return denied;
		if (!acceptsReports(round.state)) return refuse({ code: 'wrong-state', state: round.state });
		const text = input.text.trim();
		if (!text) return refuseInvalid({ field: 'text', code: 'required' });
		const given = await verdictOfArea(tx, round.id, area.id);
		if ((given?.version ?? null) !== target.version) return refuse({ code: 'stale', current: given });

		const { status, lang } = input;
		const after = { status, text, lang };
		const difference = changedFields<Record<string, unknown>>(given ? verdictForLog(given) : {}, after);
		if (given && !difference) return ok({ version: given.version });
		const version = (given?.version ?? 0) + 1;
		const values = { ...after, by: actor.name, at: now.toISOString(), version };
		if (given)
			await tx
				.update(areaVerdict)
				.set(values)
				.where(and(eq(areaVerdict.roundId, round.id), eq(areaVerdict.areaId, area.id)));
		else await tx.insert(areaVerdict).values({ ...values, roundId: round.id, areaId: area.id });
		await appendEvent(tx, actor, now, {
			planId: target.planId,
			verb: 'judge-area',
			noun: 'area',
			nounId: `${roundKey(round)}/${area.number}`,
			...difference
		});
		return ok({ version });
	});
}

function verdictForLog({ status, text, lang }: Verdict) {
	return { status, text, lang };
}
