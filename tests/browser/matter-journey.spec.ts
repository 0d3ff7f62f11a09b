import type { Locator, Page } from 'playwright/test';
import { toOsloDate } from '../../src/lib/domain/calendar/calendar-date';
import { mailPart, startFakeSmtpServer, type FakeSmtpServer } from '../mail/fake-smtp';
import { expect, test as base, type Account } from '../support/browser';
import { openedSessions } from '../support/browser-sessions';
import { takeTurns } from '../support/effort';
import { labelsIn, type PageLabels } from '../support/labels';
import { startOwnServer, type OwnServer } from '../support/own-server';
import { pathInLocale, type Locale } from '../support/pages';

/*
 * One matter from the open form, by someone without an account, to the review that tells what became of it. Mail is
 * sent by the server itself, to a mail server that keeps it.
 */

const test = base.extend<{ post: FakeSmtpServer; own: OwnServer }>({
	post: async ({}, use) => {
		const post = await startFakeSmtpServer();
		await use(post);
		await post.close();
	},
	own: async ({ post }, use) => {
		const env = { FRAMDRIFT_DEMO: '', SMTP_URL: post.url, MAIL_FROM: 'framdrift@example.no' };
		const server = await startOwnServer(env);
		await use(server);
		await server.stop();
	},
	site: ({ own }, use) => use({ server: own, sessions: openedSessions() })
});

const sender = { name: 'Ola Innmeldar', email: 'ola.innmeldar@example.org' };
const written = {
	title: 'Felles opplæring i digital heimeoppfølging',
	text: 'Kvar kommune lærer opp sine eigne, og ingen kan hjelpe naboen.',
	wish: 'At opplæringa blir felles.',
	proposal: 'Opplæringa blir felles frå hausten.',
	outcome: 'Opplæringa blir felles frå hausten. FSU 1 lagar ein plan.',
	remark: 'Det gjeld òg nattevaktene.',
	done: 'Planen er send til kommunane.',
	reason: 'SSU vedtok felles opplæring.'
};

const journeys: readonly { locale: Locale; scripts: boolean }[] = [
	{ locale: 'nn', scripts: true },
	{ locale: 'nb', scripts: false }
];

for (const [index, { locale, scripts }] of journeys.entries())
	test.describe(() => {
		if (!scripts) test.use({ javaScriptEnabled: false });
		test(
			`a matter is carried from the open form to the review, in ${locale}${scripts ? '' : ' without scripts'}`,
			takeTurns(index, journeys.length)(),
			async ({ page, signIn, own, post }) => {
				test.setTimeout(180_000);
				const desk = new Desk(page, { locale, own, post, enter: (account) => signIn(page, account) });
				await test.step('the secretariat opens the form to everybody', () => opensForm(desk));
				const status = await test.step('a matter is sent and confirmed by mail', () => reportsMatter(desk));
				await test.step('the secretariat gives it to SSU', () => triages(desk));
				const meeting = await test.step('puts it on an agenda and calls the meeting', () => calls(desk));
				await test.step('a member answers the notice by link', () => answersNotice(desk));
				await test.step('SSU treats it', () => treats(desk, meeting));
				await test.step('remarks, approves and publishes the minutes', () => approves(desk, meeting));
				await test.step('everyone reads the outcome, and nobody the sender', () => isPublic(desk, meeting));
				await test.step('the committee follows it up by link', () => followsUp(desk));
				await test.step('a measure is changed, with the decision as reason', () => changesMeasure(desk));
				await test.step('the measure is evaluated', () => evaluates(desk));
				await test.step('the next review tells of it', () => closes(desk));
				await test.step('the matter has gone its whole way', () => hasGoneItsWay(desk, status));
			}
		);
	});

interface DeskOptions {
	locale: Locale;
	own: OwnServer;
	post: FakeSmtpServer;
	enter: (account: Account) => Promise<void>;
}

/** The one browser that all of them sit down at in turn. */
class Desk {
	readonly words: PageLabels;
	readonly main: Locator;

	constructor(
		readonly page: Page,
		private readonly options: DeskOptions
	) {
		this.words = labelsIn(options.locale);
		this.main = page.getByRole('main');
	}

	async goAs(account: Account | null, path: string): Promise<void> {
		if (account) await this.options.enter(account);
		else await this.page.context().clearCookies();
		await this.go(path);
	}

	async go(path: string): Promise<void> {
		const answer = await this.page.goto(pathInLocale(path, this.options.locale));
		expect(answer?.status(), path).toBe(200);
	}

	async fill(name: string, text: string, within: Locator = this.main): Promise<void> {
		await within
			.getByRole('textbox', { name: starting(name) })
			.first()
			.fill(text);
	}

	async choose(group: string, option: string): Promise<void> {
		const choices = this.main.getByRole('group', { name: group });
		await choices.getByRole('radio', { name: option, exact: true }).check();
	}

	async select(name: string, option: string | RegExp, within: Locator = this.main): Promise<void> {
		const list = within.getByRole('combobox', { name: starting(name) }).first();
		const label = await list.getByRole('option', { name: option }).first().innerText();
		await list.selectOption({ label: label.trim() });
	}

	async press(name: string): Promise<void> {
		await this.main.getByRole('button', { name, exact: true }).first().click();
		await this.page.waitForLoadState();
	}

	async follow(name: string): Promise<void> {
		await this.main.getByRole('link', { name }).first().click();
		await this.page.waitForLoadState();
	}

	/** Expects the status message of a saved form. */
	async told(text: string): Promise<void> {
		await expect(this.page.getByRole('status').filter({ hasText: text })).toBeVisible();
	}

	/** Returns the path in the newest mail to an address about a thing. A server sends what waits soon after its start. */
	async pathInMail(to: string, pattern: RegExp, about = ''): Promise<string> {
		const { own, post } = this.options;
		await own.restart();
		const find = () =>
			post
				.accepted()
				.filter(({ recipient }) => recipient === to)
				.map((mail) => mailPart(mail, 'text/plain'))
				.flatMap((text) => (text.includes(about) ? (pattern.exec(text)?.[0] ?? []) : []))
				.at(-1);
		await expect.poll(find, { timeout: 30_000, message: `a link in mail to ${to}` }).toBeTruthy();
		return find()!;
	}
}

/** Matches a label, which says after its words if the field is optional. */
function starting(label: string): RegExp {
	return new RegExp(`^${label.replace(/[?.()*+]/g, '\\$&')}`);
}

async function opensForm(desk: Desk): Promise<void> {
	const { words } = desk;
	await desk.goAs('sekretariat', '/matters');
	await desk.choose(words.matter_open_who(), words.matter_open_everybody());
	await desk.press(words.matter_open_save());
	await desk.told(words.matter_saved());
}

/** @returns the path of its status page */
async function reportsMatter(desk: Desk): Promise<string> {
	const { words, main } = desk;
	await desk.goAs(null, '/matters/new');
	await desk.fill(words.matter_field_name(), sender.name);
	await desk.fill(words.matter_field_email(), sender.email);
	await desk.fill(words.matter_field_title(), written.title);
	await desk.fill(words.matter_field_text(), written.text);
	await desk.fill(words.matter_wish(), written.wish);
	await desk.fill(words.matter_field_measures(), '1.6');
	await desk.press(words.matter_new_submit());
	await desk.told(words.matter_open_sent_title());
	const path = await desk.pathInMail(sender.email, /\/matters\/status\/[\w-]{43}/);
	await desk.go(path);
	await expect(main.getByRole('heading', { level: 1 })).toHaveText(written.title);
	await desk.press(words.matter_confirm());
	await expect(main).toContainText(words.matter_lead_received());
	return path;
}

async function triages(desk: Desk): Promise<void> {
	const { words } = desk;
	await desk.goAs('sekretariat', '/matters?state=received');
	await desk.follow(written.title);
	await expect(desk.main).toContainText(sender.name);
	await desk.choose(words.matter_step(), words.matter_step_triage());
	await desk.select(words.matter_body(), /SSU|trategisk/);
	await desk.press(words.matter_step_submit());
	await desk.told(words.matter_saved());
}

/** @returns the path of the meeting */
async function calls(desk: Desk): Promise<string> {
	const { words, page, main } = desk;
	await desk.go('/meetings/new');
	await desk.select(words.meeting_field_body(), /SSU|trategisk/);
	const [year, month, day] = toOsloDate(new Date()).split('-');
	await desk.fill(words.meeting_field_day(), `${day}.${month}.${year}`);
	await desk.fill(words.meeting_field_starts(), '12');
	await desk.fill(words.meeting_field_place(), 'Bø');
	await desk.press(words.meeting_submit_new());
	await page.waitForURL(/\/meetings\/\d+/);
	const path = /\/meetings\/\d+/.exec(page.url())![0];
	await desk.follow(words.meeting_agenda_add());
	await desk.select(words.meeting_item_matter(), written.title);
	await desk.fill(words.meeting_item_proposal(), written.proposal);
	await desk.press(words.meeting_item_save());
	const agenda = main.getByRole('region', { name: words.meeting_agenda(), exact: true });
	await expect(agenda.first()).toContainText(written.title);
	await desk.press(words.meeting_step_call());
	await expect(main).toContainText(words.meeting_state_called());
	return path;
}

async function answersNotice(desk: Desk): Promise<void> {
	const { words } = desk;
	await desk.page.context().clearCookies();
	await desk.go(await desk.pathInMail('ssu@demo.test', /\/answer\/[\w-]{43}/, written.title));
	await expect(desk.main).toContainText(written.title);
	await desk.choose(words.meeting_answer(), words.meeting_answer_coming());
	await desk.press(words.meeting_answer_submit());
	await desk.told(words.meeting_answer_saved());
}

async function treats(desk: Desk, meeting: string): Promise<void> {
	const { words, main } = desk;
	await desk.goAs('sekretariat', meeting);
	await desk.press(words.meeting_step_start());
	await desk.follow(words.meeting_attendance_edit());
	await expect(main).toContainText(words.meeting_attendance_expected());
	await desk.press(words.meeting_attendance_save());
	await expect(main.getByRole('region', { name: words.meeting_attendance(), exact: true })).toContainText(
		words.meeting_presence_present()
	);
	await desk.follow(words.meeting_minutes_write());
	await desk.page.waitForURL(/\/write/);
	await main.getByRole('navigation').getByRole('link', { name: written.title }).click();
	await expect(main.getByRole('heading', { level: 2, name: written.title })).toBeVisible();
	await desk.choose(words.meeting_outcome(), words.meeting_outcome_decision());
	await desk.fill(words.meeting_outcome_text(), written.outcome);
	await desk.select(words.decision_responsible(), /FSU 1|arn og unge/);
	await desk.press(words.meeting_outcome_next());
	await desk.told(words.meeting_saved());
	await desk.go(meeting);
	await desk.press(words.meeting_step_end());
	await expect(main).toContainText(words.meeting_state_held());
	await desk.press(words.meeting_step_send_out());
	await expect(main).toContainText(words.meeting_state_out_for_remarks());
}

async function approves(desk: Desk, meeting: string): Promise<void> {
	const { words, main } = desk;
	await desk.goAs('ssu', meeting);
	await desk.fill(words.meeting_remark(), written.remark);
	await desk.press(words.meeting_remark_submit());
	await expect(main.getByRole('region', { name: words.meeting_remarks() })).toContainText(written.remark);
	await desk.press(words.meeting_step_approve());
	await expect(main).toContainText(words.meeting_state_approved());
	await desk.goAs('sekretariat', meeting);
	await desk.press(words.meeting_step_publish());
	await expect(main).toContainText(words.meeting_state_published());
}

async function isPublic(desk: Desk, meeting: string): Promise<void> {
	const { main } = desk;
	await desk.goAs(null, meeting);
	await expect(main).toContainText(written.outcome);
	const page = await desk.page.content();
	for (const hidden of [sender.name, sender.email, written.remark]) expect(page).not.toContain(hidden);
}

async function followsUp(desk: Desk): Promise<void> {
	const { words, main } = desk;
	await desk.go(await desk.pathInMail('fsu1@demo.test', /\/follow-up\/[\w-]{43}/, written.title));
	await expect(main).toContainText(written.outcome);
	await desk.choose(words.decision_follow_up_state(), words.decision_standing_in_progress());
	await desk.fill(words.decision_follow_up_text(), written.done);
	await desk.press(words.decision_follow_up_submit());
	await desk.told(words.decision_saved());
	await expect(main.getByRole('region', { name: words.decision_history() })).toContainText(written.done);
}

async function changesMeasure(desk: Desk): Promise<void> {
	const { words, main } = desk;
	await desk.goAs('ssu', '/edit/measures/1.6');
	const form = main.getByRole('region', { name: words.measure_edit_lifecycle() });
	await desk.choose(words.measure_edit_lifecycle_to(), words.measure_lifecycle_in_operation());
	await desk.select(words.decision_reason_choice(), new RegExp(written.title), form);
	await desk.fill(words.measure_edit_lifecycle_reason(), written.reason, form);
	await desk.press(words.measure_edit_lifecycle_submit());
	await desk.go('/decisions');
	await desk.follow(written.title);
	await expect(main.getByRole('link', { name: /1\.6/ }).first()).toBeVisible();
}

async function evaluates(desk: Desk): Promise<void> {
	const { words, page, main } = desk;
	await desk.goAs('fsu1', '/report/1.6');
	const status = main.getByRole('group', { name: words.evaluation_question_status(), exact: true });
	await status.getByText(words.evaluation_status_on_track(), { exact: true }).click();
	await main.getByRole('spinbutton', { name: words.report_progress() }).fill('60');
	await desk.press(words.report_submit_next());
	await page.waitForURL(/sent=1\.6/);
	await desk.goAs('ssu', '/rounds/2026');
	await main.getByRole('checkbox', { name: /^1\.6 / }).check();
	await desk.press(words.round_several_approve());
	await desk.told(words.round_several_approved({ count: 1 }));
}

async function closes(desk: Desk): Promise<void> {
	const { words, page, main } = desk;
	await desk.goAs('sekretariat', '/rounds/2026/close');
	await desk.press(words.round_close());
	await page.waitForURL(/\/reviews\/2026/);
	await desk.go('/rounds/2026');
	await desk.press(words.round_publish());
	await desk.told(words.round_done_publish());
	await desk.goAs(null, '/reviews/2026');
	const decisions = main.getByRole('region', { name: words.review_decisions() });
	await expect(decisions).toContainText(written.title);
	await expect(decisions).toContainText(words.decision_standing_in_progress());
}

async function hasGoneItsWay(desk: Desk, status: string): Promise<void> {
	const { words, main } = desk;
	await desk.go(status);
	await expect(main).toContainText(words.matter_lead_treated());
	await desk.goAs('sekretariat', '/matters?state=treated');
	await desk.follow(written.title);
	const stations = main.getByRole('region', { name: words.matter_way() }).getByRole('listitem');
	await expect(stations).toHaveCount(8);
	await expect(stations.last()).toContainText(words.matter_way_here());
	for (const station of await stations.all())
		await expect(station).not.toContainText(words.matter_way_skipped());
}
