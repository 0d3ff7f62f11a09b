import { parse, type HTMLElement } from 'node-html-parser';
import { type APIRequestContext } from 'playwright/test';
import { expect, test, testIsolated, withoutJavaScript, type Account } from '../support/browser';
import { inEveryLanguage } from '../support/pages';
import { demoPassword } from '../support/server';
import { labelsIn } from '../support/labels';

const words = labelsIn('nb');

test.describe('who is not signed in', () => {
	for (const path of [
		'/report',
		'/report/1.2',
		'/rounds',
		'/rounds/2026/2.1',
		'/edit/measures/1.1',
		'/admin'
	])
		test(`is sent from ${path} to sign in`, async ({ request }) => {
			for (const { locale, address } of inEveryLanguage(`${path}?a=1`)) {
				const answer = await request.get(address, { maxRedirects: 0 });
				expect(answer.status(), address).toBe(303);
				const login = locale === 'nb' ? '/login' : `/${locale}/login`;
				expect(answer.headers().location).toBe(`${login}?next=${encodeURIComponent(address)}`);
			}
		});

	test('comes back to where they were going', async ({ page }) => {
		const nynorsk = labelsIn('nn');
		await page.goto('/nn/rounds/2026?from=mail');
		await page.getByRole('textbox', { name: nynorsk.person_email() }).fill('ssu@demo.test');
		await page.getByRole('textbox', { name: nynorsk.person_password() }).fill(demoPassword);
		await page.getByRole('main').getByRole('button', { name: nynorsk.shell_sign_in() }).click();
		await expect(page).toHaveURL('/nn/rounds/2026?from=mail');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			nynorsk.round_name_annual({ year: 2026 })
		);
	});

	for (const elsewhere of ['https://example.org/', '//example.org/', '/\\example.org', '/nn//example.org'])
		test(`is not sent on to ${elsewhere}`, async ({ request, server }) => {
			const answer = await tryToSignIn(request, server.address, {
				email: 'kommune@demo.test',
				next: elsewhere
			});
			expect(answer.status()).toBe(303);
			expect(answer.headers().location).toBe('/');
		});

	for (const email of ['ssu@demo.test', 'nobody@demo.test'])
		test(`is told the same of a wrong password for ${email}`, async ({ page }) => {
			await page.goto('/login?next=/rounds');
			const field = page.getByRole('textbox', { name: words.person_email() });
			await field.fill(email);
			await page.getByRole('textbox', { name: words.person_password() }).fill('not the password');
			const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
			await page.getByRole('main').getByRole('button', { name: words.shell_sign_in() }).click();
			await expect(page.getByRole('alert')).toContainText(words.fault_wrong_credentials());
			await expect(field).toHaveValue(email);
			const answer = await (await answered).text();
			expect(answer).toContain(email);
			expect(answer, 'a password never comes back').not.toContain('not the password');
		});
});

testIsolated('who tries too often is slowed down', async ({ request, server }) => {
	// The account has signed in from this address, so that ten tries are free.
	for (let tries = 1; tries <= 10; tries++) {
		const answer = await tryToSignIn(request, server.address, { email: 'fsu1@demo.test', password: 'wrong' });
		expect(answer.status()).toBe(400);
	}
	const answer = await tryToSignIn(request, server.address, { email: 'fsu1@demo.test' });
	expect(answer.status()).toBe(429);
	expect(Number(answer.headers()['retry-after'])).toBeLessThanOrEqual(2);
	expect(await answer.text()).toContain(words.fault_too_many_tries());
	const another = await tryToSignIn(request, server.address, { email: 'fsu2@demo.test' });
	expect(another.status(), 'another account').toBe(303);
	await expect
		.poll(async () => (await tryToSignIn(request, server.address, { email: 'fsu1@demo.test' })).status())
		.toBe(303);
});

testIsolated(
	'one’s own password is changed, and one is signed out everywhere',
	async ({ page, signIn, axe }) => {
		const another = 'tre elgar drikk te';
		await signIn(page, 'fsu3', { fresh: true });
		await page.getByRole('link', { name: 'Leiar i FSU 3' }).click();
		await axe(page);
		const form = page.locator('form', { has: page.locator('[name=currentPassword]') });
		await form.locator('[name=currentPassword]').fill('not this one');
		await form.locator('[name=password]').fill(another);
		await form.locator('[type=submit]').click();
		await expect(page.getByRole('alert')).toContainText(words.fault_wrong_password());
		await form.locator('[name=currentPassword]').fill(demoPassword);
		await form.locator('[name=password]').fill(another);
		await form.locator('[type=submit]').click();
		await expect(page.getByRole('status')).toContainText(words.person_password_changed());
		await expect(page.getByRole('main')).toContainText(words.person_log_change_password());
		await page.getByRole('button', { name: words.person_everywhere() }).click();
		await expect(page).toHaveURL('/');
		await page.goto('/account');
		await expect(page).toHaveURL(/\/login\?/);
	}
);

const secretariat = words.permission_role_secretariat();
const leader = words.permission_role_responsible_leader();
const refused: [account: Account, path: string, only: string][] = [
	['fsu1', '/report/2.1', `${leader} eller ${secretariat}`],
	['partnerskap', '/report', `${leader} eller ${secretariat}`],
	['kommune', '/report', `${leader} eller ${secretariat}`],
	['ssu', '/rounds/2026/close', secretariat],
	['fsu1', '/edit/measures/1.1', `${words.permission_role_ssu_leader()} eller ${secretariat}`],
	['ssu', '/admin', `${secretariat} eller ${words.permission_role_administrator()}`],
	[
		...(['fsu1', '/rounds/2026/2.1'] as const),
		`${words.permission_role_responsible_member()}, ${leader}, ${words.permission_role_ssu_member()} eller ${secretariat}`
	]
];
/** Where each account's own pages are. */
const own: Partial<Record<Account, string>> = {
	fsu1: words.shell_menu_report(),
	kommune: words.shell_menu_ours(),
	ssu: words.shell_menu_report()
};
for (const [account, path, who] of refused)
	test(`${account} is told who may open ${path}`, async ({ get }) => {
		const answer = await get(path, account);
		expect(answer.status).toBe(403);
		const { headings, text } = await readMain(answer);
		expect(headings).toEqual([words.shell_error_403_title()]);
		expect(text).toContain(words.permission_only({ who }));
		const mine = own[account];
		expect(text).toContain(mine === undefined ? '' : `${words.shell_error_403_own()} ${mine}`);
	});

test('what is nowhere is not found, in the language asked for', async ({ get }) => {
	for (const path of [
		...['/areas/99', '/areas/one', '/measures/1.99', '/reviews/1999', '/reviews/2026'],
		...['/reviews/2025?version=7', '/report/9.9', '/rounds/1999', '/rounds/2026/9.9', '/edit/measures/9.9'],
		'/measures/%F0%9F%8C%B1'
	])
		for (const { locale, address } of inEveryLanguage(path)) {
			const answer = await get(address, 'sekretariat');
			expect(answer.status, address).toBe(404);
			const { lang, headings } = await readMain(answer);
			expect(lang, address).toBe(locale);
			expect(headings, address).toEqual([expect.stringMatching(/\S/)]);
		}
});

for (const scripts of [true, false])
	test.describe(scripts ? 'with scripts' : 'without scripts', () => {
		if (!scripts) test.use(withoutJavaScript);

		test('who signs out is out', async ({ page, signIn, request }) => {
			await signIn(page, 'fsu2', { fresh: true });
			await page.goto('/report');
			const [session] = await page.context().cookies();
			await page.getByRole('button', { name: words.shell_sign_out() }).click();
			await expect(page).toHaveURL('/');
			await expect(page.getByRole('banner').getByRole('link', { name: words.shell_sign_in() })).toBeVisible();
			const headers = { cookie: `${session?.name}=${session?.value}` };
			const answer = await request.get('/report', { headers, maxRedirects: 0 });
			expect(answer.status(), 'a session that was kept aside').toBe(303);
		});
	});

/** Reads a page's language, its first-level headings and the text of its content. */
async function readMain(answer: Response): Promise<{ lang: string; headings: string[]; text: string }> {
	const page = parse(await answer.text());
	const main = page.querySelector('main');
	const textOf = (element: HTMLElement | null | undefined) => element?.text.replace(/\s+/g, ' ').trim() ?? '';
	return {
		lang: page.querySelector('html')?.getAttribute('lang') ?? '',
		headings: main?.querySelectorAll('h1').map(textOf) ?? [],
		text: textOf(main)
	};
}

interface Try {
	email: string;
	password?: string;
	next?: string;
}

/** Posts the form of the sign-in page as a browser without scripts does. */
function tryToSignIn(
	request: APIRequestContext,
	origin: string,
	{ email, password = demoPassword, next = '' }: Try
) {
	return request.post('/login', {
		headers: { origin, accept: 'text/html' },
		form: { email, password, next },
		maxRedirects: 0
	});
}
