import { defineConfig, devices } from 'playwright/test';
import { locateChromium } from '../src/bin/chromium.mjs';
import { leftToSoak } from './support/effort';

/**
 * The omnibox's own pages, loaded for every window, which took a third of the browser's processor time; and the
 * features Playwright disables, since only the last switch of a name counts.
 */
const disabledFeatures = [
	...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
	...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
	...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
	...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'TcpPortRandomizationWin'],
	...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch']
];

const quiet = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// One renderer for a context's pages, whatever they show: a test begins with a blank one.
	'--renderer-process-limit=1',
	'--disable-site-isolation-trials',
	// Background threads save no time while both cores are busy, and take a fifth of axe's processor time.
	'--js-flags=--single-threaded',
	`--disable-features=${disabledFeatures.join(',')}`
];

const executablePath = await locateChromium();

export default defineConfig({
	testDir: 'browser',
	outputDir: '../test-results',
	globalSetup: './support/browser-setup.ts',
	fullyParallel: true,
	grepInvert: leftToSoak,
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
		// A new context costs three seconds of processor time; a reused one is emptied before each test.
		reuseContext: true,
		// Recording every test costs a quarter of the run; what fails is tried again, and recorded then.
		trace: 'on-first-retry',
		launchOptions: { args: quiet, ...(executablePath ? { executablePath } : {}) }
	}
});
