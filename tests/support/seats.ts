import { eq } from 'drizzle-orm';
import { seatHolder, seatPartner } from '$lib/server/database/schema';
import type { Transaction } from '$lib/server/database/database';

/** Makes the seats of a person represent one partner. */
export async function representPartner(tx: Transaction, personId: number, partnerId: number): Promise<void> {
	const held = await tx.select().from(seatHolder).where(eq(seatHolder.personId, personId));
	for (const { seatId } of held) {
		await tx.delete(seatPartner).where(eq(seatPartner.seatId, seatId));
		await tx.insert(seatPartner).values({ seatId, partnerId });
	}
}
