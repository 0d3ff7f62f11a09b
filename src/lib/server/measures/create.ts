import type { Localized } from '$lib/domain/localized';
import type { MeasureOrigin } from '$lib/domain/measure/measure';
import { isPlanEditable, planChangeNeedsReason } from '$lib/domain/plan/plan-structure';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { appendEvent } from '../database/event-log';
import { measure } from '../database/schema';
import { planById } from '../plans/queries';
import { generateMeasureId, allocateCode, type CodeRequest } from './code-allocation';

export interface CreateMeasureInput extends CodeRequest {
	title: Localized;
	summary: Localized | null;
	origin: MeasureOrigin;
	source: string | null;
	reason?: string | undefined;
}

/** Creates a proposed measure; its area's body is responsible for it. `changeLifecycle` adopts it. */
export async function createMeasure(
	{ db, actor, now }: Context,
	planId: number,
	{ area, code, reason = '', ...texts }: CreateMeasureInput
): Promise<Result<{ id: string; code: string }>> {
	return runCommand({ db, actor }, { planId, action: 'plan.edit' }, async (tx) => {
		const plan = await planById(tx, planId);
		if (!plan) return refuse({ code: 'not-found' });
		if (!isPlanEditable(plan.state)) return refuse({ code: 'wrong-state', state: plan.state });
		const placed = await allocateCode(tx, planId, { area, code });
		const faults = [
			...(placed.ok ? [] : placed.faults),
			...(planChangeNeedsReason(plan.state) && !reason.trim() ? [{ field: 'reason', code: 'required' }] : [])
		];
		if (!placed.ok || faults.length > 0) return refuseInvalid(...faults);
		const id = await generateMeasureId(tx, texts.title);
		await tx.insert(measure).values({
			...{ ...texts, id, planId, code: placed.code },
			...{ areaId: placed.area?.id ?? null, bodyId: placed.area?.bodyId ?? null },
			...{ lifecycle: 'proposed', introducedAtHome: false }
		});
		await appendEvent(tx, actor, now, {
			planId,
			verb: 'add-measure',
			noun: 'measure',
			nounId: id,
			after: {
				code: placed.code,
				title: texts.title,
				area: placed.area?.name ?? null,
				lifecycle: 'proposed'
			},
			reason: reason.trim() || undefined
		});
		return ok({ id, code: placed.code });
	});
}
