import { isRedirect } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import { person } from '$lib/server/database/schema';
import { aPartnership } from '../../../tests/support/partnership';
import { routeEvent } from '../../../tests/support/route-event';
import { actions, load } from './+page.server';

it('a closed account is offered to be opened again at once', async () => {
	const partnership = await aPartnership();
	const actor = partnership.actors.administrator;
	const personId = partnership.actors.member.personId!;
	const at = { route: '/admin', params: {}, actor };
	const post = async (action: string) => {
		const body = { personId: String(personId) };
		try {
			await actions[action]!(routeEvent(partnership, { ...at, search: `?/${action}`, body }) as never);
			throw new Error('The form was not accepted.');
		} catch (thrown) {
			if (isRedirect(thrown)) return thrown.location;
			throw thrown;
		}
	};
	const disabled = async () => {
		const [found] = await partnership.db.read.select().from(person).where(eq(person.id, personId));
		return found!.disabledAt !== null;
	};
	const back = await post('disable');
	expect(back).toBe(`/admin?done=disable&person=${personId}`);
	expect(await disabled()).toBe(true);
	const search = back.slice('/admin'.length);
	const data = await load(routeEvent(partnership, { ...at, search, body: null }) as never);
	expect(data).toMatchObject({ done: 'disable', closed: personId });
	await post('enable');
	expect(await disabled()).toBe(false);
});
