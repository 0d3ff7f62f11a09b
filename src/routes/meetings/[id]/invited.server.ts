import type { RequestEvent } from '@sveltejs/kit';
import { countPresent } from '$lib/domain/meeting/attendance';
import type { PermissionAction } from '$lib/domain/permission';
import { attendanceOf, type Meeting } from '$lib/server/meetings/queries';

interface InvitedReader {
	found: Meeting;
	may: (action: PermissionAction) => boolean;
	quorum: number | null;
}

/** Loads the invited as far as the reader may know them: their own answer, everyone's, and who attended. */
export async function invitedTo(
	{ locals: { db, actor } }: Pick<RequestEvent, 'locals'>,
	{ found, may, quorum }: InvitedReader
) {
	const mayRead = may('meeting.read');
	const rows = mayRead || actor.personId !== null ? await attendanceOf(db.read, found.id) : [];
	const own = rows.find(({ attendance }) => attendance.personId === actor.personId)?.attendance;
	const counted = rows.filter(({ role }) => role !== 'observer' && role !== 'secretary');
	const isAnswered = found.state === 'called' && found.kind !== 'circulation';
	return {
		answer: isAnswered && own ? { given: own.answer, note: own.answerNote } : null,
		answered: {
			all: mayRead && isAnswered ? rows.length : 0,
			n: rows.filter(({ attendance }) => attendance.answer !== null).length
		},
		invited:
			(may('meeting.plan') || may('meeting.write')) && isAnswered
				? rows.map(({ attendance: { name, answer, answerNote } }) => ({ name, answer, note: answerNote }))
				: [],
		presence:
			mayRead && rows.some(({ attendance }) => attendance.presence !== null)
				? {
						n: countPresent(counted.map(({ attendance }) => attendance)),
						all: counted.length,
						quorum
					}
				: null
	};
}
