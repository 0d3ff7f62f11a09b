import { leadingRoles, type BodyKind, type Seat } from './body';
import type { EvaluationState } from './evaluation/evaluation';
import type { WrittenForm } from './localized';
import type { PlanState } from './plan/plan';
import type { RoundKey } from './round/round';

/** Who asks: a signed-in person with their seats, or nobody in particular. */
export interface Actor {
	personId: number | null;
	name: string;
	/** Runs this installation: people, seats, invitations. Holds no say over the plan. */
	administrator: boolean;
	seats: readonly Seat[];
	/** For who came by a reporting link and has not signed in: all they may do beyond the public. */
	link?: ReportingLinkAccess;
}

/** What a reporting link gives: to report, in one round, and nothing else. */
export interface ReportingLinkAccess {
	accessId: number;
	planId: number;
	round: RoundKey;
	/** The one measure that was handed on; null for all that the giver reports. */
	measureId: string | null;
	/** The giver's own seats as they are now: a link reaches no further than they do. */
	seats: readonly Seat[];
	/** The form its reader writes in. */
	writtenForm: WrittenForm;
}

export const anonymous: Actor = { personId: null, name: '', administrator: false, seats: [] };

/**
 * The actor as they are towards one partnership: with the seats of its bodies and no others. Everything
 * that belongs to a plan is asked by an actor who was narrowed to its partnership.
 */
export function scopeToPartnership(actor: Actor, partnershipId: number | null): Actor {
	const inside = (seats: readonly Seat[]) => seats.filter((seat) => seat.partnershipId === partnershipId);
	const { link } = actor;
	return {
		...actor,
		seats: inside(actor.seats),
		...(link && { link: { ...link, seats: inside(link.seats) } })
	};
}

/** The partnerships in which an actor may do what asks for a seat there, each once. */
export function partnershipsWhere(actor: Actor, action: PermissionAction): number[] {
	const seated = new Set(actor.seats.map(({ partnershipId }) => partnershipId));
	return [...seated].filter((partnershipId) => mayDo(actor, action, { partnershipId }));
}

/**
 * What an actor is towards a subject. Roles follow from seats, never from a list of their own:
 * a leader is a leader or deputy; "responsible" is the body that carries the measure or area asked
 * about, and a representative's seat is that of the partner asked about. An observer listens and
 * speaks for nobody: they are seated, and nothing more.
 */
export const roles = [
	'public',
	'signed-in',
	'seated',
	'responsible-member',
	'responsible-leader',
	'representative',
	'ssu-member',
	'ssu-leader',
	'secretariat',
	'administrator',
	/** Holds no seat: came by a reporting link that covers the measure and round asked about. */
	'link-holder',
	/** Holds no seat: came by the reporting link of a representative of the partner asked about. */
	'link-representative'
] as const;
export type Role = (typeof roles)[number];

/**
 * The table of authority (domain-rules.md §1.2): for each action, the roles that may. What is not
 * named is denied.
 */
export const rolesByAction = {
	/** The adopted plan is public. */
	'plan.read': ['public'],
	'plan.read-draft': ['ssu-member', 'secretariat'],
	/** SSU maintains the plan; the secretariat does its paperwork. */
	'plan.edit': ['ssu-leader', 'secretariat'],
	/** To note that the partnership has adopted a draft. */
	'plan.adopt': ['ssu-leader', 'secretariat'],
	'history.read': ['seated', 'administrator'],
	'review.read-published': ['public'],
	'review.read': ['seated', 'administrator'],
	'review.publish': ['secretariat'],
	/** The secretariat writes round the figures while a round runs. */
	'review.write': ['secretariat'],
	/** The secretariat runs the cycle. */
	'round.read': ['seated', 'administrator'],
	'round.plan': ['secretariat'],
	'round.open': ['secretariat'],
	'round.close': ['secretariat'],
	'round.reopen': ['secretariat'],
	/** The body's leader reports; the secretariat may write down what was said on the phone. */
	'evaluation.report': ['responsible-leader', 'secretariat', 'link-holder'],
	/** The body's leader answers for the whole area, too. */
	'area.judge': ['responsible-leader', 'secretariat'],
	/** What an indicator showed: in a report, or between the rounds. */
	'indicator.report': ['responsible-leader', 'ssu-leader', 'secretariat'],
	/** Of closed, published rounds. */
	'evaluation.read-published': ['public'],
	/** Approved ones, before publication. */
	'evaluation.read-approved': ['seated', 'administrator'],
	/** Drafts and what awaits reading; and what readers said of a report, which stays between them and its giver. */
	'evaluation.read-unapproved': ['responsible-member', 'responsible-leader', 'ssu-member', 'secretariat'],
	/** SSU reads and approves, with the secretariat. */
	'evaluation.return': ['ssu-leader', 'secretariat'],
	'evaluation.approve': ['ssu-leader', 'secretariat'],
	/** Where each partner is with what it introduces at home; the public reads of it in published reviews. */
	'rollout.read': ['seated', 'administrator', 'link-representative'],
	/** A partner speaks for itself; the secretariat may write down what was said on the phone. */
	'rollout.report': ['representative', 'secretariat', 'link-representative'],
	/** What mail waits, went out or failed, and to whom. */
	'mail.read': ['secretariat', 'administrator'],
	/** Reminders on request, and another try. */
	'mail.send': ['secretariat'],
	'people.manage': ['administrator', 'secretariat']
} as const satisfies Record<string, readonly Role[]>;

export type PermissionAction = keyof typeof rolesByAction;
export const permissionActions = Object.keys(rolesByAction) as PermissionAction[];

/** What is asked about, as far as authority depends on it. */
export interface PermissionSubject {
	/**
	 * The partnership it belongs to: seats elsewhere count for nothing. Where it is not said, whoever is
	 * seated in several partnerships holds no seat at all, for nobody said which of them is meant.
	 */
	partnershipId?: number | null;
	/**
	 * The plan, round and measure of a report: only where all three are said can a link cover it. For a
	 * partner's rollout, which belongs to no round, the plan is enough.
	 */
	planId?: number;
	round?: RoundKey;
	measureId?: string;
	/** The body that carries the measure or area. */
	responsibleBodyId?: number | null;
	/** The partner whose doings at home are asked about. */
	partnerId?: number | null;
}

export type Permission =
	| { allowed: true }
	/** `only` names who may, for the sentence that is shown beside a disabled button. */
	| { allowed: false; reason: 'sign-in-first' | 'not-your-role'; only: readonly Role[] };

/** Whether the actor may do the action to the subject, and if not, why. Denies by default. */
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
		// To sign in is no advice for who came by a link: they may have nothing to sign in with.
		reason: actor.personId === null && !actor.link ? 'sign-in-first' : 'not-your-role',
		// A link is given and not held: it does not tell whom to turn to.
		only: may.filter((role) => role !== 'link-holder' && role !== 'link-representative')
	};
}

export function mayDo(actor: Actor, action: PermissionAction, subject: PermissionSubject = {}): boolean {
	return permission(actor, action, subject).allowed;
}

/** The roles an actor holds towards a subject. */
export function rolesTowards(actor: Actor, subject: PermissionSubject = {}): ReadonlySet<Role> {
	const held = new Set<Role>(['public']);
	// Who runs the installation may also stand at its command line, without being a person.
	if (actor.administrator) held.add('administrator');
	if (actor.personId === null) {
		if (actor.link && linkCoversReport(actor.link, subject)) held.add('link-holder');
		if (actor.link && speaksForPartner(actor.link, subject)) held.add('link-representative');
		return held;
	}
	held.add('signed-in');
	for (const seat of seatsTowards(actor, subject)) {
		held.add('seated');
		if (seat.role === 'observer') continue;
		const leads = leadingRoles.includes(seat.role);
		if (seat.bodyKind === 'ssu') held.add('ssu-member');
		if (seat.bodyKind === 'ssu' && leads) held.add('ssu-leader');
		if (seat.bodyKind === 'secretariat') held.add('secretariat');
		if (subject.partnerId != null && seat.partnerId === subject.partnerId) held.add('representative');
		if (subject.responsibleBodyId != null && seat.bodyId === subject.responsibleBodyId) {
			held.add('responsible-member');
			if (leads) held.add('responsible-leader');
		}
	}
	return held;
}

/** The seats that count towards a subject. */
function seatsTowards({ seats }: Actor, { partnershipId }: PermissionSubject): readonly Seat[] {
	if (partnershipId !== undefined) return seats.filter((seat) => seat.partnershipId === partnershipId);
	return seats.every((seat) => seat.partnershipId === seats[0]?.partnershipId) ? seats : [];
}

/** Whether a link reaches a report: its own round and measure, and what its giver may report now. */
function linkCoversReport(link: ReportingLinkAccess, subject: PermissionSubject): boolean {
	const { planId, round, measureId } = subject;
	if (planId !== link.planId || round !== link.round || measureId === undefined) return false;
	if (link.measureId !== null && link.measureId !== measureId) return false;
	return mayDo(linkIssuer(link), 'evaluation.report', subject);
}

/**
 * Whether a link speaks for the partner asked about: where its giver sits for it now. One that was
 * handed on is to a measure, and speaks for nobody.
 */
function speaksForPartner(
	link: ReportingLinkAccess,
	{ planId, partnerId, partnershipId }: PermissionSubject
): boolean {
	if (planId !== link.planId || partnerId == null || link.measureId !== null) return false;
	return rolesTowards(linkIssuer(link), { partnerId, partnershipId }).has('representative');
}

function linkIssuer({ seats }: ReportingLinkAccess): Actor {
	return { personId: 0, name: '', administrator: false, seats };
}

/** The partners an actor speaks for, by their seats or by a representative's link. */
export function representedPartners(actor: Actor): number[] {
	const byLink = actor.personId === null ? actor.link : undefined;
	const role = byLink ? 'link-representative' : 'representative';
	return (byLink ?? actor).seats.flatMap(({ partnerId }) => {
		const subject = { partnerId, ...(byLink && { planId: byLink.planId }) };
		return partnerId !== null && rolesTowards(actor, subject).has(role) ? [partnerId] : [];
	});
}

/** The action needed to read an evaluation, given how far it has come. */
export function evaluationReadAction(state: EvaluationState, published: boolean): PermissionAction {
	if (state === 'locked' && published) return 'evaluation.read-published';
	return state === 'approved' || state === 'locked'
		? 'evaluation.read-approved'
		: 'evaluation.read-unapproved';
}

/** The action needed to read a plan: drafts belong to those who write them. */
export function planReadAction(state: PlanState): PermissionAction {
	return state === 'draft' ? 'plan.read-draft' : 'plan.read';
}

/** The bodies a role belongs to, for saying who may. */
export const bodyKindByRole: Partial<Record<Role, BodyKind>> = {
	'ssu-member': 'ssu',
	'ssu-leader': 'ssu',
	secretariat: 'secretariat'
};
