import { isRedirect } from '@sveltejs/kit';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '$lib/domain/permission';
import { importStaging, measure } from '$lib/server/database/schema';
import { workbookMeasures } from '$lib/server/workbooks/queries';
import { packedTables, stageTables } from '$lib/server/workbooks/staging';
import { packTables } from '$lib/server/workbooks/upload';
import { actions } from '../../src/routes/edit/import/+page.server';
import { ensureOperator } from '../../src/bin/setup.mjs';
import { aPartnership, aPlanFile, expectOk, today, type Partnership } from '../support/partnership';
import { routeEvent } from '../support/route-event';
import { readImportPreview, readWorksheets, toPlainCsv } from '../support/workbooks';

// The worker that imports is built with the operator’s tool.
beforeAll(ensureOperator, 240_000);

let partnership: Partnership;
beforeEach(async () => void (partnership = await aPartnership(aPlanFile({ measures: 2 }))));

const file = toPlainCsv(['Kode', 'Tittel'], ['1.8', 'Nytt tiltak']);
const hours = (count: number) => new Date(today.getTime() + count * 3_600_000);

/** Uploads the file as somebody; returns the name of its tables. */
async function stage(who: 'ssuLeader' | 'secretariat' = 'secretariat', now = today): Promise<string> {
	const packed = packTables(await readWorksheets(file));
	return expectOk(await stageTables({ ...partnership.as(who), now }, partnership.planId, packed)).table;
}

/** Posts the upload form; returns the answer. */
async function upload(content: Buffer, fields: Record<string, string> = {}) {
	const actor = partnership.actors.secretariat;
	const event = routeEvent(partnership, { route: '/edit/import', params: {}, actor, body: {} });
	const body = new FormData();
	body.append('file', new File([new Uint8Array(content)], 'plan.csv'));
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	const request = new Request(event.url, { method: 'POST', body });
	return (await actions.preview!({ ...event, request } as never)) as Shown & { status?: number };
}

type Action = 'choose' | 'confirm' | 'drop';

async function post(action: Action, fields: Record<string, string>, actor?: Actor) {
	const address = { route: '/edit/import', params: {}, search: `?/${action}` };
	const own = actor ?? partnership.actors.secretariat;
	const event = routeEvent(partnership, { ...address, actor: own, body: fields });
	try {
		return { answer: (await actions[action]!(event as never)) as { status: number; data: Shown }, to: null };
	} catch (thrown) {
		if (isRedirect(thrown)) return { answer: null, to: thrown.location };
		throw thrown;
	}
}

interface Shown {
	fileFault: string | null;
	table: string;
	seal: string;
	reason: string;
	view: { added: unknown[]; emptying: boolean } | null;
	data?: Shown;
	kept: { reason: string; answers: string[]; adopted: boolean } | null;
}

async function confirmation(table: string): Promise<Record<string, string>> {
	const { seal } = await readImportPreview(partnership, file, { emptying: false, answers: new Map() });
	return { table, seal, reason: 'Sak 4/26', adopted: 'yes', 'answers[]': 'column|x=title' };
}

const stagedIds = async () => (await partnership.db.read.select().from(importStaging)).map(({ id }) => id);
const codes = async () =>
	(await workbookMeasures(partnership.db.read, partnership.planId)).map(({ row }) => row.code);

describe('an uploaded file', () => {
	it('is shown and kept, and its confirmation takes it in', async () => {
		const shown = await upload(file, { emptying: 'yes', reason: 'Sak 4/26' });
		expect(shown).toMatchObject({ fileFault: null, reason: 'Sak 4/26', view: { emptying: true } });
		expect(shown.view?.added).toMatchObject([{ code: '1.8', values: {} }]);
		expect(await stagedIds()).toEqual([shown.table]);
		const { table, seal } = shown;
		const { to } = await post('confirm', { table, seal, emptying: 'yes', reason: 'Sak 4/26' });
		expect(to).toContain('added=1&changed=0');
		expect(await codes()).toContain('1.8');
	});

	it.each([
		['without heads', Buffer.from('a;b\r\nc;d'), 'no-heads'],
		['that is a PDF', Buffer.from('%PDF-1.7'), 'pdf']
	])('%s is refused, and what was chosen is kept', async (_what, content, fault) => {
		const { status, data } = await upload(content, { adopted: 'yes' });
		expect([status, data]).toMatchObject([400, { fileFault: fault, kept: { adopted: true } }]);
		expect(await stagedIds()).toEqual([]);
	});

	it('is imported by its name, once, and deleted with it', async () => {
		const table = await stage();
		const { adopted: _adopted, 'answers[]': _answers, ...form } = await confirmation(table);
		const sent = { ...form, formKey: 'a-key-of-this-form' };
		const first = await post('confirm', sent);
		expect(first.to).toContain('added=1&changed=0');
		expect(await codes()).toContain('1.8');
		expect(await stagedIds()).toEqual([]);
		// The same form sent again, whose file is gone by now.
		expect((await post('confirm', sent)).to).toBe(first.to);
		expect((await codes()).filter((code) => code === '1.8')).toHaveLength(1);
	});

	it('is imported between the changes of others, and none of them is lost', async () => {
		const table = await stage();
		const { adopted: _adopted, 'answers[]': _answers, ...form } = await confirmation(table);
		const { db } = partnership;
		const before = (await db.read.select().from(importStaging)).length;
		let count = 0;
		const change = () =>
			db.write(async (tx) => void (await tx.update(measure).set({ contact: `${++count}` })));
		const others = (async () => {
			for (let turn = 0; turn < 40; turn++) {
				await change();
				await new Promise((rested) => setTimeout(rested, 10));
			}
		})();
		const [answer] = await Promise.all([post('confirm', { ...form, reason: 'Sak 5' }), others]);
		// Refused for the change of its measures, or done: never an error of a locked database.
		expect(answer.to ?? answer.answer?.status).toEqual(
			expect.toSatisfy((one) => one === 409 || /added=1/.test(String(one)))
		);
		expect([before, count]).toEqual([1, 40]);
	});

	it.each<[string, () => Promise<{ table: string; actor?: Actor }>]>([
		['a day old', async () => ({ table: await stage('secretariat', hours(-25)) })],
		['somebody else’s', async () => ({ table: await stage('ssuLeader') })],
		['unknown', async () => ({ table: `staged.${'0'.repeat(32)}` })]
	])('that is %s is refused, and what was typed and chosen is kept', async (_what, made) => {
		const { table } = await made();
		const before = await codes();
		for (const action of ['choose', 'confirm'] as const) {
			const { answer } = await post(action, await confirmation(table));
			expect(answer).toMatchObject({
				...{ status: 400 },
				data: {
					fileFault: 'gone',
					kept: { reason: 'Sak 4/26', adopted: true, answers: ['column|x=title'] }
				}
			});
		}
		expect(await codes()).toEqual(before);
	});

	it('is dropped by its owner alone', async () => {
		const [own, other] = [await stage(), await stage('ssuLeader')];
		expect((await post('drop', { table: other })).to).toBe('/edit/import');
		expect(await stagedIds()).toHaveLength(2);
		expect((await post('drop', { table: own })).to).toBe('/edit/import');
		expect(await stagedIds()).toEqual([other]);
	});

	it('gives way to newer ones of the same person, and after a day to any', async () => {
		const own = [await stage('secretariat', hours(1))];
		const other = await stage('ssuLeader', hours(2));
		for (const hour of [2, 3, 4]) own.push(await stage('secretariat', hours(hour)));
		expect(new Set(await stagedIds())).toEqual(new Set([other, ...own.slice(1)]));
		const newest = await stage('secretariat', hours(27.5));
		expect(new Set(await stagedIds())).toEqual(new Set([own[3], newest]));
	});

	it('comes back as it was read', async () => {
		const packed = packTables(await readWorksheets(file));
		const { read } = partnership.db;
		const owner = { personId: partnership.actors.secretariat.personId, planId: partnership.planId };
		expect(await packedTables(read, { owner, now: today }, await stage())).toBe(packed);
		expect(await packedTables(read, { owner, now: today }, packed)).toBe(packed);
	});
});
