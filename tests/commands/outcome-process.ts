import { writeSync } from 'node:fs';
import type { Actor } from '$lib/domain/permission';
import { openDatabase } from '$lib/server/database/database';
import { recordOutcome } from '$lib/server/meetings/outcome';
import { agendaOf } from '$lib/server/meetings/queries';

/*
 * A process of its own that writes one outcome after another, to be killed while it does. It says each text
 * that was answered for at once, past every buffer that would die with it.
 */

export interface OutcomeTask {
	url: string;
	actor: Actor;
	partnershipId: number;
	meetingId: number;
	/** Number of the first text it writes. */
	from: number;
	now: string;
}

/** An outcome that was answered for, by its item. */
export interface AnsweredOutcome {
	item: number;
	text: number;
}

const { url, actor, partnershipId, meetingId, from, now } = JSON.parse(process.argv[2]!) as OutcomeTask;
const db = await openDatabase({ url });
for (let text = from; ; text++) {
	const agenda = await agendaOf(db.read, meetingId);
	const { id: itemId, version } = agenda[text % agenda.length]!;
	const saved = await recordOutcome(
		{ db, actor, now: new Date(now) },
		{ partnershipId, id: meetingId, itemId, version },
		{
			...({ outcomeKind: 'decision', outcome: `Vedtak ${text}`, outcomeLang: 'nb', dissent: '' } as const),
			...({ consensus: 'agreed', reason: '', goesOn: false, responsible: null, dueOn: null } as const)
		}
	);
	if (!saved.ok) throw new Error(JSON.stringify(saved.refused));
	writeSync(1, `${JSON.stringify({ item: itemId, text } satisfies AnsweredOutcome)}\n`);
}
