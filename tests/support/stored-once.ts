import type { Client } from '@libsql/client';
import type { SentTally } from './persistent-visitor';

/*
 * What a database holds of changes that were sent, read from its tables and its log without the application's
 * queries.
 */

/** Texts of each kind of change, wherever one is stored. */
const storedTexts: Record<string, string[]> = {
	goal: [
		`select json_extract("text", '$.nb') as text from goal_state`,
		eventsOf('add-entry', `after ->> '$.text.nb'`)
	],
	draft: [eventsOf('save-evaluation', `after ->> '$.done'`)],
	submit: [eventsOf('submit-evaluation', `after ->> '$.done'`)],
	approve: ['select text from remark', eventsOf('approve-evaluation', 'reason')],
	return: ['select text from remark', eventsOf('return-evaluation', 'reason')],
	import: [`select reason as text from event where verb in ('add-measure', 'edit-measure')`],
	decision: ['select title as text from decision'],
	'follow-up': ['select text from decision_follow_up', eventsOf('follow-up-decision', `after ->> '$.text'`)]
};

function eventsOf(verb: string, text: string): string {
	return `select ${text} as text from event where verb = '${verb}'`;
}

/**
 * Returns what is wrong with what is stored: what was answered for must be there once in each place, and what nobody
 * knows about at most once, in all places or none.
 */
export async function storageFaults(client: Client, tally: SentTally): Promise<string[]> {
	const faults: string[] = [];
	for (const [kind, { acknowledged, unknown }] of tally.kinds) {
		const found: Map<string, number>[] = [];
		for (const sql of storedTexts[kind] ?? []) found.push(await countTexts(client, sql));
		for (const text of [...acknowledged, ...unknown]) {
			const times = found.map((one) => one.get(text) ?? 0);
			const isOnce = times.every((count) => count === 1);
			const isNowhere = times.every((count) => count === 0);
			if (!isOnce && !(isNowhere && unknown.includes(text)))
				faults.push(`${kind} "${text}" is stored ${times.join(' and ')} times.`);
		}
	}
	return [...faults, ...(await versionFaults(client))];
}

async function countTexts(client: Client, sql: string): Promise<Map<string, number>> {
	const counts = new Map<string, number>();
	for (const { text } of (await client.execute(sql)).rows)
		if (typeof text === 'string') counts.set(text, (counts.get(text) ?? 0) + 1);
	return counts;
}

/** Texts that all changes of a run have, as patterns of SQL. */
const ofThisRun = { title: '%under strømbrudd', done: '%nummer%' };

/** Each entry and each step of an evaluation makes one version. */
const versions = `
	select title as what, version - 1 as versions,
		(select count(*) from decision_follow_up where decision_id = decision.id) as changes
	from decision where title like '${ofThisRun.title}'
	union all
	select measure_id, version, (select count(*) from event where noun = 'evaluation' and noun_id = '2026/' || measure_id)
	from evaluation where done like '${ofThisRun.done}'`;

async function versionFaults(client: Client): Promise<string[]> {
	const { rows } = await client.execute(versions);
	return rows
		.filter((row) => row.versions !== row.changes)
		.map((row) => `There are not as many versions as changes: ${JSON.stringify(row)}`);
}
