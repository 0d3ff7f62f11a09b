import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { leadingRoles } from '$lib/domain/body';
import { reportingBodyId } from '$lib/domain/evaluation/reporting-steps';
import { anonymous, mayDo, scopeToPartnership, type Actor } from '$lib/domain/permission';
import type * as authorization from '$lib/server/authorization';
import { openAdjustment } from '$lib/server/adjustments/commands';
import { mail } from '$lib/server/database/schema';
import { publishDecisions, recordDecision } from '$lib/server/decisions/commands';
import type * as guard from '$lib/server/http/guard';
import { registerMatter } from '$lib/server/matters/commands';
import { addAgendaItem } from '$lib/server/meetings/agenda';
import { planMeeting } from '$lib/server/meetings/commands';
import { meetingById } from '$lib/server/meetings/queries';
import { takeMeetingStep } from '$lib/server/meetings/steps';
import { aPartnership, aPlanFile, expectOk, today, type Partnership } from '../support/partnership';
import { outcomeOf, routeEvent } from '../support/route-event';
import { entryRules, parametersOf, type EntryRule } from './role-rules';

/*
 * Every load, action and method of every route, found in the source, is called as each role. Who may is said
 * by role-rules.ts, from the table of permissions; a route that is not there fails. Taking a permission check
 * out of an entry must make the test fail: that is tried as well, in all entries in the soak.
 */

type Handler = (event: RequestEvent) => unknown;
interface Entry {
	name: string;
	route: string;
	handler: Handler;
	method: 'GET' | 'POST';
}

/** Permission checks that are taken out: those of commands, or the pages' as well. */
const mutation = vi.hoisted(() => ({ skips: null as 'commands' | 'all' | null }));
vi.mock('$lib/server/authorization', async (original) => {
	const real = await original<typeof authorization>();
	const denial: typeof authorization.denial = async (...given) =>
		mutation.skips ? null : real.denial(...given);
	const runCommand: typeof authorization.runCommand = (context, scope, work) =>
		mutation.skips ? context.db.write(work) : real.runCommand(context, scope, work);
	return { ...real, denial, runCommand };
});
vi.mock('$lib/server/http/guard', async (original) => {
	const real = await original<typeof guard>();
	const requirePermission: typeof guard.requirePermission = (...given) =>
		mutation.skips === 'all' ? undefined : real.requirePermission(...given);
	return { ...real, requirePermission };
});

const modules = import.meta.glob<Record<string, unknown>>([
	'/src/routes/**/+page.server.ts',
	'/src/routes/**/+server.ts'
]);

let partnership: Partnership;
let actors: Record<string, Actor>;
let entries: Entry[];

beforeAll(async () => {
	partnership = await aPartnership(
		aPlanFile({
			rounds: [
				{ year: 2025, kind: 'annual', state: 'closed' },
				{ year: 2026, kind: 'annual', state: 'open' }
			]
		})
	);
	const { db, planId, as, actors: people } = partnership;
	const { secretariat, leader } = people;
	expectOk(await openAdjustment(as('ssuLeader'), { planId, year: 2026 }));
	const { partnershipId } = await partnership.plan();
	const matter = {
		...({ title: 'Sak', text: 'Tekst', lang: 'nb', organisation: '', concerns: '', wish: '' } as const),
		...{ treatedAtHome: null, body: null, measures: [], areas: [], links: null }
	};
	expectOk(await registerMatter(as('secretariat'), { partnershipId, planId }, matter));
	const decided = {
		...({ body: 'ssu', decidedOn: '2026-10-15', number: '', title: 'Rutine', text: 'Tekst' } as const),
		...({ lang: 'nb', kind: 'decision', consensus: true, dissent: '', responsible: 'body:fsu-1' } as const),
		...{ dueOn: null, replaces: null, replacement: null, matter: null, measures: [], links: null }
	};
	expectOk(await recordDecision(as('secretariat'), { partnershipId, planId }, decided));
	expectOk(await publishDecisions(as('secretariat'), partnershipId, [1]));
	const meeting = {
		...({ kind: 'ordinary', lang: 'nb', body: 'fsu-1', jointBody: null, day: '2026-12-03' } as const),
		...{ startsAt: null, endsAt: null, place: '' }
	};
	expectOk(await planMeeting(as('secretariat'), { partnershipId, uid: 'one' }, meeting));
	const called = { step: 'call', reason: '', time: null } as const;
	expectOk(await takeMeetingStep(as('secretariat'), { partnershipId, id: 1, version: 1 }, called));
	// Invites the secretariat, and so another partnership's too: the accounts have the same number.
	const circulation = { ...meeting, kind: 'circulation', body: 'sekretariatet' } as const;
	expectOk(await planMeeting(as('secretariat'), { partnershipId, uid: 'two' }, circulation));
	const item = {
		...({
			number: '',
			kind: 'decision',
			title: 'Rutine',
			lang: 'nb',
			background: '',
			assessment: ''
		} as const),
		...{ proposal: 'Felles rutine.', closed: false, closedBasis: '', neutralTitle: '', matterId: null }
	};
	expectOk(await addAgendaItem(as('secretariat'), { partnershipId, id: 2 }, item));
	const { version } = (await meetingById(db.read, partnershipId, 2))!;
	expectOk(await takeMeetingStep(as('secretariat'), { partnershipId, id: 2, version }, called));
	const text = { recipient: 'frode@test.test', name: 'Frode', writtenForm: 'nb', reason: 'asked' } as const;
	const times = { nextTryAt: today.toISOString(), createdAt: today.toISOString() };
	await db.write((tx) =>
		tx
			.insert(mail)
			.values({ ...text, ...times, messageId: 'one', roundId: 2, day: '2026-11-10', state: 'waiting' })
	);
	const link = { accessId: 1, planId: partnership.planId, round: '2026', measureId: null } as const;
	actors = {
		...partnership.actors,
		'another partnership’s secretariat': {
			...secretariat,
			seats: secretariat.seats.map((seat) => ({ ...seat, partnershipId: 999 }))
		},
		'link holder': { ...anonymous, link: { ...link, seats: leader.seats, writtenForm: 'nb' } },
		'link holder of another plan': {
			...anonymous,
			link: { ...link, planId: 999, seats: leader.seats, writtenForm: 'nb' }
		}
	};
	entries = (await Promise.all(Object.entries(modules).map(readEntries))).flat();
}, 60_000);
afterEach(() => void (mutation.skips = null));

async function readEntries([file, read]: [string, () => Promise<Record<string, unknown>>]): Promise<Entry[]> {
	const route = file.slice('/src/routes'.length).replace(/\/\+(page\.)?server\.ts$/, '') || '/';
	const { actions = {}, ...exported } = await read();
	const methods = Object.entries(exported).filter(([, value]) => typeof value === 'function');
	return [
		...methods.map(([name, handler]): Entry => {
			const method = name === 'POST' ? 'POST' : 'GET';
			return { name: `${route} ${name}`, route, handler: handler as Handler, method };
		}),
		...Object.entries(actions as Record<string, Handler>).map(([name, handler]): Entry => ({
			name: `${route} ?/${name}`,
			route,
			handler,
			method: 'POST'
		}))
	];
}

/** Answers to a visitor: 403, or to sign in; a record they cannot see is not there. */
const refusals = ['403', '404', 'sign-in'];

type Body = Record<string, string>;

async function call(
	{ name, handler, route, method }: Entry,
	actor: Actor,
	posted: Body = {}
): Promise<string> {
	const { at = {}, search = '' } = entryRules[name] ?? {};
	const params = { ...parametersOf(route), ...at };
	const body = method === 'POST' ? posted : null;
	return outcomeOf(() => handler(routeEvent(partnership, { route, params, search, actor, body })));
}

/** Returns whom the table of permissions lets in. */
function isAllowed(rule: EntryRule, actor: Actor): boolean {
	const self = scopeToPartnership(actor, partnership.scope.partnership?.id ?? null);
	if (rule.may === 'signed-in' || rule.may === 'everybody') return self.personId !== null;
	const { planId, actors: people } = partnership;
	const body = people.leader.seats[0]?.bodyId ?? null;
	const subjects = {
		plan: {},
		measure: { responsibleBodyId: body },
		'round’s measure': { planId, round: '2026', measureId: 'measure-1', responsibleBodyId: body },
		'own body': { responsibleBodyId: reportingBodyId(self) },
		'led body': {
			responsibleBodyId: self.seats.find(({ role }) => leadingRoles.includes(role))?.bodyId ?? null
		}
	} as const;
	if (rule.on === 'own body' && self.link) return true;
	return mayDo(self, rule.may, subjects[rule.on ?? 'plan']);
}

/** Returns the roles that an entry treats otherwise than its rule says. */
async function faultsOf(entry: Entry, rule: EntryRule, only?: 'refused'): Promise<string[]> {
	const faults: string[] = [];
	if (rule.may === 'everybody') return faults;
	for (const [who, actor] of Object.entries(actors)) {
		const allowed = isAllowed(rule, actor);
		// With a valid body an allowed call would change what the next ones find.
		if (allowed && (only === 'refused' || rule.body)) continue;
		const answer = await call(entry, actor, rule.body);
		const refused = refusals.includes(answer);
		if (allowed ? answer === '403' || answer === 'sign-in' : !refused)
			faults.push(`${entry.name} as ${who}: ${answer}`);
	}
	return faults;
}

describe('every entry', () => {
	it('has a rule, and every rule an entry', () => {
		expect(entries.map(({ name }) => name).toSorted()).toEqual(Object.keys(entryRules).toSorted());
	});

	it('lets in whom its rule lets in, and nobody else', async () => {
		const faults: string[] = [];
		for (const entry of entries)
			if (entryRules[entry.name]) faults.push(...(await faultsOf(entry, entryRules[entry.name]!)));
		expect(faults).toEqual([]);
	}, 120_000);

	it('shows no conflict or error of another’s record before permission is asked', async () => {
		const faults: string[] = [];
		for (const entry of entries.filter(({ name }) => name.includes('?/'))) {
			const { body: _valid, ...rule } = entryRules[entry.name]!;
			for (const posted of [{ take: 'title' }, { conflict: '1' }, { restore: '1' }] as Body[])
				for (const [who, actor] of Object.entries(rule.may === 'everybody' ? {} : actors)) {
					const answer = await call(entry, actor, posted);
					if (isAllowed(rule, actor) ? answer === '403' || answer === 'sign-in' : !refusals.includes(answer))
						faults.push(`${entry.name} as ${who} posting ${Object.keys(posted)[0]}: ${answer}`);
				}
		}
		expect(faults).toEqual([]);
	}, 120_000);

	it('refuses in its page, without the check of its command', async () => {
		const faults: string[] = [];
		mutation.skips = 'commands';
		for (const entry of entries.filter(({ method }) => method === 'POST')) {
			const rule = entryRules[entry.name]!;
			// A body is given where only the command asks.
			if (!isForAll(rule) && !rule.body) faults.push(...(await faultsOf(entry, rule, 'refused')));
		}
		expect(faults).toEqual([]);
	}, 120_000);

	it('is not let in by this test without its permission check', async () => {
		const guarded = entries.filter(({ name }) => entryRules[name] && !isForAll(entryRules[name]));
		const unnoticed: string[] = [];
		for (const entry of guarded) {
			const rule = entryRules[entry.name]!;
			mutation.skips = 'all';
			const noticed = await faultsOf(entry, rule, 'refused');
			mutation.skips = null;
			if (noticed.length === 0 && !rule.hasNoRecord) unnoticed.push(entry.name);
		}
		expect(unnoticed, 'entries whose check can be taken out unnoticed').toEqual([]);
	}, 120_000);
});

function isForAll({ may }: EntryRule): boolean {
	const open: string[] = [
		'everybody',
		'signed-in',
		'plan.read',
		'review.read-published',
		'decision.read',
		'meeting.read-published'
	];
	return open.includes(may);
}
