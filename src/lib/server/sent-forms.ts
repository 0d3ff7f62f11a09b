import { createHash } from 'node:crypto';
import { and, eq, gt, lt } from 'drizzle-orm';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import type { Database, Transaction } from './database/database';
import { sentForm } from './database/schema';

/** Hours in which a form that is sent again gets its first answer. */
const hoursKept = 48;
/** Minutes in which the same text from a new copy of a creating form is a repetition. */
const minutesAlike = 30;

/** A form that may be sent once. */
interface SingleUseForm<Value> {
	/** Sender and address. */
	place: readonly string[];
	key: string;
	/** Posted values. */
	content: unknown;
	/** Returns the command's value without secrets. */
	kept: (value: Value) => unknown;
	/** True if the same values from a new copy of the form are refused for a while. */
	creates: boolean;
	now: Date;
}

/**
 * Returns a database whose first change runs once per form: sending the form again gives the first result, and
 * sending it with other values is refused (`sent-before`). The key is stored in the transaction of the change, so
 * that neither is without the other; a refused change leaves the key unused. Going back without scripts fetches a
 * form with a new key: a creating form with the same values is refused for half an hour (`made-before`).
 */
export function singleUse<Value>(db: Database, form: SingleUseForm<Value>): Database {
	let isFirst = true;
	const once: Database = {
		...db,
		write: (work) => {
			if (!isFirst) return db.write(work);
			isFirst = false;
			return db.write(async (tx) => {
				const outcome = (await earlierOutcome(tx, form)) as Awaited<ReturnType<typeof work>> | null;
				return outcome ?? store(tx, form, await work(tx));
			});
		}
	};
	const { kept: _kept, ...key } = form;
	forms.set(once, key);
	return once;
}

/** A form that runs once, as plain data for another thread. */
export type SentFormKey = Omit<SingleUseForm<never>, 'kept'>;

const forms = new WeakMap<Database, SentFormKey>();

/** Returns the form that a database runs once; null for a database as it is. */
export function sentFormOf(db: Database): SentFormKey | null {
	return forms.get(db) ?? null;
}

/** Returns the result that a form gets without running; null for a form that is new. */
async function earlierOutcome<Value>(tx: Transaction, form: SingleUseForm<Value>): Promise<unknown> {
	const { id, alike, content } = hashesOf(form);
	const [before] = await tx.select().from(sentForm).where(eq(sentForm.id, id));
	if (before)
		return before.content === content ? before.result : refuseInvalid({ field: '', code: 'sent-before' });
	if (!form.creates) return null;
	const since = new Date(form.now.getTime() - minutesAlike * 60_000).toISOString();
	const [made] = await tx
		.select({ id: sentForm.id })
		.from(sentForm)
		.where(and(eq(sentForm.id, alike), gt(sentForm.at, since)));
	return made ? refuseInvalid({ field: '', code: 'made-before' }) : null;
}

/** Stores the result of a form that was accepted, and returns it. */
async function store<Value, Outcome>(
	tx: Transaction,
	form: SingleUseForm<Value>,
	outcome: Outcome
): Promise<Outcome> {
	if (!isAccepted<Value>(outcome)) return outcome;
	const { id, alike, content } = hashesOf(form);
	const at = form.now.toISOString();
	const oldest = new Date(form.now.getTime() - hoursKept * 3_600_000).toISOString();
	const result = ok(form.kept(outcome.value));
	await tx.delete(sentForm).where(lt(sentForm.at, oldest));
	await tx.insert(sentForm).values({ id, content, result, at });
	if (form.creates) {
		const made = { id: alike, content, result: ok(null), at };
		await tx.insert(sentForm).values(made).onConflictDoUpdate({ target: sentForm.id, set: { at } });
	}
	return outcome;
}

/** `id` names this copy of the form, and `alike` all its copies with these values. */
function hashesOf<Value>({ place, key, content }: SingleUseForm<Value>) {
	return { id: hash([...place, key]), alike: hash([...place, { content }]), content: hash(content) };
}

function isAccepted<Value>(outcome: unknown): outcome is Extract<Result<Value>, { ok: true }> {
	return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === true;
}

function hash(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
