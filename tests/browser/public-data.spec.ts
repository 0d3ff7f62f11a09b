import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createClient } from '@libsql/client';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'playwright/test';
import { startServer, templateVariable, type RunningServer } from '../support/server';

/*
 * Persons and unpublished texts are marked in a copy of the example data, and the marks looked for in
 * everything that a visitor without an account can fetch. What published reviews say keeps its words.
 */

const personMark = 'Xqperson';
const textMark = 'xqupublisert';

/** Condition for rows of rounds without a published review. */
const unpublished = 'round_id not in (select round_id from review where published_at is not null)';

/** Statements that mark what the public may not see. Sealed content and published evaluations stay. */
const marks = [
	`update person set name = '${personMark} ' || id, email = 'xqperson' || id || '@demo.test'`,
	`update indicator_reading set "by" = '${personMark} ' || "by"`,
	'drop trigger past_is_sealed_update',
	`update past set row = json_set(row, '$.by', '${personMark}') where of = 'indicator_reading' and row is not null`,
	...['done', 'results', 'deviation', 'cause', 'needs_text', 'next_steps', 'reported_by'].map(
		(column) => `update evaluation set ${column} = '${textMark} ${personMark}' where ${unpublished}`
	),
	`update remark set text = '${textMark}', "by" = '${personMark}'`,
	`insert into review_text (round_id, section, text, "by", at)
		select id, 'summary', json_object('nb', '${textMark}'), '${personMark}', '2026-11-01T08:00:00.000Z' from round where state = 'open'
		on conflict do nothing`,
	`update value_score set comment = '${textMark}'
		where evaluation_id in (select id from evaluation where ${unpublished})`,
	`update area_verdict set text = '${textMark}', "by" = '${personMark}' where ${unpublished}`,
	`update rollout set note = '${textMark}', reported_by = '${personMark}'`,
	`update adjustment_item set reason = '${textMark}'
		where adjustment_id in (select id from adjustment where state = 'open')`,
	`update matter set title = '${textMark}', text = '${textMark}', concerns = '${textMark}', wish = '${textMark}'`,
	`update matter_sender set name = '${personMark}', organisation = '${personMark}', email = '${personMark}'`,
	`insert into matter_file (matter_id, name, kind, bytes, content, added_at)
		values (1, '${textMark}.pdf', 'pdf', 5, x'255044462d', '2026-11-10T08:00:00.000Z')`,
	`insert into pending_matter (partnership_id, content, name, email, written_form, address, sent_at)
		select id, json_object('title', '${textMark}', 'text', '${textMark}'), '${personMark}', '${personMark}', 'nb', '', '2026-11-10T08:00:00.000Z'
		from partnership`,
	`insert into pending_matter_file (pending_id, name, kind, bytes, content)
		select id, '${textMark}.pdf', 'pdf', 5, x'255044462d' from pending_matter`,
	`update meeting_attendance set name = '${personMark}', alternate_name = '${personMark}', answer_note = '${textMark}'`,
	`update recusal set reason = '${textMark}', replaced_by = '${personMark}'`,
	`update circulation_answer set note = '${textMark}'`,
	`insert into outcome_draft (agenda_item_id, person_id, posted, based_on, at)
		select id, 1, json_object('outcome', '${textMark}'), 1, '2026-11-10T08:00:00.000Z' from agenda_item`,
	`update minutes_remark set text = '${textMark}'`,
	`update minutes set approved_by = '${personMark}', published_by = '${personMark}'`,
	`update minutes set content = '${textMark}' where published_at is null`,
	...['background', 'assessment', 'proposal', 'outcome', 'dissent', 'closed_basis'].map(
		(column) => `update agenda_item set ${column} = '${textMark}'`
	),
	`update agenda_item set title = '${textMark}' where closed`,
	`update meeting set place = '${textMark}' where state in ('planned', 'cancelled')`,
	`update decision set title = '${textMark}', text = '${textMark}', dissent = '${textMark}' where published_at is null`,
	`update mail set name = '${personMark}', recipient = 'xqperson' || id || '@demo.test'`,
	`insert into plan (partnership_id, slug, name, from_year, to_year, written_form, state)
		select partnership_id, 'draft', json_object('nb', '${textMark}', 'nn', '${textMark}'), 2030, 2033, 'nb', 'draft'
		from plan limit 1`
];
const leaks = new RegExp(`${personMark}|${textMark}|[\\w.]+@demo\\.test`, 'gi');

/** Values of the parameters in a route's folder; a new kind of route needs its own here. */
const parameters: Record<string, string[]> = {
	'areas/[number]': ['1', '2', '6'],
	'areas/[number]/paper.[format]': ['paper.docx'],
	'chart-pictures/[hash]': ['unknown'],
	'chart-pictures/[hash]/[style].webp': ['light-wide.webp'],
	'help/[role]': ['ssu'],
	'partners/[number]': ['4022', '4003'],
	'measures/[code]': ['1.2', '2.2', '2.3', '3.1'],
	'measures/[code]/questions': ['2.2'],
	'measures/[code]/paper.[format]': ['paper.docx'],
	'edit/measures/[code]': ['1.1'],
	'report/[code]': ['1.2'],
	'reviews/[round]': ['2025', '2026-half', '2026'],
	'rounds/[round]': ['2026'],
	'rounds/[round]/[code]': ['2.1'],
	'reviews/[round]/texts/[section]': ['summary'],
	'adjustments/[year]': ['2026', '2027'],
	'edit/adjustments/[year]': ['2027'],
	'edit/adjustments/[year]/[code]': ['2.1'],
	'edit/adjustments/[year]/new/[[item]]': [''],
	'edit/[part]': ['areas'],
	'edit/[part]/[key]': ['1'],
	'bodies/[slug]': ['fsu-1'],
	'bodies/[slug]/edit': ['fsu-1'],
	'bodies/[slug]/seats/[seat]': ['new'],
	'admin/erase/[person]': ['1'],
	// No example opens one: the token is a secret.
	'calendar/[token].ics': ['unknown.ics'],
	'decisions/[id]': ['9', '12'],
	'decisions/[id]/edit': ['9', '12'],
	'matters/[id]': ['1'],
	'matters/status/[token]': ['unknown'],
	'matters/status/[token]/files/[file]': ['1'],
	'matters/[id]/files/[file]': ['1'],
	'matters/[id]/edit': ['1'],
	'meetings/[id]': ['1', '2', '3', '4', '5', '6', '8'],
	'meetings/[id]/items/[item]': ['1'],
	'outbox/[id]': ['58', '47', '48'],
	'meetings/[id]/papers/[file]': ['notice.html', 'cases.html', 'minutes.html', 'minutes.docx', 'archive.zip'],
	'redact/[noun]': ['matter', 'meeting', 'decision', 'inquiry'],
	'redact/[noun]/[id]': ['1', '9'],
	'answer/[token]': ['unknown'],
	'follow-up/[token]': ['unknown'],
	'questions/[token]': ['unknown'],
	'mail/[token]': ['unknown'],
	'r/[token]': ['unknown'],
	'setup/[token]': ['unknown'],
	'address/[token]': ['unknown']
};

/** Queries that show more of a route than its address does. */
const queries: Record<string, string[]> = {
	'/': ['?at=2026-03-01', '?year=2026'],
	'/areas/1': ['?at=2026-03-01'],
	'/changes': ['?from=2025-10-01', '?from=2025-09-01&to=2026-10-01'],
	'/coverage': ['?thread=U7&area=1'],
	'/timeline': ['?area=3&year=2027'],
	'/indicators': ['?area=3', '?at=2026-07-01'],
	'/meetings': ['?when=earlier', '?body=fsu-1'],
	'/decisions': ['?kind=decision', '?page=2'],
	'/year': ['?year=2027'],
	'/search': [`?q=${textMark}`, `?q=${personMark}`, '?q=barn', '?q=framdrift&kind=evaluation'],
	'/search/suggest': [`?q=${textMark}`, `?q=${personMark}`, '?q=barn']
};

/** Routes without JavaScript data: their answer is the data. */
const isPage = (folder: string) => readdirSync(folder).includes('+page.svelte');

let folder: string;
let server: RunningServer;

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'framdrift-public-'));
	const database = join(folder, 'marked.db');
	copyFileSync(process.env[templateVariable] ?? '', database);
	const client = createClient({ url: `file:${database}` });
	for (const mark of marks) await client.execute(mark);
	await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
	client.close();
	// The demo's sign-in page lists its accounts.
	server = await startServer(database, { FRAMDRIFT_DEMO: '' });
});
test.afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

test('everybody can take published minutes as a PDF', async () => {
	const response = await fetch(`${server.address}/meetings/4/papers/minutes.pdf`);
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('application/pdf');
	expect(Buffer.from(await response.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
});

test('no public address gives away persons or unpublished texts', async () => {
	test.setTimeout(180_000);
	const found: string[] = [];
	const open: string[] = [];
	for (const address of routeFolders().flatMap(addressesOf)) {
		const response = await fetch(server.address + address, { redirect: 'manual' });
		const said = textOf(response, new Uint8Array(await response.arrayBuffer()));
		if (response.status === 200) open.push(address);
		// A search page repeats what was searched for.
		const asked = new URL(address, server.address).searchParams.get('q') ?? '';
		const leaked = [...said.matchAll(leaks)].map(([word]) => word).filter((word) => !isAsked(word, asked));
		if (leaked.length > 0) found.push(`${address}: ${[...new Set(leaked)].join(', ')}`);
	}
	expect(found).toEqual([]);
	for (const address of ['/changes', '/measures/1.2/__data.json', '/reviews/2025/review.xlsx', '/plans'])
		expect(open).toContain(address);
	expect(open.length).toBeGreaterThan(60);
});

function isAsked(word: string, asked: string): boolean {
	return word.toLowerCase() === asked.toLowerCase();
}

/** Returns the folders of all routes, found in the source. */
function routeFolders(): string[] {
	const files = readdirSync('src/routes', { recursive: true, encoding: 'utf8' });
	return [
		...new Set(files.filter((one) => /\+(page\.svelte|server\.ts)$/.test(one)).map((one) => dirname(one)))
	];
}

function addressesOf(route: string): string[] {
	let addresses = [''];
	let soFar = '';
	for (const part of route === '.' ? [] : route.split('/')) {
		soFar = soFar ? `${soFar}/${part}` : part;
		const values = part.includes('[') ? parameters[soFar] : [part];
		if (!values) throw new Error(`Give an example of ${soFar} in tests/browser/public-data.spec.ts.`);
		addresses = addresses.flatMap((one) => values.map((value) => (value ? `${one}/${value}` : one)));
	}
	return addresses.flatMap((one) => {
		const address = one || '/';
		const asked = [address, ...(queries[address] ?? []).map((query) => address + query)];
		if (!isPage(join('src/routes', route))) return asked;
		return asked.flatMap((page) => {
			const [path = '', query] = page.split('?');
			const data = `${path === '/' ? '' : path}/__data.json${query === undefined ? '' : `?${query}`}`;
			return [page, data, `/nn${page === '/' ? '' : page}`];
		});
	});
}

/** Returns a response's text, with that of all parts of a zip file. */
function textOf({ headers }: Response, bytes: Uint8Array): string {
	if (!/zip|openxmlformats/.test(headers.get('content-type') ?? '')) return strFromU8(bytes);
	return Object.values(unzipSync(bytes))
		.map((part) => (part[0] === 0x50 && part[1] === 0x4b ? textOf(zipHeaders, part) : strFromU8(part)))
		.join('\n');
}

const zipHeaders = new Response(null, { headers: { 'content-type': 'application/zip' } });
