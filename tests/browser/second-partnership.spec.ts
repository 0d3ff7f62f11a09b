import { parse } from 'node-html-parser';
import type { Locator, Page } from 'playwright/test';
import { expect, testIsolated as test } from '../support/browser';
import { labelsIn } from '../support/labels';
import { pathInLocale } from '../support/pages';

/*
 * An installation's administrator sets up another partnership by its pages alone, in nynorsk: twelve parties, their
 * bodies, people, core values, measures with dates and contacts, to an open round. What is boring is pasted, as a
 * user would. Every control that is activated counts as a click, but for the boxes of the values.
 */

const words = labelsIn('nn');

const parties = [
	...Array.from({ length: 11 }, (_, index) => `${4201 + index};Kommune ${4201 + index};nn`),
	'SSHF;Sørlandet sjukehus'
];
const people = [
	'Åse Sekretær;aase@agder.test;sekretariatet;medlem',
	'Stein Leiar;stein@agder.test;ssu;leiar',
	...[1, 2].map((n) => `Leiar ${n};leiar${n}@agder.test;fsu-${n};leiar`),
	...parties.map((party, index) => {
		const [number = ''] = party.split(';');
		return `Part ${number};part${index}@agder.test;partnerskapet;medlem;${number}`;
	})
];
const measures = [
	'Innsatsområde\tTiltak\tAnsvar\tFrist\tKontakt',
	'1\tFelles inntak\tFSU Barn og unge\t31.12.2027\tinntak@agder.test',
	'1\tTidleg hjelp\tFSU Barn og unge\t30.06.2028\thjelp@agder.test',
	'2\tHeimesjukehus\tFSU Skrøpelege eldre\t31.12.2028\theime@agder.test'
];

test('a second partnership comes to its first open round by its pages', async ({ page, signIn }) => {
	test.setTimeout(120_000);
	await page.setViewportSize({ width: 1280, height: 900 });
	await signIn(page, 'admin');
	await page.goto(pathInLocale('/', 'nn'));
	const desk = new Desk(page);

	await desk.goesToNextSteps();
	await desk.press(desk.link(words.start_new_go()));
	const name = desk.main.getByRole('group', { name: words.start_new_name() });
	await name.getByRole('textbox', { name: words.person_written_form_nn() }).fill('Helsefellesskapet Agder');
	const form = desk.main.getByRole('group', { name: words.start_new_written_form() });
	await desk.press(form.getByText(words.person_written_form_nn()));
	await desk.main.getByLabel(words.start_new_partners()).fill(parties.join('\n'));
	await desk.main.getByLabel(words.start_new_areas()).fill('Barn og unge\nSkrøpelege eldre');
	await desk.main.getByLabel(words.start_new_values()).fill('Engasjert\nOpen');
	await desk.press(desk.button(words.start_new_submit()));
	await page.waitForURL(/\/plans\/helsefellesskapet-agder-[\d-]+\/start/);

	await desk.press(desk.link(words.start_leaders_do()));
	await desk.main.getByLabel(words.person_list_paste_label()).fill(people.join('\n'));
	await desk.press(desk.button(words.person_list_preview()));
	await desk.press(desk.button(words.person_list_invite({ n: people.length })));
	await page.waitForURL(/done=list/);
	await desk.press(desk.link(words.start_title()));

	await desk.press(desk.link(words.start_measures_do()));
	await desk.main.getByLabel(words.workbook_paste()).fill(measures.join('\n'));
	await desk.press(desk.button(words.workbook_preview()));
	await expect(desk.main.getByText(words.workbook_added({ count: 3 }), { exact: true })).toBeVisible();
	await desk.main.getByRole('textbox', { name: words.workbook_reason() }).fill('Ny plan');
	await desk.press(desk.button(words.workbook_confirm()));
	await expect(page.getByRole('status').first()).toContainText(words.workbook_done({ added: 3, changed: 0 }));

	await desk.goesToNextSteps();
	await desk.press(desk.link(words.start_values_do()));
	await expect(desk.main.getByRole('checkbox')).toHaveCount(6);
	for (const box of await desk.main.getByRole('checkbox').all()) await box.check();
	await desk.press(desk.button(words.measure_edit_save()));
	await expect(desk.main).toContainText(words.thread_values_saved({ count: 3 }));

	await desk.goesToNextSteps();
	// Dates and contacts came with the measures, so that only the vision is left of the set-up.
	for (const done of [words.start_dates_do(), words.start_contacts_do(), words.start_values_do()])
		await expect(desk.link(done)).toHaveCount(0);
	await desk.press(desk.link(words.start_adopt_do()));
	await desk.main.getByLabel(words.edit_adopt_decision()).fill('Partnarskapet, sak 1/26');
	await desk.press(desk.button(words.edit_adopt()));
	await expect(page.getByRole('status')).toContainText(words.edit_adopt_done());
	await desk.press(desk.link(words.start_title()));

	await desk.press(desk.link(words.start_plan_round_do()));
	await expect(desk.main).toContainText(words.round_plan_lead_first());
	await desk.press(desk.button(words.round_plan_submit()));
	await page.waitForURL(/done=plan/);
	await desk.press(desk.button(words.round_open()));
	await page.waitForURL(/done=open/);
	await expect(page.getByRole('status')).toContainText(words.round_done_open());
	expect(desk.clicks).toBeLessThanOrEqual(25);

	// No mail is sent here: a leader reports by a link from the page.
	await page.goto(`${desk.plan}/outbox/links`);
	await desk.press(desk.button(words.mail_links_make()));
	const sheet = desk.main.getByRole('row', { name: /Leiar 1/ });
	const href = /https?:\/\/\S+\/r\/\S+/.exec(await sheet.innerText())?.[0] ?? '';
	await page.context().clearCookies();
	await page.goto(new URL(href).pathname);
	await desk.press(desk.button(words.report_link_open()));
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Felles inntak');
});

/** Pages of lists, and the link or the form that an empty one offers; null where only others can fill it. */
const lists: Record<string, RegExp | null> = {
	'/': /\/start$/,
	'/areas': /\/edit\/areas$/,
	'/bodies/ssu': /\/bodies\/ssu\/edit$/,
	'/rounds': /\/rounds\?\/plan$/,
	'/meetings': /\/meetings\/new$/,
	'/meetings?when=earlier': /\/meetings\/new$/,
	'/matters': /\/matters\/new$/,
	'/decisions': /\/decisions\/new$/,
	'/needs': /\/rounds$/,
	'/timeline': /\/edit\/import$/,
	'/map': /\/edit\/areas$/,
	'/indicators': /\/edit\/measures$/,
	'/rollout': /\/edit\/measures$/,
	'/partners': /\/edit\/partners$/,
	'/reviews': /\/rounds$/,
	'/adjustments': /\/edit\/adjustments$/,
	'/report': /\/rounds$/,
	'/year': /\/year\/layout/,
	'/outbox': null,
	'/outbox/links': /\/rounds$/,
	'/search?q=zzz': null,
	...Object.fromEntries(
		['goals', 'values', 'challenges', 'opportunities', 'areas', 'funding', 'partners'].map((part) => [
			`/edit/${part}`,
			new RegExp(`/edit/${part}/new$`)
		])
	),
	'/edit/measures': /\/edit\/import$/,
	'/edit/measures/merge': /\/edit\/import$/,
	'/coverage': /\/edit\/challenges\/new$/,
	'/edit/measures/values': /\/edit\/values$/
};

test('every empty list says what it is for and offers the next step', async ({ page, server, signIn }) => {
	await signIn(page, 'admin');
	const { request } = page;
	const headers = { origin: server.address, accept: 'text/html' };
	const form = {
		...{ 'name.nn': 'Tomt helsefellesskap', from: '2026', to: '2029', writtenForm: 'nn', seat: '1' },
		...{ partners: '', areas: '', values: '' }
	};
	const made = await request.post('/nn/admin/partnership?/template', { form, headers, maxRedirects: 0 });
	const plan = made.headers().location!.replace(/\/start$/, '');
	for (const [path, next] of Object.entries(lists)) {
		const answer = await request.get(plan + path, { headers });
		const main = parse(await answer.text()).querySelector('main');
		const empty = main?.querySelector('.empty');
		expect(empty?.querySelector('.title')?.text.trim(), `${path} has no heading`).toMatch(/\S/);
		expect(empty?.text.replace(empty.querySelector('.title')?.text ?? '', '').trim(), path).toMatch(/\S/);
		const targets = main!.querySelectorAll('a[href], form[action], button[formaction]');
		const addresses = targets.map((one) => one.getAttribute('href') ?? one.getAttribute('action') ?? '');
		if (next) expect(addresses, path).toContainEqual(expect.stringMatching(next));
	}
});

/** A browser that counts what is activated in it. */
class Desk {
	clicks = 0;
	readonly main: Locator;

	constructor(private readonly page: Page) {
		this.main = page.getByRole('main');
	}

	/** Path of the partnership's plan. */
	get plan(): string {
		return /^.*\/plans\/[^/]+/.exec(new URL(this.page.url()).pathname)?.[0] ?? '';
	}

	button(name: string) {
		return this.main.getByRole('button', { name, exact: true });
	}

	link(name: string) {
		return this.main.getByRole('link', { name, exact: true });
	}

	async press(control: Locator) {
		this.clicks++;
		await control.first().click();
		await this.page.waitForLoadState();
	}

	async goesToNextSteps() {
		await this.press(
			this.page.getByRole('navigation').getByRole('link', { name: words.start_title(), exact: true })
		);
		await expect(this.page.getByRole('heading', { level: 1 })).toHaveText(words.start_title());
	}
}
