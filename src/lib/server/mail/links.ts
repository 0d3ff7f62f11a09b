import { and, eq, inArray, isNull } from 'drizzle-orm';
import { planPath } from '$lib/i18n/plan-address';
import { findOrCreateAccess, issueLink, type ReportingAccess } from '../reporting-links/issue';
import type { Transaction } from '../database/database';
import { reportingAccess } from '../database/schema';
import { planSlugInUrl } from '../plans/queries';
import type { MailLinks } from './content';
import type { MailContext } from './context';

/** Data that decides which links a recipient gets. */
type LinkContext = Pick<MailContext, 'reader' | 'round' | 'today' | 'linksEndOn'>;

/** Returns the path of the reporting page for a link's token. */
function reportPath(token: string): string {
	return `/r/${token}`;
}

/**
 * Returns the path of a partner's rollout for a link's token; only the partner's own representative may use it.
 */
function rolloutPath(token: string, partner: string): string {
	return `${reportPath(token)}?party=${encodeURIComponent(partner)}`;
}

/** Returns the path that stops reminders for a link's token. */
function unsubscribePath(token: string): string {
	return `/mail/${token}`;
}

/**
 * Creates the links of a mail in its transaction: the seat holder's own for all they report, including rollouts
 * of the partners they represent, and one for each delegated measure. After the grace period the pages require
 * signing in, but the link still stops reminders.
 */
export async function createMailLinks(
	tx: Transaction,
	context: LinkContext,
	{ origin, now }: { origin: string; now: Date }
): Promise<MailLinks> {
	const { reader, round, today, linksEndOn } = context;
	const slug = await planSlugInUrl(tx, round.planId);
	const address = (path: string) => origin + planPath(path, slug, reader.writtenForm);
	const report: MailLinks['report'] = [];
	let stop = '';
	/** Links to the recipient's own pages, by token or behind the sign-in. */
	const own = (page: string, party: (number: string) => string) => {
		if (hasOwnOutstanding(reader)) report.push({ href: address(page), measure: null });
		for (const { partner, name, left } of reader.rollouts)
			if (left > 0) report.push({ href: address(party(partner)), measure: null, party: name });
	};
	for (const { access, measure } of await accessesFor(tx, context, now)) {
		const token = await issueLink(tx, access, now);
		stop ||= address(unsubscribePath(token));
		if (today > linksEndOn) continue;
		if (measure) report.push({ href: address(reportPath(token)), measure });
		else own(reportPath(token), (number) => rolloutPath(token, number));
	}
	if (today > linksEndOn) own('/report', (number) => `/partners/${encodeURIComponent(number)}`);
	if (report.length === 0) report.push({ href: address('/report'), measure: null });
	return { report, stop };
}

/** True if the recipient has evaluations left that were not delegated to them. */
function hasOwnOutstanding({ left, handed }: Pick<MailContext['reader'], 'left' | 'handed'>): boolean {
	return left.some((one) => !handed.includes(one));
}

type MailAccess = { access: ReportingAccess; measure: MailLinks['report'][number]['measure'] };

async function accessesFor(
	tx: Transaction,
	{ reader, round }: LinkContext,
	now: Date
): Promise<MailAccess[]> {
	const { personId, name, email, writtenForm, left, handed, rollouts } = reader;
	const openings: MailAccess[] = [];
	const speaks = rollouts.some((one) => one.left > 0);
	if (personId !== null && (hasOwnOutstanding(reader) || speaks)) {
		const access = await findOrCreateAccess(tx, now, {
			roundId: round.id,
			personId,
			name,
			email,
			writtenForm
		});
		openings.push({ access, measure: null });
	}
	const handedLeft = left.filter((one) => handed.includes(one));
	for (const access of await delegatedAccesses(tx, { roundId: round.id, email }, handedLeft)) {
		const measure = handedLeft.find(({ id }) => id === access.measureId) ?? null;
		if (!openings.some((one) => one.measure === measure)) openings.push({ access, measure });
	}
	return openings;
}

async function delegatedAccesses(
	tx: Transaction,
	{ roundId, email }: { roundId: number; email: string },
	measures: readonly { id: string }[]
): Promise<ReportingAccess[]> {
	const ids = measures.map(({ id }) => id);
	return tx
		.select()
		.from(reportingAccess)
		.where(
			and(
				eq(reportingAccess.roundId, roundId),
				eq(reportingAccess.email, email),
				inArray(reportingAccess.measureId, ids),
				isNull(reportingAccess.revokedAt)
			)
		);
}
