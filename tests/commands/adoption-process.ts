import { writeSync } from 'node:fs';
import { adoptAdjustment } from '$lib/server/workflows/adopt-adjustment';
import { openDatabase } from '$lib/server/database/database';
import type { Actor } from '$lib/domain/permission';

/*
 * A process of its own that adopts an adjustment when it is told to, to be killed while it does. It says
 * where it is at once, past every buffer that would die with it.
 */

export interface AdoptionTask {
	url: string;
	actor: Actor;
	planId: number;
	year: number;
	decision: string;
	/** The moment it is adopted at, so that what stands afterwards can be known beforehand. */
	now: string;
}

/** What it says: that it is ready, that its turn has begun, that all is written, that it stands. */
export type AdoptionMessage = 'ready' | 'begun' | 'written' | 'stands';

const { url, actor, planId, year, decision, now } = JSON.parse(process.argv[2]!) as AdoptionTask;
const say = (word: AdoptionMessage) => writeSync(1, `"${word}"\n`);

const opened = await openDatabase({ url });
const db: typeof opened = {
	...opened,
	write: (turn) =>
		opened.write(async (tx) => {
			say('begun');
			const answer = await turn(tx);
			say('written');
			return answer;
		})
};
say('ready');
await new Promise((go) => process.stdin.once('data', go));
const outcome = await adoptAdjustment({ db, actor, now: new Date(now) }, { planId, year }, decision);
if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
say('stands');
opened.close();
process.stdin.destroy();
