import type { RequestEvent } from '@sveltejs/kit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/permission';
import { mail, body, person, seat, seatHolder } from '$lib/server/database/schema';
import * as people from '../../src/routes/admin/+page.server';
import * as bodies from '../../src/routes/bodies/+page.server';
import * as bodyPage from '../../src/routes/bodies/[slug]/+page.server';
import * as start from '../../src/routes/start/+page.server';
import { aPartnership, aPlanFile, type Partnership } from '../support/partnership';
import { routeEvent } from '../support/route-event';

/*
 * Pages of bodies, seats and people ask the database as often for ten times as many of each. Both partnerships have an
 * open round.
 */

const sizes = [4, 40] as const;
const partnerships = new Map<number, Partnership>();

beforeAll(async () => {
	const file = aPlanFile({ rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }] });
	for (const size of sizes) {
		const partnership = await aPartnership(file);
		const { partnershipId } = await partnership.plan();
		await partnership.db.write(async (tx) => {
			const [first] = await tx.select().from(body);
			for (let n = 0; n < size; n++) {
				const made = { partnershipId, kind: 'working-group', parentId: first!.id } as const;
				const name = { nb: `Gruppe ${n}` };
				const [group] = await tx
					.insert(body)
					.values({ ...made, slug: `gruppe-${n}`, name })
					.returning();
				const account = { email: `p${n}@test.test`, name: `Person nr. ${n}`, createdAt: '' };
				const [who] = await tx.insert(person).values(account).returning();
				// A held seat, and a vacant one, in the group and in FSU 1.
				const [fsu] = (await tx.select().from(body)).filter(({ slug }) => slug === 'fsu-1');
				for (const bodyId of [group!.id, fsu!.id]) {
					const terms = { bodyId, role: 'member', termTo: '2026-12-31' } as const;
					const [held] = await tx.insert(seat).values([terms, terms]).returning();
					const from = { seatId: held!.id, personId: who!.id, fromDay: '2026-01-01' };
					await tx.insert(seatHolder).values(from);
				}
				const invited = { personId: who!.id, recipient: account.email, name: account.name } as const;
				await tx.insert(mail).values({
					...({ ...invited, reason: 'account-notice', about: `invitation:${n}`, writtenForm: 'nb' } as const),
					...({
						messageId: `m${n}`,
						day: '2026-11-10',
						state: 'failed',
						nextTryAt: '',
						createdAt: ''
					} as const)
				});
			}
		});
		partnerships.set(size, partnership);
	}
}, 120_000);

type Page = { load?: unknown };

/** Pages, their parameters, their readers, and the most statements each may take. */
const pages: [path: string, Page, Record<string, string>, 'anyone' | 'secretariat', most: number][] = [
	['/bodies', bodies, {}, 'anyone', 6],
	['/bodies', bodies, {}, 'secretariat', 6],
	['/bodies/fsu-1', bodyPage, { slug: 'fsu-1' }, 'anyone', 30],
	['/bodies/fsu-1', bodyPage, { slug: 'fsu-1' }, 'secretariat', 30],
	['/start', start, {}, 'secretariat', 20],
	['/admin', people, {}, 'secretariat', 10]
];

describe('ten times as many bodies, seats and people', () => {
	it.each(pages)('cost %s no further statement', async (path, page, params, who, most) => {
		const counts: number[] = [];
		const lengths: number[] = [];
		for (const size of sizes) {
			const { db, scope, actors } = partnerships.get(size)!;
			const actor: Actor = actors[who];
			const event = routeEvent({ db, scope }, { route: path, params, actor, body: null });
			const before = db.statements();
			const data = await (page.load as (event: RequestEvent) => Promise<unknown>)(event);
			counts.push(db.statements() - before);
			lengths.push(JSON.stringify(data).length);
		}
		expect(counts[1]).toBe(counts[0]);
		expect(counts[0]).toBeLessThanOrEqual(most);
		expect(lengths[1]).toBeGreaterThan(lengths[0]! * (path === '/start' ? 1 : 2));
	});
});
