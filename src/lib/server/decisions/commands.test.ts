import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { decisionEditForm, decisionForm, followUpForm, toDecisionFormValues } from '$lib/forms/decision';
import { anonymous } from '$lib/domain/permission';
import {
	aPartnership,
	expectOk,
	lastEvent,
	type PersonName,
	type Partnership
} from '../../../../tests/support/partnership';
import { representPartner } from '../../../../tests/support/seats';
import { body, decision, decisionFollowUp, decisionMeasure, partner } from '../database/schema';
import { ownSeats } from '../identity/own-details';
import { editDecision, publishDecisions, recordDecision, type DecisionValues } from './commands';
import { editedDecision } from './edited';
import { followUpDecision, type FollowUpValues } from './follow-up';
import { countDecisions, decisionCounts, listDecisions } from './lists';
import { decisionById, decisionDetails, followUpEntries } from './queries';
import { mayReadDecision } from './reader';

let partnership: Partnership;
let place: { partnershipId: number; planId: number };

const values: DecisionValues = {
	...{ body: 'ssu', decidedOn: '2026-10-15', number: 'Sak 19/26', title: 'Melding går frå akuttmottaket' },
	...{ text: 'Akuttmottaket melder frå til kommunen.', lang: 'nn', kind: 'decision', consensus: true },
	...{ dissent: '', responsible: 'body:fsu-1', dueOn: '2026-11-09', replaces: null, replacement: null },
	...{
		matter: null,
		measures: ['1.1', '2.1'],
		links: [{ title: 'Rutinen', address: 'https://example.no/r' }]
	}
};
const entry: FollowUpValues = { state: 'in-progress', text: 'Vi prøver.', lang: 'nn', unchanged: false };
const noChange: FollowUpValues = { state: null, text: '', lang: 'nn', unchanged: true };

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
});

async function recorded(given: Partial<DecisionValues> = {}) {
	return expectOk(await recordDecision(partnership.as('secretariat'), place, { ...values, ...given })).id;
}

async function load(id: number) {
	return (await decisionById(partnership.db.read, place.partnershipId, id))!;
}

async function target(id: number) {
	return { ...place, id, version: (await load(id)).version };
}

async function follow(id: number, given: FollowUpValues, who: PersonName = 'leader') {
	return followUpDecision(partnership.as(who), await target(id), given);
}

async function traces() {
	const { read } = partnership.db;
	return {
		...(await partnership.traces()),
		decisions: await read.select().from(decision),
		measures: await read.select().from(decisionMeasure),
		entries: await read.select().from(decisionFollowUp)
	};
}

describe('recording a decision', () => {
	it('stores it unpublished and not started, and records it', async () => {
		const id = await recorded();
		expect(await load(id)).toMatchObject({ followUp: 'not-started', publishedAt: null, closedOn: null });
		const details = await decisionDetails(
			partnership.db.read,
			await load(id),
			partnership.actors.secretariat
		);
		expect(details).toMatchObject({
			...{ body: { slug: 'ssu' }, responsible: { responsibleSlug: 'fsu-1' }, replaced: false },
			measures: [{ code: '1.1' }, { code: '2.1' }]
		});
		expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'record-decision', by: 'Siri' });
	});

	it.each(['information', 'postponed'] as const)('does not follow up the kind %s', async (kind) => {
		expect((await load(await recorded({ kind }))).followUp).toBeNull();
	});

	it.each([
		['an unknown body', { body: 'nobody' }, 'body', 'unknown'],
		['a day to come', { decidedOn: '2026-11-11', dueOn: null }, 'decidedOn', 'in-future'],
		['a due date before it', { dueOn: '2026-10-14' }, 'dueOn', 'due-before-decided'],
		['a disagreement without text', { consensus: false }, 'dissent', 'dissent-required'],
		['an unknown responsible body', { responsible: 'body:nobody' }, 'responsible', 'unknown'],
		['an unknown partner', { responsible: 'partner:9999' }, 'responsible', 'unknown'],
		['an unknown seat', { responsible: 'seat:9999' }, 'responsible', 'unknown'],
		['an unreadable responsible', { responsible: 'x' }, 'responsible', 'unknown'],
		['an unknown measure', { measures: ['9.9'] }, 'measures', 'unknown-measure'],
		['an unknown matter', { matter: 99 }, 'matter', 'unknown'],
		['an unknown earlier decision', { replaces: 99, replacement: 'revokes' }, 'replaces', 'unknown'],
		['an earlier decision without effect', { replaces: 1 }, 'replacement', 'required'],
		['an effect without an earlier decision', { replacement: 'revokes' }, 'replaces', 'required']
	] as const)('is refused for %s', async (_of, given, field, code) => {
		const before = await traces();
		const outcome = await recordDecision(partnership.as('secretariat'), place, { ...values, ...given });
		expect(outcome).toMatchObject({ refused: { code: 'invalid', faults: [{ field, code }] } });
		expect(await traces()).toEqual(before);
	});

	it.each(['anyone', 'signedIn', 'leader', 'ssuLeader', 'administrator'] as const)(
		'is denied to %s',
		async (who) => {
			const outcome = await recordDecision(partnership.as(who), place, values);
			expect(outcome).toMatchObject({ refused: { code: 'not-permitted' } });
		}
	);

	it('is allowed to a secretary of the own body, in that body only', async () => {
		const [ssu] = await partnership.db.read.select().from(body).where(eq(body.slug, 'ssu'));
		const { as, actors } = partnership;
		const seat = { ...actors.ssuLeader.seats[0]!, bodyId: ssu!.id, role: 'secretary' } as const;
		const context = { ...as('ssuLeader'), actor: { ...actors.ssuLeader, seats: [seat] } };
		expectOk(await recordDecision(context, place, values));
		const outcome = await recordDecision(context, place, { ...values, body: 'fsu-1' });
		expect(outcome).toMatchObject({ refused: { code: 'not-permitted' } });
	});
});

describe('replacing a decision', () => {
	it('ends what is expected of the earlier one', async () => {
		const earlier = await recorded();
		const later = await recorded({
			decidedOn: '2026-11-01',
			dueOn: null,
			replaces: earlier,
			replacement: 'supersedes'
		});
		const { db, actors } = partnership;
		const details = await decisionDetails(db.read, await load(earlier), actors.secretariat);
		expect(details).toMatchObject({ replaced: true, replacedBy: [{ id: later, replacement: 'supersedes' }] });
		expect((await counts()).late).toBe(0);
		const outcome = await editDecision(partnership.as('secretariat'), await target(earlier), {
			...{
				...values,
				decidedOn: '2026-11-01',
				dueOn: null,
				replaces: later,
				replacement: 'revokes',
				reason: ''
			}
		});
		expect(outcome).toMatchObject({ refused: { faults: [{ field: 'replaces', code: 'not-earlier' }] } });
	});

	it('is refused for a later one', async () => {
		const later = await recorded();
		const outcome = await recordDecision(partnership.as('secretariat'), place, {
			...{ ...values, decidedOn: '2026-10-14', replaces: later, replacement: 'revokes' }
		});
		expect(outcome).toMatchObject({ refused: { faults: [{ field: 'replaces', code: 'not-earlier' }] } });
	});
});

describe('editing a decision', () => {
	const changed = { ...values, title: 'Ny tittel', measures: ['1.1'], reason: '' };

	it('keeps what has become of it, and clears it for a kind that is not followed up', async () => {
		const id = await recorded();
		expectOk(await follow(id, entry));
		expectOk(await editDecision(partnership.as('secretariat'), await target(id), changed));
		expect(await load(id)).toMatchObject({ title: 'Ny tittel', followUp: 'in-progress' });
		expect(await lastEvent(partnership.db)).toMatchObject({
			...{ verb: 'edit-decision', before: { title: values.title }, after: { title: 'Ny tittel' } }
		});
		const information = { ...changed, kind: 'information' } as const;
		expectOk(await editDecision(partnership.as('secretariat'), await target(id), information));
		expect((await load(id)).followUp).toBeNull();
	});

	it('needs a reason once it is published', async () => {
		const id = await recorded();
		expectOk(await publishDecisions(partnership.as('secretariat'), place.partnershipId, [id]));
		const without = await editDecision(partnership.as('secretariat'), await target(id), changed);
		expect(without).toMatchObject({ refused: { faults: [{ field: 'reason', code: 'reason-required' }] } });
		const reason = 'Skrivefeil';
		expectOk(await editDecision(partnership.as('secretariat'), await target(id), { ...changed, reason }));
		expect(await lastEvent(partnership.db)).toMatchObject({ reason });
	});

	it('is refused for an older version, others’ bodies and unknown decisions', async () => {
		const id = await recorded();
		const old = { ...(await target(id)), version: 9 };
		expect(await editDecision(partnership.as('secretariat'), old, changed)).toMatchObject({
			refused: { code: 'stale' }
		});
		expect(await editDecision(partnership.as('ssuLeader'), old, changed)).toMatchObject({
			refused: { code: 'not-permitted' }
		});
		expect(await editDecision(partnership.as('secretariat'), { ...old, id: 99 }, changed)).toMatchObject({
			refused: { code: 'not-found' }
		});
	});

	it('opens with the values it was saved with', async () => {
		for (const responsible of ['body:fsu-1', 'partner:4003', `seat:1`, null]) {
			const id = await recorded({ responsible });
			const edited = (await editedDecision(partnership.db.read, { ...place, id }))!;
			const posted = { ...toDecisionFormValues(edited.values), version: '1', reason: '' };
			expect(decisionEditForm.parse(posted)).toEqual({ ...values, responsible, version: 1, reason: '' });
		}
	});
});

describe('publishing', () => {
	it('is for the secretariat, once', async () => {
		const id = await recorded();
		const { partnershipId } = place;
		for (const who of ['anyone', 'leader', 'ssuLeader', 'administrator'] as const)
			expect(await publishDecisions(partnership.as(who), partnershipId, [id])).toMatchObject({
				refused: { code: 'not-permitted' }
			});
		expectOk(await publishDecisions(partnership.as('secretariat'), partnershipId, [id]));
		expect(await publishDecisions(partnership.as('secretariat'), partnershipId, [id])).toMatchObject({
			refused: { code: 'wrong-state' }
		});
		expect(await publishDecisions(partnership.as('secretariat'), partnershipId, [id, 99])).toMatchObject({
			refused: { code: 'not-found' }
		});
	});

	it('is what lets others than the body, SSU, the secretariat and the responsible read it', async () => {
		const id = await recorded({ responsible: 'body:fsu-2' });
		const { actors, db } = partnership;
		const readers = () =>
			Promise.all(
				Object.entries(actors).map(async ([who, actor]) => {
					const query = { ...query0(), actor };
					const listed = await countDecisions(db.read, query);
					expect([who, listed === 1]).toEqual([who, mayReadDecision(actor, await load(id))]);
					return listed === 1 ? who : null;
				})
			);
		expect((await readers()).filter(Boolean)).toEqual([
			'otherLeader',
			'ssuMember',
			'ssuLeader',
			'secretariat'
		]);
		expectOk(await publishDecisions(partnership.as('secretariat'), place.partnershipId, [id]));
		expect((await readers()).filter(Boolean)).toEqual(Object.keys(actors));
		expect(mayReadDecision(anonymous, await load(id))).toBe(true);
	});
});

describe('following up', () => {
	it('adds dated entries, and closes and opens again', async () => {
		const id = await recorded();
		expectOk(await follow(id, entry));
		expectOk(await follow(id, noChange));
		expectOk(await follow(id, { ...entry, state: 'done', text: '' }));
		expect(await load(id)).toMatchObject({ followUp: 'done', closedOn: '2026-11-10' });
		expectOk(await follow(id, { ...entry, text: 'Likevel ikkje.' }));
		expect(await load(id)).toMatchObject({ followUp: 'in-progress', closedOn: null });
		const entries = await followUpEntries(partnership.db.read, id, true);
		expect(entries.map(({ state, unchanged, by }) => [state, unchanged, by])).toEqual([
			['in-progress', false, 'Frode'],
			['done', false, 'Frode'],
			['in-progress', true, 'Frode'],
			['in-progress', false, 'Frode']
		]);
		expect((await followUpEntries(partnership.db.read, id, false)).every(({ by }) => by === null)).toBe(true);
	});

	it.each([
		['no state', { ...entry, state: null }, 'state', 'required'],
		['a drop without a reason', { ...entry, state: 'dropped', text: '' }, 'text', 'reason-required'],
		['nothing new', { ...entry, state: 'not-started', text: '' }, 'text', 'nothing-changed']
	] as const)('is refused for %s', async (_of, given, field, code) => {
		const id = await recorded();
		const before = await traces();
		expect(await follow(id, given)).toMatchObject({
			refused: { code: 'invalid', faults: [{ field, code }] }
		});
		expect(await traces()).toEqual(before);
	});

	it.each([
		'anyone',
		'signedIn',
		'observer',
		'member',
		'otherLeader',
		'ssuLeader',
		'secretariat',
		'administrator'
	] as const)('is denied to %s', async (who) => {
		expect(await follow(await recorded(), entry, who)).toMatchObject({ refused: { code: 'not-permitted' } });
	});

	it('is allowed to the deputy, and to the partner’s representative and the seat’s holder', async () => {
		expectOk(await follow(await recorded(), entry, 'deputy'));
		const { db, actors, as } = partnership;
		const [skien] = await db.read.select().from(partner).where(eq(partner.number, '4003'));
		await db.write((tx) => representPartner(tx, actors.meeting.personId!, skien!.id));
		const seats = await ownSeats(db.read, actors.meeting.personId!, as('meeting').now);
		const context = { ...as('meeting'), actor: { ...actors.meeting, seats } };
		for (const responsible of ['partner:4003', `seat:${seats[0]!.seatId}`]) {
			const id = await recorded({ responsible });
			expectOk(await followUpDecision(context, await target(id), entry));
			expect(await follow(id, entry)).toMatchObject({ refused: { code: 'not-permitted' } });
		}
	});

	it('is refused for an older version and a kind that is not followed up', async () => {
		const id = await recorded({ kind: 'information' });
		expect(await follow(id, entry)).toMatchObject({ refused: { code: 'wrong-state' } });
		const old = { ...(await target(id)), version: 9 };
		expect(await followUpDecision(partnership.as('leader'), old, entry)).toMatchObject({
			refused: { code: 'stale' }
		});
	});
});

function query0() {
	const filter = { selection: 'all', text: '', body: null, year: null, kind: null, order: 'urgent' } as const;
	const { actor, now } = partnership.as('secretariat');
	return { partnershipId: place.partnershipId, actor, now, filter };
}

async function counts() {
	return decisionCounts(partnership.db.read, query0());
}

describe('the list', () => {
	it('has the urgent first, and counts and filters alike', async () => {
		const late = await recorded();
		const soon = await recorded({ dueOn: '2026-12-01', title: 'Snart 100 % ferdig' });
		const undated = await recorded({ dueOn: null, body: 'fsu-2', number: '2/2025', decidedOn: '2025-05-01' });
		const noted = await recorded({ kind: 'information', dueOn: null, decidedOn: '2026-11-01' });
		const { db, actors, as } = partnership;
		const list = async (
			filter: Partial<ReturnType<typeof query0>['filter']> | object,
			actor = actors.secretariat
		) => {
			const query = { ...query0(), actor, filter: { ...query0().filter, ...filter } };
			const found = await listDecisions(db.read, query, { page: 1, pageSize: 50 });
			expect(await countDecisions(db.read, query)).toBe(found.length);
			return found.map(({ id }) => id);
		};
		expect(await list({})).toEqual([late, soon, undated, noted]);
		expect(await list({ order: 'newest' })).toEqual([noted, soon, late, undated]);
		expect(await list({ selection: 'late' })).toEqual([late]);
		expect(await list({ selection: 'soon' })).toEqual([soon]);
		expect(await list({ selection: 'undated' })).toEqual([undated]);
		expect(await list({ selection: 'own' })).toEqual([]);
		expect(await list({ selection: 'own' }, actors.leader)).toEqual([late, soon, undated]);
		expect(await list({ text: '100 %' })).toEqual([soon]);
		expect(await list({ text: '_' })).toEqual([]);
		expect(await list({ year: '2025' })).toEqual([undated]);
		expect(await list({ kind: 'information' })).toEqual([noted]);
		expect(await list({ body: 'fsu-2' })).toEqual([undated]);
		expect(await counts()).toMatchObject({
			all: 4,
			late: 1,
			own: 0,
			soon: 1,
			undated: 1,
			notStarted: 2,
			done: 0
		});
		expectOk(await follow(late, { ...entry, state: 'done' }));
		expect(await counts()).toMatchObject({ late: 0, done: 1, first: '2025-05-01', last: '2026-11-01' });
		expect(as('secretariat').actor.name).toBe('Siri');
	});
});

describe('the forms', () => {
	const posted = {
		...{ body: 'ssu', decidedOn: '15.10.2026', title: 'T', text: 'X', lang: 'nb', kind: 'decision' }
	};
	it.each([
		['title', { ...posted, title: '' }, 'required'],
		['text', { ...posted, text: 'Gjeld 01010112377.' }, 'identity-number'],
		['decidedOn', { ...posted, decidedOn: 'i går' }, 'not-a-date'],
		['links', { ...posted, links: 'http://x' }, 'links-unreadable'],
		['replaces', { ...posted, replaces: 'x' }, 'unknown-choice']
	])('refuse a wrong %s', (field, given, code) => {
		const parsed = decisionForm.safeParse(given);
		expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toContainEqual([field, code]);
	});

	it('read "no change" as such', () => {
		expect(followUpForm.parse({ version: '2', lang: 'nn', unchanged: 'yes', state: 'done' })).toMatchObject({
			...{ unchanged: true, version: 2 }
		});
	});
});
