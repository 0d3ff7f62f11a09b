import { beforeEach, describe, expect, it } from 'vitest';
import { matterForm, matterStepForm } from '$lib/forms/matter';
import { aPartnership, expectOk, lastEvent, type Partnership } from '../../../../tests/support/partnership';
import { matter, matterArea, matterMeasure, matterSender } from '../database/schema';
import { registerMatter, type MatterValues } from './commands';
import { countMatters, latestStep, listMatters, matterById, matterDetails } from './queries';
import { answerMatter, triageMatter, type TriageDecision } from './steps';

let partnership: Partnership;
let place: { partnershipId: number; planId: number };

const values: MatterValues = {
	title: 'Kven melder frå?',
	text: 'Akuttmottaket veit ikkje kven som skal melde frå til kommunen.',
	lang: 'nn',
	organisation: 'Seljord kommune',
	concerns: 'Gjeld alle kommunane.',
	wish: 'Éin rutine.',
	treatedAtHome: true,
	body: 'ssu',
	measures: ['1.1', '2.1'],
	areas: [1],
	links: [{ title: 'Rutinen', address: 'https://example.no/rutine' }]
};
const empty: TriageDecision = { step: 'triage', body: null, target: null, reason: '' };
const toSsu: TriageDecision = { ...empty, body: 'ssu' };

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
});

async function registered(given: Partial<MatterValues> = {}): Promise<number> {
	return expectOk(await registerMatter(partnership.as('member'), place, { ...values, ...given })).id;
}

async function target(id: number) {
	const { version } = (await matterById(partnership.db.read, place.partnershipId, id))!;
	return { partnershipId: place.partnershipId, id, version };
}

async function decide(id: number, decision: Partial<TriageDecision>) {
	return triageMatter(partnership.as('secretariat'), await target(id), { ...empty, ...decision });
}

async function stateOf(id: number) {
	return (await matterById(partnership.db.read, place.partnershipId, id))?.state;
}

/** Everything the commands of matters write. */
async function traces() {
	const { read } = partnership.db;
	return {
		...(await partnership.traces()),
		matters: await read.select().from(matter),
		senders: await read.select().from(matterSender),
		measures: await read.select().from(matterMeasure),
		areas: await read.select().from(matterArea)
	};
}

describe('registering a matter', () => {
	it('stores it as received, with its sender and links, and records it', async () => {
		const id = await registered();
		const { db, actors } = partnership;
		const found = (await matterById(db.read, place.partnershipId, id))!;
		expect(found).toMatchObject({ state: 'received', origin: 'form', links: values.links, version: 1 });
		expect(await matterDetails(db.read, found)).toMatchObject({
			sender: { name: 'Mari', organisation: 'Seljord kommune' },
			body: { slug: 'ssu' },
			measures: [{ code: '1.1' }, { code: '2.1' }],
			areas: [{ number: 1 }]
		});
		const event = await lastEvent(db);
		expect(event).toMatchObject({ verb: 'register-matter', by: 'Mari', personId: actors.member.personId });
		expect(JSON.stringify(event)).not.toContain(values.organisation);
	});

	it.each([
		['measures', { measures: ['1.1', '9.9'] }, 'measures', 'unknown-measure'],
		['areas', { areas: [9] }, 'areas[]', 'unknown'],
		['bodies', { body: 'nobody' }, 'body', 'unknown']
	])('is refused for unknown %s', async (_of, given, field, code) => {
		const before = await traces();
		const outcome = await registerMatter(partnership.as('member'), place, { ...values, ...given });
		expect(outcome).toMatchObject({ refused: { code: 'invalid', faults: [{ field, code }] } });
		expect(await traces()).toEqual(before);
	});

	it.each(['anyone', 'signedIn', 'administrator'] as const)('is refused for %s', async (who) => {
		const before = await traces();
		expect(await registerMatter(partnership.as(who), place, values)).toMatchObject({
			refused: { code: 'not-permitted' }
		});
		expect(await traces()).toEqual(before);
	});
});

describe('the secretariat', () => {
	it.each<[string, Partial<TriageDecision>, string]>([
		['gives a matter to a body', toSsu, 'triaged'],
		['returns it with questions', { step: 'return', reason: 'Kven er spurd?' }, 'returned'],
		['declines it with a reason', { step: 'decline', reason: 'Høyrer heime i kommunen.' }, 'declined']
	])('%s', async (_what, decision, state) => {
		const id = await registered();
		expectOk(await decide(id, decision));
		expect(await stateOf(id)).toBe(state);
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: `${decision.step}-matter`,
			before: { state: 'received' },
			after: { state }
		});
	});

	it('merges it into another, and opens it again', async () => {
		const [id, other] = [await registered(), await registered()];
		expectOk(await decide(id, { step: 'merge', target: other }));
		const { read } = partnership.db;
		const merged = (await matterById(read, place.partnershipId, id))!;
		expect(merged).toMatchObject({ state: 'merged', mergedIntoId: other });
		expect(merged.closedAt).not.toBeNull();
		expect((await matterDetails(read, merged)).mergedInto).toMatchObject({ id: other });
		const into = (await matterById(read, place.partnershipId, other))!;
		expect((await matterDetails(read, into)).merged).toMatchObject([{ id }]);
		expectOk(await decide(id, { step: 'reopen', reason: 'To ulike saker.' }));
		expect(await matterById(read, place.partnershipId, id)).toMatchObject({
			state: 'received',
			mergedIntoId: null,
			closedAt: null
		});
	});

	it.each<[string, Partial<TriageDecision>, string, string]>([
		['questions that are not asked', { step: 'return' }, 'reason', 'reason-required'],
		['a refusal without a reason', { step: 'decline' }, 'reason', 'reason-required'],
		['no body', {}, 'body', 'body-required'],
		['an unknown body', { body: 'nobody' }, 'body', 'body-required'],
		['no other matter', { step: 'merge' }, 'target', 'target-required'],
		['an unknown matter', { step: 'merge', target: 999 }, 'target', 'target-required'],
		['a matter into itself', { step: 'merge', target: 1 }, 'target', 'target-required'],
		['a step that the state does not allow', { step: 'reopen', reason: 'Nei' }, 'step', 'step-not-possible']
	])('is refused %s', async (_what, decision, field, code) => {
		const id = await registered();
		expect(id).toBe(1);
		const before = await traces();
		expect(await decide(id, decision)).toMatchObject({ refused: { faults: [{ field, code }] } });
		expect(await traces()).toEqual(before);
	});

	it('cannot merge a matter into a closed one', async () => {
		const [id, other] = [await registered(), await registered()];
		expectOk(await decide(other, { step: 'decline', reason: 'Nei.' }));
		expect(await decide(id, { step: 'merge', target: other })).toMatchObject({
			refused: { faults: [{ field: 'target' }] }
		});
	});

	it('decides once: the second of two gets the first decision back', async () => {
		const id = await registered();
		const at = await target(id);
		expectOk(await triageMatter(partnership.as('secretariat'), at, toSsu));
		const before = await traces();
		const second = { ...empty, step: 'decline', reason: 'Nei.' } as const;
		expect(await triageMatter(partnership.as('secretariat'), at, second)).toMatchObject({
			refused: { code: 'stale' }
		});
		expect(await traces()).toEqual(before);
		expect(await latestStep(partnership.db.read, at)).toMatchObject({
			version: 2,
			values: { step: 'triage', body: 'ssu', target: '', reason: '' },
			change: { by: 'Siri' }
		});
	});

	it('is alone in deciding', async () => {
		const at = await target(await registered());
		const before = await traces();
		for (const who of ['anyone', 'member', 'leader', 'ssuLeader', 'administrator'] as const)
			expect(await triageMatter(partnership.as(who), at, toSsu), who).toMatchObject({
				refused: { code: 'not-permitted' }
			});
		expect(await traces()).toEqual(before);
		const elsewhere = { ...at, partnershipId: 999 };
		expect(await triageMatter(partnership.as('secretariat'), elsewhere, toSsu)).toMatchObject({
			refused: { code: 'not-permitted' }
		});
	});
});

describe('questions', () => {
	it('are answered by the sender or the secretariat, and by nobody else', async () => {
		for (const who of ['member', 'secretariat'] as const) {
			const id = await registered();
			expectOk(await decide(id, { step: 'return', reason: 'Kven er spurd?' }));
			expect(await answerMatter(partnership.as('leader'), await target(id), 'Alle.')).toMatchObject({
				refused: { code: 'not-permitted' }
			});
			expectOk(await answerMatter(partnership.as(who), await target(id), 'Alle.'));
			expect(await stateOf(id)).toBe('received');
			expect(await lastEvent(partnership.db)).toMatchObject({
				verb: 'answer-matter',
				after: { answer: 'Alle.' }
			});
		}
	});

	it('are not answered where none are asked, with no text, or from an older version', async () => {
		const id = await registered();
		const answer = async (text: string, version = 0) =>
			answerMatter(partnership.as('member'), { ...(await target(id)), ...(version && { version }) }, text);
		expect(await answer('Alle.')).toMatchObject({ refused: { code: 'wrong-state' } });
		expectOk(await decide(id, { step: 'return', reason: 'Kven?' }));
		expect(await answer('')).toMatchObject({ refused: { faults: [{ field: 'answer', code: 'required' }] } });
		expect(await answer('Alle.', 1)).toMatchObject({ refused: { code: 'stale' } });
	});
});

describe('the list of matters', () => {
	it('shows those to triage first, then the newest, by pages and state, in two statements', async () => {
		const ids = [await registered(), await registered(), await registered()];
		expectOk(await decide(ids[2]!, toSsu));
		const { db } = partnership;
		const before = db.statements();
		const list = (state: 'triaged' | null, page: number) =>
			listMatters(db.read, { partnershipId: place.partnershipId, state, page, pageSize: 2 });
		expect((await list(null, 1)).map(({ id }) => id)).toEqual([ids[1], ids[0]]);
		expect(await countMatters(db.read, place.partnershipId)).toEqual({ received: 2, triaged: 1 });
		expect(db.statements() - before).toBe(2);
		expect((await list(null, 2)).map(({ id }) => id)).toEqual([ids[2]]);
		expect(await list('triaged', 1)).toMatchObject([{ id: ids[2], state: 'triaged' }]);
		expect(await countMatters(db.read, 999)).toEqual({});
	});
});

describe('the forms of matters', () => {
	const posted = { title: 'Ein tittel', text: 'Ein tekst', lang: 'nn' };

	it('read measures, areas and links as people write them', () => {
		const given = {
			measures: '1.1, 2.1;2.1 ',
			areas: ['1'],
			links: 'Rutinen: https://example.no/a',
			treatedAtHome: 'no'
		};
		expect(matterForm.parse({ ...posted, ...given })).toMatchObject({
			measures: ['1.1', '2.1'],
			areas: [1],
			links: [{ title: 'Rutinen', address: 'https://example.no/a' }],
			treatedAtHome: false,
			body: null
		});
	});

	it.each(['title', 'text', 'concerns', 'wish', 'organisation'])(
		'refuse an identity number in %s',
		(field) => {
			const outcome = matterForm.safeParse({ ...posted, [field]: 'Gjeld 010190 00083, D-nummer' });
			const step = matterStepForm.safeParse({ version: '1', step: 'decline', reason: 'Om 01019000083.' });
			for (const { error } of [outcome, step]) expect(error?.issues[0]?.message).toBe('identity-number');
		}
	);

	it.each([
		['title', { title: ' ' }, 'required'],
		['text', { text: '' }, 'required'],
		['links', { links: 'http://example.no' }, 'links-unreadable'],
		['areas', { areas: ['x'] }, 'unknown-choice']
	])('refuse a wrong %s', (field, given, code) => {
		const issue = matterForm.safeParse({ ...posted, ...given }).error?.issues[0];
		expect([issue?.path[0], issue?.message]).toEqual([field, code]);
	});
});
