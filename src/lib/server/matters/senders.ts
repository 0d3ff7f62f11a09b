import { eq, inArray } from 'drizzle-orm';
import type { WrittenForm } from '$lib/domain/localized';
import type { Queryable } from '../database/database';
import { matter, matterSender, person } from '../database/schema';
import { matterHistory, type Matter } from './queries';

/** A sender as mail reaches them. */
interface SenderContact {
	matterId: number;
	personId: number | null;
	name: string;
	email: string;
	writtenForm: WrittenForm;
}

/** Returns the senders of matters that mail can reach. */
export async function senderContacts(
	read: Queryable,
	matterIds: readonly number[]
): Promise<SenderContact[]> {
	const rows = await read
		.select({ sender: matterSender, person })
		.from(matterSender)
		.leftJoin(person, eq(person.id, matterSender.personId))
		.where(inArray(matterSender.matterId, [...matterIds]));
	return rows.flatMap(({ sender, person: account }): SenderContact[] => {
		const { matterId, personId } = sender;
		if (account)
			return account.disabledAt
				? []
				: [
						{ matterId, personId, name: account.name, email: account.email, writtenForm: account.writtenForm }
					];
		const { name, email, writtenForm } = sender;
		return email && writtenForm ? [{ matterId, personId, name, email, writtenForm }] : [];
	});
}

/** Returns the matter that a merged one follows, by way of any others; a matter that is not merged itself. */
export async function followedMatter(read: Queryable, one: Matter): Promise<Matter> {
	let followed = one;
	// A matter never follows itself; the bound is for data that says so.
	for (let steps = 0; followed.mergedIntoId !== null && steps < 50; steps++) {
		const [next] = await read.select().from(matter).where(eq(matter.id, followed.mergedIntoId));
		if (!next) break;
		followed = next;
	}
	return followed;
}

/**
 * Returns the questions or the reason that a sender is told: those about their own matter, or the reason for
 * declining the matter they follow, whose questions are for its own sender.
 */
export async function senderReason(read: Queryable, own: Matter, followed: Matter): Promise<string | null> {
	const verb = own.state === 'returned' ? 'return' : followed.state === 'declined' ? 'decline' : null;
	if (verb === null) return null;
	const events = await matterHistory(read, followed.id);
	return events.findLast((one) => one.verb === `${verb}-matter`)?.reason ?? null;
}
