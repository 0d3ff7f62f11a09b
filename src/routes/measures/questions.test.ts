import { isActionFailure, isRedirect } from '@sveltejs/kit';
import { render } from 'svelte/server';
import { beforeEach, expect, it } from 'vitest';
import type { PersonName } from '../../../tests/support/partnership';
import { aPartnership, type Partnership } from '../../../tests/support/partnership';
import { outcomeOf, routeEvent } from '../../../tests/support/route-event';
import { load as loadMeasure } from './[code]/+page.server';
import { actions, load } from './[code]/questions/+page.server';
import Page from './[code]/questions/+page.svelte';

let partnership: Partnership;
beforeEach(async () => void (partnership = await aPartnership()));

const page = '/measures/[code]/questions';
type Body = Record<string, string>;
const at = (who: PersonName, { search = '', body = null }: { search?: string; body?: Body | null } = {}) =>
	routeEvent(partnership, {
		...{ route: page, params: { code: '1.1' }, search, body },
		actor: partnership.actors[who]
	}) as never;

/** Posts a form and returns where it leads, or the form as it comes back. */
async function post(who: PersonName, action: string, body: Body) {
	try {
		const answer = await actions[action]!(at(who, { search: `?/${action}`, body }));
		if (!isActionFailure(answer)) throw new Error('The form was neither accepted nor rejected.');
		return { status: answer.status, form: answer.data as unknown };
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: 303, to: thrown.location };
		throw thrown;
	}
}

const ask = () => post('otherLeader', 'ask', { text: 'Når?', lang: 'nb' });
const answer = { inquiry: '1', version: '1', text: 'I mars.', lang: 'nb' };

async function shown(
	who: PersonName,
	{ search = '', form = null }: { search?: string; form?: unknown } = {}
) {
	const data = { ...((await load(at(who, { search }))) as object), locale: 'nb' };
	const context = new Map([['__request__', { page: { form, data } }]]);
	const { body } = render(Page, { props: { data, form } as never, context });
	return body.replace(/<!--.*?-->/g, '');
}

it('is asked, answered and asked again by forms', async () => {
	expect(await ask()).toEqual({ status: 303, to: '/measures/1.1/questions?sent=ask&q=1#q1' });
	const sent = await shown('otherLeader', { search: '?sent=ask&q=1' });
	expect(sent).toContain('Spørsmålet er sendt til fsu-1.');
	expect(sent).toMatch(/action="[^"]*\?\/takeBack"/);
	expect(await shown('leader')).toMatch(/action="[^"]*\?\/answer"[\s\S]*Svaret ditt/);
	expect(await shown('member')).not.toContain('Svaret ditt');
	expect((await post('leader', 'answer', answer)).status).toBe(303);
	const read = await shown('otherLeader');
	expect(read).toContain('I mars.');
	expect(read).toContain('Frode svarte 10.11.2026');
	expect(read).toMatch(/action="[^"]*\?\/again"/);
	expect(await shown('member')).not.toMatch(/action="[^"]*\?\/again"/);
});

it('comes back with what was typed, and warns of patient data', async () => {
	const number = 'Gjelder 01019000083';
	const { status, form } = await post('otherLeader', 'ask', { text: number, lang: 'nb' });
	expect(status).toBe(400);
	const html = await shown('otherLeader', { form });
	expect(html).toContain(number);
	expect(html).toContain('Skriv aldri pasientopplysninger her.');
});

it.each(['', ' ', 'x'.repeat(2001)])('refuses the text %j', async (text) => {
	expect((await post('otherLeader', 'ask', { text, lang: 'nb' })).status).toBe(400);
});

it('shows both texts when somebody else has answered', async () => {
	await ask();
	await post('leader', 'answer', answer);
	const { status, form } = await post('deputy', 'answer', { ...answer, text: 'I april.' });
	expect(status).toBe(409);
	const html = await shown('deputy', { form });
	expect(html).toContain('I mars.');
	expect(html).toContain('I april.');
	expect(html).toContain('name="version" value="2"');
});

it('is taken back by its author at once', async () => {
	await ask();
	const back = { inquiry: '1', version: '1' };
	expect(await post('otherLeader', 'takeBack', back)).toEqual({
		...{ status: 303, to: '/measures/1.1/questions?sent=back' }
	});
	expect(await shown('otherLeader', { search: '?sent=back' })).toContain('er tatt tilbake');
});

it('is for members, also on the measure’s page', async () => {
	await ask();
	expect(await outcomeOf(() => load(at('anyone')))).toBe('sign-in');
	expect(await outcomeOf(() => load(at('signedIn')))).toBe('403');
	const measure = async (who: PersonName) =>
		JSON.stringify(
			await loadMeasure(
				routeEvent(partnership, {
					...{ route: '/measures/[code]', params: { code: '1.1' }, body: null },
					actor: partnership.actors[who]
				}) as never
			)
		);
	for (const who of ['anyone', 'signedIn'] as const) expect(await measure(who)).not.toContain('Når?');
	expect(await measure('observer')).toContain('Når?');
});
