import fc from 'fast-check';
import { parse } from 'node-html-parser';
import type { SessionCookie } from '../support/browser-sessions';
import { openedSessions } from '../support/browser-sessions';
import { effort } from '../support/effort';
import { expect, testWithOwnServer as test } from '../support/own-server';
import { allPages, type PageVisit } from '../support/pages';

/** Every form of the application gets bodies that no browser sends. */

const count = effort(1_000, 10_000);
const patience = 2_000;
/** Characters of a body, before they are encoded. */
const maxLength = 1_500_000;

interface Form {
	address: string;
	fields: string[];
	account: PageVisit['account'];
}

/** What a field may hold besides what people type. */
const value = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.constantFrom(
		...[
			'',
			' ',
			'\0',
			'\r\n\r\n',
			'__proto__',
			'constructor',
			'[object Object]',
			'{{constructor}}',
			'$' + '{7*7}'
		],
		...[
			"' or 1=1 --",
			'"; drop table measure; --',
			'<script>alert(1)</script>',
			'../../../etc/passwd',
			'%00%ff'
		],
		...[
			'-1',
			'0',
			'1',
			'1e400',
			'NaN',
			'99999999999999999999',
			'0x10',
			'٣',
			'1,5',
			'9999-99-99',
			'31.02.2026'
		],
		...['2026', 'nb', 'on', 'adopted', '[]', '{}', 'null', '{"nb":1}', '\ud800', '\u202e', '🌱'.repeat(300)],
		...['a'.repeat(5_000), 'a\n'.repeat(20_000), '("'.repeat(5_000), 'H4sIAAAAAAAAA0tMBAChQ7pKAgAAAA']
	)
);

const body = fc.record({
	form: fc.nat(),
	type: fc.constantFrom('urlencoded', 'urlencoded', 'multipart', 'text', 'json', 'broken'),
	/** Which fields are sent, how often, and with what. */
	values: fc.array(fc.tuple(value, fc.constantFrom(1, 1, 1, 0, 2, 30)), { minLength: 12, maxLength: 12 }),
	extra: fc.array(fc.tuple(fc.string({ unit: 'binary', maxLength: 20 }), value), { maxLength: 3 }),
	signedIn: fc.constantFrom(true, true, true, false)
});
type HostileBody = typeof body extends fc.Arbitrary<infer T> ? T : never;

test('a hostile body gets an answer below 500 within two seconds', async ({ own }) => {
	test.setTimeout(effort(240_000, 5_400_000));
	const sessions = openedSessions();
	const cookie = (account: PageVisit['account']): Record<string, string> => {
		const session: SessionCookie | undefined = account && sessions.get(account);
		return session ? { cookie: `${session.name}=${session.value}` } : {};
	};
	const forms = (
		await Promise.all(allPages.map((page) => formsOf(own.address, page, cookie(page.account))))
	).flat();
	expect(forms.length, 'forms that are found').toBeGreaterThan(100);

	const seed = Date.now();
	const wrong: string[] = [];
	const answers: Record<number, number> = {};
	let done = 0;
	const report = () => console.log(`${done} bodies over ${forms.length} forms: ${JSON.stringify(answers)}`);
	for (const given of fc.sample(body, { numRuns: count, seed })) {
		const form = forms[given.form % forms.length]!;
		const headers = given.signedIn ? cookie(form.account) : {};
		// A second try tells a slow answer from a busy machine.
		const answer = await post(own.address, form, given, headers);
		const { status, took } = answer.took > patience ? await post(own.address, form, given, headers) : answer;
		answers[status] = (answers[status] ?? 0) + 1;
		if (++done % 1_000 === 0) report();
		if (status < 500 && took <= patience) continue;
		wrong.push(`${form.address} (${given.type}): ${status} after ${took} ms`);
		console.log(`seed ${seed}, body ${done}: ${wrong.at(-1)}`);
	}
	expect(wrong, `seed ${seed}`).toEqual([]);
});

/** Returns the forms of a page that post, but for those that end the session. */
async function formsOf(origin: string, { path, account }: PageVisit, headers: Record<string, string>) {
	const html = await (await fetch(origin + path, { headers })).text();
	return parse(html)
		.querySelectorAll('form[method=POST], form[method=post]')
		.map((form): Form => {
			const fields = form.querySelectorAll('[name]').map((one) => one.getAttribute('name') ?? '');
			const address = new URL(form.getAttribute('action') ?? '', origin + path);
			return { address: address.pathname + address.search, fields: [...new Set(fields)], account };
		})
		.filter(({ address }) => !/\/logout|everywhere/.test(address));
}

async function post(
	origin: string,
	{ address, fields }: Form,
	{ type, values, extra }: HostileBody,
	cookies: Record<string, string>
): Promise<{ status: number; took: number }> {
	const sent = fields.flatMap((name, index) => {
		const [text, times] = values[index % values.length]!;
		return Array.from({ length: times }, () => [name, text] as const);
	});
	let length = 0;
	const all = [...sent, ...extra].filter(([, text]) => (length += text.length) < maxLength);
	const started = performance.now();
	const headers: Record<string, string> = { ...cookies, origin, accept: 'text/html' };
	const response = await fetch(origin + address, {
		...{ method: 'POST', redirect: 'manual' as const, signal: AbortSignal.timeout(10_000) },
		...encode(type, all, headers)
	}).catch(() => null);
	await response?.arrayBuffer();
	return { status: response?.status ?? 599, took: Math.round(performance.now() - started) };
}

function encode(
	type: HostileBody['type'],
	all: (readonly [string, string])[],
	headers: Record<string, string>
) {
	if (type === 'multipart') {
		const form = new FormData();
		for (const [name, text] of all)
			if (/file|template/.test(name)) form.append(name, new Blob([text]), text.slice(0, 50));
			else form.append(name, text);
		return { headers, body: form };
	}
	const text = new URLSearchParams(all.map(([name, value]) => [name, value])).toString();
	if (type === 'urlencoded') return { headers, body: new URLSearchParams(text) };
	const contentType = {
		text: 'text/plain',
		json: 'application/json',
		broken: 'multipart/form-data; boundary=x'
	}[type];
	return {
		headers: { ...headers, 'content-type': contentType },
		body: type === 'json' ? JSON.stringify(all) : text
	};
}
