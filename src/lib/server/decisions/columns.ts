import { sql, type SQL } from 'drizzle-orm';
import { body, decision, decisionFollowUp, partner, seat } from '../database/schema';
import { isReplaced } from './reader';

/** The last entry's text, or its "no change". */
const lastEntry = (column: SQL) =>
	sql<
		string | null
	>`(select ${column} from ${decisionFollowUp} where ${decisionFollowUp.decisionId} = ${decision.id} order by ${decisionFollowUp.id} desc limit 1)`;

const responsibleBody = {
	slug: sql<
		string | null
	>`(select ${body.slug} from ${body} where ${body.id} = ${decision.responsibleBodyId})`,
	name: sql`(select ${body.name} from ${body} where ${body.id} = ${decision.responsibleBodyId})`
		.mapWith(body.name)
		.as('responsible_name')
};

/** Columns that name who follows a decision up. */
export const responsibleColumns = {
	responsibleSlug: responsibleBody.slug,
	responsibleBody: responsibleBody.name,
	responsiblePartner: sql<
		string | null
	>`(select ${partner.name} from ${partner} where ${partner.id} = ${decision.responsiblePartnerId})`,
	seatRole: sql<
		typeof seat.$inferSelect.role | null
	>`(select ${seat.role} from ${seat} where ${seat.id} = ${decision.responsibleSeatId})`,
	seatBody:
		sql`(select ${body.name} from ${seat} join ${body} on ${body.id} = ${seat.bodyId} where ${seat.id} = ${decision.responsibleSeatId})`
			.mapWith(body.name)
			.as('seat_body'),
	seatBodySlug: sql<
		string | null
	>`(select ${body.slug} from ${seat} join ${body} on ${body.id} = ${seat.bodyId} where ${seat.id} = ${decision.responsibleSeatId})`
};

/** Columns of a decision in a list, with the last entry. */
export const rowColumns = {
	id: decision.id,
	title: decision.title,
	lang: decision.lang,
	kind: decision.kind,
	number: decision.number,
	decidedOn: decision.decidedOn,
	dueOn: decision.dueOn,
	followUp: decision.followUp,
	published: sql<boolean>`${decision.publishedAt} is not null`.mapWith(Boolean),
	replaced: isReplaced.mapWith(Boolean),
	body: body.name,
	bodySlug: body.slug,
	...responsibleColumns,
	entryAt: lastEntry(sql`${decisionFollowUp.at}`),
	entryText: lastEntry(sql`${decisionFollowUp.text}`),
	entryLang: lastEntry(sql`${decisionFollowUp.lang}`),
	entryUnchanged: lastEntry(sql`${decisionFollowUp.unchanged}`).mapWith(Boolean)
};
