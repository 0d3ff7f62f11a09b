import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { plan } from '$lib/server/database/schema';
import { publishDecisions, recordDecision } from '$lib/server/decisions/commands';
import { registerMatter } from '$lib/server/matters/commands';
import {
	aPartnership,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../tests/support/partnership';
import { routeEvent } from '../../../tests/support/route-event';
import { load } from './[id]/+page.server';

let partnership: Partnership;
let planId: number;
let decisionId: number;
let matterId: number;

/** What the decision's page shows a person. */
async function shownTo(who: PersonName) {
	const event = routeEvent(partnership, {
		...{ route: '/decisions/[id]', params: { id: String(decisionId) }, body: null },
		actor: partnership.actors[who]
	});
	const shown: unknown = await load(event as unknown as Parameters<typeof load>[0]);
	return shown as { matters: unknown[]; details: { measures: unknown[] } };
}

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id } = await partnership.plan();
	planId = id;
	const place = { partnershipId, planId };
	const values = {
		...({ body: 'ssu', decidedOn: '2026-10-15', number: 'Sak 1/26', title: 'Start', lang: 'nb' } as const),
		...({ text: 'Vi gjør det.', kind: 'decision', consensus: true, dissent: '', matter: null } as const),
		...{ responsible: null, dueOn: null, replaces: null, replacement: null, measures: ['1.1'], links: null }
	};
	decisionId = expectOk(await recordDecision(partnership.as('secretariat'), place, values)).id;
	expectOk(await publishDecisions(partnership.as('secretariat'), partnershipId, [decisionId]));
	const matter = {
		...({ title: 'Hva nå?', text: 'Tekst', lang: 'nb', organisation: '', concerns: '', wish: '' } as const),
		...{ treatedAtHome: null, body: null, measures: [], areas: [], decisions: [decisionId], links: null }
	};
	matterId = expectOk(await registerMatter(partnership.as('member'), place, matter)).id;
});

it('lists the matters that build on a decision to members, and to nobody else', async () => {
	expect((await shownTo('observer')).matters).toMatchObject([{ id: matterId, title: 'Hva nå?' }]);
	expect((await shownTo('anyone')).matters).toEqual([]);
	expect((await shownTo('signedIn')).matters).toEqual([]);
});

it('names the measures of a draft to those who read drafts only', async () => {
	expect((await shownTo('anyone')).details.measures).toMatchObject([{ code: '1.1' }]);
	await partnership.db.write((tx) => tx.update(plan).set({ state: 'draft' }).where(eq(plan.id, planId)));
	expect((await shownTo('anyone')).details.measures).toEqual([]);
	expect((await shownTo('secretariat')).details.measures).toMatchObject([{ code: '1.1' }]);
});
