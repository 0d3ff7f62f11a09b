import { eq } from 'drizzle-orm';
import type { Queryable } from '../database/database';
import { person } from '../database/schema';

export type Person = typeof person.$inferSelect;

export async function personById(read: Queryable, personId: number): Promise<Person | null> {
	const [found] = await read.select().from(person).where(eq(person.id, personId));
	return found ?? null;
}

/** Address of the first administrator until they give their own. */
export const placeholderEmail = 'admin@localhost';

/** Returns an e-mail address as stored and compared. */
export function normalizeEmail(email: string): string {
	return email.trim().toLowerCase();
}

/** Returns the person with an e-mail address, disabled or not, or null. */
export async function personByEmail(read: Queryable, email: string): Promise<Person | null> {
	const [found] = await read
		.select()
		.from(person)
		.where(eq(person.email, normalizeEmail(email)));
	return found ?? null;
}
