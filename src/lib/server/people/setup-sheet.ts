import { partnershipsWhere } from '$lib/domain/permission';
import { ok, refuse, type Result } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import { appendEvent } from '../database/event-log';
import { createInvitation } from '../identity/invitation';
import type { SetupLinkDelivery } from './commands';
import { administratorsOnly } from './managing';
import { listPeople } from './queries';

/** A person of the sheet, with the token of a new set-up link. */
export interface SheetEntry {
	name: string;
	email: string;
	token: string;
}

/**
 * Makes a new set-up link for everybody who has no password, for a sheet to print where there is no mail server.
 * Earlier links stop working, and each person's log tells that an administrator saw the link. Refuses `not-found`
 * where links go by mail.
 */
export async function makeSetupSheet(
	{ db, actor, now }: Context,
	delivery: SetupLinkDelivery
): Promise<Result<SheetEntry[]>> {
	return db.write(async (tx) => {
		const [managed = null] = partnershipsWhere(actor, 'people.manage');
		const denied = await denial(tx, actor, { action: 'people.manage', partnershipId: managed });
		if (denied) return denied;
		// A set-up link lets its reader act as the person.
		if (!actor.administrator) return refuse(administratorsOnly);
		if (delivery === 'mail') return refuse({ code: 'not-found' });
		const entries: SheetEntry[] = [];
		for (const { id, name, email, state } of await listPeople(tx, now)) {
			if (state !== 'invited') continue;
			entries.push({ name, email, token: await createInvitation(tx, now, id) });
			const shown = { planId: null, verb: 'show-setup-link', noun: 'person', nounId: id } as const;
			await appendEvent(tx, actor, now, shown);
		}
		return ok(entries);
	});
}
