import { count, eq, inArray } from 'drizzle-orm';
import type { Replacement } from '$lib/domain/decision/decision';
import { matterNumberKey } from '$lib/domain/meeting/matter-number';
import { ok, refuseInvalid, type Result, type ValidationError } from '$lib/domain/result';
import {
	partnershipFileSchema,
	type DecisionReference,
	type PartnershipFile
} from '$lib/forms/partnership-file';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import * as schema from '../database/schema';
import { linkDecisionReferences } from './decision-references';
import { parseJsonFile, type ParsedFile } from './parse';

/** Parses a partnership file; returns it, or every error with its path and what was expected there. */
export function parsePartnershipFile(text: string): ParsedFile<PartnershipFile> {
	return parseJsonFile(text, partnershipFileSchema);
}

/**
 * Imports the meetings and decisions of a partnership that has none, in one transaction. For operators. Refuses the
 * whole file, with a path for each fault: a partnership, body, partner, measure, meeting or decision that is unknown
 * (`unknown`), a number or meeting that occurs twice (`taken`), and a partnership with meetings or decisions
 * (`already-here`).
 */
export async function importPartnership(
	{ db, actor, now }: Context,
	file: PartnershipFile
): Promise<Result<{ meetings: number; decisions: number }>> {
	return db.write((tx) => insertFile(tx, { actor, now }, file));
}

/**
 * Imports the file of the actor's own partnership, as `importPartnership` does. Refuses another partnership's
 * (`other-partnership`).
 */
export async function importOwnPartnership(
	{ db, actor, now }: Context,
	partnershipId: number,
	file: PartnershipFile
): Promise<Result<{ meetings: number; decisions: number }>> {
	return runCommand({ db, actor }, { action: 'decision.import', partnershipId }, async (tx) => {
		const known = await loadKnown(tx, file);
		if (known && known.id !== partnershipId)
			return refuseInvalid({ field: 'partnership', code: 'other-partnership' });
		return insertFile(tx, { actor, now }, file);
	});
}

async function insertFile(tx: Transaction, { actor, now }: Omit<Context, 'db'>, file: PartnershipFile) {
	const known = await loadKnown(tx, file);
	const faults = known ? findFaults(file, known) : [{ field: 'partnership', code: 'unknown' }];
	if (!known || faults.length > 0) return refuseInvalid(...faults);
	const items = await insertMeetings(tx, file, known);
	await insertDecisions(tx, file, { ...known, items });
	await linkDecisionReferences(tx, known.id);
	const imported = { meetings: file.meetings.length, decisions: file.decisions.length };
	await appendEvent(tx, actor, now, {
		...{ planId: null, verb: 'import-partnership', noun: 'partnership', nounId: known.id },
		after: imported
	});
	return ok(imported);
}

/** Rows that the file may refer to, by its keys. */
interface Known {
	id: number;
	isEmpty: boolean;
	bodies: ReadonlyMap<string, number>;
	partners: ReadonlyMap<string, number>;
	measures: ReadonlySet<string>;
	uids: ReadonlySet<string>;
}

async function loadKnown(read: Queryable, file: PartnershipFile): Promise<Known | null> {
	const { partnership, body, partner, measure, meeting, decision } = schema;
	const [owner] = await read.select().from(partnership).where(eq(partnership.slug, file.partnership));
	if (!owner) return null;
	const { id } = owner;
	const bodies = await read.select().from(body).where(eq(body.partnershipId, id));
	const partners = await read.select().from(partner).where(eq(partner.partnershipId, id));
	const measures = await read
		.select({ id: measure.id })
		.from(measure)
		.innerJoin(schema.plan, eq(schema.plan.id, measure.planId))
		.where(eq(schema.plan.partnershipId, id));
	const uids = file.meetings.map(({ uid }) => uid);
	const taken = await read.select({ uid: meeting.uid }).from(meeting).where(inArray(meeting.uid, uids));
	const [held] = await read.select({ n: count() }).from(meeting).where(eq(meeting.partnershipId, id));
	const [decided] = await read.select({ n: count() }).from(decision).where(eq(decision.partnershipId, id));
	return {
		...{ id, isEmpty: held!.n + decided!.n === 0 },
		bodies: new Map(bodies.map((one) => [one.slug, one.id])),
		partners: new Map(partners.map((one) => [one.number, one.id])),
		measures: new Set(measures.map((one) => one.id)),
		uids: new Set(taken.map(({ uid }) => uid))
	};
}

const keyOf = ({ body, decidedOn, number }: DecisionReference) =>
	`${body} ${decidedOn} ${matterNumberKey(number)}`;

/** Returns every fault of a file's references, with its path. */
function findFaults(file: PartnershipFile, known: Known): ValidationError[] {
	const faults: ValidationError[] = [];
	const add = (code: string, field: string, isFault: boolean) => isFault && faults.push({ field, code });
	add('already-here', 'partnership', !known.isEmpty);
	const uids = new Set(known.uids);
	const numbers = new Set<string>();
	for (const [index, one] of file.meetings.entries()) {
		const at = `meetings[${index}]`;
		add('unknown', `${at}.body`, !known.bodies.has(one.body));
		add('unknown', `${at}.jointBody`, one.jointBody !== null && !known.bodies.has(one.jointBody));
		add('taken', `${at}.uid`, uids.has(one.uid));
		uids.add(one.uid);
		for (const [place, { number }] of one.agenda.entries()) {
			const key = `${one.body} ${one.day.slice(0, 4)} ${matterNumberKey(number)}`;
			add('taken', `${at}.agenda[${place}].number`, number !== '' && numbers.has(key));
			numbers.add(key);
		}
	}
	const sizes = new Map(file.meetings.map(({ uid, agenda }) => [uid, agenda.length]));
	const decided = new Set(file.decisions.map(keyOf));
	for (const [index, one] of file.decisions.entries()) {
		const at = `decisions[${index}]`;
		add('unknown', `${at}.body`, !known.bodies.has(one.body));
		const [kind, key = ''] = one.responsible?.split(':', 2) ?? [];
		const parties = kind === 'body' ? known.bodies : known.partners;
		add('unknown', `${at}.responsible`, kind !== undefined && !parties.has(key));
		const { replaces } = one;
		const isEarlier = replaces && replaces.decidedOn <= one.decidedOn && keyOf(replaces) !== keyOf(one);
		add('unknown', `${at}.replaces`, replaces !== null && !(isEarlier && decided.has(keyOf(replaces))));
		add('unknown', `${at}.item`, one.item !== null && one.item.index >= (sizes.get(one.item.meeting) ?? 0));
		for (const [place, id] of one.measures.entries())
			add('unknown', `${at}.measures[${place}]`, !known.measures.has(id));
	}
	return faults;
}

/** Stores meetings with their agendas; returns the ids of items by meeting and index. */
async function insertMeetings(tx: Transaction, file: PartnershipFile, { id, bodies }: Known) {
	const items = new Map<string, number>();
	for (const { agenda, body, jointBody, ...columns } of file.meetings) {
		const bodyId = bodies.get(body)!;
		const jointBodyId = jointBody === null ? null : bodies.get(jointBody)!;
		const [made] = await tx
			.insert(schema.meeting)
			.values({ ...columns, partnershipId: id, bodyId, jointBodyId })
			.returning({ id: schema.meeting.id });
		for (const [index, { outcome, number, ...texts }] of agenda.entries()) {
			const numbered = { number, numberKey: matterNumberKey(number) || null, numberBodyId: bodyId };
			const decided = outcome && {
				...{ outcomeKind: outcome.kind, outcome: outcome.text, outcomeLang: outcome.lang },
				...{ consensus: outcome.consensus, dissent: outcome.dissent }
			};
			const place = { meetingId: made!.id, position: index + 1, numberYear: Number(columns.day.slice(0, 4)) };
			const [item] = await tx
				.insert(schema.agendaItem)
				.values({ ...texts, ...numbered, ...place, ...decided })
				.returning({ id: schema.agendaItem.id });
			items.set(`${columns.uid} ${index}`, item!.id);
		}
	}
	return items;
}

async function insertDecisions(
	tx: Transaction,
	file: PartnershipFile,
	{ id, bodies, partners, items }: Known & { items: ReadonlyMap<string, number> }
): Promise<void> {
	const made = new Map<string, number>();
	const replacing: { decisionId: number; replaces: DecisionReference & { how: Replacement } }[] = [];
	for (const one of file.decisions) {
		const { body, responsible, replaces, measures, item, entries, ...columns } = one;
		const [kind, key = ''] = responsible?.split(':', 2) ?? [];
		const [row] = await tx
			.insert(schema.decision)
			.values({
				...{ ...columns, partnershipId: id, bodyId: bodies.get(body)! },
				responsibleBodyId: kind === 'body' ? bodies.get(key)! : null,
				responsiblePartnerId: kind === 'partner' ? partners.get(key)! : null,
				agendaItemId: item && items.get(`${item.meeting} ${item.index}`)!
			})
			.returning({ id: schema.decision.id });
		const decisionId = row!.id;
		made.set(keyOf(one), decisionId);
		if (replaces) replacing.push({ decisionId, replaces });
		if (measures.length > 0)
			await tx
				.insert(schema.decisionMeasure)
				.values(measures.map((measureId) => ({ decisionId, measureId })));
		if (entries.length > 0)
			await tx.insert(schema.decisionFollowUp).values(entries.map((entry) => ({ ...entry, decisionId })));
	}
	// Decisions of one day may be in any order.
	for (const { decisionId, replaces } of replacing)
		await tx
			.update(schema.decision)
			.set({ replacesId: made.get(keyOf(replaces))!, replacement: replaces.how })
			.where(eq(schema.decision.id, decisionId));
}
