import type { WrittenForm } from '$lib/domain/localized';
import type { WebLink } from '$lib/domain/measure/web-link';
import { ok, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { matter, matterArea, matterMeasure, matterSender } from '../database/schema';
import { resolveMatterLinks, type MatterPlace } from './plan-links';

export interface MatterValues {
	title: string;
	text: string;
	lang: WrittenForm;
	organisation: string;
	concerns: string;
	wish: string;
	treatedAtHome: boolean | null;
	/** Slug of the body the sender wishes for. */
	body: string | null;
	/** Codes of measures in the current plan. */
	measures: readonly string[];
	/** Numbers of its areas. */
	areas: readonly number[];
	links: WebLink[] | null;
}

/** Registers a matter, sent in by the actor. Refuses measures, areas and bodies that are unknown. */
export async function registerMatter(
	{ db, actor, now }: Context,
	place: MatterPlace,
	{ organisation, body: slug, measures, areas, ...texts }: MatterValues
): Promise<Result<{ id: number }>> {
	const { partnershipId } = place;
	return runCommand({ db, actor }, { action: 'matter.register', partnershipId }, async (tx) => {
		const links = await resolveMatterLinks(tx, place, { body: slug, measures, areas });
		if (!links.ok) return links;
		const { bodyId, ...toPlan } = links.value;
		const id = await insertMatter(
			tx,
			{ ...texts, partnershipId, bodyId, origin: 'form', receivedAt: now.toISOString() },
			toPlan
		);
		await tx
			.insert(matterSender)
			.values({ matterId: id, personId: actor.personId, name: actor.name, organisation });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'register-matter', noun: 'matter', nounId: id },
			after: { ...texts, body: slug, measures, areas }
		});
		return ok({ id });
	});
}

type NewMatter = Omit<typeof matter.$inferInsert, 'id' | 'state' | 'version'>;

/** Stores a received matter with its links to the plan, and returns its id. */
export async function insertMatter(
	tx: Transaction,
	values: NewMatter,
	{ measureIds, areaIds }: { measureIds: readonly string[]; areaIds: readonly number[] }
): Promise<number> {
	const [made] = await tx
		.insert(matter)
		.values({ ...values, state: 'received' })
		.returning({ id: matter.id });
	const matterId = made!.id;
	if (measureIds.length > 0)
		await tx.insert(matterMeasure).values(measureIds.map((measureId) => ({ matterId, measureId })));
	if (areaIds.length > 0) await tx.insert(matterArea).values(areaIds.map((areaId) => ({ matterId, areaId })));
	return matterId;
}
