import { reportingLinkExpiry } from '$lib/domain/round/reporting-link';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { countEvaluations, findRecipients } from '$lib/domain/mail/reminder';
import { ok, refuse, type Result } from '$lib/domain/result';
import { roundKey } from '$lib/domain/round/round';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { appendEvent } from '../database/event-log';
import { reportingFacts } from '../reminders/queries';
import { runningRound } from '../rounds/queries';
import type { MailLinks } from './content';
import { createMailLinks } from './links';

/** A person with reports left, and new links to them. */
interface LinkSheetEntry {
	name: string;
	email: string;
	links: MailLinks['report'];
}

/**
 * Makes new reporting links for everybody with reports left in the running round, for the secretariat to hand out
 * where no mail is sent. The log tells that they were shown. Refuses `not-found` where links go by mail, or without
 * a running round.
 *
 * @param options the origin of the links, and true if mail is sent
 */
export async function makeLinkSheet(
	{ db, actor, now }: Context,
	planId: number,
	{ origin, isMailed }: { origin: string; isMailed: boolean }
): Promise<Result<LinkSheetEntry[]>> {
	return runCommand({ db, actor }, { planId, action: 'mail.send' }, async (tx) => {
		const round = await runningRound(tx, planId);
		if (isMailed || !round) return refuse({ code: 'not-found' });
		const today = toOsloDate(now);
		const linksEndOn = reportingLinkExpiry(round);
		const entries: LinkSheetEntry[] = [];
		for (const reader of findRecipients(await reportingFacts(tx, round, now))) {
			if (countEvaluations(reader).left === 0) continue;
			const { name, email } = reader;
			const { report } = await createMailLinks(tx, { reader, round, today, linksEndOn }, { origin, now });
			entries.push({ name, email, links: report });
			const shown = { planId, verb: 'show-reporting-link', noun: 'access' as const };
			await appendEvent(tx, actor, now, { ...shown, nounId: `${roundKey(round)}/all`, after: { name } });
		}
		return ok(entries);
	});
}
