import { createHash } from 'node:crypto';
import { type Locator, type Page, type Response } from 'playwright/test';
import { expect, testIsolated as test, withoutJavaScript, type Account } from '../support/browser';
import { pathInLocale, type Locale } from '../support/pages';
import { labelsIn, type PageLabels } from '../support/labels';
import { soakOnly } from '../support/effort';

/*
 * One round from the first draft to what the public reads, carried by those who carry it. Of the five
 * measures that FSU 1 has in the open round of the example data, 1.6 is not begun and 1.2 is a draft.
 */

/** The one browser that all of them sit down at in turn. */
interface Desk {
	page: Page;
	main: Locator;
	words: PageLabels;
	locale: Locale;
	scripts: boolean;
	signIn: (account: Account) => Promise<void>;
	signOut: () => Promise<void>;
	go: (path: string) => Promise<Response | null>;
}

const written = {
	done: 'Tre av fem møte er haldne.',
	cause: 'Vi manglar svar frå to kommunar.',
	comment: 'Kva gjer de for å få inn svara?',
	remark: 'Kva for to kommunar?',
	title: 'Eit heilt anna namn'
};

carriesTheRound('nb', true, soakOnly);
carriesTheRound('nn', true);
test.describe(() => {
	test.use(withoutJavaScript);
	carriesTheRound('nb', false);
});

function carriesTheRound(locale: Locale, scripts: boolean, tag = {}) {
	test(
		`a round is carried from a draft to a sealed review, in ${locale}${scripts ? '' : ' without scripts'}`,
		tag,
		async ({ page, signIn }) => {
			test.setTimeout(90_000);
			const desk: Desk = {
				...{ page, main: page.getByRole('main'), words: labelsIn(locale), locale, scripts },
				signIn: (account) => signIn(page, account),
				signOut: () => page.context().clearCookies(),
				go: (path) => page.goto(pathInLocale(path, locale))
			};
			const name = await test.step('a leader sees exactly the committee’s measures', () =>
				seesMeasures(desk));
			await test.step('saves a draft and finds it again', () => savesDraft(desk));
			await test.step('is told what is missing before sending', () => isToldWhatIsMissing(desk));
			await test.step('sends, and goes on to the next', () => sends(desk, name));
			await test.step('says “no news” of it in one press', () => saysNoNews(desk));
			await test.step('SSU reads with last time beside', () => readsBesideLastTime(desk, name));
			await test.step('SSU returns it with a comment', () => returnsIt(desk, name));
			await test.step('the leader reads the comment and sends again', () => sendsAgain(desk));
			await test.step('SSU approves', () => approves(desk, name));
			const silent = await test.step('the secretariat sees who is missing', () => seesWhoIsMissing(desk));
			await test.step('closes, and the review names them', () => closes(desk, silent));
			await test.step('members read it, the public does not', () => isForMembersAlone(desk));
			const seal = await test.step('published, the public reads it', () => publishes(desk));
			await test.step('SSU renames the measure and moves its deadline', () => renames(desk));
			await test.step('the review stays as it was, to the byte', () => staysAsItWas(desk, seal, name));
		}
	);
}

/** @returns what measure 1.6 is called */
async function seesMeasures({ main, words, signIn, go }: Desk): Promise<string> {
	await signIn('fsu1');
	await go('/report');
	const measures = main.getByRole('list').first().getByRole('listitem').getByRole('link');
	await expect(measures).toHaveText([/^\s*1\.1 /, /^\s*1\.2 /, /^\s*1\.4 /, /^\s*1\.5 /, /^\s*1\.6 /]);
	await expect(main).toContainText(words.report_tally({ sent: 3, count: 5 }));
	await measures.last().click();
	await expect(main).toContainText(words.report_place({ code: '1.6', place: 5, all: 5 }));
	return main.getByRole('heading', { level: 1 }).innerText();
}

async function savesDraft(desk: Desk): Promise<void> {
	const { page, words, go } = desk;
	const { status, progress, done } = fieldsOf(desk);
	await status.getByText(words.evaluation_status_delayed(), { exact: true }).click();
	await progress.fill('35');
	await done.fill(written.done);
	await page.getByRole('button', { name: words.report_save(), exact: true }).click();
	await expect(page).toHaveURL(/\?saved/);
	await go('/report/1.6');
	const chosen = status.getByRole('radio', { checked: true });
	await expect(chosen).toHaveAccessibleName(words.evaluation_status_delayed());
	await expect(progress).toHaveValue('35');
	await expect(done).toHaveValue(written.done);
}

async function isToldWhatIsMissing(desk: Desk): Promise<void> {
	const { page, main, words, scripts } = desk;
	const { progress, done, cause } = fieldsOf(desk);
	const missing = words.fault_deviation_required();
	await expect(main).toContainText(scripts ? missing : words.report_missing_rule());
	await progress.fill('40');
	await page.getByRole('button', { name: words.report_submit_next() }).click();
	const summary = page.getByRole('alert');
	await expect(summary.getByRole('link')).toContainText(missing);
	await expect(page).toHaveTitle(new RegExp(`^${words.shell_title_fault({ title: '' })}`));
	await expect(progress).toHaveValue('40');
	await expect(done).toHaveValue(written.done);
	await cause.fill(written.cause);
}

async function sends({ page, words, locale }: Desk, name: string): Promise<void> {
	await page.getByRole('button', { name: words.report_submit_next() }).click();
	const receipt = words.report_receipt({ measure: `1.6 ${name}` });
	await expect(page.getByRole('status').filter({ hasText: receipt })).toBeVisible();
	await expect(page).toHaveURL(pathInLocale('/report/1.2?sent=1.6', locale));
}

async function saysNoNews({ page, main, words }: Desk): Promise<void> {
	await page.getByRole('button', { name: words.evaluation_unchanged() }).click();
	await expect(main).toContainText(words.report_thanks());
	const sent = main.getByRole('link', { name: /^1\.2 / });
	await expect(sent).toContainText(words.report_step_unchanged());
}

async function readsBesideLastTime({ main, words, signIn, go }: Desk, name: string): Promise<void> {
	await signIn('ssu');
	await go('/rounds/2026');
	await main.getByRole('link', { name: words.round_read_next() }).click();
	await expect(main).toContainText(words.round_unchanged_what());
	await go('/rounds/2026');
	await main.getByRole('link', { name }).click();
	const compared = main.getByRole('table', { name: words.round_compared() });
	await expect(compared.getByRole('columnheader')).toHaveText([
		words.round_question_column(),
		words.round_name_half({ year: 2026 }),
		words.round_this_time()
	]);
	const row = compared.getByRole('row', { name: words.evaluation_question_done() }).getByRole('cell');
	await expect(row.first()).toContainText('Oversikten er nesten ferdig');
	await expect(row.last()).toContainText(written.done);
}

async function returnsIt({ page, words }: Desk, name: string): Promise<void> {
	const send = page.getByRole('button', { name: words.round_return() });
	await send.click();
	await expect(page.getByRole('alert')).toContainText(words.fault_comment_required());
	await page.getByRole('textbox', { name: words.round_comment() }).fill(written.comment);
	const cause = words.evaluation_question_cause();
	await page.getByText(`${words.round_remark()}: ${cause}`).click();
	await page.getByRole('textbox', { name: words.round_remark_on({ question: cause }) }).fill(written.remark);
	await send.click();
	const word = words.round_done_return({ measure: `1.6 ${name}` });
	await expect(page.getByRole('status')).toContainText(word);
}

async function sendsAgain(desk: Desk): Promise<void> {
	const { page, main, words, signIn, go } = desk;
	await signIn('fsu1');
	await go('/report');
	await main.getByRole('listitem').getByRole('link', { name: words.report_step_returned() }).click();
	await expect(main).toContainText(written.comment);
	const { cause } = fieldsOf(desk);
	const name = words.report_remark_at({ question: words.evaluation_question_cause() });
	const remarked = main.getByRole('group', { name });
	await expect(remarked).toHaveAccessibleDescription(new RegExp(written.remark.replace('?', '\\?')));
	await expect(remarked.getByRole('textbox')).toHaveValue(written.cause);
	await expect(cause).toHaveValue(written.cause);
	await cause.fill(`${written.cause} Vi ringjer dei.`);
	await page.getByRole('button', { name: words.report_submit(), exact: true }).click();
	await expect(main).toContainText(words.report_thanks());
}

async function approves({ page, main, words, signIn, go }: Desk, name: string): Promise<void> {
	await signIn('ssu');
	await go('/rounds/2026/1.6');
	await expect(main.getByRole('region', { name: words.round_remarks() })).toContainText(written.comment);
	await go('/rounds/2026');
	await main.getByRole('checkbox', { name: `1.6 ${name}` }).check();
	await page.getByRole('button', { name: words.round_several_approve() }).click();
	const done = page.getByRole('status').filter({ hasText: words.round_several_approved({ count: 1 }) });
	await expect(done).toContainText(`1.6 ${name}`);
}

/** @returns the codes of the measures without an approved report, on the page that asks whether to close */
async function seesWhoIsMissing({ main, words, signIn, go }: Desk): Promise<string[]> {
	await signIn('sekretariat');
	await go('/rounds/2026');
	await expect(main).toContainText(words.round_tally({ approved: 14, total: 33 }));
	const measures = main.getByRole('region', { name: words.round_measures() });
	await expect(measures.getByRole('row', { name: words.round_stage_unopened() })).toHaveCount(11);
	await main.getByRole('link', { name: words.round_close_go() }).click();
	const unread = main.getByRole('region', { name: words.round_close_unread({ count: 6 }) });
	const missing = main.getByRole('region', { name: words.round_close_missing({ count: 13 }) });
	await expect(unread.getByRole('listitem')).toHaveCount(6);
	await expect(missing.getByRole('listitem')).toHaveCount(13);
	return codesIn([
		...(await unread.getByRole('listitem').all()),
		...(await missing.getByRole('listitem').all())
	]);
}

async function closes({ page, main, words, locale }: Desk, silent: string[]): Promise<void> {
	await page.getByRole('button', { name: words.round_close(), exact: true }).click();
	await expect(page).toHaveURL(pathInLocale('/reviews/2026', locale));
	const notReported = main.getByRole('region', { name: words.review_not_reported() });
	await expect(notReported.getByRole('listitem')).toHaveCount(silent.length);
	expect(await codesIn(await notReported.getByRole('listitem').all())).toEqual(silent);
	await expect(main.getByRole('region', { name: /^1\. / })).toContainText(written.cause);
}

async function isForMembersAlone({ page, main, words, signIn, signOut, go }: Desk): Promise<void> {
	await signOut();
	expect((await go('/reviews/2026'))?.status()).toBe(404);
	expect((await page.request.get('/reviews/2026/content.json')).status()).toBe(404);
	await signIn('partnerskap');
	expect((await go('/reviews/2026'))?.status()).toBe(200);
	await expect(main).toContainText(words.review_only_members());
}

/** @returns the SHA-256 of what the public then reads */
async function publishes({ page, main, words, signIn, signOut, go }: Desk): Promise<string> {
	await signIn('sekretariat');
	await go('/rounds/2026');
	await page.getByRole('button', { name: words.round_publish() }).click();
	await expect(page.getByRole('status')).toContainText(words.round_done_publish());
	await signOut();
	expect((await go('/reviews/2026'))?.status()).toBe(200);
	const seal = await sealOf(page);
	await expect(main.getByRole('region', { name: words.review_seal() })).toContainText(seal);
	return seal;
}

async function renames({ page, main, words, locale, signIn, go }: Desk): Promise<void> {
	await signIn('ssu');
	await go('/edit/measures/1.6');
	const titles = page.getByRole('group', { name: words.history_field_title(), exact: true });
	await titles.getByRole('textbox', { name: words.measure_edit_nb() }).fill(`${written.title} (nb)`);
	await titles.getByRole('textbox', { name: words.measure_edit_nn() }).fill(`${written.title} (nn)`);
	const deadline = new RegExp(`^${words.measure_deadline()} ?\\(`);
	await page.getByRole('textbox', { name: deadline }).fill('31.12.2028');
	await page.getByRole('button', { name: words.measure_edit_save(), exact: true }).click();
	await expect(main.getByRole('heading', { level: 1 })).toHaveText(`${written.title} (${locale})`);
	await expect(main.getByRole('definition').filter({ hasText: /^\s*31\.12\.2028\s*$/ })).toBeVisible();
}

async function staysAsItWas({ page, main, signOut, go }: Desk, seal: string, name: string): Promise<void> {
	await signOut();
	await go('/reviews/2026');
	expect(await sealOf(page)).toBe(seal);
	await expect(main).toContainText(seal);
	await expect(main.getByRole('heading', { name: `1.6 ${name}` })).toBeVisible();
	await expect(main).not.toContainText(written.title);
}

function fieldsOf({ page, words }: Desk) {
	const text = (name: string) => page.getByRole('textbox', { name, exact: true });
	return {
		status: page.getByRole('group', { name: words.evaluation_question_status(), exact: true }),
		progress: page.getByRole('spinbutton', { name: words.report_progress() }),
		done: text(words.evaluation_question_done()),
		cause: text(words.evaluation_question_cause())
	};
}

/** The codes of the measures that lines of a list name, in order. */
async function codesIn(lines: Locator[]): Promise<string[]> {
	const texts = await Promise.all(lines.map((line) => line.innerText()));
	return texts.map((text) => /(?:\d+|X)\.\d+/.exec(text)?.[0] ?? text).sort();
}

/** The SHA-256 of a review's content as it is sent. */
async function sealOf(page: Page): Promise<string> {
	const answer = await page.request.get('/reviews/2026/content.json');
	expect(answer.status()).toBe(200);
	return createHash('sha256')
		.update(await answer.body())
		.digest('hex');
}
