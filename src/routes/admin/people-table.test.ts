import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import PeopleTable from './PeopleTable.svelte';

const seat = {
	...{ id: 7, role: 'member', partnerName: 'Skien', represents: null, fromDay: '2025-01-01' },
	body: { slug: 'fsu-1', plan: null, name: { nb: 'FSU 1' } }
};

function htmlOf(given: Record<string, unknown> = {}): string {
	const person = {
		...{ id: 3, name: 'Kari', email: 'kari@test.test', administrator: false, state: 'active' },
		...{ bounced: false, seats: [seat], self: false, manageable: true, ...given }
	};
	const context = new Map([['__request__', { page: { form: null, data: {} } }]]);
	const props = { people: [person], makesLinks: true, mayErase: false } as never;
	return render(PeopleTable, { props, context }).body;
}

/** Returns the form that posts to an action, with what is around it up to the nearest disclosure. */
function disclosureWith(html: string, action: string): string {
	return (
		[...html.matchAll(/<details[^]*?<\/details>/g)].map(([one]) => one).find((one) => one.includes(action)) ??
		''
	);
}

it.each([
	['ending a seat', '?/end-seat'],
	['closing an account', '?/disable']
])('%s asks first, without scripts too', (_, action) => {
	const html = htmlOf();
	const disclosure = disclosureWith(html, action);
	// What follows from it stands before the button that does it.
	expect(disclosure).toMatch(/<summary[^]*<p[^>]*>Kari [^]*<form/);
	expect(html.split(action)).toHaveLength(2);
	expect(disclosure).toContain(action);
});

it('a closed account can be opened again, and an own one not be closed', () => {
	expect(htmlOf({ state: 'disabled' })).toContain('?/enable');
	expect(htmlOf({ self: true })).not.toContain('?/disable');
});

it.each([
	['shows', { state: 'invited', bounced: true }, true],
	['does not show', { state: 'invited' }, false],
	['does not show, once in use,', { state: 'active', bounced: true }, false]
])('the list %s an invitation that could not be delivered', (_, given, shown) => {
	expect(htmlOf(given).includes('class="bounced')).toBe(shown);
});
