import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { planMeeting } from '$lib/server/meetings/commands';
import { agendaOf, meetingById } from '$lib/server/meetings/queries';
import { takeMeetingStep } from '$lib/server/meetings/steps';
import { openDatabase } from '$lib/server/database/database';
import { effort } from '../support/effort';
import { aPartnership, expectOk, today, type Partnership } from '../support/partnership';
import { buildTestProcess } from './child-process';
import type { AnsweredOutcome, OutcomeTask } from './outcome-process';

/*
 * Outcomes are written in a meeting while the process is killed, again and again: every text that was answered
 * for is there when the file is opened again. Four kills in `npm test`, twenty in the soak.
 */
const kills = effort(4, 20);
const start = buildTestProcess<OutcomeTask>('outcome-process');

let partnership: Partnership;
let partnershipId: number;
let meetingId: number;

beforeAll(async () => {
	partnership = await aPartnership();
	({ partnershipId } = await partnership.plan());
	const context = partnership.as('secretariat');
	const values = {
		...({ kind: 'ordinary', lang: 'nb', body: 'fsu-1', jointBody: null, day: '2026-12-03' } as const),
		...{ startsAt: null, endsAt: null, place: '' }
	};
	({ id: meetingId } = expectOk(await planMeeting(context, { partnershipId, uid: 'uid' }, values)));
	for (const step of ['call', 'start'] as const) {
		const { version } = (await meetingById(partnership.db.read, partnershipId, meetingId))!;
		const target = { partnershipId, id: meetingId, version };
		expectOk(await takeMeetingStep(context, target, { step, reason: '', time: null }));
	}
	await partnership.db.read.run(sql`PRAGMA wal_checkpoint(TRUNCATE)`);
}, 120_000);

/** The outcomes in the file, as numbers by item, after the file is found to be sound. */
async function storedOutcomes(url: string): Promise<Map<number, number>> {
	const db = await openDatabase({ url });
	try {
		expect(await db.read.all(sql`PRAGMA integrity_check`)).toEqual([{ integrity_check: 'ok' }]);
		const agenda = await agendaOf(db.read, meetingId);
		return new Map(agenda.map(({ id, outcome }) => [id, Number(/\d+/.exec(outcome)?.[0] ?? 0)]));
	} finally {
		db.close();
	}
}

it('keeps every outcome that was answered for, with the process killed at any point', async () => {
	const { url } = partnership.db;
	const answered = new Map<number, number>();
	let last = 0;
	for (let kill = 1; kill <= kills; kill++) {
		const actor = partnership.actors.secretariat;
		const writer = start({
			...{ url, actor, partnershipId, meetingId, from: last + 1, now: today.toISOString() }
		});
		const heard = [(await writer.heard()) as AnsweredOutcome];
		await new Promise((later) => setTimeout(later, Math.random() * 150));
		writer.process.kill('SIGKILL');
		heard.push(...((await writer.rest()) as AnsweredOutcome[]));
		for (const { item, text } of heard) answered.set(item, text);
		last = heard.at(-1)!.text;
		const stored = await storedOutcomes(url);
		for (const [item, text] of answered) {
			// One more may be there than was answered for: the answer died with the process.
			expect([text, last + 1], `kill ${kill}, item ${item}`).toContain(stored.get(item));
		}
		last = Math.max(last, ...stored.values());
	}
	expect(answered.size).toBeGreaterThan(0);
}, 600_000);
