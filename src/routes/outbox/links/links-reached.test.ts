import { render } from 'svelte/server';
import type { Component } from 'svelte';
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
const pages: Record<string, { page: Component; load: Load; route: string }> = {
	'/start': { page: StartPage as unknown as Component, load: startLoad as Load, route: '/start' },
	'/rounds/2026': {
		page: RoundPage as unknown as Component,
		load: roundLoad as Load,
		route: '/rounds/[round]'
	},
	'/outbox': { page: OutboxPage as unknown as Component, load: outboxLoad as Load, route: '/outbox' }
};

let partnership: Partnership;
async function inRound(state: RoundState) {
	partnership = await aPartnership(
		aPlanFile({ rounds: [{ year: 2026, kind: 'annual', state, reported: false }] })
	);
}

/** Returns the page as its load gives it; tests have no mail server. */
async function shown(path: string, who: PersonName = 'secretariat', given: Record<string, unknown> = {}) {
	const { page, load, route } = pages[path]!;
	const event = routeEvent(partnership, {
		...{ route, params: { round: '2026' }, actor: partnership.actors[who], body: null }
	});
	const data = { ...(await load(event)), ...given };
	const context = new Map([
		['__request__', { page: { form: null, data, url: new URL(path, 'http://localhost') } }]
	]);
	return render(page, { props: { data, form: null } as never, context }).body;
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
