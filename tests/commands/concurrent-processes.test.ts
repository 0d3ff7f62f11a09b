import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '$lib/server/database/database';
import { evaluation, event, remark, review, round, valueScore } from '$lib/server/database/schema';
import { checkIntegrity } from '$lib/server/database/maintenance';
import { saveDraft } from '$lib/server/evaluations/commands';
import { seal } from '$lib/server/reviews/queries';
import type { TemporaryDatabase } from '../support/database';
import { effort } from '../support/effort';
import {
	lastEvent,
	expectRefusal,
	completeAnswers,
	expectOk,
	aPartnership,
	aPlanFile,
	type Partnership
} from '../support/partnership';
import { buildTestProcess } from './child-process';
import type { ReportingTask } from './reporting-process';

/*
 * Several processes on one file: an operator's command beside the server, or a server that is
 * killed. What is said to be done is done, and nothing is done by half.
 */

const start = buildTestProcess<ReportingTask>('reporting-process');
let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership(
		aPlanFile({ measures: 6, rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }] })
	);
});

function task(given: Partial<ReportingTask>): ReportingTask {
	const { db, actors, planId } = partnership;
	return { url: db.url, actor: actors.secretariat, planId, kind: 'save', text: '', ...given };
}

describe('two people save the same report', () => {
	const target = () => ({ planId: partnership.planId, round: '2026', measure: '1.1', version: null });

	it('on two connections: the first stands, and the second is shown it', async () => {
		const { db, as } = partnership;
		const other = await openDatabase({ url: db.url });
		expectOk(await saveDraft(as('leader'), target(), completeAnswers({ done: 'Frå Frode' })));
		const late = await saveDraft(
			{ ...as('secretariat'), db: other },
			target(),
			completeAnswers({ done: 'Frå Siri' })
		);
		other.close();
		expect(expectRefusal(late)).toMatchObject({
			code: 'stale',
			current: { version: 1, reportedBy: 'Frode', answers: { done: 'Frå Frode' } }
		});
	});

	it('from two processes at the same time: exactly one stands, and the other is shown it', async () => {
		const texts = ['Frå den eine', 'Frå den andre', 'Frå ein tredje'];
		const processes = texts.map((text) => start(task({ text })));
		for (const one of processes) expect(await one.heard()).toBe('ready');
		for (const one of processes) one.process.stdin!.write('go\n');
		const outcomes = await Promise.all(processes.map((one) => one.heard()));
		await Promise.all(processes.map((one) => one.rest()));

		const [row, ...more] = await partnership.db.read.select().from(evaluation);
		expect(more).toEqual([]);
		const won = texts.indexOf(row!.done);
		expect(outcomes[won]).toEqual({ ok: true, value: { version: 1, state: 'draft' } });
		for (const [index, outcome] of outcomes.entries())
			if (index !== won)
				expect(outcome).toMatchObject({
					ok: false,
					refused: { code: 'stale', current: { version: 1, answers: { done: texts[won] } } }
				});
		const happened = await partnership.db.read.select().from(event).where(eq(event.noun, 'evaluation'));
		expect(happened).toHaveLength(1);
	});
});

describe('a process is killed', () => {
	it('in the middle of its writes, again and again: what it said is done is done, and nothing by half', async () => {
		for (let time = 0; time < effort(4, 6); time++) {
			const reporter = start(task({ kind: 'work' }));
			expect(await reporter.heard()).toBe('ready');
			const heard: unknown[] = [];
			while (heard.length < 6) heard.push(await reporter.heard());
			await new Promise((later) => setTimeout(later, Math.random() * 240));
			reporter.process.kill('SIGKILL');
			const said = [...heard, ...(await reporter.rest())] as { measure: string; atLeast: number }[];
			await isWhole(partnership.db, said);
		}
		// The one who lives goes on as if nothing had happened.
		const { db, as, planId } = partnership;
		const given = await db.read.select().from(evaluation).where(eq(evaluation.measureId, 'measure-6'));
		const target = { planId, round: '2026', measure: '2.3', version: given[0]?.version ?? null };
		await saveDraft(as('secretariat'), target, completeAnswers());
		await isWhole(db, []);
		expect((await lastEvent(db))?.seq).toBeGreaterThan(20);
	}, 60_000);
});

/** Every event has its row, every row its event, and the file is sound. */
async function isWhole(
	{ read, url }: TemporaryDatabase,
	said: { measure: string; atLeast: number }[]
): Promise<void> {
	// Asked as an operator asks, on a connection of its own: one that has read the search index before takes
	// what another process wrote to it for damage until it has read it again.
	const fresh = await openDatabase({ url });
	expect(await checkIntegrity(fresh)).toEqual([]);
	fresh.close();

	const events = await read.select().from(event).orderBy(asc(event.seq));
	const [ofRound] = await read.select().from(round);
	const steps = events.filter((one) => one.noun === 'round');
	expect(ofRound!.version).toBe(1 + steps.length);
	expect(ofRound!.state).toBe(steps.at(-1)?.after?.state ?? 'open');

	const closed = steps.filter((one) => one.verb === 'close-round');
	const reviews = await read.select().from(review).orderBy(asc(review.version));
	expect(reviews.map((one) => [one.version, one.sha256])).toEqual(
		closed.map((one) => [one.after?.review, one.after?.sha256])
	);
	for (const one of reviews) expect(seal(one.content)).toBe(one.sha256);

	const rows = await read.select().from(evaluation);
	for (const row of rows) {
		const own = events.filter((one) => one.nounId === `2026/${row.measureId}`);
		const stands: Record<string, unknown> = Object.fromEntries(
			own.flatMap((one) => Object.entries(one.after ?? {}))
		);
		const locked = row.state === 'locked' ? 'approved' : row.state;
		expect([row.measureId, locked, row.done]).toEqual([row.measureId, stands.state, stands.done]);
		const scores = await read.select().from(valueScore).where(eq(valueScore.evaluationId, row.id));
		const recorded = stands.scores as { score: number; comment: string }[];
		expect(scores).toMatchObject(recorded.map(({ score, comment }) => ({ score, comment })));
		const remarks = await read.select().from(remark).where(eq(remark.evaluationId, row.id));
		const returned = own.filter((one) => one.verb === 'return-evaluation');
		expect(remarks.map((one) => one.text)).toEqual(returned.map((one) => one.reason));
		for (const { atLeast } of said.filter((one) => one.measure === row.measureId))
			expect(row.version).toBeGreaterThanOrEqual(atLeast);
	}
	expect(new Set(events.filter((one) => one.noun === 'evaluation').map((one) => one.nounId)).size).toBe(
		rows.length
	);
}
