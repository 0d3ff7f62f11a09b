import { isRedirect, type RequestEvent } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { routeEvent } from '../../../../tests/support/route-event';
import { aPartnership, aPlanFile, expectOk, today } from '../../../../tests/support/partnership';
import type { Partnership, PersonName } from '../../../../tests/support/partnership';
import { anonymous, type Actor } from '$lib/domain/permission';
import { evaluationIn } from '$lib/server/evaluations/queries';
import { makeLinkSheet } from '$lib/server/mail/link-sheet';
import { delegate } from '$lib/server/reporting-links/commands';
import { authenticateLink } from '$lib/server/reporting-links/link-actor';
import { runningRound } from '$lib/server/rounds/queries';
import { load as listLoad } from '../../report/+page.server';
import { actions as reportActions, load as reportLoad } from '../../report/[code]/+page.server';
import { actions as linkActions, load as linkLoad } from './+page.server';

/*
 * One measure without news, from the link as the mail carries it: the link, the button that opens it, and "no news".
 * Every page on the way is loaded, and every control that is activated counts.
 */

const rounds = [
	{ year: 2026, kind: 'half', state: 'closed' },
	{ year: 2026, kind: 'annual', state: 'open', reported: false }
] as const;

/** Builds a partnership where `body` carries measure 1.1, and nobody the other one. */
async function partnershipWith(body: string | null): Promise<Partnership> {
	const file = aPlanFile({ measures: 6, rounds });
	const measures = file.plan.measures.map((one) => (one.code === '1.1' ? { ...one, body } : one));
	return aPartnership({ ...file, plan: { ...file.plan, measures } });
}

/** Returns the links the mail of a person carries. */
async function linksOf({ as, planId }: Partnership, name: string): Promise<string[]> {
	const given = { origin: 'http://localhost', isMailed: false };
	const sheet = expectOk(await makeLinkSheet(as('secretariat'), planId, given));
	return sheet.filter((one) => one.name === name).flatMap(({ links }) => links.map(({ href }) => href));
}

/** A reader who counts what they activate, and sees what the pages load. */
class Hand {
	count = 0;
	constructor(
		readonly partnership: Partnership,
		public actor: Actor
	) {}

	event(route: string, params: Record<string, string>, body: Record<string, string> | null = null) {
		return routeEvent(this.partnership, { route, params, actor: this.actor, body });
	}

	/** Follows the link and opens it; returns the path that it leads to. */
	async opens(href: string): Promise<string> {
		const token = new URL(href).pathname.split('/').at(-1) ?? '';
		this.count++;
		await (linkLoad as Load)(this.event('/r/[token]', { token }));
		this.count++;
		const to = await redirectOf(() => linkActions.default!(this.event('/r/[token]', { token }, {}) as never));
		const visitor = await authenticateLink(this.partnership.db.read, token, today);
		if (visitor.ok && visitor.access.personId !== this.actor.personId) this.actor = visitor.actor;
		return to;
	}

	/** Presses "no news" on the page of a measure, chosen from the list if the link led there. */
	async saysNoNews(path: string, wanted: string): Promise<string> {
		if (/\/report$/.test(path)) {
			const { steps } = (await (listLoad as Load)(this.event('/report', {}))) as {
				steps: { code: string }[];
			};
			expect(steps.map(({ code }) => code)).toContain(wanted);
			this.count++;
		} else expect(path).toMatch(new RegExp(`/report/${wanted.replace('.', '\\.')}$`));
		const params = { code: wanted };
		const data = (await (reportLoad as Load)(this.event('/report/[code]', params))) as ReportData;
		// Without these the page has no such button.
		expect({ open: data.open, hasLast: data.last !== null }).toEqual({ open: true, hasLast: true });
		this.count++;
		const body = { version: String(data.report?.version ?? ''), round: data.round.key };
		const unchanged = reportActions.unchanged as (event: RequestEvent) => unknown;
		return redirectOf(() => unchanged(this.event('/report/[code]', params, body)));
	}
}
type Load = (event: unknown) => unknown;
interface ReportData {
	open: boolean;
	last: unknown;
	report: { version: number } | null;
	round: { key: string };
}

async function redirectOf(call: () => unknown): Promise<string> {
	try {
		const answer = await call();
		throw new Error(`no redirect: ${JSON.stringify(answer)}`);
	} catch (thrown) {
		if (isRedirect(thrown)) return thrown.location;
		throw thrown;
	}
}

it.each<[string, string | null, string, PersonName]>([
	['a leader by the link', 'fsu-1', 'Frode', 'anyone'],
	['a leader signed in', 'fsu-1', 'Frode', 'leader'],
	['a leader in whose browser another is signed in', 'fsu-1', 'Frode', 'otherLeader'],
	['the secretary by the link, for a measure of no body', null, 'Siri', 'anyone'],
	['the secretary signed in, for a measure of no body', null, 'Siri', 'secretariat'],
	['the secretary by the link, for a body without a leader', 'partnerskapet', 'Siri', 'anyone'],
	['the secretary signed in, for a body without a leader', 'partnerskapet', 'Siri', 'secretariat']
])('one measure without news takes three for %s', async (_who, body, name, signedIn) => {
	const partnership = await partnershipWith(body);
	const [href = '', ...others] = await linksOf(partnership, name);
	expect(others).toEqual([]);
	const hand = new Hand(partnership, signedIn === 'anyone' ? anonymous : partnership.actors[signedIn]);
	expect(await hand.saysNoNews(await hand.opens(href), '1.1')).toMatch(/sent=1\.1$/);
	expect(hand.count).toBe(3);
	const { read } = partnership.db;
	const round = await runningRound(read, partnership.planId);
	expect(await evaluationIn(read, round!.id, 'measure-1')).toMatchObject({
		state: 'submitted',
		unchanged: true
	});
});

it('one measure without news takes three for a colleague it was handed to', async () => {
	const partnership = await partnershipWith('fsu-1');
	const { as, planId } = partnership;
	const anna = { name: 'Anna', email: 'anna@kommune.test', writtenForm: 'nb' } as const;
	expectOk(await delegate(as('leader'), { planId, round: '2026', measure: '1.3', ...anna }));
	const [href = ''] = await linksOf(partnership, 'Anna');
	const hand = new Hand(partnership, anonymous);
	await hand.saysNoNews(await hand.opens(href), '1.3');
	expect(hand.count).toBe(3);
});
