import { sql, type SQL } from 'drizzle-orm';
import { isAgendaPublic, meetingStates } from '$lib/domain/meeting/meeting';
import { mayDo, scopeToPartnership, type Actor, type PermissionAction } from '$lib/domain/permission';
import type { SearchTerm } from '$lib/domain/search/search';
import { readableDecisions } from '../decisions/reader';
import { ftsQuery } from './fts-query';
import type { SearchVisibility } from './visibility';

interface MeetingFilter {
	sight: SearchVisibility;
	actor: Actor;
	plan: { partnershipId: number };
	terms: readonly SearchTerm[];
}

/** Kinds of rows that are ranked together. */
export const workKinds = [['matter'], ['decision'], ['agenda', 'case', 'minutes']] as const;

/** Rows to match: their rank, and their kinds. */
interface WorkSelection {
	rank: SQL;
	of: (typeof workKinds)[number];
}

/**
 * Returns a query for matters, items of meetings or decisions that the actor may read. Those who may read a meeting
 * find its working texts, and closed items if they may read these; everyone else finds the open items of published
 * minutes, and until then those of called agendas, by title and number. Null if they may read nothing.
 */
export function meetingRows(
	{ sight, actor: visitor, plan, terms }: MeetingFilter,
	{ rank, of }: WorkSelection
): SQL | null {
	const { partnershipId } = plan;
	if (!sight.plan) return null;
	const actor = scopeToPartnership(visitor, partnershipId);
	const readable = ofBodies(actor, 'meeting.read', partnershipId);
	const closed = ofBodies(actor, 'meeting.read-closed', partnershipId);
	const kinds = [
		...(mayDo(actor, 'matter.read', { partnershipId }) ? ['matter'] : []),
		...(mayDo(actor, 'decision.read', { partnershipId }) ? ['decision'] : []),
		...(mayDo(actor, 'meeting.read-published', { partnershipId }) ? ['agenda', 'minutes'] : []),
		...(readable ? ['case'] : [])
	];
	const asked = kinds.filter((kind) => (of as readonly string[]).includes(kind));
	if (asked.length === 0) return null;
	const scopes = asked.map((kind) => `${kind}${partnershipId}`);
	const reads = readable ?? sql`0`;
	const open = sql`${meetingStates.filter(isAgendaPublic)}`;
	return sql`
		select doc.id, ${rank} as rank from search_index
		cross join search_doc doc on doc.id = search_index.rowid
		left join meeting on doc.kind in ('agenda', 'case', 'minutes') and meeting.id = doc.section
		left join agenda_item on doc.kind = 'case' and agenda_item.id = doc.ref
		left join decision on doc.kind = 'decision' and decision.id = doc.ref
		where search_index match ${ftsQuery(terms, scopes)} and case doc.kind
			when 'decision' then ${readableDecisions(actor, partnershipId) ?? sql`1`}
			when 'case' then ${reads} and (agenda_item.closed = 0 or ${closed ?? sql`0`})
			when 'minutes' then not ${reads}
			when 'agenda' then not ${reads} and meeting.state in ${open} and not exists (
				select 1 from minutes where minutes.meeting_id = meeting.id and minutes.published_at is not null
			)
			else 1 end`;
}

/** Condition for meetings of bodies towards which an action is allowed, in joint ones either; null for none. */
function ofBodies(actor: Actor, action: PermissionAction, partnershipId: number): SQL | null {
	if (mayDo(actor, action, { partnershipId })) return sql`1`;
	const bodies = [...new Set(actor.seats.map(({ bodyId }) => bodyId))].filter((responsibleBodyId) =>
		mayDo(actor, action, { partnershipId, responsibleBodyId })
	);
	if (bodies.length === 0) return null;
	return sql`(meeting.body_id in ${bodies} or coalesce(meeting.joint_body_id in ${bodies}, 0))`;
}
