// @ts-check
import { writeFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { chromium } from 'playwright';
import { findChromium } from './chromium.mjs';
import { printStatus, runScript } from './command.mjs';
import { createDemoDatabase } from './demo-database.mjs';
import { loadConfigs, serve } from './server.mjs';
import { ensureBuilt, ensureDependencies } from './setup.mjs';

// Takes the pictures of the help pages (src/routes/help/pictures) from the demo: npm run help-pictures.

/** Account and page of each role's picture. */
const pictures = /** @type {const} */ ({
	ssu: ['ssu@demo.test', '/needs'],
	fsu: ['fsu1@demo.test', '/report/1.2'],
	party: ['kommune@demo.test', '/partners'],
	partnership: ['partnerskap@demo.test', '/reviews/2026-half'],
	secretariat: ['sekretariat@demo.test', '/start'],
	administrator: ['admin@demo.test', '/admin']
});
const locales = { nb: '', nn: '/nn', en: '/en' };
const size = { width: 960, height: 720 };
/** Quality of the files: below it, letters blur. */
const quality = 70;

await runScript(async () => {
	await ensureDependencies();
	const executablePath = await findChromium();
	await ensureBuilt();
	process.env.PORT ||= '4310';
	await loadConfigs();
	const password = await createDemoDatabase();
	const site = await serve('127.0.0.1');
	const browser = await chromium.launch({ executablePath });
	for (const [role, [email, path]] of Object.entries(pictures)) {
		const page = await browser.newPage({ viewport: size, colorScheme: 'light', reducedMotion: 'reduce' });
		await page.goto(`${site.address}/login`);
		await page.locator('input[name="email"]').fill(email);
		await page.locator('input[name="password"]').fill(password);
		await page.locator('main form button[type="submit"]').first().click();
		await page.waitForURL((url) => !url.pathname.endsWith('/login'));
		for (const [locale, prefix] of Object.entries(locales)) {
			await page.goto(site.address + prefix + path, { waitUntil: 'networkidle' });
			writeFileSync(`src/routes/help/pictures/${role}-${locale}.webp`, await toWebp(await page.screenshot()));
			printStatus(`src/routes/help/pictures/${role}-${locale}.webp`);
		}
		await page.close();
	}
	await browser.close();
	process.exit();
});

/** @param {Buffer} png */
async function toWebp(png) {
	const canvas = createCanvas(size.width, size.height);
	canvas.getContext('2d').drawImage(await loadImage(png), 0, 0);
	return canvas.encode('webp', quality);
}
