import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RequestEvent } from '@sveltejs/kit';
import { parseSearchQuery } from '$lib/domain/search/search';
import { searchPlan } from '$lib/server/search/queries';
import * as decisions from '../../src/routes/decisions/+page.server';
import * as matters from '../../src/routes/matters/+page.server';
import * as matter from '../../src/routes/matters/[id]/+page.server';
import * as newMatter from '../../src/routes/matters/new/+page.server';
import * as meetings from '../../src/routes/meetings/+page.server';
import * as meeting from '../../src/routes/meetings/[id]/+page.server';
import * as start from '../../src/routes/start/+page.server';
import * as year from '../../src/routes/year/+page.server';
import { aPartnership, type Partnership } from '../support/partnership';
import { routeEvent } from '../support/route-event';

/*
 * Pages of matters, meetings and decisions ask the database as often for 5 000 matters and 500 meetings as for 50 and
 * 5. Every meeting has an item that treats a matter, and a decision of it.
 */

const sizes = [50, 5_000] as const;
const partnerships = new Map<number, Partnership>();

beforeAll(async () => {
	for (const size of sizes) partnerships.set(size, await partnershipWith(size));
}, 120_000);

async function partnershipWith(size: number): Promise<Partnership> {
	const partnership = await aPartnership();
	const { partnershipId: of } = await partnership.plan();
	const numbers = (count: number) =>
		sql`with recursive number(n) as (select 1 union all select n + 1 from number where n < ${count})`;
	const fsu = sql`(select id from body where slug = 'fsu-1')`;
	// One a day, back from the last.
	const day = sql`date('2026-12-10', '-' || n || ' days')`;
	await partnership.db.write(async (tx) => {
		await tx.run(sql`${numbers(size)} insert into matter
			(partnership_id, title, text, lang, origin, state, body_id, received_at, version)
			select ${of}, 'Sak nummer ' || n, 'Beredskap i kommunen', 'nb', 'form',
				case n % 3 when 0 then 'received' when 1 then 'triaged' else 'treated' end, ${fsu}, ${day} || 'T08:00:00.000Z', 1
			from number`);
		await tx.run(sql`${numbers(size / 10)} insert into meeting
			(partnership_id, body_id, kind, state, day, lang, uid, version)
			select ${of}, ${fsu}, 'ordinary', case when n < 8 then 'called' else 'published' end, ${day}, 'nb', 'uid-' || n, 1
			from number`);
		await tx.run(sql`insert into agenda_item
			(meeting_id, position, number_body_id, number_year, kind, matter_id, title, lang, version)
			select id, 0, body_id, 2026, 'decision', id, 'Beredskap i kommunen', 'nb', 1 from meeting`);
		await tx.run(sql`insert into decision
			(partnership_id, body_id, agenda_item_id, matter_id, decided_on, title, text, lang, kind, follow_up, published_at, version)
			select ${of}, meeting.body_id, agenda_item.id, matter_id, day, 'Beredskap', 'Vedtatt.', 'nb', 'decision', 'not-started', day, 1
			from meeting join agenda_item on meeting_id = meeting.id`);
	});
	return partnership;
}

type Page = { load?: unknown };

/** Pages, their parameters, their readers, and the most statements each may take. */
const pages: [path: string, Page, Record<string, string>, 'anyone' | 'secretariat', most: number][] = [
	['/matters', matters, {}, 'secretariat', 6],
	['/matters/[id]', matter, { id: '1' }, 'secretariat', 25],
	['/matters/new', newMatter, {}, 'secretariat', 6],
	['/meetings', meetings, {}, 'anyone', 6],
	['/meetings', meetings, {}, 'secretariat', 6],
	['/meetings/[id]', meeting, { id: '1' }, 'secretariat', 25],
	['/decisions', decisions, {}, 'anyone', 6],
	['/decisions', decisions, {}, 'secretariat', 8],
	['/year', year, {}, 'secretariat', 10],
	['/start', start, {}, 'secretariat', 20]
];

describe('5 000 matters and 500 meetings', () => {
	it.each(pages)('cost %s no further statement', async (route, page, params, who, most) => {
		const counts: number[] = [];
		for (const size of sizes) {
			const { db, scope, actors } = partnerships.get(size)!;
			const event = routeEvent({ db, scope }, { route, params, actor: actors[who], body: null });
			const before = db.statements();
			await (page.load as (event: RequestEvent) => Promise<unknown>)(event);
			counts.push(db.statements() - before);
		}
		expect(counts[1]).toBe(counts[0]);
		expect(counts[0]).toBeLessThanOrEqual(most);
	});

	it('cost a search no further statement, and are found', async () => {
		const query = parseSearchQuery('beredskap');
		if (query.state !== 'ready') throw new Error('There is nothing to search for.');
		const counts: number[] = [];
		for (const size of sizes) {
			const { db, actors, plan } = partnerships.get(size)!;
			const current = await plan();
			const before = db.statements();
			const asked = { actor: actors.secretariat, plan: current, query, locale: 'nb' } as const;
			const found = await searchPlan(db.read, asked, { most: 5 });
			counts.push(db.statements() - before);
			expect(JSON.stringify(found)).toContain('Beredskap');
		}
		expect(counts[1]).toBe(counts[0]);
	});
});
