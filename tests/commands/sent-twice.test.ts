import { eq } from 'drizzle-orm';
import { isActionFailure, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { openAdjustment } from '$lib/server/adjustments/commands';
import { body, measure, sentForm } from '$lib/server/database/schema';
import { aPartnership, aPlanFile, expectOk, type Partnership, type PersonName } from '../support/partnership';
import { routeEvent } from '../support/route-event';

/*
 * A form that is sent twice, at once or later, makes one record, and both get the same answer. The forms are
 * found in the source: each carries a key, or stands below with the reason.
 */

type Action = (event: RequestEvent) => unknown;
type Fields = Record<string, string | string[]>;

const modules = import.meta.glob<{ actions?: Record<string, Action> }>('/src/routes/**/+page.server.ts');
const sources = import.meta.glob<string>('/src/**/*.svelte', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** Forms that carry no key. */
const keyless: Record<string, string> = {
	'/src/lib/components/evaluation/EvaluationForm.svelte':
		'keeps and saves its text by itself; without scripts it has its own key',
	'/src/lib/components/evaluation/ReportingLinkBanner.svelte': 'signs out',
	'/src/lib/components/shell/Account.svelte': 'signs out',
	'/src/routes/+error.svelte': 'signs out, or sends a form again with its own key',
	'/src/routes/account/+page.svelte': 'changes the password or signs out',
	'/src/routes/admin/sheet/+page.svelte': 'shows links that are secrets; sent again it makes others',
	'/src/routes/decisions/import/+page.svelte': 'shows the decisions of a list and saves nothing',
	'/src/routes/edit/import/+page.svelte': 'shows the changes of a file and saves nothing',
	'/src/routes/login/+page.svelte': 'signs in',
	'/src/routes/outbox/links/+page.svelte': 'shows links that are secrets; sent again it makes others',
	'/src/routes/r/[token]/+page.svelte': 'starts a visit by a link',
	'/src/lib/ui/TemplateForm.svelte': 'returns a document',
	'/src/routes/setup/[token]/+page.svelte': 'sets a password with a link that is used up'
};

interface CreatingForm {
	route: string;
	params?: Record<string, string>;
	action?: string;
	who?: PersonName;
	fields: (ids: { fsu: number; version: string }) => Fields;
}

const measureFields = { 'title.nb': 'Nytt tiltak', 'title.nn': 'Nytt tiltak', area: '1', code: '' };
const entry = (part: string, fields: Fields): CreatingForm => ({
	route: '/edit/[part]/new',
	params: { part },
	fields: () => ({ reason: 'Vedtatt', ...fields })
});
const both = (name: string) => ({ [`${name}.nb`]: 'En tekst', [`${name}.nn`]: 'Ein tekst' });

const forms: Record<string, CreatingForm> = {
	goal: entry('goals', both('text')),
	'core value': entry('values', both('name')),
	challenge: entry('challenges', both('title')),
	opportunity: entry('opportunities', both('title')),
	area: entry('areas', { ...both('name'), number: '9', kind: 'patient-group' }),
	'funding line': entry('funding', { ...both('name'), year: '2026', amountNok: '100' }),
	partner: entry('partners', { number: '4099', name: 'Ny kommune', kind: 'municipality' }),
	body: entry('bodies', { ...both('name'), slug: 'nytt-utvalg', kind: 'working-group' }),
	measure: {
		route: '/edit/measures/new',
		fields: () => ({ ...measureFields, origin: 'measure', reason: 'Vedtatt' })
	},
	'split measure': {
		route: '/edit/measures/[code]/split',
		params: { code: '1.1' },
		action: 'save',
		fields: ({ version }) => ({
			...{ version, reason: 'Vedtatt', decision: 'Sak 1' },
			...Object.fromEntries(
				['0', '1'].flatMap((row) =>
					Object.entries(measureFields).map(([name, value]) => [`parts.${row}.${name}`, value])
				)
			)
		})
	},
	indicator: {
		route: '/edit/measures/[code]/indicators',
		params: { code: '1.1' },
		action: 'save',
		fields: ({ version }) => ({
			...{ version, ...both('name'), ...both('unit'), direction: 'up' },
			...{ baseline: '', baselineOn: '', source: '', indicator: '' }
		})
	},
	reading: {
		route: '/measures/[code]/readings',
		params: { code: '1.1' },
		action: 'save',
		who: 'leader',
		fields: () => ({ indicator: '1', on: '01.09.2026', value: '38', source: '' })
	},
	'pasted readings': {
		route: '/measures/[code]/readings',
		params: { code: '1.1' },
		action: 'import',
		who: 'leader',
		fields: () => ({ indicator: '1', text: '01.09.2026;38\n01.10.2026;39' })
	},
	round: {
		route: '/rounds',
		action: 'plan',
		who: 'secretariat',
		fields: () => ({
			...{ year: '2027', kind: 'half', opensOn: '15.04.2027', reportBy: '05.05.2027' },
			...{ readBy: '20.05.2027', meetingOn: '10.06.2027', graceDays: '5', 'questions[]': ['status'] }
		})
	},
	adjustment: { route: '/edit/adjustments', fields: () => ({ year: '2027' }) },
	invitation: {
		route: '/admin',
		action: 'invite',
		who: 'administrator',
		fields: ({ fsu }) => ({
			...{ email: 'ny@test.test', name: 'Ny', writtenForm: 'nb', bodyId: String(fsu), role: 'member' },
			partnerId: ''
		})
	},
	'addition to an adjustment': {
		route: '/edit/adjustments/[year]/new/[[item]]',
		params: { year: '2026', item: '' },
		action: 'save',
		fields: () => ({ ...measureFields, reason: 'Vedtatt' })
	},
	colleague: {
		route: '/report/[code]/colleague',
		params: { code: '1.1' },
		action: 'give',
		who: 'leader',
		fields: () => ({ name: 'Kari', email: 'kari@test.test', writtenForm: 'nb' })
	},
	reminder: {
		route: '/outbox/remind',
		who: 'secretariat',
		fields: () => ({ round: '2026', email: '', body: '', measure: '', area: '' })
	}
};

let partnership: Partnership;
let ids: { fsu: number; version: string };

beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	partnership = await aPartnership(aPlanFile({ rounds }));
	const { db, planId, as } = partnership;
	expectOk(await openAdjustment(as('ssuLeader'), { planId, year: 2026 }));
	const { read } = db;
	const [fsu] = await read.select({ id: body.id }).from(body).where(eq(body.slug, 'fsu-1'));
	const [first] = await read
		.select({ version: measure.version })
		.from(measure)
		.where(eq(measure.code, '1.1'));
	ids = { fsu: fsu!.id, version: String(first!.version) };
});

interface Sending {
	key?: string;
	who?: PersonName;
	change?: Fields;
}

/** Sends a form and returns its answer, without secrets that are shown once. */
async function send(form: CreatingForm, { key = 'a-key', who, change = {} }: Sending = {}): Promise<unknown> {
	const { actions = {} } = await modules[`/src/routes${form.route}/+page.server.ts`]!();
	const { action = 'default', route, params = {} } = form;
	const search = action === 'default' ? '' : `?/${action}`;
	const actor = partnership.actors[who ?? form.who ?? 'ssuLeader'];
	const fields = { ...form.fields(ids), ...change, formKey: key };
	try {
		const answer = await actions[action]!(
			routeEvent(partnership, { route, params, search, actor, body: fields })
		);
		return isActionFailure(answer) ? { status: answer.status, data: answer.data } : answer;
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: thrown.status, to: thrown.location };
		throw thrown;
	}
}

/** Number of rows by table. */
async function rows(): Promise<Record<string, unknown>> {
	return partnership.traces();
}

describe('every form', () => {
	it('carries a key, or has a reason not to', () => {
		const count = (text: string, part: string) => text.split(part).length - 1;
		const posting = Object.entries(sources).filter(([, text]) => text.includes('method="POST"'));
		const without = posting.filter(([, text]) => count(text, 'method="POST"') > count(text, '<FormKeeper'));
		expect(posting.length).toBeGreaterThan(40);
		expect(without.map(([file]) => file).toSorted()).toEqual(Object.keys(keyless).toSorted());
	});

	it('runs once, unless its result is a secret', () => {
		const actions = import.meta.glob<string>('/src/routes/**/*.server.ts', {
			query: '?raw',
			import: 'default',
			eager: true
		});
		const twice = Object.entries(actions).filter(([, text]) => text.includes('once: false'));
		expect(twice.map(([file]) => file).toSorted()).toEqual([
			'/src/routes/account/+page.server.ts',
			'/src/routes/admin/sheet/+page.server.ts',
			'/src/routes/login/+page.server.ts',
			'/src/routes/outbox/links/+page.server.ts',
			'/src/routes/setup/[token]/+page.server.ts',
			'/src/routes/year/+page.server.ts'
		]);
	});
});

describe.each(Object.entries(forms))('the form of a new %s', (_name, form) => {
	it('makes one record and gives one answer when it is sent twice at once (C20)', async () => {
		const before = await rows();
		const [first, second] = await Promise.all([send(form), send(form)]);
		expect(withoutLink(second)).toEqual(withoutLink(first));
		const after = await rows();
		expect(after).not.toEqual(before);
		expect(withoutLink(await send(form))).toEqual(withoutLink(first));
		expect(await rows()).toEqual(after);
	});
});

/** Forms whose record nothing else makes unique: the same from a new copy of the form is asked about. */
const asked = Object.keys(forms).filter(
	(name) => !/^(split measure|indicator|reading|pasted readings|round|adjustment|reminder)$/.test(name)
);

describe.each(Object.entries(forms))('the form of a new %s, fetched again', (name, form) => {
	it('makes no second record of the same values, unless it is confirmed (C20)', async () => {
		await send(form);
		const after = await rows();
		const again = await send(form, { key: 'another-key' }).catch((thrown: unknown) => thrown);
		expect(await rows()).toEqual(after);
		if (!asked.includes(name)) return;
		expect(again).toMatchObject({ status: 400, data: { faults: [{ field: '', code: 'made-before' }] } });
		const confirmed = await send(form, { key: 'another-key', change: { sendAgain: '1' } });
		expect(confirmed).not.toMatchObject({ data: { faults: [{ code: 'made-before' }] } });
	});
});

/** Forms that edit: sent twice they are stale, but their text is kept alike. */
const edits: Record<string, CreatingForm> = {
	verdict: {
		route: '/areas/[number]/verdict',
		params: { number: '1' },
		who: 'leader',
		fields: () => ({ version: '', status: 'on-track', text: 'Det går bra.', lang: 'nb' })
	},
	'review text': {
		route: '/reviews/[round]/texts/[section]',
		params: { round: '2026', section: 'year' },
		who: 'secretariat',
		fields: () => ({ version: '', 'text.nb': 'Et godt år.', 'text.nn': 'Eit godt år.' })
	},
	measure: {
		route: '/edit/measures/[code]',
		params: { code: '1.1' },
		action: 'save',
		fields: ({ version }) => ({ version, 'title.nb': 'Endret tiltak', reason: 'Vedtatt' })
	},
	'entry of the plan': {
		route: '/edit/[part]/[key]',
		params: { part: 'areas', key: '1' },
		action: 'save',
		fields: () => ({ version: '1', 'name.nb': 'Endret område', reason: 'Vedtatt' })
	},
	'round’s dates': {
		route: '/rounds/[round]/dates',
		params: { round: '2026' },
		action: 'save',
		who: 'secretariat',
		fields: () => ({ version: '1', 'instruction.nb': 'Skriv kort.' })
	},
	'remark of an approval': {
		route: '/rounds/[round]/[code]',
		params: { round: '2026', code: '1.1' },
		action: 'return',
		who: 'secretariat',
		fields: () => ({ version: '1', comment: 'Skriv mer.' })
	},
	report: {
		route: '/report/[code]',
		params: { code: '1.1' },
		action: 'save',
		who: 'leader',
		fields: () => ({ version: '', round: '2026', done: 'Kommet i gang.', lang: 'nb' })
	}
};

describe.each(['save', 'submit'])('a report without scripts, %s', (action) => {
	it('gets one answer when it is sent twice at once', async () => {
		const answers = { status: 'on-track', progress: '50', done: 'Kommet i gang.' };
		const form: CreatingForm = {
			...edits.report!,
			...{ action, fields: () => ({ ...edits.report!.fields(ids), ...answers }) }
		};
		const [first, second] = await Promise.all([send(form), send(form)]);
		expect(first).toMatchObject({ status: 303 });
		expect(second).toEqual(first);
	});
});

describe.each(Object.entries({ ...forms, ...edits }))('the form of a %s', (_name, form) => {
	it('comes back unsaved with the text that was kept', async () => {
		const before = await rows();
		expect(await send(form, { change: { restore: '1' } })).toMatchObject({
			values: withoutLists(form.fields(ids)),
			faults: []
		});
		expect(await rows()).toEqual(before);
	});

	it('shows kept text to those only who may have the form', async () => {
		const answer = await send(form, { who: 'anyone', change: { restore: '1' } });
		expect(answer).toMatchObject({ status: 303, to: expect.stringContaining('/login?next=') as string });
	});
});

/** Names that end in `[]` are lists without it. */
function withoutLists(fields: Fields): Fields {
	return Object.fromEntries(Object.entries(fields).filter(([name]) => !name.endsWith('[]')));
}

/** The set-up link is shown once. */
function withoutLink(answer: unknown): unknown {
	return JSON.parse(
		JSON.stringify(answer, (name, value: unknown) => (['link', 'outcome'].includes(name) ? null : value))
	);
}

describe('a form that was sent', () => {
	const form = forms.measure!;
	const titles = async () => {
		const all = await partnership.db.read.select({ title: measure.title }).from(measure);
		return all.map(({ title }) => title.nb);
	};

	it('is not saved again with another text, which stays in the form', async () => {
		await send(form);
		const change = { 'title.nb': 'Et annet tiltak' };
		expect(await send(form, { change })).toMatchObject({
			status: 400,
			data: { values: change, faults: [{ field: '', code: 'sent-before' }] }
		});
		expect(await titles()).not.toContain('Et annet tiltak');
		await send(form, { change, key: 'another-key' });
		expect(await titles()).toContain('Et annet tiltak');
	});

	it('does not use its key up when it is rejected', async () => {
		expect(await send(form, { change: { reason: '', 'title.nb': '', 'title.nn': '' } })).toMatchObject({
			status: 400
		});
		expect(await send(form, { change: { code: '1.1' } })).toMatchObject({ status: 400 });
		expect(await send(form)).toMatchObject({ status: 303 });
	});

	it('is another form with another person’s key, or another form’s', async () => {
		await send(form);
		await send(form, { who: 'secretariat' });
		await send(forms.goal!);
		expect((await titles()).filter((title) => title === 'Nytt tiltak')).toHaveLength(2);
		expect(await partnership.db.read.select().from(sentForm)).toHaveLength(6);
	});

	it.each([
		['long', 'x'.repeat(100_000)],
		['binary', "\u0000\ufffd\u202e'; drop table measure;--"],
		['named like a property', '__proto__']
	])('accepts a %s key', async (_what, key) => {
		expect(await send(form, { key })).toMatchObject({ status: 303 });
		expect(await send(form, { key })).toMatchObject({ status: 303 });
		expect((await titles()).filter((title) => title === 'Nytt tiltak')).toHaveLength(1);
		const [stored] = await partnership.db.read.select().from(sentForm);
		expect(stored?.id).toMatch(/^[0-9a-f]{64}$/);
	});

	it('is another one half an hour later', async () => {
		await send(form);
		const old = new Date(Date.parse('2026-11-10T11:29:00Z')).toISOString();
		await partnership.db.write((tx) => tx.update(sentForm).set({ at: old }));
		for (const status of [303, 400])
			expect(await send(form, { key: `key ${status}` })).toMatchObject({ status });
		expect(await send(form, { key: 'third', change: { sendAgain: '1' } })).toMatchObject({ status: 303 });
		expect((await titles()).filter((title) => title === 'Nytt tiltak')).toHaveLength(3);
	});

	it('is forgotten after two days', async () => {
		await send(form);
		const old = new Date(Date.parse('2026-11-08T11:59:00Z')).toISOString();
		await partnership.db.write((tx) => tx.update(sentForm).set({ at: old }));
		await send(forms.goal!);
		expect(await partnership.db.read.select().from(sentForm)).toHaveLength(2);
	});

	it('stores no token of a set-up link', async () => {
		await send(forms.invitation!);
		const stored = await partnership.db.read.select().from(sentForm);
		expect(stored[0]?.result).toMatchObject({ ok: true, value: { token: null, delivered: true } });
	});
});
