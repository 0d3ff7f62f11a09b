import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutcomeKind } from '$lib/domain/meeting/agenda';
import type { Result } from '$lib/domain/result';
import {
	aPartnership,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { body, decision, mail } from '../database/schema';
import { registerMatter } from '../matters/commands';
import { matterById } from '../matters/queries';
import { triageMatter } from '../matters/steps';
import { loadMatterWay } from './matter-way';
import { measureByCode } from '../measures/queries';
import { addAgendaItem, type AgendaItemValues } from '../meetings/agenda';
import { approveMinutes, publishMinutes } from '../meetings/approve';
import { planMeeting } from '../meetings/commands';
import { recordOutcome, type OutcomeValues } from '../meetings/outcome';
import { agendaOf, meetingById } from '../meetings/queries';
import { takeMeetingStep, type MeetingStepValues } from '../meetings/steps';
import { changeLifecycleByDecision } from '../workflows/change-lifecycle';
import { editDecision, publishDecisions, recordDecision } from './commands';
import { editedDecision } from './edited';
import { followUpDecision } from './follow-up';
import { listDecisions, openDecisionsOfBody } from './lists';
import { decisionById, type Decision } from './queries';
import { mayReadDecision } from './reader';

let partnership: Partnership;
let place: { partnershipId: number; planId: number };

const outcome: OutcomeValues = {
	...({ outcomeKind: 'decision', outcome: 'Vi tek det i bruk.', outcomeLang: 'nn' } as const),
	...({ consensus: 'agreed', dissent: '', reason: '', goesOn: false } as const),
	...{ responsible: 'body:fsu-1', dueOn: '2026-12-20' }
};
const item: AgendaItemValues = {
	...({ number: '', kind: 'decision', title: 'Felles beredskap', lang: 'nb' } as const),
	...{
		background: 'Bakgrunn',
		assessment: '',
		proposal: '',
		closed: false,
		closedBasis: '',
		neutralTitle: ''
	}
};
const closed = {
	title: 'Klage fra Kari',
	closed: true,
	closedBasis: 'offl. § 13',
	neutralTitle: 'Personalsak'
};

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
});

const as = (who: PersonName = 'secretariat') => partnership.as(who);

async function at(id: number) {
	const { partnershipId } = place;
	return { partnershipId, id, version: (await meetingById(partnership.db.read, partnershipId, id))!.version };
}

async function step(id: number, ...steps: MeetingStepValues['step'][]) {
	for (const one of steps)
		expectOk(await takeMeetingStep(as(), await at(id), { step: one, reason: 'Feil ordlyd', time: null }));
}

async function aMeeting(day = '2026-11-09'): Promise<number> {
	const uid = `uid-${Math.random()}`;
	const time = { day, startsAt: null, endsAt: null, place: '' };
	const values = { ...time, kind: 'ordinary', lang: 'nb', body: 'fsu-1', jointBody: null } as const;
	return expectOk(await planMeeting(as(), { partnershipId: place.partnershipId, uid }, values)).id;
}

async function anItem(id: number, given: Partial<AgendaItemValues> & { matterId?: number } = {}) {
	const values = { ...item, matterId: null, ...given };
	return expectOk(await addAgendaItem(as(), await at(id), values)).id;
}

async function decide(id: number, itemId: number, given: Partial<OutcomeValues> = {}) {
	const { version } = (await agendaOf(partnership.db.read, id)).find((one) => one.id === itemId)!;
	return expectOk(
		await recordOutcome(as(), { ...(await at(id)), itemId, version }, { ...outcome, ...given })
	);
}

async function approve(id: number) {
	expectOk(await approveMinutes(as('leader'), await at(id)));
}

async function publish(id: number) {
	expectOk(await publishMinutes(as(), await at(id)));
}

/** Holds a meeting with one item, and sends its minutes out. */
async function held(
	given: Partial<OutcomeValues> = {},
	of: Partial<AgendaItemValues> & { matterId?: number } = {},
	day?: string
) {
	const id = await aMeeting(day);
	const itemId = await anItem(id, of);
	await step(id, 'call', 'start');
	await decide(id, itemId, given);
	await step(id, 'end', 'send-out');
	return { id, itemId };
}

const all = () => partnership.db.read.select().from(decision);
async function only(): Promise<Decision> {
	const found = await all();
	expect(found).toHaveLength(1);
	return found[0]!;
}

async function aMatter(): Promise<number> {
	const { partnershipId } = place;
	const values = {
		...({
			title: 'Hvem melder fra?',
			text: 'Ingen vet.',
			lang: 'nb',
			organisation: '',
			concerns: ''
		} as const),
		...{ wish: '', treatedAtHome: null, body: null, measures: ['1.1'], areas: [], links: null }
	};
	const { id } = expectOk(await registerMatter(as('member'), place, values));
	const triage = { step: 'triage', body: 'fsu-1', target: null, reason: '' } as const;
	expectOk(await triageMatter(as(), { partnershipId, id, version: 1 }, triage));
	return id;
}

function codeOf(result: Result<unknown>): string {
	if (result.ok) return 'ok';
	return result.refused.code === 'invalid' ? result.refused.faults[0]!.code : result.refused.code;
}

describe('approved minutes', () => {
	it('make a decision of an outcome, with its matter, measures and responsible', async () => {
		const matterId = await aMatter();
		const { id, itemId } = await held({ consensus: 'disagreed', dissent: 'Éin var usamd.' }, { matterId });
		expect(await all()).toEqual([]);
		await approve(id);
		const found = await only();
		const [fsu] = await partnership.db.read.select().from(body).where(eq(body.slug, 'fsu-1'));
		expect(found).toMatchObject({
			...{ bodyId: fsu!.id, decidedOn: '2026-11-09', number: 'Sak 04/26', kind: 'decision', lang: 'nn' },
			...{ text: 'Vi tek det i bruk.', consensus: false, dissent: 'Éin var usamd.', dueOn: '2026-12-20' },
			...{ responsibleBodyId: fsu!.id, matterId, agendaItemId: itemId, followUp: 'not-started' },
			...{ publishedAt: null, closed: false }
		});
		const edited = await editedDecision(partnership.db.read, { ...place, id: found.id });
		expect(edited?.values.measures).toEqual(['1.1']);
		const told = await partnership.db.read.select().from(mail).where(eq(mail.reason, 'decision-notice'));
		expect(told.map(({ about }) => about)).toContain(`${found.id}:assigned`);
	});

	it.each([
		['decision', 'not-started', 'treated'],
		['recommendation', 'not-started', 'treated'],
		['assignment', 'not-started', 'treated'],
		['information', null, 'treated'],
		['postponed', null, 'postponed']
	] as [OutcomeKind, string | null, string][])(
		'follow up a %s as %s; its matter is %s',
		async (kind, state, of) => {
			const matterId = await aMatter();
			const { id } = await held({ outcomeKind: kind }, { matterId });
			await approve(id);
			expect(await only()).toMatchObject({ kind, followUp: state });
			expect((await matterById(partnership.db.read, place.partnershipId, matterId))?.state).toBe(of);
		}
	);

	it('make none of formal items, and of other business if it is carried out', async () => {
		const id = await aMeeting();
		await step(id, 'call', 'start');
		for (const { id: itemId, standing } of await agendaOf(partnership.db.read, id))
			await decide(id, itemId, {
				outcomeKind: standing === 'any-other-business' ? 'assignment' : 'decision'
			});
		await step(id, 'end', 'send-out');
		await approve(id);
		expect(await only()).toMatchObject({ kind: 'assignment', title: 'Eventuelt' });
	});

	it('take over a decision recorded by hand under their number', async () => {
		const { id, itemId } = await held({}, {}, '2026-11-09');
		const values = {
			...({ body: 'fsu-1', decidedOn: '2026-11-09', number: 'sak 04 /26', title: 'For hånd' } as const),
			...({ text: 'Kladd', lang: 'nb', kind: 'decision', consensus: null, dissent: '' } as const),
			...{ responsible: 'body:ssu', dueOn: null, replaces: null, replacement: null, matter: null },
			...{ measures: ['2.1'], links: null }
		};
		expectOk(await recordDecision(as(), place, values));
		await approve(id);
		const found = await only();
		expect(found).toMatchObject({ agendaItemId: itemId, text: 'Vi tek det i bruk.', dueOn: '2026-12-20' });
		expect((await editedDecision(partnership.db.read, { ...place, id: found.id }))?.values).toMatchObject({
			...{ responsible: 'body:ssu', measures: ['2.1'] }
		});
	});

	it('say by a new version that a matter was postponed, unless it was treated again', async () => {
		const matterId = await aMatter();
		const { id, itemId } = await held({}, { matterId });
		await approve(id);
		await step(id, 'revise');
		await decide(id, itemId, { outcomeKind: 'postponed', reason: 'Feil' });
		await approve(id);
		const state = async () => (await matterById(partnership.db.read, place.partnershipId, matterId))?.state;
		expect(await state()).toBe('postponed');
		const next = await aMeeting('2026-12-17');
		await anItem(next, { matterId });
		await step(id, 'revise');
		await approve(id);
		expect(await state()).toBe('on-agenda');
	});
});

describe('a new version of minutes', () => {
	it('changes a decision with the reason, and a published one when it is published', async () => {
		const { id, itemId } = await held();
		await approve(id);
		await step(id, 'revise');
		await decide(id, itemId, { outcome: 'Ny ordlyd.', reason: 'Feil' });
		expect((await only()).text).toBe('Vi tek det i bruk.');
		await approve(id);
		expect(await only()).toMatchObject({ text: 'Ny ordlyd.', version: 2 });
		await publish(id);
		await step(id, 'revise');
		await decide(id, itemId, { outcome: 'Siste ordlyd.', reason: 'Feil' });
		await approve(id);
		expect((await only()).text).toBe('Ny ordlyd.');
		await publish(id);
		expect((await only()).text).toBe('Siste ordlyd.');
	});

	it('keeps the responsible and due date that the register has', async () => {
		const { id } = await held();
		await approve(id);
		const { id: of, version } = await only();
		const { values } = (await editedDecision(partnership.db.read, { ...place, id: of }))!;
		const edit = {
			...values,
			matter: null,
			replaces: null,
			reason: '',
			responsible: 'body:ssu',
			dueOn: null
		};
		expectOk(await editDecision(as(), { ...place, id: of, version }, { ...edit, dueOn: '2027-01-15' }));
		await publish(id);
		const after = await editedDecision(partnership.db.read, { ...place, id: of });
		expect(after?.values).toMatchObject({ responsible: 'body:ssu', dueOn: '2027-01-15' });
	});
});

describe('a decision of minutes', () => {
	it('is published with them and not by itself', async () => {
		const { id } = await held();
		await approve(id);
		const before = await only();
		expect(codeOf(await publishDecisions(as(), place.partnershipId, [before.id]))).toBe('wrong-state');
		await publish(id);
		expect((await only()).publishedAt).not.toBeNull();
	});

	it.each([
		['text', { text: 'Noe annet' }],
		['number', { number: '1/26' }],
		['kind', { kind: 'information' }],
		['agreement', { consensus: false, dissent: 'Nei' }]
	] as const)('is refused another %s', async (_, given) => {
		const { id } = await held();
		await approve(id);
		const { id: of, version } = await only();
		const { values } = (await editedDecision(partnership.db.read, { ...place, id: of }))!;
		const edit = { ...values, matter: null, replaces: null, reason: 'Fordi', ...given };
		expect(codeOf(await editDecision(as(), { ...place, id: of, version }, edit))).toBe('in-minutes');
		expect(await only()).toMatchObject({ version });
	});

	it.each([
		['open', false, ['secretariat', 'ssuLeader', 'leader', 'member']],
		['closed to the public', true, ['secretariat', 'leader', 'member']]
	] as const)('that is %s is read by whom the rules name', async (_, isClosed, may) => {
		const { id } = await held({ responsible: null }, isClosed ? closed : {});
		await approve(id);
		if (isClosed) await publish(id);
		const found = await only();
		expect(found).toMatchObject({ closed: isClosed, publishedAt: null });
		const { db, actors } = partnership;
		const filter = {
			text: '',
			body: null,
			year: null,
			kind: null,
			selection: 'all',
			order: 'newest'
		} as const;
		const names = ['anyone', 'signedIn', 'secretariat', 'ssuLeader', 'leader', 'member'] as const;
		for (const who of names) {
			const actor = actors[who];
			const query = { partnershipId: place.partnershipId, actor, filter, now: as().now };
			const listed = await listDecisions(db.read, query, { page: 1, pageSize: 9 });
			const mayRead = (may as readonly string[]).includes(who);
			expect([mayReadDecision(actor, found), listed.length], who).toEqual([mayRead, mayRead ? 1 : 0]);
		}
		expect(await decisionById(db.read, place.partnershipId, found.id)).toEqual(found);
	});
});

describe('the way of a matter', () => {
	it('goes on to what its decision led to, for those who may read the decision', async () => {
		const matterId = await aMatter();
		const { id } = await held({}, { matterId });
		await approve(id);
		const found = await only();
		const target = { ...place, id: found.id, version: found.version };
		const entry = { state: 'in-progress', text: 'Vi prøver.', lang: 'nb', unchanged: false } as const;
		expectOk(await followUpDecision(as('leader'), target, entry));
		const { version, code, planId } = (await measureByCode(partnership.db.read, place.planId, '1.1'))!;
		const change = { to: 'discontinued', reason: 'Vedtatt', decisionId: found.id } as const;
		expectOk(await changeLifecycleByDecision(as(), { planId, code, version }, change));
		const { db, actors } = partnership;
		const way = async (who: PersonName) => {
			const of = (await matterById(db.read, place.partnershipId, matterId))!;
			return (await loadMatterWay(db.read, of, actors[who])).points.map(({ station, day, standing }) =>
				[station, day, standing].join(' ')
			);
		};
		expect(await way('secretariat')).toEqual([
			...['received 2026-11-10 passed', 'triaged 2026-11-10 passed', 'treated 2026-11-09 passed'],
			...['decided 2026-11-09 passed', 'followed-up 2026-11-10 passed', 'measure 2026-11-10 here'],
			...['evaluated  ahead', 'review  ahead']
		]);
		expect((await way('meeting'))[3]).toBe('decided  ahead');
		await publish(id);
		expect((await way('meeting'))[5]).toBe('measure 2026-11-10 here');
	});
});

describe('the next agenda', () => {
	it('has what the body decided and is open, the overdue first, by the rights of the reader', async () => {
		const { id } = await held({ dueOn: null });
		await approve(id);
		const late = await held({ dueOn: '2026-11-09' });
		await approve(late.id);
		const done = await held({ outcomeKind: 'information' });
		await approve(done.id);
		const { db, actors } = partnership;
		const open = async (who: PersonName) => {
			const query = { partnershipId: place.partnershipId, actor: actors[who], now: as().now };
			return (await openDecisionsOfBody(db.read, query, 'fsu-1')).map(({ dueOn }) => dueOn);
		};
		expect(await open('leader')).toEqual(['2026-11-09', null]);
		expect(await open('anyone')).toEqual([]);
	});
});
