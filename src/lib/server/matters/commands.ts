import type { WrittenForm } from '$lib/domain/localized';
import type { WebLink } from '$lib/domain/measure/web-link';
import { ok, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { matter, matterArea, matterDecision, matterMeasure, matterSender } from '../database/schema';
import { checkFiles, insertFiles, type ChosenFile } from './chosen-files';
import { resolveMatterLinks, type LinkedIds, type MatterPlace } from './plan-links';

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
	/** Ids of earlier decisions it builds on. */
	decisions?: readonly number[];
	files?: readonly ChosenFile[];
}

/**
 * Registers a matter, sent in by the actor. Refuses measures, areas, bodies and decisions that are unknown, and files
 * that a matter may not have.
 */
export async function registerMatter(
	{ db, actor, now }: Context,
	place: MatterPlace,
	{ organisation, body: slug, measures, areas, decisions = [], files = [], ...texts }: MatterValues
): Promise<Result<{ id: number }>> {
	const { partnershipId } = place;
	const checked = await checkFiles(files);
	return runCommand({ db, actor }, { action: 'matter.register', partnershipId }, async (tx) => {
		if (!checked.ok) return checked;
		const links = await resolveMatterLinks(
			tx,
			{ ...place, actor },
			{ body: slug, measures, areas, decisions }
		);
		if (!links.ok) return links;
		const { bodyId, ...linked } = links.value;
		const id = await insertMatter(
			tx,
			{ ...texts, partnershipId, bodyId, origin: 'form', receivedAt: now.toISOString() },
			linked
		);
		await insertFiles(tx, { matterId: id, now }, checked.value);
		await tx
			.insert(matterSender)
			.values({ matterId: id, personId: actor.personId, name: actor.name, organisation });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'register-matter', noun: 'matter', nounId: id },
			after: {
				...{ ...texts, body: slug, measures, areas },
				...(decisions.length > 0 && { decisions }),
				...(files.length > 0 && { files: files.length })
			}
		});
		return ok({ id });
	});
}

type NewMatter = Omit<typeof matter.$inferInsert, 'id' | 'state' | 'version'>;

/** Stores a received matter with its links to the plan and to decisions, and returns its id. */
export async function insertMatter(
	tx: Transaction,
	values: NewMatter,
	{ measureIds, areaIds, decisionIds = [] }: LinkedIds
): Promise<number> {
	const [made] = await tx
		.insert(matter)
		.values({ ...values, state: 'received' })
		.returning({ id: matter.id });
	const matterId = made!.id;
	if (measureIds.length > 0)
		await tx.insert(matterMeasure).values(measureIds.map((measureId) => ({ matterId, measureId })));
	if (decisionIds.length > 0)
		await tx.insert(matterDecision).values(decisionIds.map((decisionId) => ({ matterId, decisionId })));
	if (areaIds.length > 0) await tx.insert(matterArea).values(areaIds.map((areaId) => ({ matterId, areaId })));
	return matterId;
}
