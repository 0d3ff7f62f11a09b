import { expect, test } from '../support/browser';
import { inEveryLanguage } from '../support/pages';

for (const path of ['/healthz', '/readyz'])
	test(`${path} answers in plain text, and nobody keeps the answer`, async ({ request }) => {
		const response = await request.get(path);
		expect(response.status()).toBe(200);
		expect(await response.text()).toBe('ok');
		expect(response.headers()).toMatchObject({
			'content-type': 'text/plain; charset=utf-8',
			'cache-control': 'no-store'
		});
	});

for (const { locale, address } of inEveryLanguage('/nowhere'))
	test(`an unknown address is not found, in ${locale}`, async ({ page, axe }) => {
		const response = await page.goto(address);
		expect(response?.status()).toBe(404);
		await expect(page.locator('html')).toHaveAttribute('lang', locale);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await axe(page);
	});

test('a form that is too large is refused as such', async ({ request, server }) => {
	const response = await request.post('/login', {
		headers: { origin: server.address },
		form: { email: 'a'.repeat(2_000_000), password: 'x' }
	});
	expect(response.status()).toBe(413);
});

test('a form from another site is refused', async ({ request }) => {
	const response = await request.post('/login', {
		headers: { origin: 'http://example.org', 'x-framdrift-protocol': 'https' },
		form: { email: 'a@example.org', password: 'x' }
	});
	expect(response.status()).toBe(403);
});
