import { and, eq, inArray } from 'drizzle-orm';
import { isNamePublic } from '$lib/domain/body';
import {
	closedItem,
	minutesFormat,
	type MinutesContent,
	type MinutesItem
} from '$lib/domain/meeting/minutes';
import type { Queryable } from '../database/database';
import { holdsOn } from '../database/held-seats';
import { partnership, seat, seatHolder } from '../database/schema';
import { agendaOf, attendanceOf, bodiesOfMeeting, recusalsOf, type Meeting } from './queries';

/** The version of minutes to load, and their reader: the public, unless said otherwise. */
interface MinutesReader {
	version: number;
	/** True to name everyone. */
	seesNames?: boolean;
	readsClosed?: boolean;
}

/** Loads a meeting's minutes as they are now. Frozen ones are as the public reads them. */
export async function loadMinutesContent(
	read: Queryable,
	meeting: Meeting,
	{ version, seesNames = false, readsClosed = false }: MinutesReader
): Promise<MinutesContent> {
	const [owner] = await read
		.select({ slug: partnership.slug })
		.from(partnership)
		.where(eq(partnership.id, meeting.partnershipId));
	const { body, jointBody } = await bodiesOfMeeting(read, meeting);
	const rows = await attendanceOf(read, meeting.id);
	const recusals = await recusalsOf(read, meeting.id);
	const named = await publicAlternates(
		read,
		meeting,
		rows.flatMap(({ attendance }) => attendance.alternateId ?? [])
	);
	const items = (await agendaOf(read, meeting.id)).map((item): MinutesItem => {
		const { number, title, lang, kind, standing, background, assessment, proposal } = item;
		const outcome = {
			...{ text: item.outcome, lang: item.outcomeLang ?? lang },
			...{ consensus: item.consensus, dissent: item.dissent }
		};
		return (
			closedItem(item, readsClosed) ?? {
				...{ closed: false, number, title, lang, kind, standing, background, assessment, proposal },
				...(item.closed && { isRestricted: true as const }),
				outcome: item.outcomeKind === null ? null : { kind: item.outcomeKind, ...outcome },
				recusals: recusals
					.filter(({ agendaItemId }) => agendaItemId === item.id)
					.map(({ attendanceId, replacedBy }) => ({
						attendee: rows.findIndex(({ attendance }) => attendance.id === attendanceId),
						replaced: replacedBy !== ''
					}))
			}
		);
	});
	const { kind, day, startsAt, endsAt, place, lang } = meeting;
	return {
		...{ format: minutesFormat, version, partnership: owner!.slug, kind, day, startsAt, endsAt, place, lang },
		body: { slug: body.slug, name: body.name },
		jointBody: jointBody && { slug: jointBody.slug, name: jointBody.name },
		items,
		attendance: rows.map(({ attendance, role, represents }) => {
			const { name, namePublic, title, organisation, presence, arrivedAt, leftAt, note } = attendance;
			const { alternateId, alternateName } = attendance;
			const isAlternateNamed = alternateId !== null && (seesNames || named.has(alternateId));
			return {
				...{ role, represents, title, organisation, presence, arrivedAt, leftAt, note },
				name: seesNames || namePublic ? name : null,
				alternate: isAlternateNamed ? alternateName : null
			};
		})
	};
}

/** Returns the alternates whose names the public may see in every seat they have in the meeting's bodies. */
async function publicAlternates(
	read: Queryable,
	{ bodyId, jointBodyId, day }: Meeting,
	ids: readonly number[]
): Promise<Set<number>> {
	const bodies = [bodyId, ...(jointBodyId === null ? [] : [jointBodyId])];
	const { personId, publicOffice, agreesToName } = seatHolder;
	const held = await read
		.select({ personId, publicOffice, agreesToName, represents: seat.represents })
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.where(and(inArray(personId, [...ids]), inArray(seat.bodyId, bodies), holdsOn(day)));
	const hidden = held.filter((one) => !isNamePublic(one)).map((one) => one.personId);
	return new Set(held.map((one) => one.personId).filter((id) => !hidden.includes(id)));
}
