import { expectedPresence } from '$lib/domain/meeting/attendance';
import { outcomeEditing } from '$lib/domain/meeting/meeting';
import { takeTheirField, toConflict, type TextValues } from '$lib/forms/form-state';
import { attendanceForm } from '$lib/forms/meeting';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { alternatesFor, recordAttendance } from '$lib/server/meetings/attendance';
import {
	attendanceOf,
	bodiesOfMeeting,
	latestMeetingEvent,
	meetingById,
	type AttendanceRow
} from '$lib/server/meetings/queries';
import type { Actions, PageServerLoad } from './$types';
import { requireMeetingFor, targetOf } from '../meeting.server';

/** Loads the attendance of a meeting as its form. */
export const load: PageServerLoad = async (event) => {
	const { found } = await requireMeetingFor(event, 'meeting.write');
	const { read } = event.locals.db;
	const rows = await attendanceOf(read, found.id);
	const { body } = await bodiesOfMeeting(read, found);
	const isNew = rows.every(({ attendance }) => attendance.presence === null);
	const isExpected = isNew && rows.some(({ attendance }) => attendance.answer !== null);
	return {
		meeting: { id: found.id, version: found.version, editing: outcomeEditing(found.state) },
		rows: rows.map(({ attendance, role }) => ({
			...{ id: attendance.id, name: attendance.name, organisation: attendance.organisation, role },
			answer: attendance.answer
		})),
		values: toValues(isExpected ? rows.map(withExpectedPresence) : rows),
		/** True if the answers to the notice are filled in, unsaved. */
		isExpected,
		quorum: body.quorum,
		alternates: await alternatesFor(read, found)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const guard = () => requireMeetingFor(event, 'meeting.write');
		const target = targetOf((await guard()).found);
		return handleForm(event, {
			guard,
			shape: attendanceForm,
			run: ({ version, ...values }) => recordAttendance(event.locals, { ...target, version }, values),
			done: `${link(`/meetings/${target.id}`)}?saved#attendance`,
			conflict: async () => {
				const { read } = event.locals.db;
				const saved = await meetingById(read, target.partnershipId, target.id);
				const change = await latestMeetingEvent(read, target.id);
				return toConflict(toValues(await attendanceOf(read, target.id)), saved?.version ?? null, change);
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showText
		});
	}
};

/** Returns a row with the presence that its answer lets one expect. */
function withExpectedPresence({ attendance, ...row }: AttendanceRow): AttendanceRow {
	const { answer } = attendance;
	return { ...row, attendance: { ...attendance, presence: answer && expectedPresence[answer] } };
}

/** Returns attendance as the values of its form. */
function toValues(rows: readonly AttendanceRow[]): TextValues {
	const clock = (time: string | null) => time?.replace(':', '.') ?? '';
	return Object.fromEntries(
		rows.flatMap(({ attendance: { id, presence, alternateId, title, arrivedAt, leftAt, note } }) => [
			[`presence.${id}`, presence ?? ''],
			[`alternate.${id}`, alternateId === null ? '' : String(alternateId)],
			[`title.${id}`, title],
			[`arrived.${id}`, clock(arrivedAt)],
			[`left.${id}`, clock(leftAt)],
			[`note.${id}`, note]
		])
	);
}
