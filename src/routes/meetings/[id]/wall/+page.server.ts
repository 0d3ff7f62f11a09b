import { closedItem } from '$lib/domain/meeting/minutes';
import { countPresent } from '$lib/domain/meeting/attendance';
import { agendaOf, attendanceOf, bodiesOfMeeting } from '$lib/server/meetings/queries';
import type { PageServerLoad } from './$types';
import { requireMeetingFor } from '../meeting.server';

/** Loads a meeting for the wall, where everyone in the room sees it: closed items by their neutral titles. */
export const load: PageServerLoad = async (event) => {
	const { found } = await requireMeetingFor(event, 'meeting.read');
	const { read } = event.locals.db;
	const agenda = await agendaOf(read, found.id);
	const rows = (await attendanceOf(read, found.id)).filter(
		({ role }) => role !== 'observer' && role !== 'secretary'
	);
	const { body } = await bodiesOfMeeting(read, found);
	const current = agenda.find(({ id }) => id === found.currentItemId);
	return {
		meeting: { id: found.id, day: found.day, state: found.state },
		body: body.name,
		quorum: body.quorum,
		agenda: agenda.map((item) => ({
			...{ id: item.id, number: item.number, lang: item.lang, isTreated: item.outcomeKind !== null },
			title: closedItem(item, false)?.title ?? item.title
		})),
		current: current && {
			...{ id: current.id, number: current.number, kind: current.kind, lang: current.lang },
			...{ title: closedItem(current, false)?.title ?? current.title, isClosed: current.closed },
			proposal: current.closed ? '' : current.proposal,
			outcome:
				current.closed || current.outcomeKind === null
					? null
					: {
							...{ kind: current.outcomeKind, text: current.outcome, consensus: current.consensus },
							lang: current.outcomeLang ?? current.lang
						}
		},
		present: rows.some(({ attendance }) => attendance.presence !== null)
			? countPresent(rows.map(({ attendance }) => attendance))
			: null,
		seats: rows.length
	};
};
