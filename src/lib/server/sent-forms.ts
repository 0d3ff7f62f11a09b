import { createHash } from 'node:crypto';
import { eq, lt } from 'drizzle-orm';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import type { Database } from './database/database';
import { sentForm } from './database/schema';

/** Hours in which a form that is sent again gets its first answer. */
const hoursKept = 48;

/** A form that may be sent once. */
interface SingleUseForm<Value> {
	/** Sender, address and key. */
	id: readonly string[];
	/** Posted values. */
	content: unknown;
	/** Returns the command's value without secrets. */
	kept: (value: Value) => unknown;
	now: Date;
}

/**
 * Returns a database whose first change runs once per form: sending the form again gives the first result, and
 * sending it with other values is refused (`sent-before`). The key is stored in the transaction of the change, so
 * that neither is without the other; a refused change leaves the key unused.
 */
export function singleUse<Value>(db: Database, { id, content, kept, now }: SingleUseForm<Value>): Database {
	const form = { id: hash(id), content: hash(content) };
	let isFirst = true;
	return {
		...db,
		write: (work) => {
			if (!isFirst) return db.write(work);
			isFirst = false;
			return db.write(async (tx) => {
				type Outcome = Awaited<ReturnType<typeof work>>;
				const [before] = await tx.select().from(sentForm).where(eq(sentForm.id, form.id));
				const again = refuseInvalid({ field: '', code: 'sent-before' });
				if (before) return (before.content === form.content ? before.result : again) as Outcome;
				const outcome = await work(tx);
				if (!isAccepted<Value>(outcome)) return outcome;
				const oldest = new Date(now.getTime() - hoursKept * 3_600_000).toISOString();
				await tx.delete(sentForm).where(lt(sentForm.at, oldest));
				await tx.insert(sentForm).values({ ...form, result: ok(kept(outcome.value)), at: now.toISOString() });
				return outcome;
			});
		}
	};
}

function isAccepted<Value>(outcome: unknown): outcome is Extract<Result<Value>, { ok: true }> {
	return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === true;
}

function hash(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
