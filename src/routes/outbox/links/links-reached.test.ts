import { render } from 'svelte/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { routeEvent } from '../../../../tests/support/route-event';
import {
	aPartnership,
	aPlanFile,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import type { RoundState } from '$lib/domain/round/round';
import RoundPage from '../../rounds/[round]/+page.svelte';
import { load as roundLoad } from '../../rounds/[round]/+page.server';
import StartPage from '../../start/+page.svelte';
import { load as startLoad } from '../../start/+page.server';
import OutboxPage from '../+page.svelte';
import { load as outboxLoad } from '../+page.server';

type Load = (event: unknown) => Promise<Record<string, unknown>>;
type Draw = (props: never, context: Map<string, unknown>) => string;
const pages: Record<string, { draw: Draw; load: Load; route: string }> = {
	'/start': {
		draw: (props, context) => render(StartPage, { props, context }).body,
		load: startLoad as Load,
		route: '/start'
	},
	'/rounds/2026': {
		draw: (props, context) => render(RoundPage, { props, context }).body,
		load: roundLoad as Load,
		route: '/rounds/[round]'
	},
	'/outbox': {
		draw: (props, context) => render(OutboxPage, { props, context }).body,
		load: outboxLoad as Load,
		route: '/outbox'
	}
};

let partnership: Partnership;
async function inRound(state: RoundState) {
	partnership = await aPartnership(
		aPlanFile({ rounds: [{ year: 2026, kind: 'annual', state, reported: false }] })
	);
}

/** Returns the page as its load gives it; tests have no mail server. */
async function shown(path: string, who: PersonName = 'secretariat', given: Record<string, unknown> = {}) {
	const { draw, load, route } = pages[path]!;
	const event = routeEvent(partnership, {
		...{ route, params: { round: '2026' }, actor: partnership.actors[who], body: null }
	});
	const data = { ...(await load(event)), ...given };
	const context = new Map([
		['__request__', { page: { form: null, data, url: new URL(path, 'http://localhost') } }]
	]);
	return draw({ data, form: null } as never, context);
}

const toLinks = 'href="/outbox/links"';

describe.each(Object.keys(pages))('%s where no mail is sent', (path) => {
	describe('in an open round', () => {
		beforeEach(() => inRound('open'));

		it('leads the secretariat to the links to hand out', async () => {
			expect(await shown(path)).toContain(toLinks);
		});

		it('does not where mail is sent', async () => {
			expect(await shown(path, 'secretariat', { mailing: 'on', handsOutLinks: false })).not.toContain(
				toLinks
			);
		});
	});

	it.each(['planned', 'closed'] as const)('does not in a round that is %s', async (state) => {
		await inRound(state);
		expect(await shown(path)).not.toContain(toLinks);
	});
});

it('a round’s page leads nobody else to the links', async () => {
	await inRound('open');
	expect(await shown('/rounds/2026', 'ssuLeader')).not.toContain(toLinks);
});
