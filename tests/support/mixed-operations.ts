import { expect } from 'playwright/test';
import { hiddenField, PersistentVisitor, type Change, type SentTally } from './persistent-visitor';

/*
 * What people do at the same time, each in a loop until it is told to end. Every change has a text of its own, by
 * which it is found in the database afterwards (stored-once.ts).
 */

/** One of those who work at the same time. */
interface Work {
	address: string;
	tally: SentTally;
	until: () => boolean;
}

const person = ({ address, tally }: Work, account: string) =>
	new PersistentVisitor(address, tally).enter(account);

/** Adds goals, each of which is read by its author at once, and then signs in and out. */
export async function addGoals(work: Work, goals: number): Promise<void> {
	const editor = await person(work, 'ssu');
	for (let number = 0; !work.until() && number < goals; number++) {
		const text = `Mål nummer ${number}, skrevet under strømbrudd`;
		const form = { 'text.nb': text, 'text.nn': text, reason: 'Vedtatt' };
		await editor.change('goal', text, async () => ['/edit/goals/new', form]);
		expect(await editor.look('/edit/goals')).toContain(text);
	}
	while (!work.until()) await visit(work);
}

/** Signs in and out. */
async function visit(work: Work): Promise<void> {
	const guest = await person(work, 'ssu');
	await guest.look('/account');
	await guest.persist('/logout', {});
	work.tally.operations++;
	expect((await guest.get('/account')).status).not.toBe(200);
}

/**
 * Drafts and submits a leader's reports in turn. Each is withdrawn, submitted again, approved by somebody else and
 * returned, so that it can be written once more.
 */
export async function report(work: Work, leader: string, measures: readonly string[]): Promise<void> {
	const [author, approver] = [await person(work, leader), await person(work, 'sekretariat')];
	for (let number = 0; !work.until(); number++) {
		const code = measures[number % measures.length]!;
		const page = `/report/${code}`;
		const name = `${code} nummer ${number}`;
		const fixed = { lang: 'nb', round: '2026', status: 'on-track', progress: '40' };
		const send = async (kind: string, text: string, action: string) => {
			await author.change(kind, text, async () => {
				const form = { ...fixed, done: text, version: await author.field('version', page) };
				return [`${page}?/${action}`, form];
			});
			expect(await author.look(page)).toContain(text);
		};
		const decide = (kind: string, comment: string) => {
			const at = `/rounds/2026/${code}`;
			return approver.change(kind, comment, async () => {
				const form = { comment, version: await approver.awaitField('version', at) };
				return [`${at}?/${kind}`, form];
			});
		};
		await send('draft', `Utkast til ${name}.`, 'save');
		await send('submit', `Sendt ${name}.`, 'submit');
		await author.change('withdraw', name, async () => {
			const version = await author.field('version', page);
			return [`${page}?/withdraw`, { round: '2026', version }];
		});
		await send('submit', `Sendt igjen ${name}.`, 'submit');
		await decide('approve', `Godkjent ${name}.`);
		await decide('return', `Åpnet igjen ${name}.`);
	}
}

/** Imports a table of one measure, which the first one adds; every third is sent once, whatever becomes of it. */
export async function importTables(work: Work): Promise<void> {
	const editor = await person(work, 'sekretariat');
	for (let number = 0; !work.until(); number++) {
		const text = `Tabell ${number}, lest inn under strømbrudd`;
		const prepare = async (): Promise<Change> => {
			const upload = new FormData();
			upload.set('pasted', `Kode\tTittel\n1.9\tTiltak fra tabell ${number}`);
			const { html } = await editor.persist('/edit/import?/preview', upload);
			const [table, seal] = [hiddenField('table', html), hiddenField('seal', html)];
			return ['/edit/import?/confirm', { table, seal, reason: text }];
		};
		await editor[number % 3 === 2 ? 'leave' : 'change']('import', text, prepare);
	}
}

/** Entries of one decision, whose page shows them all. */
const entriesOnPage = 40;

/** Says what is done about decisions; every third entry is sent once, whatever becomes of it. */
export async function followUp(work: Work): Promise<void> {
	const [leader, office] = [await person(work, 'fsu2'), await person(work, 'sekretariat')];
	let decision = '';
	for (let number = 0; !work.until(); number++) {
		if (number % entriesOnPage === 0) decision = await record(office, number / entriesOnPage);
		const text = `Oppfølging ${number}, skrevet under strømbrudd`;
		const prepare = async (): Promise<Change> => {
			const version = await leader.awaitField('version', decision);
			return [`${decision}?/followUp`, { version, state: 'in-progress', text, lang: 'nb' }];
		};
		if (number % 3 === 2) await leader.leave('follow-up', text, prepare);
		else {
			await leader.change('follow-up', text, prepare);
			expect(await leader.look(decision)).toContain(text);
		}
	}
}

/** Records a decision for FSU 2, and returns its address. */
async function record(office: PersistentVisitor, number: number): Promise<string> {
	const title = `Vedtak ${number}, ført under strømbrudd`;
	const of = { body: 'ssu', decidedOn: '29.10.2026', kind: 'assignment', responsible: 'body:fsu-2' };
	const form = { ...of, title, text: title, lang: 'nb' };
	const { location } = await office.change('decision', title, async () => ['/decisions/new', form]);
	return location.replace(/\?.*/, '');
}
