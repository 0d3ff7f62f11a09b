import { isActionFailure, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { anonymous, type Actor } from '$lib/domain/permission';
import { setCurrentAddress } from '$lib/i18n/link';
import { isPlanPage, pagePath } from '$lib/i18n/plan-address';
import { resolvePlanScope } from '$lib/server/http/plan';
import { ownSeats } from '$lib/server/identity/own-details';
import { personByEmail } from '$lib/server/identity/person';
import * as people from '../../src/routes/admin/+page.server';
import * as list from '../../src/routes/admin/list/+page.server';
import * as creation from '../../src/routes/admin/partnership/+page.server';
import * as sheet from '../../src/routes/admin/sheet/+page.server';
import * as bodies from '../../src/routes/bodies/+page.server';
import * as decisions from '../../src/routes/decisions/+page.server';
import * as edit from '../../src/routes/edit/+page.server';
import * as adopt from '../../src/routes/edit/adopt/+page.server';
import * as newMeasure from '../../src/routes/edit/measures/new/+page.server';
import * as login from '../../src/routes/login/+page.server';
import * as outbox from '../../src/routes/outbox/+page.server';
import * as partners from '../../src/routes/partners/+page.server';
import * as report from '../../src/routes/report/+page.server';
import * as rounds from '../../src/routes/rounds/+page.server';
import * as round from '../../src/routes/rounds/[round]/+page.server';
import * as setup from '../../src/routes/setup/[token]/+page.server';
import * as start from '../../src/routes/start/+page.server';
import * as year from '../../src/routes/year/+page.server';
import { aPartnership, aPlanFile, today, type Partnership } from '../support/partnership';
import { routeEvent } from '../support/route-event';

/*
 * A second partnership in an installation that has one, set up by its pages alone: from the template to an open
 * round. Whoever does it follows the next steps of its own plan.
 */

let first: Partnership;

beforeEach(async () => {
	first = await aPartnership(aPlanFile({ rounds: [{ year: 2026, kind: 'annual', state: 'open' }] }));
});
afterEach(() => setCurrentAddress(() => null));

interface Request {
	params?: Record<string, string>;
	/** Name of the action, if a form is posted. */
	action?: string;
	body?: Record<string, string | string[]>;
}

/** Opens a page or posts its form, and returns its data or the address it redirects to. */
async function visit<Data>(
	email: string,
	page: { load?: unknown; actions?: unknown },
	address: string,
	{ params = {}, action = 'default', body }: Request = {}
): Promise<{ data: Data; to: null } | { data: null; to: string }> {
	const { pathname, search } = new URL(address, 'http://localhost');
	const actor = await actorOf(email);
	const scope = await resolvePlanScope(first.db, pathname, actor);
	const event = routeEvent(
		{ ...first, scope },
		{ route: pathname, params, search, actor, body: body ?? null }
	);
	// Only the pages of plans limit the actor to their partnership, as `planHandle` does.
	if (!isPlanPage(pagePath(pathname))) event.locals.actor = actor;
	setCurrentAddress(() => event.url);
	const door = body ? (page.actions as Record<string, unknown>)[action] : page.load;
	try {
		const data = await (door as (event: RequestEvent) => unknown)(event);
		if (isActionFailure(data)) throw new Error(`${address}: ${data.status} ${JSON.stringify(data.data)}`);
		return { data: data as Data, to: null };
	} catch (thrown) {
		if (isRedirect(thrown)) return { data: null, to: thrown.location };
		throw thrown;
	}
}

async function actorOf(email: string): Promise<Actor> {
	const { read } = first.db;
	const found = email === '' ? null : await personByEmail(read, email);
	if (!found) return anonymous;
	const { id: personId, name, administrator } = found;
	return { personId, name, administrator, seats: await ownSeats(read, personId, today) };
}

const numbers = Array.from({ length: 11 }, (_, index) => String(4201 + index));
const template = {
	...{ 'name.nb': 'Helsefellesskapet Agder', from: '2026', to: '2029', writtenForm: 'nb' },
	partners: [...numbers.map((number) => `${number};Kommune ${number};nb`), 'SSHF;Sørlandet sykehus'].join(
		'\n'
	),
	areas: 'Barn og unge\nSkrøpelige eldre'
};
const admin = 'administrator@test.test';
const secretary = 'aase@agder.test';
const leaders = [1, 2].map((n) => `Leder ${n};leder${n}@agder.test;fsu-${n};leder`);

interface StartData {
	steps: { key: string; path: string; may: { allowed: boolean } }[];
	done: { verb: string; count: number; path: string | null }[];
}

/** Does a step of the page of next steps where it links to. */
const doings: Record<string, (path: string) => Promise<unknown>> = {
	leaders: (path) => visit(secretary, list, path, { action: 'invite', body: { people: leaders.join('\n') } }),
	async measures(path) {
		const address = path.replace('/edit/import', '/edit/measures/new');
		for (const area of ['1', '1', '2'])
			await visit(secretary, newMeasure, address, {
				body: { area, code: '', 'title.nb': `Felles inntak ${area}`, origin: 'measure', reason: 'Ny plan' }
			});
	},
	async adopt(path) {
		const { data } = await visit<{ plan: { version: number } }>(secretary, adopt, path);
		const body = { version: String(data!.plan.version), decision: 'Sak 1/26' };
		return visit(secretary, adopt, path, { body });
	},
	async 'plan-round'(path) {
		const { data } = await visit<{ start: Record<string, string | string[]> }>(secretary, rounds, path);
		return visit(secretary, rounds, path, { action: 'plan', body: data!.start });
	},
	async 'open-round'(path) {
		const params = { round: path.split('/').at(-1)! };
		const { data } = await visit<{ round: { version: number } }>(secretary, round, path, { params });
		const body = { version: String(data!.round.version) };
		return visit(secretary, round, path, { params, action: 'open', body });
	}
};

/** Texts of the first partnership that no page of the second may hold. */
const foreign =
	/Fjordane|fjordane|Skien|Seljord|Sykehuset"|Område 1|"Tiltak \d|Frode|Frida|Siri|Olsen|test\.test/;

it('a second partnership is set up by its pages, from the template to an open round', async () => {
	const made = await visit(admin, creation, '/admin/partnership', { action: 'template', body: template });
	expect(made.to).toMatch(/^\/admin\/list\?partnership=/);
	const slug = new URL(made.to!, 'http://localhost').searchParams.get('partnership')!;
	const invited = await visit(admin, list, made.to!, {
		...{ action: 'invite', body: { people: `Åse;${secretary};sekretariatet;leder` } }
	});
	expect(invited.to).toBe(`/admin?done=list&seated=1&queued=1&partnership=${slug}`);
	const printed = await visit<{ sheet: { email: string; href: string }[] }>(admin, sheet, '/admin/sheet', {
		body: {}
	});
	expect(printed.data?.sheet.map(({ email }) => email)).toEqual([secretary]);
	const { pathname } = new URL(printed.data!.sheet[0]!.href);
	const params = { token: pathname.split('/').at(-1)! };
	const password = 'fjell fjord foss 2026';
	const setUp = await visit('', setup, pathname, { params, body: { password } });
	expect(setUp.to).toBe(`/plans/${slug}-2026-2029`);
	const signIn = { body: { email: secretary, password, next: '/' } };
	expect((await visit('', login, '/login', signIn)).to).toBe(`/plans/${slug}-2026-2029`);

	const { to: home } = await visit(secretary, start, '/start');
	expect(home).toMatch(new RegExp(`^/plans/${slug}-2026-2029/start$`));
	const plan = home!.replace('/start', '');
	const inPlan = (path: string) => (path.startsWith('/admin') ? path : plan + path.split('#')[0]);
	const done: string[] = [];
	for (let left = 8; left > 0; left--) {
		const { data } = await visit<StartData>(secretary, start, home!);
		const next = data!.steps.find(({ key, may }) => may.allowed && key in doings && !done.includes(key));
		if (!next) break;
		await doings[next.key]!(inPlan(next.path));
		done.push(next.key);
	}
	expect(done.toSorted()).toEqual(Object.keys(doings).toSorted());

	const { data: after } = await visit<StartData>(secretary, start, home!);
	expect(after!.steps[0]).toMatchObject({ key: 'remind', count: 3 });
	const opened = after!.done.find(({ verb }) => verb === 'open-round')!;
	expect(opened.path).toMatch(/^\/rounds\/2026/);
	expect(new Set(after!.done.map(({ verb }) => verb))).toEqual(
		new Set(['open-round', 'plan-round', 'adopt-plan', 'invite-person'])
	);
	const reporting = await visit<{ steps: { code: string }[] }>('leder1@agder.test', report, `${plan}/report`);
	expect(reporting.data?.steps.map(({ code }) => code)).toEqual(['1.1', '1.2']);

	const roundParams = { params: { round: opened.path!.split('/').at(-1)! } };
	const pages: [page: { load?: unknown }, address: string, Request?][] = [
		...([start, bodies, partners, rounds, edit, outbox, decisions, year] as const).map(
			(page, index): [{ load?: unknown }, string] => [
				page,
				`${plan}/${['start', 'bodies', 'partners', 'rounds', 'edit', 'outbox', 'decisions', 'year'][index]}`
			]
		),
		[round, plan + opened.path, roundParams],
		[people, `/admin?partnership=${slug}`],
		[list, `/admin/list?partnership=${slug}`]
	];
	for (const [page, address, request] of pages) {
		const { data } = await visit(secretary, page, address, request);
		expect(JSON.stringify(data), address).not.toMatch(foreign);
	}
	const { data: parties } = await visit<{ parties: unknown[] }>(secretary, partners, `${plan}/partners`);
	expect(parties?.parties).toHaveLength(12);

	const theirs = await visit<StartData>('secretariat@test.test', start, '/start');
	expect(JSON.stringify(theirs.data)).not.toMatch(/agder|Agder|Kommune 42|Felles inntak/);
	expect(theirs.data?.done).toEqual([]);
});
