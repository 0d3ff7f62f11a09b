import type { RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { PermissionAction } from '$lib/domain/permission';
import { circulationCloseForm, circulationForm } from '$lib/forms/meeting';
import { link } from '$lib/i18n/link';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { answerCirculation, closeCirculation, loadCirculation } from '$lib/server/meetings/circulation';
import type { Queryable } from '$lib/server/database/database';
import { attendanceOf, recusalsOf, type Meeting } from '$lib/server/meetings/queries';
import { replacementsFor } from '$lib/server/meetings/recuse';
import { requireMeetingFor, targetOf } from './meeting.server';

type MeetingEvent = RequestEvent<{ id: string }>;
type Circulation = Awaited<ReturnType<typeof loadCirculation>>;
type CirculationReader = { found: Meeting; may: (action: PermissionAction) => boolean };

/** Loads a called circulation: the reader's own items, everyone's answers, and if they may be counted; else null. */
export async function circulationFor({ locals }: MeetingEvent, { found, may }: CirculationReader) {
	if (found.kind !== 'circulation' || found.state !== 'called') return null;
	const { db, actor, now } = locals;
	const loaded = await loadCirculation(db.read, found, now);
	const readsClosed = may('meeting.read-closed');
	const readable = loaded.items.filter(({ item }) => readsClosed || !item.closed);
	return {
		own: ownItems(loaded, { invitedId: actor.personId, readsClosed }),
		isOver: toOsloDate(now) > found.day,
		answers: may('meeting.read')
			? readable.map(({ item: { id, number, title, lang }, given, saying, result }) => ({
					...{ id, number, title, lang, result },
					seats: loaded.seats.map(({ attendance }) => {
						const own = given.find((one) => one.attendanceId === attendance.id);
						const say = saying.find((one) => one.attendanceId === attendance.id);
						return {
							...{ name: attendance.name, answer: own?.answer ?? null, note: own?.note ?? '' },
							isRecused: !say || say.isReplaced
						};
					})
				}))
			: [],
		closing: may('meeting.write') ? { isReady: loaded.mayClose } : null,
		recusing: may('meeting.write') ? await recusingIn(db.read, found) : null
	};
}

/** Loads what recording a recusal from an item needs. Four statements. */
async function recusingIn(read: Queryable, found: Meeting) {
	return {
		people: (await attendanceOf(read, found.id)).map(({ attendance: { id, name } }) => ({ id, name })),
		replacements: await replacementsFor(read, found),
		recusals: await recusalsOf(read, found.id)
	};
}

/** Returns the items that an invited person answers, with their answers; none for those without a say. */
export function ownItems(
	{ items }: Circulation,
	{ invitedId, readsClosed }: { invitedId: number | null; readsClosed: boolean }
) {
	return items
		.filter(({ item }) => readsClosed || !item.closed)
		.flatMap(({ item, given, saying }) => {
			const own = saying.find(({ by }) => invitedId !== null && by === invitedId);
			if (!own) return [];
			const { id, number, title, lang, background, assessment, proposal } = item;
			const answer = given.find(({ attendanceId }) => attendanceId === own.attendanceId);
			return {
				...{ id, number, title, lang, background, assessment, proposal },
				...{ answer: answer?.answer ?? null, note: answer?.note ?? '' }
			};
		});
}

/** Answers a circulation for the reader. */
export async function circulate(event: MeetingEvent) {
	const guard = () => requireMeetingFor(event, 'meeting.answer');
	const target = targetOf((await guard()).found);
	return handleForm(event, {
		guard,
		shape: circulationForm,
		run: (answers) => answerCirculation(event.locals, target, answers),
		done: savedAt(event),
		show: showNamed('circulate')
	});
}

/** Counts the answers of a circulation. */
export async function closeAnswers(event: MeetingEvent) {
	const guard = () => requireMeetingFor(event, 'meeting.write');
	const target = targetOf((await guard()).found);
	return handleForm(event, {
		guard,
		shape: circulationCloseForm,
		run: ({ version }) => closeCirculation(event.locals, { ...target, version }),
		done: savedAt(event),
		show: showNamed('close')
	});
}

function savedAt({ params }: MeetingEvent): string {
	return `${link(`/meetings/${params.id}`)}?saved`;
}
