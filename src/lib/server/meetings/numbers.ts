import { eq } from 'drizzle-orm';
import { matterNumberKey, nextMatterNumber } from '$lib/domain/meeting/matter-number';
import type { ValidationError } from '$lib/domain/result';
import type { Queryable, Transaction } from '../database/database';
import { agendaItem } from '../database/schema';
import { agendaOf, givenNumbers, type Meeting } from './queries';

/** Returns the next free number for an item of a meeting. One statement. */
export async function nextNumberFor(read: Queryable, { bodyId, day }: Meeting): Promise<string> {
	return nextMatterNumber(await givenNumbers(read, bodyId), Number(day.slice(0, 4)));
}

/** Returns the error of a number that another item has; null if it is free or unchanged. */
export async function numberFault(
	read: Queryable,
	{ bodyId, day }: Meeting,
	{ number, own }: { number: string; own: string | null }
): Promise<ValidationError | null> {
	const key = matterNumberKey(number);
	const year = Number(day.slice(0, 4));
	if (key === '' || key === own) return null;
	const given = await givenNumbers(read, bodyId);
	const isUsed = given.some((one) => one.year === year && matterNumberKey(one.number) === key);
	return isUsed ? { field: 'number', code: 'number-used' } : null;
}

/** Gives every item of an agenda without a number the next free one, in order. */
export async function giveMissingNumbers(tx: Transaction, meeting: Meeting): Promise<void> {
	const year = Number(meeting.day.slice(0, 4));
	const given = await givenNumbers(tx, meeting.bodyId);
	for (const item of await agendaOf(tx, meeting.id)) {
		if (item.numberKey !== null) continue;
		const number = nextMatterNumber(given, year);
		given.push({ number, year });
		await tx
			.update(agendaItem)
			.set({ number, numberKey: matterNumberKey(number) })
			.where(eq(agendaItem.id, item.id));
	}
}
