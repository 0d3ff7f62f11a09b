import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { MinutesContent } from '$lib/domain/meeting/minutes';
import {
	countRedacted,
	redactableNouns,
	redactionMark,
	redactTexts,
	type RedactableNoun
} from '$lib/domain/redaction';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { canonicalJson } from '$lib/domain/review/review';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { discardDatabaseSnapshots } from '../database/database-snapshot';
import type { Transaction } from '../database/database';
import { appendEvent, dataVersion } from '../database/event-log';
import { event, minutes, past, redaction, sentForm, importStaging } from '../database/schema';
import { sha256 } from '../identity/hash';
import {
	countPassage,
	eventsWithPassage,
	holdsPassage,
	inJson,
	redactionScope,
	textTables,
	type RedactionScope,
	type RedactionTarget
} from '../redactions/queries';

export interface RedactionValues {
	/** The text to remove, as it is written in the record. */
	passage: string;
	reason: string;
	confirmed: boolean;
}

/**
 * Removes a text for good from a record and all that it is tied to: from rows, log, history, search index and minutes.
 * A mark takes its place, and an event of each changed record tells who did it and why. Minutes that held it get a new
 * version, and the bytes of the old one are deleted. Sealed reviews stay as they are. Refuses a text that stands
 * nowhere, a reason that repeats it, and a redaction that is not confirmed.
 */
export async function redactText(
	context: Context,
	target: RedactionTarget,
	{ passage, reason, confirmed }: RedactionValues
): Promise<Result> {
	const { db, actor, now } = context;
	const { partnershipId } = target;
	const done = await runCommand(context, { action: 'text.redact', partnershipId }, async (tx) => {
		const scope = await redactionScope(tx, target);
		if (!scope) return refuse({ code: 'not-found' });
		if (countRedacted(await countPassage(tx, { partnershipId, scope }, passage)) === 0)
			return refuseInvalid({ field: 'passage', code: 'passage-not-found' });
		if (reason.includes(passage)) return refuseInvalid({ field: 'reason', code: 'passage-in-reason' });
		if (!confirmed) return refuseInvalid({ field: 'confirmed[]', code: 'redaction-unconfirmed' });

		const { lang } = scope;
		const at = now.toISOString();
		await tx.insert(redaction).values({ seq: (await dataVersion(tx)) + 1, lang, at });
		const replacing = { scope, passage, mark: redactionMark[lang] };
		const changed = new Changed();
		await replaceInRows(tx, replacing, changed);
		await replaceInMinutes(tx, { ...replacing, reason, now }, changed);
		await replaceInLog(tx, replacing, changed);
		await replaceInHistory(tx, replacing);
		await tx.delete(sentForm).where(sql`instr(${sentForm.result}, ${inJson(passage)}) > 0`);
		// Uploads that wait for their import are compressed, and may hold the passage.
		await tx.delete(importStaging);
		// Deletions are only marked in the index until its parts are merged.
		await tx.run(sql`insert into search_index (search_index) values ('optimize')`);
		for (const { noun, id } of changed.records(target))
			await appendEvent(tx, actor, now, {
				...{ planId: null, verb: `redact-${noun}`, noun, nounId: id, reason }
			});
		return ok();
	});
	if (done.ok) {
		await discardDatabaseSnapshots(db);
		await db.compact();
	}
	return done;
}

/** Records whose texts a redaction changed. */
class Changed {
	#ids = {
		matter: new Set<number>(),
		meeting: new Set<number>(),
		decision: new Set<number>(),
		inquiry: new Set<number>()
	};

	add(noun: RedactableNoun, id: number): void {
		this.#ids[noun].add(id);
	}

	/** Returns the record in which the text was marked, and then the others. */
	records({ noun, id }: RedactionTarget): { noun: RedactableNoun; id: number }[] {
		this.#ids[noun].delete(id);
		const others = redactableNouns.flatMap((other) =>
			[...this.#ids[other]].map((otherId) => ({ noun: other, id: otherId }))
		);
		return [{ noun, id }, ...others];
	}
}

interface Replacing {
	scope: RedactionScope;
	passage: string;
	mark: string;
}

async function replaceInRows(
	tx: Transaction,
	{ scope, passage, mark }: Replacing,
	changed: Changed
): Promise<void> {
	for (const one of textTables) {
		const table = sql.identifier(one.table);
		const holds = holdsPassage(one, scope, passage);
		const owner = one.key.includes('(')
			? sql`(select meeting_id from agenda_item where id = agenda_item_id)`
			: sql.identifier(one.key);
		const rows = await tx.all<Record<string, unknown> & { rowid: number; owner: number }>(
			sql`select rowid as "rowid", ${owner} as "owner", ${columnList(one.json ?? [])} from ${table} where ${holds}`
		);
		for (const row of rows) {
			const set: SQL[] = one.columns.map((name) => {
				const column = sql.identifier(name);
				return sql`${column} = replace(${column}, ${passage}, ${mark})`;
			});
			for (const name of one.json ?? []) {
				const links = row[name];
				if (typeof links !== 'string') continue;
				const redacted = JSON.stringify(redactTexts(JSON.parse(links) as unknown, passage, mark));
				set.push(sql`${sql.identifier(name)} = ${redacted}`);
			}
			if (one.isVersioned) set.push(sql`version = version + 1`);
			await tx.run(sql`update ${table} set ${sql.join(set, sql`, `)} where rowid = ${row.rowid}`);
			changed.add(one.noun, row.owner);
		}
	}
}

function columnList(names: readonly string[]): SQL {
	return names.length === 0
		? sql`null`
		: sql.join(
				names.map((name) => sql.identifier(name)),
				sql`, `
			);
}

/** Empties the versions of minutes that hold the passage. The newest, and the newest public one, get a new version. */
async function replaceInMinutes(
	tx: Transaction,
	{ scope, passage, mark, reason, now }: Replacing & { reason: string; now: Date },
	changed: Changed
): Promise<void> {
	const redactedAt = now.toISOString();
	for (const meetingId of scope.meeting) {
		const versions = await tx
			.select()
			.from(minutes)
			.where(eq(minutes.meetingId, meetingId))
			.orderBy(minutes.version);
		const current = [versions.findLast((one) => one.publishedAt !== null), versions.at(-1)];
		let version = versions.at(-1)?.version ?? 0;
		for (const one of versions.filter(({ content }) => content.includes(inJson(passage)))) {
			changed.add('meeting', meetingId);
			await tx.update(minutes).set({ content: '', redactedAt }).where(eq(minutes.id, one.id));
			if (!current.includes(one)) continue;
			const frozen = redactTexts(JSON.parse(one.content) as MinutesContent, passage, mark);
			const redactions = [...(frozen.redactions ?? []), { on: toOsloDate(now), version: one.version }];
			const content = canonicalJson({ ...frozen, version: ++version, redactions });
			await tx.insert(minutes).values({
				...{ ...one, id: undefined, version, content, sha256: sha256(content), reason, redactedAt }
			});
		}
	}
}

async function replaceInLog(
	tx: Transaction,
	{ scope, passage, mark }: Replacing,
	changed: Changed
): Promise<void> {
	const rows = await tx.select().from(event).where(eventsWithPassage(scope, passage));
	for (const { seq, before, after, reason, noun, nounId } of rows) {
		const texts = redactTexts({ before, after, reason }, passage, mark);
		await tx.update(event).set(texts).where(eq(event.seq, seq));
		const known = redactableNouns.find((one) => one === noun);
		if (known) changed.add(known, Number(nounId));
	}
}

async function replaceInHistory(tx: Transaction, { scope, passage, mark }: Replacing): Promise<void> {
	const rows = await tx
		.select()
		.from(past)
		.where(
			or(
				and(eq(past.of, 'decision'), inArray(past.key, scope.decision.map(String))),
				and(eq(past.of, 'decision_follow_up'), inArray(sql`${past.row} ->> '$.decision_id'`, scope.decision))
			)
		);
	for (const { of, key, seq, row } of rows) {
		const columns = JSON.parse(row ?? '{}') as Record<string, unknown>;
		const texts = Object.entries(columns).flatMap(([name, value]) => {
			if (typeof value !== 'string') return [];
			const redacted =
				name === 'links'
					? JSON.stringify(redactTexts(JSON.parse(value) as unknown, passage, mark))
					: redactTexts(value, passage, mark);
			return redacted === value ? [] : [sql`${`$.${name}`}, ${redacted}`];
		});
		// Numbers stay as they are written.
		if (texts.length > 0)
			await tx
				.update(past)
				.set({ row: sql`json_set(${past.row}, ${sql.join(texts, sql`, `)})` })
				.where(and(eq(past.of, of), eq(past.key, key), eq(past.seq, seq)));
	}
}
