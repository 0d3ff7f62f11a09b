import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import Page from './[slug]/+page.svelte';

/** A seat as the page gets it, held unless said. */
function aSeat(id: number, given: Record<string, unknown> = {}) {
	return {
		...{ id, bodyId: 1, role: 'member', represents: null, partners: [{ number: '4003', name: 'Skien' }] },
		...{ appointedBy: null, termFrom: null, termTo: null, state: 'held', vacantSince: null, version: 1 },
		...{
			isTermEnding: false,
			holders: [{ id, name: null, fromDay: '2025-01-01', toDay: null, standsIn: false }]
		},
		...given
	};
}

function textOf(given: Record<string, unknown> = {}): string {
	const data = {
		body: {
			...{ slug: 'fsu-1', kind: 'working-group', name: { nb: 'Mal for avtale' }, note: null },
			...{ mandate: { nb: 'Lage en mal.' }, authority: { nb: 'Rår over egen møteplan.' } },
			...{ appointedBy: 'FSU barn og unge', startedOn: '2026-01-01', endedOn: '2027-06-30' }
		},
		parent: { slug: 'fsu-1', name: { nb: 'FSU barn og unge' }, endedOn: null },
		children: [],
		...{ day: '2026-11-10', isPast: false, mayManage: false, saved: null, measures: [], meetings: [] },
		represents: { rows: [], groups: [] },
		areas: [{ number: 1, name: { nb: 'Barn og unge' } }],
		seats: [
			aSeat(1, { role: 'leader', holders: [{ ...aSeat(1).holders[0], name: 'Kari Nordmann' }] }),
			aSeat(2, { represents: 'users', partners: [] }),
			aSeat(3, { state: 'vacant', vacantSince: '2026-10-31', holders: [] }),
			aSeat(4, { termTo: '2026-12-31', isTermEnding: true, appointedBy: 'Kommunestyret' })
		],
		...given
	};
	const context = new Map([['__request__', { page: { form: null, data } }]]);
	const { body } = render(Page, { props: { data } as never, context });
	return body
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

it.each([
	['its mandate', 'Lage en mal.'],
	['its authority', 'Rår over egen møteplan.'],
	['the body above it', 'FSU barn og unge'],
	['who appointed it', 'Oppnevnt av'],
	['when it ends', '30.06.2027'],
	['when it began', '01.01.2026'],
	['its leader, who agreed to the name', 'Kari Nordmann'],
	['what a seat represents', 'Skien'],
	['vacancies', '1 ledig'],
	['how long a seat has been vacant', '31.10.2026'],
	['terms that end within 90 days', '31.12.2026'],
	['who appointed a holder', 'Kommunestyret'],
	['its areas', 'Barn og unge']
])('the page of a body shows %s', (_, says) => {
	expect(textOf()).toContain(says);
});

it('the page of a body shows no vacancies of a past day, since history keeps no people', () => {
	const seats = [aSeat(1, { state: null, holders: [] })];
	const past = textOf({ isPast: true, seats });
	expect(past).not.toContain('ledig');
	expect(past).toContain('Skien');
});
