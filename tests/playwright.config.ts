import { defineConfig, devices } from 'playwright/test';
import { locateChromium } from '../src/bin/chromium.mjs';

const quiet = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

const executablePath = await locateChromium();

export default defineConfig({
	testDir: 'browser',
	outputDir: '../test-results',
	globalSetup: './support/browser-setup.ts',
	fullyParallel: true,
	workers: 2,
	// A second try tells a fault from a hiccup of a machine shared with others; what needed one is named.
	retries: process.env.CI === undefined ? 0 : 1,
	// For machines that do other things meanwhile: what passes takes no longer for it.
	timeout: 60_000,
	expect: { timeout: 10_000 },
	forbidOnly: process.env.CI !== undefined,
	use: {
		...devices['Desktop Chrome'],
		locale: 'nb-NO',
		timezoneId: 'Europe/Oslo',
		contextOptions: { reducedMotion: 'reduce' },
		// Recording every test costs a quarter of the run; what fails is tried again, and recorded then.
		trace: 'on-first-retry',
		launchOptions: { args: quiet, ...(executablePath ? { executablePath } : {}) }
	}
});
