import { createHash, randomBytes } from 'node:crypto';
import { createClient } from '@libsql/client';
import {
	launchBrowser,
	expect,
	testWithOwnServer,
	withoutJavaScript,
	type OwnServer
} from '../support/own-server';

/*
 * A party's representative reports from the mail's link, without an account. The link is made where the
 * server keeps them, since mail is not what is tested here.
 */

testWithOwnServer.describe.configure({ mode: 'default', timeout: 60_000 });

/** Makes a link to the running round for who represents Seljord, as a mail would carry it. */
async function aLink(server: OwnServer): Promise<string> {
	const client = createClient({ url: `file:${server.database}`, timeout: 5_000 });
	const token = randomBytes(32).toString('base64url');
	const hash = createHash('sha256').update(token).digest('hex');
	const now = new Date().toISOString();
	const later = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
	try {
		await client.execute({
			sql: "update round set report_by = ?, grace_days = 5 where state = 'open'",
			args: [later]
		});
		await client.execute({
			sql: `insert into reporting_access (round_id, person_id, name, email, written_form, created_at)
				select (select id from round where state = 'open'), id, name, ?, 'nn', ? from person
				where email = 'kommune@demo.test'`,
			args: [`${randomBytes(4).toString('hex')}@example.org`, now]
		});
		await client.execute({
			sql: `insert into reporting_link (token_hash, access_id, created_at)
				values (?, (select max(id) from reporting_access), ?)`,
			args: [hash, now]
		});
	} finally {
		client.close();
	}
	return `/r/${token}?party=4022`;
}

testWithOwnServer(
	'from the mail to "no change for all" in two clicks, in nynorsk and without scripts',
	async ({ browser, own: server }) => {
		const page = await launchBrowser(browser, server, withoutJavaScript);
		expect((await page.goto(await aLink(server)))?.status()).toBe(200);
		await expect(page).toHaveURL(/\/nn\/r\/.+\?party=4022$/);
		await expect(page.getByText(/kor langt Seljord har kome/)).toBeVisible();
		expect(await page.context().cookies()).toEqual([]);
		await page.getByRole('button', { name: 'Opne rapporteringa' }).click();
		await expect(page).toHaveURL(/\/nn\/partners\/4022$/);
		await expect(page.getByText(/^Du rapporterer som Representant for Seljord/)).toBeVisible();

		const all = page.getByRole('button', { name: /^Inga endring for alle \d+$/ });
		const count = Number(/\d+/.exec((await all.textContent()) ?? '')?.[0]);
		expect(count).toBeGreaterThan(1);
		await all.click();
		await expect(page.getByRole('status').getByText(`Takk! ${count} svar er stadfesta.`)).toBeVisible();

		for (const path of ['/nn/partners/4003', '/nn/partners', '/nn/rollout', '/nn/report/1.1'])
			expect((await page.goto(path))?.status(), path).toBe(403);
		await page.context().close();
	}
);

testWithOwnServer('the pages are accessible', async ({ page, own: server, axe }) => {
	await page.goto(await aLink(server));
	await axe(page);
	await page.getByRole('button').filter({ hasText: 'Opne rapporteringa' }).click();
	await page.waitForURL('**/partners/4022');
	await axe(page);
});
