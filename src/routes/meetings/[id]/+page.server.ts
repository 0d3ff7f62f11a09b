import { addDays, daysBetween, toOsloDate } from '$lib/domain/calendar/calendar-date';
import { isAgendaOpen, meetingStepsFrom, noticeTiming, outcomeEditing } from '$lib/domain/meeting/meeting';
import { openDecisionsOfBody } from '$lib/server/decisions/lists';
import { mayDo } from '$lib/domain/permission';
import { installedChromium } from '$lib/server/http/pdf';
import { configuredMailMode } from '$lib/server/http/mail';
import { agendaOf, bodiesOfMeeting, noticeDaysOf, remarksOf } from '$lib/server/meetings/queries';
import { redactionsOf } from '$lib/server/redactions/queries';
import type { Actions, PageServerLoad } from './$types';
import { circulate, circulationFor, closeAnswers } from './circulation.server';
import { invitedTo } from './invited.server';
import { isItemApprovalLeft, itemApprovals } from '$lib/server/meetings/recusals';
import { approveItem, recuseInCirculation } from './recusal.server';
import {
	answerMeeting,
	moveItem,
	moveOrCancel,
	remarkOnMinutes,
	saveOrder,
	takeStep
} from './meeting-actions.server';
import { mayTakeStep, requireMeeting } from './meeting.server';
import { offeredPapers, shownTo } from './papers.server';

/** Loads a meeting: what the reader may see of its agenda and minutes (`?version=`), and what they may do. */
export const load: PageServerLoad = async (event) => {
	const { found, may } = await requireMeeting(event);
	const { db, actor, now } = event.locals;
	const { searchParams } = event.url;
	const { id, kind, state, day, startsAt, endsAt, place, lang, version } = found;
	const today = toOsloDate(now);
	const { body, jointBody } = await bodiesOfMeeting(db.read, found);
	const mayRead = may('meeting.read');
	const noticeDays = await noticeDaysOf(db.read, found);
	const timing = noticeTiming(found, { noticeDays, today });
	const mayOrder = may('meeting.plan') && isAgendaOpen(state);
	const agenda = mayOrder ? await agendaOf(db.read, id) : [];
	const minutes = await shownTo(event, { found, may });
	const isOut = state === 'out-for-remarks' && mayRead;
	const approvals = isOut ? await itemApprovals(db.read, id, actor.personId) : [];
	const waits = await isItemApprovalLeft(db.read, found, approvals);
	return {
		meeting: { id, kind, state, day, startsAt, endsAt, place, lang, version },
		body: { slug: body.slug, name: body.name },
		jointBody: jointBody && { slug: jointBody.slug, name: jointBody.name },
		minutes,
		offered: offeredPapers(minutes),
		/** True if the server makes PDFs. */
		pdf: (await installedChromium()) !== null,
		steps: meetingStepsFrom(state, kind)
			.filter((step) => mayTakeStep(may, step))
			.filter((step) => step !== 'call' || timing !== 'too-late')
			// The leader is told below whose approval of an item is waited for.
			.filter((step) => step !== 'approve' || !waits),
		agenda: agenda.map((item) => ({ id: item.id, number: item.number, title: item.title, lang: item.lang })),
		redactions: mayRead ? await redactionsOf(db.read, 'meeting', id) : [],
		mayRedact: mayDo(actor, 'text.redact'),
		mayOrder,
		mayPlan: may('meeting.plan'),
		mayWrite: may('meeting.write') && outcomeEditing(state) !== 'closed',
		mayShow: mayRead && state === 'in-progress',
		mayRemark: state === 'out-for-remarks' && may('meeting.remark'),
		remarks: isOut ? await remarksOf(db.read, id) : [],
		/** Items that a recused leader leaves to a replacement, for either of them. */
		approvals,
		today,
		/** The body's decisions to follow up, for the agenda. */
		open: isAgendaOpen(state)
			? await openDecisionsOfBody(db.read, { partnershipId: found.partnershipId, actor, now }, body.slug)
			: [],
		...(await invitedTo(event, { found, may, quorum: body.quorum })),
		circulation: await circulationFor(event, { found, may }),
		notice:
			state === 'planned' && timing !== 'in-time' && mayRead
				? { timing, days: noticeDays ?? 0, left: Math.max(0, daysBetween(today, day)) }
				: null,
		isMailSent: configuredMailMode() === 'on',
		/** Names leave search engines a year after the meeting. */
		isOld: addDays(day, 365) < today,
		saved: searchParams.has('saved')
	};
};

export const actions: Actions = {
	step: (event) => takeStep(event),
	change: (event) => moveOrCancel(event),
	arrange: (event) => moveItem(event),
	order: (event) => saveOrder(event),
	answer: (event) => answerMeeting(event),
	circulate: (event) => circulate(event),
	close: (event) => closeAnswers(event),
	remark: (event) => remarkOnMinutes(event),
	approveItem: (event) => approveItem(event),
	recuse: (event) => recuseInCirculation(event)
};
