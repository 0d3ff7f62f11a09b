import { and, eq, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { namesPerson, replaceTexts, type PersonalTexts } from '$lib/domain/erasure';
import type { Queryable, Transaction } from '../database/database';
import * as schema from '../database/schema';
import type { Person } from '../identity/person';

const { event, past, person, evaluation, remark } = schema;

/** The texts by which a person is named in the database. */
export interface Traces extends PersonalTexts {
	personId: number;
	/** Names that another account has too. They are replaced only where a row says whose it is. */
	shared: readonly string[];
}

/** Returns the names and addresses that a person has had. */
export async function tracesOf(read: Queryable, target: Person): Promise<Traces> {
	const personId = target.id;
	const signed = await read
		.selectDistinct({ name: event.by })
		.from(event)
		.where(and(eq(event.personId, personId), isNotNull(event.by)));
	const renamed = await read
		.select({ name: sql<string | null>`${event.before} ->> '$.name'` })
		.from(event)
		.where(and(eq(event.verb, 'edit-details'), eq(event.nounId, String(personId))));
	const known = [target, ...signed, ...renamed].map(({ name }) => name);
	const all = [...new Set(known)].filter((name): name is string => !!name?.trim());
	const namesakes = await read
		.select({ name: person.name })
		.from(person)
		.where(and(ne(person.id, personId), inArray(person.name, all)));
	const shared = namesakes.map(({ name }) => name);
	const changing = await read
		.select({ email: schema.emailChange.email })
		.from(schema.emailChange)
		.where(eq(schema.emailChange.personId, personId));
	const written = await read
		.selectDistinct({ email: schema.mail.recipient })
		.from(schema.mail)
		.where(eq(schema.mail.personId, personId));
	const emails = [...new Set([target, ...changing, ...written].map(({ email }) => email))];
	return { personId, emails, shared, names: all.filter((name) => !shared.includes(name)) };
}

/** Replaces a person's names and addresses in the log, the history and the plan. Sealed records stay. */
export async function replaceTraces(tx: Transaction, traces: Traces & { label: string }): Promise<void> {
	const { personId, names, shared, emails, label } = traces;
	const all = [...names, ...shared];
	const isTheirs = (id: SQLiteColumn, name: SQLiteColumn) =>
		or(and(eq(id, personId), inArray(name, all)), and(isNull(id), inArray(name, [...names])));
	await tx.update(event).set({ by: label }).where(isTheirs(event.personId, event.by));
	await tx
		.update(evaluation)
		.set({ reportedBy: label })
		.where(isTheirs(evaluation.reporterId, evaluation.reportedBy));
	await tx.update(remark).set({ by: label }).where(isTheirs(remark.byId, remark.by));
	const { inquiryEntry } = schema;
	await tx.update(inquiryEntry).set({ by: label }).where(isTheirs(inquiryEntry.personId, inquiryEntry.by));
	const { meetingAttendance: attendance } = schema;
	await tx.update(attendance).set({ name: label }).where(isTheirs(attendance.personId, attendance.name));
	await tx.update(attendance).set({ answerNote: '' }).where(eq(attendance.personId, personId));
	const own = tx.select({ id: attendance.id }).from(attendance).where(eq(attendance.personId, personId));
	const { circulationAnswer } = schema;
	await tx.update(circulationAnswer).set({ note: '' }).where(inArray(circulationAnswer.attendanceId, own));
	await tx
		.update(attendance)
		.set({ alternateName: label })
		.where(isTheirs(attendance.alternateId, attendance.alternateName));
	const { recusal } = schema;
	await tx
		.update(recusal)
		.set({ replacedBy: label })
		.where(isTheirs(recusal.replacementId, recusal.replacedBy));
	const { rollout, areaVerdict, reviewText, indicatorReading } = schema;
	await tx
		.update(rollout)
		.set({ reportedBy: label })
		.where(inArray(rollout.reportedBy, [...names]));
	for (const table of [areaVerdict, reviewText, indicatorReading])
		await tx
			.update(table)
			.set({ by: label })
			.where(inArray(table.by, [...names]));
	await replaceInLog(tx, traces);
	await replaceInHistory(tx, traces);
	await replaceInAdjustments(tx, traces);
	const texts = [...names, ...emails];
	const { measure, sentForm, importMapping, importStaging } = schema;
	const contacts = await tx
		.update(measure)
		.set({ contact: null, version: sql`${measure.version} + 1` })
		.where(containsAny(measure.contact, texts))
		.returning({ id: measure.id });
	// Deletions are only marked in the index until its parts are merged.
	if (contacts.length > 0) await tx.run(sql`insert into search_index (search_index) values ('optimize')`);
	await tx.delete(sentForm).where(containsAny(sentForm.result, jsonTexts(texts)));
	// Uploads that wait for their import are compressed, and may name anybody.
	await tx.delete(importStaging);
	await tx.delete(importMapping).where(containsAny(importMapping.answers, jsonTexts(texts)));
}

async function replaceInLog(tx: Transaction, traces: Traces & { label: string }): Promise<void> {
	const { personId, names, shared, emails, label } = traces;
	const about = and(eq(event.noun, 'person'), eq(event.nounId, String(personId)));
	const general = jsonTexts([...names, ...emails]);
	const rows = await tx
		.select({
			seq: event.seq,
			before: event.before,
			after: event.after,
			isAbout: sql<boolean>`coalesce(${about}, 0)`.mapWith(Boolean)
		})
		.from(event)
		.where(or(containsAny(event.before, general), containsAny(event.after, general), about));
	for (const { seq, before, after, isAbout } of rows) {
		const isTheirs = namesPerson({ emails, names: isAbout ? [...names, ...shared] : names });
		const replace = (values: Record<string, unknown>) => replaceTexts(values, isTheirs, label);
		const next = { before: before && replace(before), after: after && replace(after) };
		if (JSON.stringify(next) !== JSON.stringify({ before, after }))
			await tx.update(event).set(next).where(eq(event.seq, seq));
	}
}

/** Adopted records name who adopted them, and are kept as they are. */
const adopted = ['review', 'adjustment'];

async function replaceInHistory(tx: Transaction, traces: Traces & { label: string }): Promise<void> {
	const { personId, names, shared, emails, label } = traces;
	const reported = and(
		eq(past.of, 'evaluation'),
		eq(sql`${past.row} ->> '$.reporter_id'`, personId),
		containsAny(past.row, jsonTexts(shared))
	);
	const rows = await tx
		.select()
		.from(past)
		.where(
			and(
				sql`${past.of} not in ${adopted}`,
				or(containsAny(past.row, jsonTexts([...names, ...emails])), shared.length > 0 ? reported : undefined)
			)
		);
	for (const { of, key, seq, row } of rows) {
		const columns = JSON.parse(row ?? '{}') as Record<string, unknown>;
		const isReporter = of === 'evaluation' && columns.reporter_id === personId;
		const isTheirs = namesPerson({ emails, names: isReporter ? [...names, ...shared] : names });
		const named = Object.keys(columns).filter((name) => {
			const value = columns[name];
			return typeof value === 'string' && isTheirs(value, name);
		});
		if (named.length === 0) continue;
		// Numbers stay as they are written.
		const values = sql.join(
			named.map((name) => sql`${`$.${name}`}, ${label}`),
			sql`, `
		);
		await tx
			.update(past)
			.set({ row: sql`json_set(${past.row}, ${values})` })
			.where(and(eq(past.of, of), eq(past.key, key), eq(past.seq, seq)));
	}
}

/** Replaces the contact of measures in adjustments that are not adopted. */
async function replaceInAdjustments(tx: Transaction, traces: Traces & { label: string }): Promise<void> {
	const { adjustment, adjustmentItem } = schema;
	const open = tx.select({ id: adjustment.id }).from(adjustment).where(ne(adjustment.state, 'adopted'));
	const texts = jsonTexts([...traces.names, ...traces.emails]);
	const items = await tx
		.select({ id: adjustmentItem.id, outcome: adjustmentItem.outcome })
		.from(adjustmentItem)
		.where(and(inArray(adjustmentItem.adjustmentId, open), containsAny(adjustmentItem.outcome, texts)));
	for (const { id, outcome } of items) {
		if (!outcome) continue;
		const replaced = replaceTexts(outcome, namesPerson(traces), traces.label);
		await tx.update(adjustmentItem).set({ outcome: replaced }).where(eq(adjustmentItem.id, id));
	}
}

/** Condition for columns that contain one of some texts, in any case of ASCII letters. */
function containsAny(column: SQLiteColumn, texts: readonly string[]): SQL {
	const conditions = texts.map((text) => sql`instr(lower(${column}), lower(${text})) > 0`);
	return or(...conditions) ?? sql`0`;
}

/** Returns texts as they are written within JSON. */
function jsonTexts(texts: readonly string[]): string[] {
	return texts.map((text) => JSON.stringify(text).slice(1, -1));
}
