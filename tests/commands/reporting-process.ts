import { asc } from 'drizzle-orm';
import {
	emptyAnswers,
	type EvaluationAnswers,
	type EvaluationState
} from '$lib/domain/evaluation/evaluation';
import type { Actor } from '$lib/domain/permission';
import { openDatabase, type Database } from '$lib/server/database/database';
import { evaluation, measure, round } from '$lib/server/database/schema';
import { saveDraft, submitEvaluation, type EvaluationTarget } from '$lib/server/evaluations/commands';
import { approveEvaluation, returnEvaluation } from '$lib/server/evaluations/approval';
import { closeRound } from '$lib/server/workflows/close-round';
import { reopenRound } from '$lib/server/rounds/commands';

/*
 * A process of its own that works on a database, for the tests of what several processes do to one
 * file and of what is left when one is killed. Started with a task; says one line for each step.
 */

export interface ReportingTask {
	url: string;
	actor: Actor;
	planId: number;
	/** "save" saves measure 1.1 once, when told to go; "work" runs commands until it is killed. */
	kind: 'save' | 'work';
	/** What "save" writes. */
	text: string;
}

const task = JSON.parse(process.argv[2]!) as ReportingTask;
const db = await openDatabase({ url: task.url });
const say = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);

if (task.kind === 'save') await saveOnce();
else await workOn(db);

async function saveOnce(): Promise<void> {
	say('ready');
	await new Promise((go) => process.stdin.once('data', go));
	const target = { planId: task.planId, round: '2026', measure: '1.1', version: null };
	say(await saveDraft(context(), target, answers(task.text)));
	db.close();
	process.stdin.destroy();
}

/** Report after report through all its states, and now and then the round closed and reopened. */
async function workOn({ read }: Database): Promise<never> {
	const codes = await read
		.select({ id: measure.id, code: measure.code })
		.from(measure)
		.orderBy(asc(measure.id));
	say('ready');
	for (let count = 0; ; count++) {
		const subject = codes[count % codes.length]!;
		const rows = await read.select().from(evaluation);
		const given = rows.find((one) => one.measureId === subject.id);
		const target = {
			planId: task.planId,
			round: '2026',
			measure: subject.code,
			version: given?.version ?? null
		};
		const outcome = await takeStep(target, given?.state, count);
		if (count % 11 === 10) await closeAndReopen();
		// Refused while the round is closed: a process may have been killed before it reopened the round.
		const version = given?.version ?? 0;
		say({ measure: subject.id, atLeast: outcome.ok ? version + 1 : version });
	}
}

/** Takes an evaluation to its next state; drafts and submissions in turn. */
function takeStep(target: EvaluationTarget, state: EvaluationState | undefined, count: number) {
	const text = `Omgang ${count}`;
	if (state === 'submitted') return approveEvaluation(context(), target);
	if (state === 'approved') return returnEvaluation(context(), target, { text, lang: 'nn' });
	if (count % 3 === 0) return saveDraft(context(), target, answers(text));
	return submitEvaluation(context(), target, answers(text));
}

async function closeAndReopen(): Promise<void> {
	for (const step of [closeRound, reopenRound]) {
		const [found] = await db.read.select().from(round);
		const target = { planId: task.planId, round: '2026', version: found!.version };
		await step(context(), target, 'Prøve');
	}
}

function context() {
	return { db, actor: task.actor, now: new Date() };
}

function answers(done: string): EvaluationAnswers {
	const scores = [{ value: 'engasjert', score: (done.length % 5) + 1, comment: done }];
	return { ...emptyAnswers('nn'), status: 'on-track', progress: 40, done, scores };
}
