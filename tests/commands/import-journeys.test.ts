import { readFileSync } from 'node:fs';
import { isRedirect } from '@sveltejs/kit';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluationsOf } from '$lib/server/evaluations/queries';
import { workbookMeasures } from '$lib/server/workbooks/queries';
import { packTables, readUpload } from '$lib/server/workbooks/upload';
import { actions } from '../../src/routes/edit/import/+page.server';
import { parsePlanFile } from '$lib/server/plan-file/parse';
import { ensureOperator } from '../../src/bin/setup.mjs';
import { effort } from '../support/effort';
import { aPartnership, type Partnership } from '../support/partnership';
import { routeEvent } from '../support/route-event';
import { exportCsv, exportWorkbook, readImportPreview } from '../support/workbooks';

/*
 * Action plans as partnerships have them, from upload or paste to adopted measures with their first evaluations: in
 * `npm test` each in one written form, in the soak in both.
 */

// The changes are computed in a worker, whose module is built with the operator’s tool.
beforeAll(ensureOperator, 240_000);

const fixture = (name: string) => readFileSync(`tests/fixtures/imports/${name}`);

/** The cells of plan-b as a spreadsheet copies them: tabs, and quotes around a line break. */
const pastedPlan = [
	'Handlingsdel til strategien',
	'Mål\tTiltak\tAnsvarlig\tTidsramme\tStatus',
	'1 Barn og unge får samordnede tjenester\tAvtale om felles inntaksmøte\tFSU barn og unge\tVåren 2026\tAvtale signert',
	'\tOpplæring av frisklivssentraler\t"FSU barn og unge\nKommunene"\t1. halvår 2027\tUnder arbeid'
].join('\n');

const plans = {
	'plan-a': { source: { file: fixture('plan-a.xlsx') }, added: 16 },
	'plan-b': { source: { file: fixture('plan-b.xlsx') }, added: 11 },
	'plan-b, pasted': { source: { pasted: pastedPlan }, added: 2 },
	'plan-f': { source: { file: fixture('plan-f.docx') }, added: 4 }
};

async function inWrittenForm(writtenForm: 'nb' | 'nn'): Promise<Partnership> {
	const read = parsePlanFile(readFileSync('drizzle/seed/telemark-2025-2029.json', 'utf8'));
	if (!read.ok) throw new Error('The seed is not a valid plan file.');
	const { file } = read;
	return aPartnership({ ...file, plan: { ...file.plan, writtenForm, state: 'adopted' } });
}

async function post(partnership: Partnership, action: 'choose' | 'confirm', fields: Record<string, string>) {
	const actor = partnership.actors.secretariat;
	const address = { route: '/edit/import', params: {}, search: `?/${action}` };
	const event = routeEvent(partnership, { ...address, actor, body: fields });
	try {
		return { answer: (await actions[action]!(event as never)) as Answer, address: null };
	} catch (thrown) {
		if (isRedirect(thrown)) return { answer: null, address: thrown.location };
		throw thrown;
	}
}

interface Answer {
	seal: string;
	view: {
		added: unknown[];
		faults: unknown[];
		statuses: { code: string; use: string }[];
		recognitions: { key: string; certainty: string }[];
		counts: { open: number };
	};
}

/**
 * Clicks and fields besides the choices: the page, the file, its preview; adopted, shown again; round, reason and
 * confirmation. tests/browser/import-plans counts them on the page.
 */
const fixedInteractions = 8;
/** What a person does in three minutes, at 15 seconds each. */
const maxInteractions = 12;

describe.each(['nb', 'nn'] as const)('a plan written in %s', (form) => {
	const inTurn = Object.entries(plans).filter((_, index) =>
		effort((index % 2 === 0) === (form === 'nb'), true)
	);

	it.each(inTurn)('takes in %s as adopted measures with statuses', async (_, plan) => {
		const partnership = await inWrittenForm(form);
		const { db, planId } = partnership;
		const read = await readUpload(plan.source);
		if (!read.ok) throw new Error(read.fault);
		const chosen = { table: packTables(read.tables), adopted: 'yes' };

		const { answer } = await post(partnership, 'choose', chosen);
		const { seal, view } = answer!;
		expect(view.faults).toEqual([]);
		expect(view.recognitions.filter(({ certainty }) => certainty === 'unknown')).toEqual([]);
		expect(fixedInteractions + view.counts.open).toBeLessThanOrEqual(maxInteractions);
		expect(view.added).toHaveLength(plan.added);
		const usable = view.statuses.filter(({ use }) => use === 'evaluation').length;

		const { address } = await post(partnership, 'confirm', {
			...{ ...chosen, seal, statuses: '2026', reason: 'SSU, sak 12/26' }
		});
		expect(address).toContain(`added=${plan.added}&changed=0&evaluated=${usable}`);
		const measures = await workbookMeasures(db.read, planId);
		const imported = measures.filter(({ row }) => view.added.some((one) => codeOf(one) === row.code));
		expect(new Set(imported.map(({ row }) => row.lifecycle))).toEqual(new Set(['adopted']));
		expect(imported.every(({ row }) => Object.keys(row.title).join() === form)).toBe(true);
		for (const { id, row } of imported) {
			const evaluations = await evaluationsOf(db.read, id);
			const used = view.statuses.some(({ code, use }) => code === row.code && use === 'evaluation');
			expect(evaluations.map(({ state, imported: mark }) => [state, mark])).toEqual(
				used ? [['locked', true]] : []
			);
		}
		for (const write of [exportWorkbook, exportCsv]) {
			const { comparison } = await readImportPreview(partnership, await write(partnership, form));
			expect(comparison).toMatchObject({ added: [], changed: [], faults: [], questions: [] });
		}
	});
});

function codeOf(added: unknown): string {
	return (added as { code: string }).code;
}
