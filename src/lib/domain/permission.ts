import { hasAuthority, leadingRoles, type BodyKind, type Seat } from './body';
import type { EvaluationState } from './evaluation/evaluation';
import type { WrittenForm } from './localized';
import type { ItemAuthority } from './meeting/recusal';
import type { PlanState } from './plan/plan';
import type { RoundKey } from './round/round';

/** The person who makes a request: signed in with their seats, or anonymous. */
export interface Actor {
	personId: number | null;
	name: string;
	/** Manages this installation: people, seats and invitations. Gives no rights over the plan. */
	administrator: boolean;
	seats: readonly Seat[];
	/**
	 * Set if they came by a reporting link and are not signed in; their only rights beyond the public ones.
	 */
	link?: ReportingLinkAccess;
	/** Set if they came by a decision's link; it lets them follow that decision up and nothing else. */
	decisionLink?: DecisionLinkAccess;
	/** Set if they came by the link of a notice; it lets them answer for that meeting and nothing else. */
	meetingLink?: MeetingLinkAccess;
	/** Set if they came by a question's link; it lets them answer that question and nothing else. */
	inquiryLink?: InquiryLinkAccess;
}

/** Rights of the link of a notice. */
interface MeetingLinkAccess {
	meetingId: number;
	/** The invited person. */
	invitedId: number;
	/** The recipient's current seats; the link never gives more rights than they do. */
	seats: readonly Seat[];
}

/** Rights of a decision's link. */
interface DecisionLinkAccess {
	decisionId: number;
	/** The recipient's current seats; the link never gives more rights than they do. */
	seats: readonly Seat[];
}

/** Rights of a question's link: answering that question and nothing else. */
interface InquiryLinkAccess {
	inquiryId: number;
	/** Its recipient. */
	personId: number;
	/** The recipient's current seats; the link never gives more rights than they do. */
	seats: readonly Seat[];
}

/** Rights of a reporting link: reporting in one round, or a partner's rollout outside rounds. */
export interface ReportingLinkAccess {
	accessId: number;
	planId: number;
	/** Null for work outside rounds. */
	round: RoundKey | null;
	/** The delegated measure; null for all measures the issuer reports. */
	measureId: string | null;
	/** The issuer's current seats; the link never gives more rights than they do. */
	seats: readonly Seat[];
	/** Written form of its recipient. */
	writtenForm: WrittenForm;
}

export const anonymous: Actor = { personId: null, name: '', administrator: false, seats: [] };

/**
 * Returns the actor with only the seats of one partnership. Check permissions on a plan with the actor scoped
 * to its partnership.
 */
export function scopeToPartnership(actor: Actor, partnershipId: number | null): Actor {
	const inside = (seats: readonly Seat[]) => seats.filter((seat) => seat.partnershipId === partnershipId);
	const { link, decisionLink, meetingLink, inquiryLink } = actor;
	return {
		...actor,
		seats: inside(actor.seats),
		...(link && { link: { ...link, seats: inside(link.seats) } }),
		...(decisionLink && { decisionLink: { ...decisionLink, seats: inside(decisionLink.seats) } }),
		...(meetingLink && { meetingLink: { ...meetingLink, seats: inside(meetingLink.seats) } }),
		...(inquiryLink && { inquiryLink: { ...inquiryLink, seats: inside(inquiryLink.seats) } })
	};
}

/** Returns the partnerships in which the actor may perform an action, each once. */
export function partnershipsWhere(actor: Actor, action: PermissionAction): number[] {
	const seated = new Set(actor.seats.map(({ partnershipId }) => partnershipId));
	return [...seated].filter((partnershipId) => mayDo(actor, action, { partnershipId }));
}

/**
 * Roles an actor can have towards a subject, derived from seats. A deputy counts as leader, a secretary as the
 * secretariat within the own body, and "responsible" refers to the subject's responsible body. Observers and
 * alternates are only "seated"; an alternate acts by standing in for the holder of another seat.
 */
export const roles = [
	'public',
	'signed-in',
	'seated',
	'responsible-member',
	'responsible-leader',
	'representative',
	/** Holds the seat that is responsible for the subject. */
	'responsible-holder',
	'ssu-member',
	'ssu-leader',
	'secretariat',
	'administrator',
	/** Recorded present in the subject's meeting, for themselves or as an alternate. */
	'attendee',
	/** Asked the question, and still has a seat. */
	'asker',
	/** Came by a reporting link that covers the measure and round of the subject. */
	'link-holder',
	/** Came by the reporting link of a representative of the subject's partner. */
	'link-representative',
	/** Came by the link of a decision for which its recipient is responsible. */
	'link-responsible',
	/** Came by the link of a meeting's notice. */
	'link-invited',
	/** Came by the link of a question that its recipient may answer. */
	'link-answerer'
] as const;
export type Role = (typeof roles)[number];

/** Roles allowed to perform each action (domain-rules.md §1.2). Actions not listed are denied. */
const rolesByAction = {
	/** The adopted plan is public. */
	'plan.read': ['public'],
	'plan.read-draft': ['ssu-member', 'secretariat'],
	/** SSU maintains the plan; the secretariat does its paperwork. */
	'plan.edit': ['ssu-leader', 'secretariat'],
	/** Recording that the partnership has adopted a draft. */
	'plan.adopt': ['ssu-leader', 'secretariat'],
	'history.read': ['seated', 'administrator'],
	'review.read-published': ['public'],
	'review.read': ['seated', 'administrator'],
	'review.publish': ['secretariat'],
	/** Texts beside the figures, written while a round runs. */
	'review.write': ['secretariat'],
	/** The secretariat runs the cycle. */
	'round.read': ['seated', 'administrator'],
	'round.plan': ['secretariat'],
	'round.open': ['secretariat'],
	'round.close': ['secretariat'],
	'round.reopen': ['secretariat'],
	/** The secretariat may record what a reporter says by phone. */
	'evaluation.report': ['responsible-leader', 'secretariat', 'link-holder'],
	/** The body's leader also gives the verdict on its area. */
	'area.judge': ['responsible-leader', 'secretariat'],
	/** Indicator readings, in an evaluation or between rounds. */
	'indicator.report': ['responsible-leader', 'ssu-leader', 'secretariat'],
	/** Evaluations of closed, published rounds. */
	'evaluation.read-published': ['public'],
	/** Approved evaluations before publication. */
	'evaluation.read-approved': ['seated', 'administrator'],
	/** Drafts and submitted evaluations, and the remarks on them. */
	'evaluation.read-unapproved': ['responsible-member', 'responsible-leader', 'ssu-member', 'secretariat'],
	/** SSU reviews and approves, with the secretariat. */
	'evaluation.return': ['ssu-leader', 'secretariat'],
	'evaluation.approve': ['ssu-leader', 'secretariat'],
	/** Rollout at the partners; the public sees it in published reviews. */
	'rollout.read': ['seated', 'administrator', 'link-representative'],
	/** The secretariat may record what a partner says by phone. */
	'rollout.report': ['representative', 'secretariat', 'link-representative'],
	/** Mail that waits, was sent or failed, with its recipients. */
	'mail.read': ['secretariat', 'administrator'],
	/** Reminders on request, and retries. */
	'mail.send': ['secretariat'],
	'partnership.create': ['administrator'],
	/** Matters are unpublished until meetings treat them. */
	'matter.read': ['seated'],
	'matter.register': ['seated'],
	/** The open form, where the partnership has switched it on; its sender confirms by a link. */
	'matter.submit': ['public'],
	/** Deciding what becomes of a matter before a meeting. */
	'matter.triage': ['secretariat'],
	/** Published decisions, and what became of them. */
	'decision.read': ['public'],
	/** Decisions before publication, towards the body that took them. */
	'decision.read-unpublished': ['responsible-member', 'responsible-leader', 'ssu-member', 'secretariat'],
	/** Decisions of items closed to the public. */
	'decision.read-closed': ['responsible-member', 'responsible-leader', 'secretariat'],
	/** The secretariat records decisions, and a body's secretary those of the own body. */
	'decision.record': ['secretariat'],
	'decision.publish': ['secretariat'],
	'decision.import': ['secretariat'],
	/** Towards the body, partner or seat that is responsible for carrying it out. */
	'decision.follow-up': ['responsible-leader', 'representative', 'responsible-holder', 'link-responsible'],
	/** Questions to the body responsible for a measure. */
	'inquiry.read': ['seated', 'administrator'],
	'inquiry.ask': ['seated'],
	/** Asking again once the question is answered. */
	'inquiry.ask-again': ['asker'],
	/** The responsible body's leader or secretary; the secretariat may record an answer. */
	'inquiry.answer': ['responsible-leader', 'secretariat', 'link-answerer'],
	/** Agendas of called meetings, and published minutes. */
	'meeting.read-published': ['public'],
	'meeting.read': ['responsible-member', 'responsible-leader', 'ssu-member', 'secretariat', 'attendee'],
	/** Items closed to the public. */
	'meeting.read-closed': ['responsible-member', 'responsible-leader', 'secretariat', 'attendee'],
	/** Planning, calling, moving and cancelling a meeting, and its agenda. */
	'meeting.plan': ['responsible-leader', 'secretariat'],
	/** Minutes, outcomes and attendance. */
	'meeting.write': ['secretariat'],
	/** One's own answer to a notice. */
	'meeting.answer': ['seated', 'link-invited'],
	'meeting.remark': ['attendee'],
	'meeting.approve': ['responsible-leader'],
	'meeting.publish': ['secretariat'],
	'people.manage': ['administrator', 'secretariat'],
	/** Removing a person's name and details for good. */
	'people.erase': ['administrator'],
	/** Removing a text from matters, meetings and decisions, and from their history. */
	'text.redact': ['secretariat'],
	/** Dates of the partnership's own, and the layout of a year. */
	'year.edit': ['secretariat']
} as const satisfies Record<string, readonly Role[]>;

export type PermissionAction = keyof typeof rolesByAction;
export const permissionActions = Object.keys(rolesByAction) as PermissionAction[];

/** The object of an action, as far as permissions depend on it. */
export interface PermissionSubject {
	/**
	 * The partnership it belongs to; seats elsewhere do not count. If undefined, no seat counts for people
	 * seated in several partnerships.
	 */
	partnershipId?: number | null;
	/**
	 * The plan, round and measure of an evaluation; a reporting link covers it only if all three are given.
	 * For a partner's rollout, the plan is enough.
	 */
	planId?: number;
	round?: RoundKey;
	measureId?: string;
	/** The body responsible for the measure or area. */
	responsibleBodyId?: number | null;
	/** The partner whose rollout is concerned. */
	partnerId?: number | null;
	/** The responsible seat. */
	responsibleSeatId?: number | null;
	/** The decision to follow up; its link covers no other. */
	decisionId?: number;
	/** The meeting to answer for; its link covers no other. */
	meetingId?: number;
	/** The question to answer; its link covers no other. */
	inquiryId?: number;
	/** The person who asked it. */
	askerId?: number;
	/** True if the actor is recorded present in the meeting. */
	attended?: boolean;
	/** The leader's authority on an item, passed on or received by recusal (domain-rules.md §3.29). */
	itemAuthority?: ItemAuthority;
}

export type Permission =
	| { allowed: true }
	/** `only` lists the allowed roles, for the message beside a disabled button. */
	| { allowed: false; reason: 'sign-in-first' | 'not-your-role'; only: readonly Role[] };

/**
 * Returns the permission of an actor to perform an action on a subject, with the reason if denied. Denies by
 * default.
 */
export function permission(
	actor: Actor,
	action: PermissionAction,
	subject: PermissionSubject = {}
): Permission {
	const may: readonly Role[] = rolesByAction[action] ?? [];
	const held = rolesTowards(actor, subject);
	if (may.some((role) => held.has(role))) return { allowed: true };
	return {
		allowed: false,
		// Holders of a reporting link may have no account to sign in with.
		reason: actor.personId === null && !cameByLink(actor) ? 'sign-in-first' : 'not-your-role',
		// Reporting links are issued, not held, so they say nothing about whom to contact.
		only: may.filter((role) => !role.startsWith('link-'))
	};
}

export function mayDo(actor: Actor, action: PermissionAction, subject: PermissionSubject = {}): boolean {
	return permission(actor, action, subject).allowed;
}

/** True if an actor came by a link of a mail, without signing in. */
export function cameByLink({ link, decisionLink, meetingLink, inquiryLink }: Actor): boolean {
	return Boolean(link ?? decisionLink ?? meetingLink ?? inquiryLink);
}

/** Returns the roles of an actor towards a subject. */
export function rolesTowards(actor: Actor, subject: PermissionSubject = {}): ReadonlySet<Role> {
	const held = new Set<Role>(['public']);
	// An administrator may also act from the command line, without a person id.
	if (actor.administrator) held.add('administrator');
	if (actor.personId === null) {
		if (actor.link && linkCoversReport(actor.link, subject)) held.add('link-holder');
		if (actor.link && speaksForPartner(actor.link, subject)) held.add('link-representative');
		if (actor.decisionLink && linkCoversDecision(actor.decisionLink, subject)) held.add('link-responsible');
		if (actor.meetingLink && linkCoversMeeting(actor.meetingLink, subject)) held.add('link-invited');
		if (actor.inquiryLink && linkCoversInquiry(actor.inquiryLink, subject)) held.add('link-answerer');
		return held;
	}
	held.add('signed-in');
	if (subject.attended) held.add('attendee');
	for (const seat of seatsTowards(actor, subject)) {
		held.add('seated');
		if (subject.askerId === actor.personId) held.add('asker');
		if (!hasAuthority(seat.role)) continue;
		const leads = leadingRoles.includes(seat.role);
		if (seat.bodyKind === 'ssu') held.add('ssu-member');
		if (seat.bodyKind === 'ssu' && leads) held.add('ssu-leader');
		if (seat.bodyKind === 'secretariat') held.add('secretariat');
		if (subject.partnerId != null && seat.partnerId === subject.partnerId) held.add('representative');
		if (subject.responsibleSeatId != null && seat.seatId === subject.responsibleSeatId)
			held.add('responsible-holder');
		if (subject.responsibleBodyId != null && seat.bodyId === subject.responsibleBodyId) {
			held.add('responsible-member');
			if (leads && subject.itemAuthority !== 'passed-on') held.add('responsible-leader');
			if (seat.role === 'secretary') held.add('secretariat');
		}
	}
	if (subject.itemAuthority === 'received' && held.has('seated'))
		held.add('responsible-member').add('responsible-leader');
	return held;
}

/** Returns the seats that count towards a subject. */
function seatsTowards({ seats }: Actor, { partnershipId }: PermissionSubject): readonly Seat[] {
	if (partnershipId !== undefined) return seats.filter((seat) => seat.partnershipId === partnershipId);
	return seats.every((seat) => seat.partnershipId === seats[0]?.partnershipId) ? seats : [];
}

/** True if a link covers an evaluation: its round and measure, and its issuer may report it now. */
function linkCoversReport(link: ReportingLinkAccess, subject: PermissionSubject): boolean {
	const { planId, round, measureId } = subject;
	if (link.round === null || measureId === undefined) return false;
	if (planId !== link.planId || round !== link.round) return false;
	if (link.measureId !== null && link.measureId !== measureId) return false;
	return mayDo(linkIssuer(link), 'evaluation.report', subject);
}

/**
 * True if the link's issuer currently represents the partner. A delegated link covers a measure and never a
 * partner.
 */
function speaksForPartner(
	link: ReportingLinkAccess,
	{ planId, partnerId, partnershipId }: PermissionSubject
): boolean {
	if (planId !== link.planId || partnerId == null || link.measureId !== null) return false;
	return rolesTowards(linkIssuer(link), { partnerId, partnershipId }).has('representative');
}

/** True if a link is the decision's own and its recipient may follow it up now. */
function linkCoversDecision(link: DecisionLinkAccess, subject: PermissionSubject): boolean {
	return subject.decisionId === link.decisionId && mayDo(linkIssuer(link), 'decision.follow-up', subject);
}

/** True if a link is the meeting's own and its recipient still has a seat in the partnership. */
function linkCoversMeeting(link: MeetingLinkAccess, subject: PermissionSubject): boolean {
	return subject.meetingId === link.meetingId && mayDo(linkIssuer(link), 'meeting.answer', subject);
}

/** True if a link is the question's own and its recipient may answer it now. */
function linkCoversInquiry(link: InquiryLinkAccess, subject: PermissionSubject): boolean {
	return subject.inquiryId === link.inquiryId && mayDo(linkIssuer(link), 'inquiry.answer', subject);
}

function linkIssuer({ seats }: Pick<ReportingLinkAccess, 'seats'>): Actor {
	return { personId: 0, name: '', administrator: false, seats };
}

/** Returns the partners an actor represents, by their seats or by a reporting link. */
export function representedPartners(actor: Actor): number[] {
	const byLink = actor.personId === null ? actor.link : undefined;
	const role = byLink ? 'link-representative' : 'representative';
	return (byLink ?? actor).seats.flatMap(({ partnerId }) => {
		const subject = { partnerId, ...(byLink && { planId: byLink.planId }) };
		return partnerId !== null && rolesTowards(actor, subject).has(role) ? [partnerId] : [];
	});
}

/** Returns the action needed to read an evaluation in a given state. */
export function evaluationReadAction(state: EvaluationState, published: boolean): PermissionAction {
	if (state === 'locked' && published) return 'evaluation.read-published';
	return state === 'approved' || state === 'locked'
		? 'evaluation.read-approved'
		: 'evaluation.read-unapproved';
}

/** Returns the action needed to read a plan in a given state. */
export function planReadAction(state: PlanState): PermissionAction {
	return state === 'draft' ? 'plan.read-draft' : 'plan.read';
}

/** The body each role belongs to, for messages about who may act. */
export const bodyKindByRole: Partial<Record<Role, BodyKind>> = {
	'ssu-member': 'ssu',
	'ssu-leader': 'ssu',
	secretariat: 'secretariat'
};
