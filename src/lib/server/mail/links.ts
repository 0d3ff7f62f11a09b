import { and, eq, inArray, isNull } from 'drizzle-orm';
import { planPath } from '$lib/i18n/plan-address';
import { findOrCreateAccess, issueLink, type ReportingAccess } from '../reporting-links/issue';
import type { Transaction } from '../database/database';
import { reportingAccess } from '../database/schema';
import { planSlugInUrl } from '../plans/queries';
import type { MailLinks } from './content';
import type { MailContext } from './context';

/** The address a link's token opens the reporting page at. */
export function reportPath(token: string): string {
	return `/r/${token}`;
}

/** The address a link's token opens a party's rollout at; of use to who speaks for that party alone. */
export function rolloutPath(token: string, partner: string): string {
	return `${reportPath(token)}?party=${encodeURIComponent(partner)}`;
}

/** The address a link's token stops reminders at. */
export function unsubscribePath(token: string): string {
	return `/mail/${token}`;
}

/**
 * Makes the links of one letter, in its turn: a seat holder's own for all they report, and one for
 * each measure that was handed to the reader. Their own opens the rollout of the parties they speak for as
 * well. After the days of grace the letter leads to the pages behind the sign-in, and its link still stops
 * reminders.
 */
export async function createMailLinks(
	tx: Transaction,
	occasion: MailContext,
	origin: string,
	now: Date
): Promise<MailLinks> {
	const { reader, round, today, linksEndOn } = occasion;
	const slug = await planSlugInUrl(tx, round.planId);
	const address = (path: string) => origin + planPath(path, slug, reader.writtenForm);
	const report: MailLinks['report'] = [];
	let stop = '';
	/** The reader's own pages, behind the sign-in or by their link. */
	const own = (page: string, party: (number: string) => string) => {
		if (hasOwnOutstanding(reader)) report.push({ href: address(page), measure: null });
		for (const { partner, name, left } of reader.rollouts)
			if (left > 0) report.push({ href: address(party(partner)), measure: null, party: name });
	};
	for (const { access, measure } of await accessesFor(tx, occasion, now)) {
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

/** Whether a reader has something left that nobody handed to them. */
function hasOwnOutstanding({ left, handed }: Pick<MailContext['reader'], 'left' | 'handed'>): boolean {
	return left.some((one) => !handed.includes(one));
}

type MailAccess = { access: ReportingAccess; measure: MailLinks['report'][number]['measure'] };

async function accessesFor(
	tx: Transaction,
	{ reader, round }: MailContext,
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
	for (const access of await delegatedAccesses(tx, round.id, email, handedLeft)) {
		const measure = handedLeft.find(({ id }) => id === access.measureId) ?? null;
		if (!openings.some((one) => one.measure === measure)) openings.push({ access, measure });
	}
	return openings;
}

async function delegatedAccesses(
	tx: Transaction,
	roundId: number,
	email: string,
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
