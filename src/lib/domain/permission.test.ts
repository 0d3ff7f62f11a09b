import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyKinds, seatRoles, type BodyKind, type Seat, type SeatRole } from './body';
import { evaluationStates } from './evaluation/evaluation';
import {
	permissionActions,
	anonymous,
	bodyKindByRole,
	mayDo,
	representedPartners,
	partnershipsWhere,
	permission,
	evaluationReadAction,
	planReadAction,
	roles,
	rolesTowards,
	scopeToPartnership,
	type PermissionAction,
	type Actor,
	type ReportingLinkAccess,
	type Role,
	type PermissionSubject
} from './permission';
import { planStates } from './plan/plan';

/** The body responsible for the measure, and another one. */
const responsible = 7;
const another = 8;
/** The partner concerned. */
const home = 3;
const theirMeasure = {
	planId: 1,
	round: '2026',
	measureId: 'measure-1',
	responsibleBodyId: responsible,
	partnerId: home,
	responsibleSeatId: 11,
	decisionId: 9,
	meetingId: 4,
	inquiryId: 6
} satisfies PermissionSubject;

function seat(bodyKind: BodyKind, role: SeatRole, bodyId = another): Seat {
	return { bodyKind, role, bodyId, partnershipId: 1, partnerId: null };
}

function person(...seats: Seat[]): Actor {
	return { personId: 1, name: 'Kari Nordmann', administrator: false, seats };
}

/** The measure, as a meeting that the actor attended, or a question they asked, for the roles that come of it. */
function subjectFor(role: string) {
	return { ...theirMeasure, attended: role === 'attendee', ...(role === 'asker' && { askerId: 1 }) };
}

/** An actor with a reporting link, by default from the responsible body's leader. */
function byLink(given: Partial<ReportingLinkAccess> = {}): Actor {
	const seats = [seat('fsu', 'leader', responsible)];
	const link = { accessId: 5, planId: 1, round: '2026', measureId: null, seats, writtenForm: 'nb' } as const;
	return { ...anonymous, name: 'Kari Nordmann', link: { ...link, ...given } };
}

/** An actor with the link of a decision, by default from the responsible body's leader. */
function byDecisionLink(decisionId = 9, seats = [seat('fsu', 'leader', responsible)]): Actor {
	return { ...anonymous, name: 'Kari Nordmann', decisionLink: { decisionId, seats } };
}

/** An actor with the link of a notice, by default to a member of another body. */
function byMeetingLink(meetingId = 4, seats = [seat('fsu', 'member')]): Actor {
	return { ...anonymous, name: 'Kari Nordmann', meetingLink: { meetingId, invitedId: 1, seats } };
}

/** An actor with the link of a question, by default from the responsible body's leader. */
function byInquiryLink(inquiryId = 6, seats = [seat('fsu', 'leader', responsible)]): Actor {
	return { ...anonymous, name: 'Kari Nordmann', inquiryLink: { inquiryId, personId: 1, seats } };
}

/** An actor for each role with as few other roles as possible. */
const holders: Record<Role, Actor> = {
	public: anonymous,
	'signed-in': person(),
	seated: person(seat('fsu', 'leader')),
	'responsible-member': person(seat('fsu', 'member', responsible)),
	'responsible-leader': person(seat('fsu', 'leader', responsible)),
	representative: person({ ...seat('partnership-meeting', 'member'), partnerId: home }),
	'responsible-holder': person({ ...seat('fsu', 'member'), seatId: 11 }),
	'ssu-member': person(seat('ssu', 'member')),
	'ssu-leader': person(seat('ssu', 'leader')),
	secretariat: person(seat('secretariat', 'member')),
	administrator: { ...person(), administrator: true },
	attendee: person(),
	asker: person(seat('fsu', 'member')),
	'link-holder': byLink(),
	'link-representative': byLink({
		seats: [{ ...seat('partnership-meeting', 'member'), partnerId: home }]
	}),
	'link-responsible': byDecisionLink(),
	'link-invited': byMeetingLink(),
	'link-answerer': byInquiryLink()
};

/*
 * Permissions on a measure of the responsible body, copied from domain-rules.md §1.2 and not from
 * the code, so that every change must be made in both places.
 */
const table = `
                            public  signed-in  seated  responsible-member  responsible-leader  representative  responsible-holder  ssu-member  ssu-leader  secretariat  administrator  attendee  asker  link-holder  link-representative  link-responsible  link-invited  link-answerer
plan.read                   yes     yes        yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            yes       yes    yes          yes                  yes               yes           yes
plan.read-draft             -       -          -       -                   -                   -               -                   yes         yes         yes          -              -         -      -            -                    -                 -             -
plan.edit                   -       -          -       -                   -                   -               -                   -           yes         yes          -              -         -      -            -                    -                 -             -
plan.adopt                  -       -          -       -                   -                   -               -                   -           yes         yes          -              -         -      -            -                    -                 -             -
history.read                -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            -         yes    -            -                    -                 -             -
review.read-published       yes     yes        yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            yes       yes    yes          yes                  yes               yes           yes
review.read                 -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            -         yes    -            -                    -                 -             -
review.publish              -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
review.write                -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
round.read                  -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            -         yes    -            -                    -                 -             -
round.plan                  -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
round.open                  -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
round.close                 -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
round.reopen                -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
evaluation.report           -       -          -       -                   yes                 -               -                   -           -           yes          -              -         -      yes          -                    -                 -             -
area.judge                  -       -          -       -                   yes                 -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
indicator.report            -       -          -       -                   yes                 -               -                   -           yes         yes          -              -         -      -            -                    -                 -             -
evaluation.read-published   yes     yes        yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            yes       yes    yes          yes                  yes               yes           yes
evaluation.read-approved    -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            -         yes    -            -                    -                 -             -
evaluation.read-unapproved  -       -          -       yes                 yes                 -               -                   yes         yes         yes          -              -         -      -            -                    -                 -             -
evaluation.return           -       -          -       -                   -                   -               -                   -           yes         yes          -              -         -      -            -                    -                 -             -
evaluation.approve          -       -          -       -                   -                   -               -                   -           yes         yes          -              -         -      -            -                    -                 -             -
rollout.read                -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            -         yes    -            yes                  -                 -             -
rollout.report              -       -          -       -                   -                   yes             -                   -           -           yes          -              -         -      -            yes                  -                 -             -
mail.read                   -       -          -       -                   -                   -               -                   -           -           yes          yes            -         -      -            -                    -                 -             -
mail.send                   -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
matter.read                 -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          -              -         yes    -            -                    -                 -             -
matter.register             -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          -              -         yes    -            -                    -                 -             -
matter.submit               yes     yes        yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            yes       yes    yes          yes                  yes               yes           yes
matter.triage               -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
year.edit                   -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
text.redact                 -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
decision.read               yes     yes        yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            yes       yes    yes          yes                  yes               yes           yes
decision.read-unpublished   -       -          -       yes                 yes                 -               -                   yes         yes         yes          -              -         -      -            -                    -                 -             -
decision.read-closed        -       -          -       yes                 yes                 -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
decision.record             -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
decision.publish            -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
decision.import             -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
decision.follow-up          -       -          -       -                   yes                 yes             yes                 -           -           -            -              -         -      -            -                    yes               -             -
inquiry.read                -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            -         yes    -            -                    -                 -             -
inquiry.ask                 -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          -              -         yes    -            -                    -                 -             -
inquiry.ask-again           -       -          -       -                   -                   -               -                   -           -           -            -              -         yes    -            -                    -                 -             -
inquiry.answer              -       -          -       -                   yes                 -               -                   -           -           yes          -              -         -      -            -                    -                 -             yes
meeting.read-published      yes     yes        yes     yes                 yes                 yes             yes                 yes         yes         yes          yes            yes       yes    yes          yes                  yes               yes           yes
meeting.read                -       -          -       yes                 yes                 -               -                   yes         yes         yes          -              yes       -      -            -                    -                 -             -
meeting.read-closed         -       -          -       yes                 yes                 -               -                   -           -           yes          -              yes       -      -            -                    -                 -             -
meeting.plan                -       -          -       -                   yes                 -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
meeting.write               -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
meeting.answer              -       -          yes     yes                 yes                 yes             yes                 yes         yes         yes          -              -         yes    -            -                    -                 yes           -
meeting.remark              -       -          -       -                   -                   -               -                   -           -           -            -              yes       -      -            -                    -                 -             -
meeting.approve             -       -          -       -                   yes                 -               -                   -           -           -            -              -         -      -            -                    -                 -             -
meeting.publish             -       -          -       -                   -                   -               -                   -           -           yes          -              -         -      -            -                    -                 -             -
people.manage               -       -          -       -                   -                   -               -                   -           -           yes          yes            -         -      -            -                    -                 -             -
people.erase                -       -          -       -                   -                   -               -                   -           -           -            yes            -         -      -            -                    -                 -             -
partnership.create          -       -          -       -                   -                   -               -                   -           -           -            yes            -         -      -            -                    -                 -             -
`;

const [head = [], ...rows] = table
	.trim()
	.split('\n')
	.map((line) => line.trim().split(/\s+/));

describe('rolesByAction', () => {
	it('names every role and action once', () => {
		expect(head).toEqual([...roles]);
		expect(rows.map(([action]) => action).sort()).toEqual([...permissionActions].sort());
		for (const [action, ...cells] of rows) expect(cells, action).toHaveLength(roles.length);
	});

	const cells = rows.flatMap(([action, ...answers]) =>
		answers.map((answer, column) => [head[column] as Role, action as PermissionAction, answer] as const)
	);
	it.each(cells)('%s, %s: %s', (role, action, answer) => {
		expect(mayDo(holders[role], action, subjectFor(role))).toBe(answer === 'yes');
	});

	it.each(Object.entries(holders))('grants %s to its holder', (role, holder) => {
		expect(rolesTowards(holder, subjectFor(role))).toContain(role);
	});

	it.each([
		['a leader who stays', 'leader', responsible, undefined, true],
		['a leader who passed it on', 'leader', responsible, 'passed-on', false],
		['a deputy who passed it on', 'deputy', responsible, 'passed-on', false],
		['a member', 'member', responsible, undefined, false],
		['a member who received it', 'member', responsible, 'received', true],
		['an alternate who received it', 'alternate', responsible, 'received', true],
		['a member of another body who received it', 'member', another, 'received', true],
		['a leader of another body', 'leader', another, undefined, false]
	] as const)(
		'gives the leader’s authority on an item to %s as the recusal says',
		(_, role, body, has, may) => {
			const subject = { ...theirMeasure, itemAuthority: has };
			for (const action of ['meeting.plan', 'meeting.approve'] as const)
				expect(mayDo(person(seat('fsu', role, body)), action, subject)).toBe(may);
			expect(mayDo(person(), 'meeting.approve', { ...theirMeasure, itemAuthority: 'received' })).toBe(false);
		}
	);

	it('covers no other meeting by the link of its notice, and nothing once the seat is gone', () => {
		for (const actor of [byMeetingLink(5), byMeetingLink(4, [])])
			expect(mayDo(actor, 'meeting.answer', theirMeasure)).toBe(false);
		expect(mayDo(scopeToPartnership(byMeetingLink(), 2), 'meeting.answer', theirMeasure)).toBe(false);
		expect(mayDo(byMeetingLink(), 'meeting.read', theirMeasure)).toBe(false);
	});

	it('covers no other decision by a link, and nothing its recipient may not do', () => {
		for (const actor of [
			byDecisionLink(8),
			byDecisionLink(9, [seat('fsu', 'leader')]),
			byDecisionLink(9, [])
		])
			expect(mayDo(actor, 'decision.follow-up', theirMeasure)).toBe(false);
		expect(mayDo(scopeToPartnership(byDecisionLink(), 2), 'decision.follow-up', theirMeasure)).toBe(false);
	});

	it('covers no other question by a link, and nothing its recipient may not do', () => {
		const other = byInquiryLink(5);
		for (const actor of [other, byInquiryLink(6, [seat('fsu', 'leader')]), byInquiryLink(6, [])])
			expect(mayDo(actor, 'inquiry.answer', theirMeasure)).toBe(false);
		expect(mayDo(scopeToPartnership(byInquiryLink(), 2), 'inquiry.answer', theirMeasure)).toBe(false);
		expect(mayDo(byInquiryLink(), 'inquiry.read', theirMeasure)).toBe(false);
	});

	it('lets only the one who asked ask again, and only with a seat', () => {
		expect(mayDo(holders.asker, 'inquiry.ask-again', { ...theirMeasure, askerId: 2 })).toBe(false);
		expect(mayDo(person(), 'inquiry.ask-again', { ...theirMeasure, askerId: 1 })).toBe(false);
	});

	it('lets a body’s secretary answer for the own body only', () => {
		const secretary = (bodyId: number) => person(seat('fsu', 'secretary', bodyId));
		expect(mayDo(secretary(responsible), 'inquiry.answer', theirMeasure)).toBe(true);
		expect(mayDo(secretary(another), 'inquiry.answer', theirMeasure)).toBe(false);
	});

	it('denies an unknown action', () => {
		expect(mayDo(holders.administrator, 'plan.burn' as PermissionAction)).toBe(false);
	});
});

describe('a denied permission', () => {
	it('asks an anonymous actor to sign in', () => {
		expect(permission(anonymous, 'plan.edit')).toEqual({
			allowed: false,
			reason: 'sign-in-first',
			only: ['ssu-leader', 'secretariat']
		});
	});

	it('names the allowed roles to a signed-in actor', () => {
		expect(permission(holders.administrator, 'round.open')).toEqual({
			allowed: false,
			reason: 'not-your-role',
			only: ['secretariat']
		});
	});

	it('names the body of a role that belongs to one', () => {
		expect(bodyKindByRole).toEqual({ 'ssu-member': 'ssu', 'ssu-leader': 'ssu', secretariat: 'secretariat' });
	});
});

const anySeat: fc.Arbitrary<Seat> = fc.record({
	bodyId: fc.integer({ min: 1, max: 12 }),
	partnershipId: fc.constant(1),
	bodyKind: fc.constantFrom(...bodyKinds),
	role: fc.constantFrom(...seatRoles),
	partnerId: fc.option(fc.integer({ min: 1, max: 18 }), { nil: null })
});
const anySubject: fc.Arbitrary<PermissionSubject> = fc.record(
	{
		responsibleBodyId: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
		partnerId: fc.option(fc.integer({ min: 1, max: 18 }), { nil: null })
	},
	{ requiredKeys: [] }
);

describe('a seat', () => {
	const theirs = 2;
	const elsewhere = fc.array(anySeat.map((held) => ({ ...held, partnershipId: theirs })));
	const action = fc.constantFrom(...permissionActions);
	const matter = fc.tuple(action, anySubject);

	it('gives only the rights of any signed-in person in another partnership', () => {
		fc.assert(
			fc.property(elsewhere, matter, (seats, [asked, subject]) => {
				const ours = { ...subject, partnershipId: 1 };
				const stranger = permission(person(), asked, ours);
				expect(permission(person(...seats), asked, ours)).toEqual(stranger);
				expect(permission(scopeToPartnership(person(...seats), 1), asked, subject)).toEqual(stranger);
				expect(
					permission(scopeToPartnership(byLink({ seats }), 1), asked, { ...theirMeasure, ...subject })
				).toEqual(permission(byLink({ seats: [] }), asked, { ...theirMeasure, ...subject }));
			})
		);
	});

	it('gives a person with seats in two partnerships each one’s rights there', () => {
		fc.assert(
			fc.property(fc.array(anySeat), elsewhere, matter, (here, there, [asked, subject]) => {
				const both = person(...here, ...there);
				expect(scopeToPartnership(both, 1).seats).toEqual(here);
				expect(permission(scopeToPartnership(both, 1), asked, subject)).toEqual(
					permission(person(...here), asked, subject)
				);
				expect(permission(both, asked, { ...subject, partnershipId: 1 })).toEqual(
					permission(person(...here), asked, subject)
				);
			})
		);
	});

	it('does not count if the partnership is ambiguous', () => {
		const both = person(seat('ssu', 'leader'), { ...seat('secretariat', 'leader'), partnershipId: theirs });
		expect(rolesTowards(both)).toEqual(new Set(['public', 'signed-in']));
		expect(rolesTowards(both, { partnershipId: null })).toEqual(new Set(['public', 'signed-in']));
		expect(partnershipsWhere(both, 'people.manage')).toEqual([theirs]);
		expect(partnershipsWhere(both, 'plan.edit')).toEqual([1, theirs]);
	});
});

describe('rolesTowards', () => {
	it('gives an anonymous actor only the public role, whatever their seats', () => {
		fc.assert(
			fc.property(fc.array(anySeat), anySubject, (seats, subject) => {
				expect([...rolesTowards({ ...anonymous, seats }, subject)]).toEqual(['public']);
			})
		);
	});

	it('gives the command-line operator only the administrator role, whatever their seats', () => {
		fc.assert(
			fc.property(fc.array(anySeat), anySubject, (seats, subject) => {
				const operator = { ...anonymous, administrator: true, seats };
				expect([...rolesTowards(operator, subject)]).toEqual(['public', 'administrator']);
			})
		);
	});

	it('gives a person without seats only the signed-in role', () => {
		fc.assert(
			fc.property(anySubject, (subject) => {
				expect([...rolesTowards(person(), subject)]).toEqual(['public', 'signed-in']);
			})
		);
	});

	it.each(['observer', 'alternate'] as const)('gives an %s only the seated role, in any body', (role) => {
		fc.assert(
			fc.property(fc.array(anySeat, { minLength: 1 }), anySubject, (seats, subject) => {
				const silent = person(...seats.map((one) => ({ ...one, role })));
				expect([...rolesTowards(silent, subject)]).toEqual(['public', 'signed-in', 'seated']);
			})
		);
	});

	it('gives a secretary the secretariat’s role in the own body only', () => {
		const secretary = person(seat('fsu', 'secretary', responsible));
		expect(rolesTowards(secretary, theirMeasure)).toContain('secretariat');
		expect(rolesTowards(secretary, { responsibleBodyId: another })).not.toContain('secretariat');
		expect(rolesTowards(secretary)).not.toContain('secretariat');
		expect(mayDo(secretary, 'people.manage', { partnershipId: 1 })).toBe(false);
		expect(mayDo(secretary, 'round.open', { planId: 1 })).toBe(false);
		expect(mayDo(secretary, 'evaluation.report', theirMeasure)).toBe(true);
	});

	it.each([
		['leader', true],
		['deputy', true],
		['member', false],
		['alternate', false],
		['observer', false]
	] as const)('lets a %s act for the body: %s', (role, speaks) => {
		expect(mayDo(person(seat('fsu', role, responsible)), 'evaluation.report', theirMeasure)).toBe(speaks);
		expect(mayDo(person(seat('ssu', role)), 'evaluation.approve', theirMeasure)).toBe(speaks);
	});

	it('lets a body report only its own measures', () => {
		const leader = person(seat('fsu', 'leader', responsible));
		expect(mayDo(leader, 'evaluation.report', { responsibleBodyId: responsible })).toBe(true);
		expect(mayDo(leader, 'evaluation.report', { responsibleBodyId: another })).toBe(false);
		expect(mayDo(leader, 'evaluation.report', { responsibleBodyId: null })).toBe(false);
		expect(mayDo(leader, 'evaluation.report')).toBe(false);
	});

	it('lets a representative act only for their own partner', () => {
		const theirs = person({ ...seat('partnership-meeting', 'member'), partnerId: home });
		expect(mayDo(theirs, 'rollout.report', { partnerId: home })).toBe(true);
		expect(mayDo(theirs, 'rollout.report', { partnerId: home + 1 })).toBe(false);
		expect(mayDo(theirs, 'rollout.report', { partnerId: null })).toBe(false);
		expect(mayDo(theirs, 'rollout.report')).toBe(false);
		expect(mayDo(person(seat('ssu', 'leader')), 'rollout.report', { partnerId: null })).toBe(false);
		expect(representedPartners(theirs)).toEqual([home]);
		expect(representedPartners(person({ ...seat('ssu', 'observer'), partnerId: home }))).toEqual([]);
		expect(representedPartners({ ...theirs, personId: null })).toEqual([]);
	});

	it('does not combine the leadership of one body with membership in another', () => {
		const both = person(seat('fsu', 'leader', another), seat('fsu', 'member', responsible));
		expect(mayDo(both, 'evaluation.report', theirMeasure)).toBe(false);
		expect(mayDo(person(seat('fsu', 'leader'), seat('ssu', 'member')), 'plan.edit')).toBe(false);
	});

	it('never removes roles for an additional seat, in any order', () => {
		fc.assert(
			fc.property(fc.array(anySeat), anySeat, anySubject, (seats, more, subject) => {
				const before = rolesTowards(person(...seats), subject);
				const after = rolesTowards(person(...seats, more), subject);
				for (const role of before) expect(after).toContain(role);
				expect(new Set(rolesTowards(person(more, ...seats.toReversed()), subject))).toEqual(new Set(after));
			})
		);
	});

	it('gives an administrator no rights over the plan', () => {
		const administrators = ['people.manage', 'people.erase', 'partnership.create'];
		const say = permissionActions.filter(
			(action) => !/\.read/.test(action) && !administrators.includes(action)
		);
		fc.assert(
			fc.property(fc.array(anySeat), fc.constantFrom(...say), anySubject, (seats, action, subject) => {
				const without = person(...seats);
				expect(mayDo({ ...without, administrator: true }, action, subject)).toBe(
					mayDo(without, action, subject)
				);
			})
		);
	});
});

describe('a reporting link', () => {
	const report = 'evaluation.report';

	it.each<[string, Partial<PermissionSubject>]>([
		['another plan', { planId: 2 }],
		['another round', { round: '2025' }],
		['a measure of another body', { responsibleBodyId: another }],
		['a measure that no body carries', { responsibleBodyId: null }],
		['no plan', { planId: undefined }],
		['no round', { round: undefined }],
		['no measure', { measureId: undefined }]
	] as [string, Partial<PermissionSubject>][])('does not cover %s', (_what, other) => {
		expect(mayDo(byLink(), report, theirMeasure)).toBe(true);
		expect(mayDo(byLink(), report, { ...theirMeasure, ...other })).toBe(false);
	});

	it('that is delegated covers only its measure', () => {
		expect(mayDo(byLink({ measureId: 'measure-1' }), report, theirMeasure)).toBe(true);
		expect(mayDo(byLink({ measureId: 'measure-2' }), report, theirMeasure)).toBe(false);
	});

	it.each<[string, Seat[], boolean]>([
		['leads', [seat('fsu', 'leader', responsible)], true],
		['sits for the secretariat', [seat('secretariat', 'member')], true],
		['is a member only', [seat('fsu', 'member', responsible)], false],
		['has left', [], false]
	])('has the rights of its issuer, who %s', (_how, seats, reaches) => {
		expect(mayDo(byLink({ seats }), report, theirMeasure)).toBe(reaches);
		expect(mayDo(byLink({ seats, measureId: 'measure-1' }), report, theirMeasure)).toBe(reaches);
	});

	it('names only seat holders as allowed, without asking to sign in', () => {
		expect(permission(byLink(), report, { ...theirMeasure, round: '2025' })).toEqual({
			allowed: false,
			reason: 'not-your-role',
			only: ['responsible-leader', 'secretariat']
		});
	});

	const rollout: readonly PermissionAction[] = ['rollout.read', 'rollout.report'];
	const beyond = permissionActions.filter(
		(action) => action !== report && !rollout.includes(action) && !mayDo(anonymous, action)
	);
	const anyReport = fc.record({
		planId: fc.integer({ min: 1, max: 3 }),
		round: fc.constantFrom('2025', '2026'),
		measureId: fc.constantFrom('measure-1', 'measure-2'),
		responsibleBodyId: fc.integer({ min: 1, max: 12 })
	});

	it('allows only reporting, whatever its issuer may do', () => {
		fc.assert(
			fc.property(...[fc.array(anySeat), fc.constantFrom(...beyond), anyReport], (seats, action, subject) => {
				expect(mayDo(byLink({ seats }), action, { ...subject, partnerId: home })).toBe(false);
			})
		);
	});

	describe.each(rollout)('of a representative, %s', (action) => {
		const theirs = { ...seat('partnership-meeting', 'member'), partnerId: home };
		const home1 = { planId: 1, partnerId: home };

		it.each<[string, Partial<ReportingLinkAccess>, PermissionSubject, boolean]>([
			['their own party', {}, home1, true],
			['another party', {}, { ...home1, partnerId: home + 1 }, false],
			['no party', {}, { planId: 1 }, false],
			['another plan', {}, { ...home1, planId: 2 }, false],
			['no plan', {}, { partnerId: home }, false],
			['their party, handed on for a measure', { measureId: 'measure-1' }, home1, false],
			['their party, seated no more', { seats: [] }, home1, false],
			['a party they only listen for', { seats: [{ ...theirs, role: 'observer' }] }, home1, false],
			['any party for the secretariat', { seats: [seat('secretariat', 'leader')] }, home1, false]
		])('covers %s: see the table', (_what, given, subject, reaches) => {
			expect(mayDo(byLink({ seats: [theirs], ...given }), action, subject)).toBe(reaches);
		});
	});

	it('of a representative gives the partners they represent', () => {
		const theirs = { ...seat('partnership-meeting', 'member'), partnerId: home };
		expect(representedPartners(byLink({ seats: [theirs, seat('fsu', 'leader')] }))).toEqual([home]);
		expect(representedPartners(byLink({ seats: [theirs], measureId: 'measure-1' }))).toEqual([]);
	});

	it('has no effect for a signed-in person, and signing in none on the link', () => {
		fc.assert(
			fc.property(fc.array(anySeat), anyReport, (seats, subject) => {
				const { link } = byLink();
				expect(rolesTowards({ ...person(...seats), link }, subject)).toEqual(
					rolesTowards(person(...seats), subject)
				);
				expect(rolesTowards({ ...byLink({ seats: [] }), seats }, subject)).toEqual(new Set(['public']));
			})
		);
	});

	it('never covers what its issuer may not report', () => {
		fc.assert(
			fc.property(fc.array(anySeat), anyReport, (seats, subject) => {
				if (mayDo(byLink({ seats }), report, subject))
					expect(mayDo(person(...seats), report, subject)).toBe(true);
			})
		);
	});
});

describe('permission to read', () => {
	it.each([
		['draft', false, 'evaluation.read-unapproved'],
		['submitted', false, 'evaluation.read-unapproved'],
		['returned', false, 'evaluation.read-unapproved'],
		['approved', false, 'evaluation.read-approved'],
		['locked', false, 'evaluation.read-approved'],
		['draft', true, 'evaluation.read-unapproved'],
		['submitted', true, 'evaluation.read-unapproved'],
		['returned', true, 'evaluation.read-unapproved'],
		['approved', true, 'evaluation.read-approved'],
		['locked', true, 'evaluation.read-published']
	] as const)('an evaluation that is %s (published: %s): %s', (state, published, action) => {
		expect(evaluationStates).toContain(state);
		expect(evaluationReadAction(state, published)).toBe(action);
	});

	it('requires the editors’ roles for a draft plan', () => {
		expect(planStates.map(planReadAction)).toEqual(['plan.read-draft', 'plan.read', 'plan.read']);
	});
});
