import { createHash, randomBytes } from 'node:crypto';
import { createClient } from '@libsql/client';
import type { Page } from 'playwright/test';
import {
	launchBrowser,
	expect,
	startOwnServer,
	testWithOwnServer,
	withoutJavaScript,
	type OwnServer
} from '../support/own-server';

/*
 * Reporting without an account: the mail's link opens one person's page in one round, and nothing else.
 * The links are made where the server keeps them, since mail is not what is tested here.
 */

testWithOwnServer.describe.configure({ mode: 'default', timeout: 60_000 });

/** The six that the tests report; all of them had an approved report before. */
const codes = ['X.1', 'X.2', 'X.3', 'X.4', 'X.5', 'X.6'];

async function onDatabase<T>(server: OwnServer, work: (run: Run) => Promise<T>): Promise<T> {
	const client = createClient({ url: `file:${server.database}`, timeout: 5_000 });
	try {
		return await work(async (sql, args = []) => (await client.execute({ sql, args })).rows);
	} finally {
		client.close();
	}
}
type Run = (sql: string, args?: (string | number | null)[]) => Promise<ArrayLike<Record<string, unknown>>>;

/** Takes the round back to where nothing of the six is begun, with its deadline still to come. */
async function beginAnew(server: OwnServer): Promise<void> {
	const ofSix = `(select id from evaluation where round_id = 3 and measure_id in
		(select id from measure where code like 'X.%'))`;
	const later = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
	await onDatabase(server, async (run) => {
		await run(`delete from value_score where evaluation_id in ${ofSix}`);
		await run(`delete from remark where evaluation_id in ${ofSix}`);
		await run(`delete from evaluation where id in ${ofSix}`);
		await run(`update round set state = 'open', report_by = ?, grace_days = 5 where id = 3`, [later]);
	});
}

/** Makes a link, as a mail would carry it. */
async function aLink(
	server: OwnServer,
	{ name = 'Kari Nordmann', account = 'ssu', code = null }: Partial<LinkFor> = {}
): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	const now = new Date().toISOString();
	await onDatabase(server, async (run) => {
		const [made] = Array.from(
			await run(
				`insert into reporting_access (round_id, person_id, measure_id, name, email, written_form, created_at)
				values (3, (select id from person where email = ?), (select id from measure where code = ?), ?, ?, 'nb', ?)
				returning id`,
				[`${account}@demo.test`, code, name, `${randomBytes(4).toString('hex')}@example.org`, now]
			)
		);
		const hash = createHash('sha256').update(token).digest('hex');
		const values = [hash, Number(made?.id), now];
		await run('insert into reporting_link (token_hash, access_id, created_at) values (?, ?, ?)', values);
	});
	return `/r/${token}`;
}
interface LinkFor {
	name: string;
	account: string;
	code: string | null;
}

/** Counts what the reader does besides typing. */
class Hand {
	count = 0;
	constructor(readonly page: Page) {}
	async press(name: string | RegExp, role: 'button' | 'link' = 'button'): Promise<void> {
		this.count++;
		await this.page.getByRole(role, { name }).first().click();
	}
	async choose(name: string): Promise<void> {
		this.count++;
		await this.page.getByText(name, { exact: true }).first().click();
	}
	async typeIn(field: string, text: string): Promise<void> {
		this.count++;
		const box = this.page.locator(`[name=${field}]`).first();
		await box.click();
		await box.fill(text);
	}
}

testWithOwnServer.beforeEach(({ own: server }) => beginAnew(server));

for (const scripts of ['with', 'without'] as const) {
	const options = scripts === 'with' ? {} : withoutJavaScript;

	testWithOwnServer(
		`six measures, three of them without news, ${scripts} scripts`,
		async ({ browser, own: server }) => {
			const page = await launchBrowser(browser, server, options);
			await page.goto(await aLink(server));
			const hand = new Hand(page);
			await hand.press('Åpne rapporteringen');
			await expect(page.getByText('Du rapporterer som Kari Nordmann')).toBeVisible();
			for (const [index, code] of codes.entries()) {
				await expect(page).toHaveURL(new RegExp(`/report/${code.replace('.', '\\.')}`));
				if (index % 2 === 1) {
					await hand.press('Ikke noe nytt siden sist');
					continue;
				}
				await hand.choose('I rute');
				await hand.typeIn('progress', '40');
				await hand.typeIn('done', `Gjort på ${code}.`);
				await hand.press(/^Send inn/);
			}
			await expect(page.getByText('Takk! Alt er sendt inn.')).toBeVisible();
			expect(hand.count).toBeLessThanOrEqual(25);
			const given = await onDatabase(server, (run) =>
				run(`select reported_by, reporter_id, state, unchanged from evaluation
				where round_id = 3 and measure_id in (select id from measure where code like 'X.%')`)
			);
			expect(Array.from(given).map((one) => one.state)).toEqual(codes.map(() => 'submitted'));
			expect(Array.from(given).filter((one) => one.unchanged)).toHaveLength(3);
			expect(new Set(Array.from(given).map((one) => one.reported_by))).toEqual(new Set(['Kari Nordmann']));
			await page.context().close();
		}
	);

	testWithOwnServer(
		`one measure without news takes three, ${scripts} scripts`,
		async ({ browser, own: server }) => {
			const page = await launchBrowser(browser, server, options);
			await page.goto(await aLink(server, { code: 'X.2' }));
			await expect(page.getByText(/Den åpner ett tiltak: X\.2/)).toBeVisible();
			const hand = new Hand(page);
			await hand.press('Åpne rapporteringen');
			await hand.press('Ikke noe nytt siden sist');
			await expect(page.getByText('Takk! Alt er sendt inn.')).toBeVisible();
			// The link in the mail is the first.
			expect(1 + hand.count).toBe(3);
			await page.context().close();
		}
	);
}

testWithOwnServer(
	'a link opens by its button alone, and what is fetched changes nothing',
	async ({ browser, own: server }) => {
		const page = await launchBrowser(browser, server);
		const link = await aLink(server);
		const response = await page.goto(link);
		expect(response?.headers()).toMatchObject({
			'cache-control': 'no-store',
			'referrer-policy': 'strict-origin'
		});
		expect(await page.context().cookies()).toEqual([]);
		await page.getByRole('button', { name: 'Åpne rapporteringen' }).click();
		await page.waitForURL(/\/report\/X/);
		const [cookie] = await page.context().cookies();
		expect(cookie).toMatchObject({ name: 'framdrift_link', httpOnly: true, sameSite: 'Lax', path: '/' });
		expect(server.log().join('\n')).not.toContain(link.slice('/r/'.length));
		await page.context().close();
	}
);

testWithOwnServer('a link reports, and does nothing else', async ({ browser, own: server }) => {
	const page = await launchBrowser(browser, server);
	await page.goto(await aLink(server, { code: 'X.2' }));
	await page.getByRole('button', { name: 'Åpne rapporteringen' }).click();
	await page.waitForURL(/\/report\/X/);
	for (const path of ['/report/X.1', '/report/1.6', '/report/X.2/colleague', '/rounds', '/edit', '/admin'])
		expect((await page.goto(path))?.status(), path).toBe(403);
	expect((await page.goto('/report/X.2'))?.status()).toBe(200);
	const form = { status: 'on-track', progress: '1', lang: 'nb', version: '', round: '2026' };
	const headers = { origin: server.address };
	const other = await page.request.post('/report/X.1/draft', { form, headers });
	expect(other.status()).toBe(403);
	const own = await page.request.post('/report/X.2/draft', { form, headers });
	expect(await own.json()).toMatchObject({ version: 1 });
	await page.context().close();
});

testWithOwnServer(
	'two people with links at two browsers stay two people',
	async ({ browser, own: server }) => {
		const [kari, ola] = [await launchBrowser(browser, server), await launchBrowser(browser, server)];
		await kari.goto(await aLink(server));
		await ola.goto(await aLink(server, { name: 'Ola Hansen', code: 'X.3' }));
		for (const page of [kari, ola]) await page.getByRole('button', { name: 'Åpne rapporteringen' }).click();
		await expect(kari.getByText('Du rapporterer som Kari Nordmann')).toBeVisible();
		await expect(ola.getByText('Du rapporterer som Ola Hansen')).toBeVisible();
		expect((await ola.goto('/report/X.1'))?.status()).toBe(403);
		expect((await kari.goto('/report/X.1'))?.status()).toBe(200);
		for (const page of [kari, ola]) await page.context().close();
	}
);

testWithOwnServer('signing in takes the link’s place', async ({ browser, own: server, signIn }) => {
	const page = await launchBrowser(browser, server);
	await page.goto(await aLink(server));
	await page.getByRole('button', { name: 'Åpne rapporteringen' }).click();
	await page.waitForURL(/\/report\/X/);
	await signIn(page, 'fsu1', { fresh: true });
	expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['framdrift_session']);
	await page.context().close();
});

testWithOwnServer(
	'revoked, too late, closed: a clear page and 403, also where it was open before',
	async ({ browser, own: server }) => {
		const page = await launchBrowser(browser, server);
		const link = await aLink(server);
		await page.goto(link);
		await page.getByRole('button', { name: 'Åpne rapporteringen' }).click();
		await page.waitForURL(/\/report\/X/);
		const cases = [
			['update reporting_access set revoked_at = created_at', 'Lenken er trukket tilbake'],
			["update round set report_by = '2026-01-05' where id = 3", 'Rapportfristen er ute'],
			["update round set state = 'closed' where id = 3", 'Runden er lukket']
		] as const;
		for (const [sql, title] of cases) {
			await onDatabase(server, (run) => run(sql));
			for (const path of [link, '/report', '/report/X.1']) {
				expect((await page.goto(path))?.status(), `${title} ${path}`).toBe(403);
				await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
			}
			await onDatabase(server, (run) => run('update reporting_access set revoked_at = null'));
		}
		await page.goto(`/nn${link}`);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Runden er lukka');
		await page.context().close();
	}
);

testWithOwnServer(
	'handing on gives a colleague a link of their own, which can be taken back',
	async ({ browser, own: server, signIn }) => {
		const page = await launchBrowser(browser, server);
		await signIn(page, 'ssu');
		await page.goto('/report/X.4');
		await page.getByRole('link', { name: 'La en kollega rapportere tiltaket' }).click();
		await page.getByRole('button', { name: 'Send lenke' }).click();
		await expect(page.locator('.summary')).toBeVisible();
		await page.locator('[name=name]').fill('Nina Dahl');
		await page.locator('[name=email]').fill('nina.dahl@example.org');
		await page.getByRole('button', { name: 'Send lenke' }).click();
		await expect(page.getByText('Nina Dahl kan rapportere tiltaket.')).toBeVisible();
		await page.goto('/report/X.4');
		await expect(page.getByText('Kan rapportere med lenke: Nina Dahl')).toBeVisible();
		await page.goto('/report/X.4/colleague');
		await page.getByRole('button', { name: 'Trekk tilbake' }).click();
		await expect(page.getByText('nina.dahl@example.org')).toHaveCount(0);
		await page.context().close();
	}
);

testWithOwnServer('the pages are accessible', async ({ page, own: server, axe, signIn }) => {
	await page.goto(await aLink(server));
	await axe(page);
	await page.goto('/r/no-such-link');
	await axe(page);
	await signIn(page, 'ssu');
	await page.goto('/report/X.4/colleague');
	await axe(page);
});

testWithOwnServer('guessing is slowed down, and a valid link still opens', async () => {
	// Of its own: whoever comes from this address has guessed too often.
	const alone = await startOwnServer();
	try {
		await beginAnew(alone);
		const statuses: number[] = [];
		let retryAfter: string | null = null;
		for (let tries = 0; tries < 32; tries++) {
			const answer = await fetch(`${alone.address}/r/${randomBytes(32).toString('base64url')}`);
			statuses.push(answer.status);
			retryAfter = answer.headers.get('retry-after');
		}
		expect(statuses[0]).toBe(403);
		expect(statuses.at(-1)).toBe(429);
		expect(Number(retryAfter)).toBeGreaterThan(0);
		expect((await fetch(alone.address + (await aLink(alone)))).status).toBe(200);
	} finally {
		await alone.stop();
	}
});
