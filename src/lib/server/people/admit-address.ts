import { lte } from 'drizzle-orm';
import { ok, refuse, type Result } from '$lib/domain/result';
import { partnershipsWhere } from '$lib/domain/permission';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { appendEvent } from '../database/event-log';
import { admittedAddress } from '../database/schema';
import { addressKey, unknownAddress } from '../identity/network-prefix';

/** Hours that an address is let through, enough for a meeting. */
export const admissionHours = 4;

/**
 * Lets an address through the sign-in limit for a few hours, so that everybody in a meeting room can sign in at
 * once. Accounts are still limited one by one.
 *
 * @returns the time it ends; refused `wrong-state` if requests do not name their address
 */
export async function admitAddress(context: Context, address: string): Promise<Result<{ until: string }>> {
	const { actor, now } = context;
	const [managed = null] = partnershipsWhere(actor, 'people.manage');
	return runCommand(context, { action: 'people.manage', partnershipId: managed }, async (tx) => {
		if (address === unknownAddress) return refuse({ code: 'wrong-state', state: 'unknown-address' });
		const until = new Date(now.getTime() + admissionHours * 3_600_000).toISOString();
		await tx.delete(admittedAddress).where(lte(admittedAddress.until, now.toISOString()));
		await tx
			.insert(admittedAddress)
			.values({ address: addressKey(address), until })
			.onConflictDoUpdate({ target: admittedAddress.address, set: { until } });
		await appendEvent(tx, actor, now, {
			planId: null,
			verb: 'admit-address',
			noun: 'person',
			nounId: actor.personId ?? 0,
			after: { until }
		});
		return ok({ until });
	});
}
