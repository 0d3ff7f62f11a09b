import { and, eq, inArray, isNull } from 'drizzle-orm';
import { inLocale } from '$lib/i18n/locale';
import { accessFor, issueLink, type Access } from '../access/links';
import type { Turn } from '../database/database';
import { reportingAccess } from '../database/schema';
import type { LetterLinks } from './letter';
import type { Occasion } from './occasion';

/** The address a link's token opens the reporting page at. */
export function reportPath(token: string): string {
	return `/r/${token}`;
}

/** The address a link's token stops reminders at. */
export function stopPath(token: string): string {
	return `/mail/${token}`;
}

/**
 * Makes the links of one letter, in its turn: a seat holder's own for all they report, and one for
 * each measure that was handed to the reader. After the days of grace the letter leads to the page
 * behind the sign-in, and its link still stops reminders.
 */
export async function linksFor(
	tx: Turn,
	occasion: Occasion,
	origin: string,
	now: Date
): Promise<LetterLinks> {
	const { reader, today, linksEndOn } = occasion;
	const address = (path: string) => origin + inLocale(path, reader.writtenForm);
	const report: LetterLinks['report'] = [];
	let stop = '';
	for (const { access, measure } of await accessesOf(tx, occasion, now)) {
		const token = await issueLink(tx, access, now);
		stop ||= address(stopPath(token));
		if (today <= linksEndOn) report.push({ href: address(reportPath(token)), measure });
	}
	if (report.length === 0) report.push({ href: address('/report'), measure: null });
	return { report, stop };
}

type Opening = { access: Access; measure: LetterLinks['report'][number]['measure'] };

async function accessesOf(tx: Turn, { reader, round }: Occasion, now: Date): Promise<Opening[]> {
	const { personId, name, email, writtenForm, left, handed } = reader;
	const openings: Opening[] = [];
	if (personId !== null && left.some((one) => !handed.includes(one))) {
		const access = await accessFor(tx, now, { roundId: round.id, personId, name, email, writtenForm });
		openings.push({ access, measure: null });
	}
	const handedLeft = left.filter((one) => handed.includes(one));
	for (const access of await handedOn(tx, round.id, email, handedLeft)) {
		const measure = handedLeft.find(({ id }) => id === access.measureId) ?? null;
		if (!openings.some((one) => one.measure === measure)) openings.push({ access, measure });
	}
	return openings;
}

async function handedOn(
	tx: Turn,
	roundId: number,
	email: string,
	measures: readonly { id: string }[]
): Promise<Access[]> {
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
