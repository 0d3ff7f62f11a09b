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

/** The body that carries the measure asked about, and one that does not. */
const responsible = 7;
const another = 8;
/** The partner asked about. */
const home = 3;
const theirMeasure = {
	planId: 1,
	round: '2026',
	measureId: 'measure-1',
	responsibleBodyId: responsible,
	partnerId: home
} satisfies PermissionSubject;

function seat(bodyKind: BodyKind, role: SeatRole, bodyId = another): Seat {
	return { bodyKind, role, bodyId, partnershipId: 1, partnerId: null };
}

function person(...seats: Seat[]): Actor {
	return { personId: 1, name: 'Kari Nordmann', administrator: false, seats };
}

/** Who came by the link of a leader of the responsible body, or of another. */
function byLink(given: Partial<ReportingLinkAccess> = {}): Actor {
	const seats = [seat('fsu', 'leader', responsible)];
	const link = { accessId: 5, planId: 1, round: '2026', measureId: null, seats, writtenForm: 'nb' } as const;
	return { ...anonymous, name: 'Kari Nordmann', link: { ...link, ...given } };
}

/** For each role, the person who holds it and as little else as can be. */
const holders: Record<Role, Actor> = {
	public: anonymous,
	'signed-in': person(),
	seated: person(seat('fsu', 'leader')),
	'responsible-member': person(seat('fsu', 'member', responsible)),
	'responsible-leader': person(seat('fsu', 'leader', responsible)),
	representative: person({ ...seat('partnership-meeting', 'member'), partnerId: home }),
	'ssu-member': person(seat('ssu', 'member')),
	'ssu-leader': person(seat('ssu', 'leader')),
	secretariat: person(seat('secretariat', 'member')),
	administrator: { ...person(), administrator: true },
	'link-holder': byLink(),
	'link-representative': byLink({
		seats: [{ ...seat('partnership-meeting', 'member'), partnerId: home }]
	})
};

/*
 * Who may do what about a measure that the responsible body carries. Written from domain-rules.md §1.2,
 * not from the code: a change of authority has to be made in both places, on purpose.
 */
const table = `
                            public signed-in seated responsible-member responsible-leader representative ssu-member ssu-leader secretariat administrator link-holder link-representative
plan.read                   yes    yes       yes    yes                yes                yes            yes        yes        yes         yes           yes         yes
plan.read-draft             -      -         -      -                  -                  -              yes        yes        yes         -             -           -
plan.edit                   -      -         -      -                  -                  -              -          yes        yes         -             -           -
plan.adopt                  -      -         -      -                  -                  -              -          yes        yes         -             -           -
history.read                -      -         yes    yes                yes                yes            yes        yes        yes         yes           -           -
review.read-published       yes    yes       yes    yes                yes                yes            yes        yes        yes         yes           yes         yes
review.read                 -      -         yes    yes                yes                yes            yes        yes        yes         yes           -           -
review.publish              -      -         -      -                  -                  -              -          -          yes         -             -           -
review.write                -      -         -      -                  -                  -              -          -          yes         -             -           -
round.read                  -      -         yes    yes                yes                yes            yes        yes        yes         yes           -           -
round.plan                  -      -         -      -                  -                  -              -          -          yes         -             -           -
round.open                  -      -         -      -                  -                  -              -          -          yes         -             -           -
round.close                 -      -         -      -                  -                  -              -          -          yes         -             -           -
round.reopen                -      -         -      -                  -                  -              -          -          yes         -             -           -
evaluation.report           -      -         -      -                  yes                -              -          -          yes         -             yes         -
area.judge                  -      -         -      -                  yes                -              -          -          yes         -             -           -
indicator.report            -      -         -      -                  yes                -              -          yes        yes         -             -           -
evaluation.read-published   yes    yes       yes    yes                yes                yes            yes        yes        yes         yes           yes         yes
evaluation.read-approved    -      -         yes    yes                yes                yes            yes        yes        yes         yes           -           -
evaluation.read-unapproved  -      -         -      yes                yes                -              yes        yes        yes         -             -           -
evaluation.return           -      -         -      -                  -                  -              -          yes        yes         -             -           -
evaluation.approve          -      -         -      -                  -                  -              -          yes        yes         -             -           -
rollout.read                -      -         yes    yes                yes                yes            yes        yes        yes         yes           -           yes
rollout.report              -      -         -      -                  -                  yes            -          -          yes         -             -           yes
mail.read                   -      -         -      -                  -                  -              -          -          yes         yes           -           -
mail.send                   -      -         -      -                  -                  -              -          -          yes         -             -           -
people.manage               -      -         -      -                  -                  -              -          -          yes         yes           -           -
`;

const [head = [], ...rows] = table
	.trim()
	.split('\n')
	.map((line) => line.trim().split(/\s+/));

describe('the table of authority', () => {
	it('names every role and every action, once', () => {
		expect(head).toEqual([...roles]);
		expect(rows.map(([action]) => action).sort()).toEqual([...permissionActions].sort());
		for (const [action, ...cells] of rows) expect(cells, action).toHaveLength(roles.length);
	});

	const cells = rows.flatMap(([action, ...answers]) =>
		answers.map((answer, column) => [head[column] as Role, action as PermissionAction, answer] as const)
	);
	it.each(cells)('%s, %s: %s', (role, action, answer) => {
		expect(mayDo(holders[role], action, theirMeasure)).toBe(answer === 'yes');
	});

	it.each(Object.entries(holders))('%s is held by its holder', (role, holder) => {
		expect(rolesTowards(holder, theirMeasure)).toContain(role);
	});

	it('denies an action it does not know', () => {
		expect(mayDo(holders.administrator, 'plan.burn' as PermissionAction)).toBe(false);
	});
});

describe('a refusal says what to do next', () => {
	it('who is not signed in is to sign in', () => {
		expect(permission(anonymous, 'plan.edit')).toEqual({
			allowed: false,
			reason: 'sign-in-first',
			only: ['ssu-leader', 'secretariat']
		});
	});

	it('who is signed in is told which roles may', () => {
		expect(permission(holders.administrator, 'round.open')).toEqual({
			allowed: false,
			reason: 'not-your-role',
			only: ['secretariat']
		});
	});

	it('and where a role belongs to one body, the body can be named', () => {
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

describe('a seat counts in its own partnership', () => {
	const theirs = 2;
	const elsewhere = fc.array(anySeat.map((held) => ({ ...held, partnershipId: theirs })));
	const action = fc.constantFrom(...permissionActions);
	const matter = fc.tuple(action, anySubject);

	it('so that in another one its holder may do what anybody who has signed in may, and no more', () => {
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

	it('and whoever sits in both is in each of them who they are there', () => {
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

	it('and in no partnership where nobody says which of them is meant', () => {
		const both = person(seat('ssu', 'leader'), { ...seat('secretariat', 'leader'), partnershipId: theirs });
		expect(rolesTowards(both)).toEqual(new Set(['public', 'signed-in']));
		expect(rolesTowards(both, { partnershipId: null })).toEqual(new Set(['public', 'signed-in']));
		expect(partnershipsWhere(both, 'people.manage')).toEqual([theirs]);
		expect(partnershipsWhere(both, 'plan.edit')).toEqual([1, theirs]);
	});
});

describe('roles follow from seats', () => {
	it('a visitor is the public, whatever seats are claimed for them', () => {
		fc.assert(
			fc.property(fc.array(anySeat), anySubject, (seats, subject) => {
				expect([...rolesTowards({ ...anonymous, seats }, subject)]).toEqual(['public']);
			})
		);
	});

	it('the operator at the command line is no person and administers, whatever seats are claimed', () => {
		fc.assert(
			fc.property(fc.array(anySeat), anySubject, (seats, subject) => {
				const operator = { ...anonymous, administrator: true, seats };
				expect([...rolesTowards(operator, subject)]).toEqual(['public', 'administrator']);
			})
		);
	});

	it('without a seat a person is signed in and no more', () => {
		fc.assert(
			fc.property(anySubject, (subject) => {
				expect([...rolesTowards(person(), subject)]).toEqual(['public', 'signed-in']);
			})
		);
	});

	it('an observer is seated and no more, in SSU, the secretariat and the body asked about too', () => {
		fc.assert(
			fc.property(fc.array(anySeat, { minLength: 1 }), anySubject, (seats, subject) => {
				const observer = person(...seats.map((one) => ({ ...one, role: 'observer' as const })));
				expect([...rolesTowards(observer, subject)]).toEqual(['public', 'signed-in', 'seated']);
			})
		);
	});

	it.each([
		['leader', true],
		['deputy', true],
		['member', false],
		['alternate', false],
		['observer', false]
	] as const)('a %s speaks for the body: %s', (role, speaks) => {
		expect(mayDo(person(seat('fsu', role, responsible)), 'evaluation.report', theirMeasure)).toBe(speaks);
		expect(mayDo(person(seat('ssu', role)), 'evaluation.approve', theirMeasure)).toBe(speaks);
	});

	it('a body reports on what it carries and on nothing else', () => {
		const leader = person(seat('fsu', 'leader', responsible));
		expect(mayDo(leader, 'evaluation.report', { responsibleBodyId: responsible })).toBe(true);
		expect(mayDo(leader, 'evaluation.report', { responsibleBodyId: another })).toBe(false);
		expect(mayDo(leader, 'evaluation.report', { responsibleBodyId: null })).toBe(false);
		expect(mayDo(leader, 'evaluation.report')).toBe(false);
	});

	it('a representative speaks for their own partner and for no other', () => {
		const theirs = person({ ...seat('partnership-meeting', 'alternate'), partnerId: home });
		expect(mayDo(theirs, 'rollout.report', { partnerId: home })).toBe(true);
		expect(mayDo(theirs, 'rollout.report', { partnerId: home + 1 })).toBe(false);
		expect(mayDo(theirs, 'rollout.report', { partnerId: null })).toBe(false);
		expect(mayDo(theirs, 'rollout.report')).toBe(false);
		expect(mayDo(person(seat('ssu', 'leader')), 'rollout.report', { partnerId: null })).toBe(false);
		expect(representedPartners(theirs)).toEqual([home]);
		expect(representedPartners(person({ ...seat('ssu', 'observer'), partnerId: home }))).toEqual([]);
		expect(representedPartners({ ...theirs, personId: null })).toEqual([]);
	});

	it('to lead one body and sit in another is not to lead the other', () => {
		const both = person(seat('fsu', 'leader', another), seat('fsu', 'member', responsible));
		expect(mayDo(both, 'evaluation.report', theirMeasure)).toBe(false);
		expect(mayDo(person(seat('fsu', 'leader'), seat('ssu', 'member')), 'plan.edit')).toBe(false);
	});

	it('one more seat never takes anything away, and the order of seats is nothing', () => {
		fc.assert(
			fc.property(fc.array(anySeat), anySeat, anySubject, (seats, more, subject) => {
				const before = rolesTowards(person(...seats), subject);
				const after = rolesTowards(person(...seats, more), subject);
				for (const role of before) expect(after).toContain(role);
				expect(new Set(rolesTowards(person(more, ...seats.toReversed()), subject))).toEqual(new Set(after));
			})
		);
	});

	it('administering the installation gives no say over the plan', () => {
		const say = permissionActions.filter((action) => !/\.read/.test(action) && action !== 'people.manage');
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

	it('to one measure covers no other', () => {
		expect(mayDo(byLink({ measureId: 'measure-1' }), report, theirMeasure)).toBe(true);
		expect(mayDo(byLink({ measureId: 'measure-2' }), report, theirMeasure)).toBe(false);
	});

	it.each<[string, Seat[], boolean]>([
		['leads', [seat('fsu', 'leader', responsible)], true],
		['sits for the secretariat', [seat('secretariat', 'member')], true],
		['is a member only', [seat('fsu', 'member', responsible)], false],
		['has left', [], false]
	])('reaches as far as its giver, who %s', (_how, seats, reaches) => {
		expect(mayDo(byLink({ seats }), report, theirMeasure)).toBe(reaches);
		expect(mayDo(byLink({ seats, measureId: 'measure-1' }), report, theirMeasure)).toBe(reaches);
	});

	it('names whoever holds a seat as those who may, and asks nobody to sign in', () => {
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

	it('does nothing but report, whatever its giver may', () => {
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
		])('reaches %s: see the table', (_what, given, subject, reaches) => {
			expect(mayDo(byLink({ seats: [theirs], ...given }), action, subject)).toBe(reaches);
		});
	});

	it('of a representative names the parties it speaks for', () => {
		const theirs = { ...seat('partnership-meeting', 'member'), partnerId: home };
		expect(representedPartners(byLink({ seats: [theirs, seat('fsu', 'leader')] }))).toEqual([home]);
		expect(representedPartners(byLink({ seats: [theirs], measureId: 'measure-1' }))).toEqual([]);
	});

	it('is nothing to who has signed in, and signing in is nothing to it', () => {
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

	it('never covers what its giver could not report', () => {
		fc.assert(
			fc.property(fc.array(anySeat), anyReport, (seats, subject) => {
				if (mayDo(byLink({ seats }), report, subject))
					expect(mayDo(person(...seats), report, subject)).toBe(true);
			})
		);
	});
});

describe('what it takes to read', () => {
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

	it('a plan: drafts belong to those who write them', () => {
		expect(planStates.map(planReadAction)).toEqual(['plan.read-draft', 'plan.read', 'plan.read']);
	});
});
