import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import { isAgendaPublic, meetingStates } from '$lib/domain/meeting/meeting';
import { partnershipFileFormat, type PartnershipFile } from '$lib/forms/partnership-file';
import type { Queryable } from '../database/database';
import * as schema from '../database/schema';

type FileMeeting = PartnershipFile['meetings'][number];
type FileDecision = PartnershipFile['decisions'][number];

/**
 * Exports the called meetings and published decisions of a partnership as two-space JSON with a final line break.
 * Importing it and exporting again gives the same bytes. A fixed number of statements.
 *
 * @returns null if there is no such partnership
 */
export async function exportPartnership(read: Queryable, partnershipId: number): Promise<string | null> {
	const { partnership, body } = schema;
	const [owner] = await read.select().from(partnership).where(eq(partnership.id, partnershipId));
	if (!owner) return null;
	const bodies = await read.select().from(body).where(eq(body.partnershipId, partnershipId));
	const slugs = new Map(bodies.map(({ id, slug }) => [id, slug]));
	const { meetings, places } = await exportMeetings(read, partnershipId, slugs);
	const file: PartnershipFile = {
		format: partnershipFileFormat,
		partnership: owner.slug,
		meetings,
		decisions: await exportDecisions(read, partnershipId, { slugs, places })
	};
	return `${JSON.stringify(file, null, 2)}\n`;
}

interface MeetingRefs {
	/** Slugs of bodies by id. */
	slugs: ReadonlyMap<number, string>;
	/** The meeting and index of agenda items by id. */
	places: ReadonlyMap<number, { meeting: string; index: number }>;
}

async function exportMeetings(read: Queryable, partnershipId: number, slugs: MeetingRefs['slugs']) {
	const { meeting, agendaItem } = schema;
	const isCalled = inArray(meeting.state, meetingStates.filter(isAgendaPublic));
	const rows = await read
		.select()
		.from(meeting)
		.where(and(eq(meeting.partnershipId, partnershipId), isCalled))
		.orderBy(asc(meeting.day), asc(meeting.uid));
	const items = await read
		.select({ item: agendaItem })
		.from(agendaItem)
		.innerJoin(meeting, eq(meeting.id, agendaItem.meetingId))
		.where(and(eq(meeting.partnershipId, partnershipId), isCalled, eq(agendaItem.closed, false)))
		.orderBy(asc(agendaItem.position), asc(agendaItem.id));
	const places = new Map<number, { meeting: string; index: number }>();
	const meetings = rows.map((one): FileMeeting => {
		const own = items.filter(({ item }) => item.meetingId === one.id).map(({ item }) => item);
		own.forEach(({ id }, index) => places.set(id, { meeting: one.uid, index }));
		const { uid, sequence, kind, state, day, startsAt, endsAt, place, lang } = one;
		return {
			...{ uid, sequence, body: slugs.get(one.bodyId)! },
			jointBody: one.jointBodyId === null ? null : slugs.get(one.jointBodyId)!,
			...{ kind, state, day, startsAt, endsAt, place, lang },
			agenda: own.map((item) => toFileItem(item, state === 'published'))
		};
	});
	return { meetings, places };
}

function toFileItem(
	item: typeof schema.agendaItem.$inferSelect,
	isPublished: boolean
): FileMeeting['agenda'][number] {
	const { number, kind, standing, title, lang, background, assessment, proposal } = item;
	const { outcomeKind, outcome: text, outcomeLang, consensus, dissent } = item;
	return {
		...{ number, kind, standing, title, lang },
		background: isPublished ? background : '',
		assessment: isPublished ? assessment : '',
		proposal: isPublished ? proposal : '',
		outcome:
			isPublished && outcomeKind !== null && text
				? { kind: outcomeKind, text, lang: outcomeLang ?? lang, consensus: consensus ?? 'agreed', dissent }
				: null
	};
}

async function exportDecisions(
	read: Queryable,
	partnershipId: number,
	{ slugs, places }: MeetingRefs
): Promise<FileDecision[]> {
	const { decision, decisionMeasure, decisionFollowUp, partner, seat } = schema;
	const isOpen = and(eq(decision.partnershipId, partnershipId), isNotNull(decision.publishedAt));
	const rows = await read
		.select({ decision, partner: partner.number, seatBody: seat.bodyId })
		.from(decision)
		.leftJoin(partner, eq(partner.id, decision.responsiblePartnerId))
		.leftJoin(seat, eq(seat.id, decision.responsibleSeatId))
		.where(isOpen)
		.orderBy(asc(decision.decidedOn), asc(decision.id));
	const measures = await read
		.select({ decisionId: decisionMeasure.decisionId, id: decisionMeasure.measureId })
		.from(decisionMeasure)
		.innerJoin(decision, eq(decision.id, decisionMeasure.decisionId))
		.where(isOpen)
		.orderBy(asc(decisionMeasure.measureId));
	const entries = await read
		.select({ entry: decisionFollowUp })
		.from(decisionFollowUp)
		.innerJoin(decision, eq(decision.id, decisionFollowUp.decisionId))
		.where(isOpen)
		.orderBy(asc(decisionFollowUp.id));
	const byId = new Map(rows.map((row) => [row.decision.id, row.decision]));
	return rows.map(({ decision: one, partner: number, seatBody }) => {
		const replaced = one.replacesId === null ? undefined : byId.get(one.replacesId);
		const bodyId = one.responsibleBodyId ?? seatBody;
		return {
			...{ body: slugs.get(one.bodyId)!, decidedOn: one.decidedOn, number: one.number },
			...{ title: one.title, text: one.text, lang: one.lang, kind: one.kind },
			...{ consensus: one.consensus, dissent: one.dissent },
			responsible:
				bodyId !== null ? `body:${slugs.get(bodyId)}` : number !== null ? `partner:${number}` : null,
			dueOn: one.dueOn,
			replaces:
				replaced && one.replacement
					? {
							...{ body: slugs.get(replaced.bodyId)!, decidedOn: replaced.decidedOn },
							...{ number: replaced.number, how: one.replacement }
						}
					: null,
			links: one.links,
			measures: measures.filter(({ decisionId }) => decisionId === one.id).map(({ id }) => id),
			item: one.agendaItemId === null ? null : (places.get(one.agendaItemId) ?? null),
			...{ publishedAt: one.publishedAt!, followUp: one.followUp, closedOn: one.closedOn },
			entries: entries
				.filter(({ entry }) => entry.decisionId === one.id)
				.map(({ entry: { at, state, unchanged, text, lang } }) => ({ at, state, unchanged, text, lang }))
		};
	});
}
