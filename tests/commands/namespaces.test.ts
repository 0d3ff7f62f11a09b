import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { openDatabase, type Database } from '$lib/server/database/database';
import { checkpointLog } from '$lib/server/database/maintenance';
import { event, measure } from '$lib/server/database/schema';
import { saveDraft } from '$lib/server/evaluations/commands';
import { exportPlan } from '$lib/server/plan-file/export';
import { aPartnership, aPlanFile, completeAnswers, expectOk, type Partnership } from '../support/partnership';
import { startNamespaces } from '../support/primary';

/* Two partnerships in two namespaces of the real database server, in which every id and code is the same. */

let server: Awaited<ReturnType<typeof startNamespaces>>;
let both: { partnership: Partnership; mark: string; db: Database }[];
beforeAll(async () => {
	const file = aPlanFile({
		measures: 3,
		rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }]
	});
	const partnerships = [await aPartnership(file), await aPartnership(file)] as const;
	const marks = ['Merke nord', 'Merke sør'] as const;
	for (const [place, { db }] of partnerships.entries()) {
		const title = { nb: marks[place]!, nn: marks[place]! };
		await db.write((tx) => tx.update(measure).set({ title }));
		await checkpointLog(db);
	}
	const [first, second] = partnerships.map(({ db }) => db.url.slice('file:'.length)) as [string, string];
	server = await startNamespaces([first, second]);
	const folder = mkdtempSync(join(inject('folder'), 'namespaces-'));
	both = await Promise.all(
		partnerships.map(async (partnership, place) => {
			const location = { url: server.urls[place]!, replica: join(folder, `${place}.db`) };
			return { partnership, mark: marks[place]!, db: await openDatabase(location) };
		})
	);
}, 60_000);
afterAll(async () => {
	both.forEach(({ db }) => db.close());
	await server.remove();
});

const contents = async ({ db, partnership }: (typeof both)[number]) =>
	JSON.stringify([await exportPlan(db.read, partnership.planId), await db.read.select().from(event)]);

async function expectApart(): Promise<void> {
	for (const own of both) {
		await own.db.replica!.isCurrent();
		const text = await contents(own);
		for (const { mark } of both) expect(text.includes(mark)).toBe(mark === own.mark);
	}
}

it('nothing of one namespace is read or changed through the other, also after the server was killed', async () => {
	await expectApart();
	for (const { db, partnership, mark } of both) {
		const context = { db, actor: partnership.actors.leader, now: new Date() };
		const target = { planId: partnership.planId, round: '2026', measure: '1.1', version: null };
		// The first draft of each: one that had crossed would be refused as stale.
		expectOk(await saveDraft(context, target, completeAnswers({ done: `Skrevet i ${mark}` })));
	}
	await expectApart();
	await server.kill();
	await server.again();
	await expectApart();
	const logs = await Promise.all(both.map(contents));
	both.forEach(({ mark }, place) => expect(logs[place]).toContain(`Skrevet i ${mark}`));
});
