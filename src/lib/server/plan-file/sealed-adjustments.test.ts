import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryDatabase } from '../../../../tests/support/database';
import {
	aPartnership,
	expectRefusal,
	expectOk,
	type Partnership
} from '../../../../tests/support/partnership';
import { canonicalJson } from '$lib/domain/review/review';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import { saveAddition } from '../adjustments/additions';
import { adoptAdjustment, previewAdjustment } from '../workflows/adopt-adjustment';
import { openAdjustment, decideItem } from '../adjustments/commands';
import { adjustmentFor, parseAdjustmentContent } from '../adjustments/queries';
import type { Database } from '../database/database';
import { editMeasure } from '../measures/commands';
import type { MeasureEdit } from '../measures/edit';
import { measureByCode } from '../measures/queries';
import { seal } from '../reviews/queries';
import { importPlan } from './import';
import { exportPlan } from './export';
import { parsePlanFile } from './parse';

let partnership: Partnership;
const ssu = () => partnership.as('ssuLeader');
/** Returns the context of an import into an empty database. */
const newcomer = (db: Database) => ({ ...ssu(), db, actor: { ...ssu().actor, personId: null } });
const target = (year: number) => ({ planId: partnership.planId, year });

async function anEdit(code: string, contact: string) {
	const { title, version } = (await measureByCode(partnership.db.read, partnership.planId, code))!;
	const edit: MeasureEdit = {
		...{ title, summary: null, targetGroup: null, expectedEffect: null, contact, body: 'fsu-1' },
		...{ startsOn: null, deadline: null, deadlineWords: null }
	};
	return { madeFrom: version, edit };
}

/** Decides to change a measure's contact in a year's adjustment. */
async function adjust(year: number, code: string, contact: string) {
	const outcome = await anEdit(code, contact);
	const settlement = { kind: 'adjust', stance: 'taken', reason: 'Ny kontakt', outcome } as const;
	expectOk(await decideItem(ssu(), { ...target(year), code, version: null }, settlement));
}

/**
 * Returns a plan file with an adopted adjustment and an open one with an edit, an overtaken edit and a new
 * measure.
 */
async function twoAdjustments(): Promise<string> {
	expectOk(await openAdjustment(ssu(), target(2026)));
	await adjust(2026, '1.1', 'Kari Nordmann');
	expectOk(await adoptAdjustment(ssu(), target(2026), 'SSU 14.01.2026, sak 03/26'));
	expectOk(await openAdjustment(ssu(), target(2027)));
	await adjust(2027, '1.1', 'Ola Nordmann');
	await adjust(2027, '1.2', 'Ola Nordmann');
	const { madeFrom: version, edit } = await anEdit('1.2', 'En annen');
	expectOk(await editMeasure(ssu(), { planId: partnership.planId, code: '1.2', version }, edit));
	const addition = { area: null, code: 'X.4', edit: (await anEdit('1.1', 'Ny')).edit };
	expectOk(await saveAddition(ssu(), target(2027), { ...addition, reason: 'Alle vil ha det.' }));
	return (await exportPlan(partnership.db.read, partnership.planId))!;
}

function parsed(text: string): PlanFile {
	const read = parsePlanFile(text);
	if (!read.ok) throw new Error(JSON.stringify(read.faults));
	return read.file;
}

beforeEach(async () => void (partnership = await aPartnership()));

describe('a plan file with adjustments', () => {
	it('exports the same bytes and adjustments after an import', async () => {
		const text = await twoAdjustments();
		const db = await temporaryDatabase();
		const { planId } = expectOk(await importPlan(newcomer(db), parsed(text)));
		expect(await exportPlan(db.read, planId)).toBe(text);
		const adopted = (await adjustmentFor(db.read, planId, 2026))!;
		expect(parseAdjustmentContent(adopted)).toMatchObject({ decision: 'SSU 14.01.2026, sak 03/26' });
		expect(seal(adopted.content!)).toBe(adopted.sha256);
		// The overtaken edit is still overtaken; the other items can be adopted.
		expect(expectRefusal(await previewAdjustment({ ...ssu(), db }, { planId, year: 2027 }))).toEqual({
			code: 'invalid',
			faults: [{ field: '1.2', code: 'overtaken' }]
		});
	});

	const adoptedOf = (file: PlanFile) => {
		const [first] = file.plan.adjustments;
		if (first?.state !== 'adopted') throw new Error('The first is adopted.');
		return first;
	};

	it.each<[string, (file: PlanFile) => void, string, string]>([
		[
			'with content that does not match its seal',
			(file) => Object.assign(adoptedOf(file), { content: adoptedOf(file).content.replace('Kari', 'Kåre') }),
			'sha256',
			'broken-seal'
		],
		[
			'with another year’s content',
			(file) => {
				const content = canonicalJson({ ...JSON.parse(adoptedOf(file).content), year: 2025 });
				Object.assign(adoptedOf(file), { content, sha256: seal(content) });
			},
			'content',
			'not-an-adjustment'
		],
		[
			'with content of another kind',
			(file) => Object.assign(adoptedOf(file), { content: '{}', sha256: seal('{}') }),
			'content',
			'not-an-adjustment'
		]
	])('refuses an adjustment %s', async (_, change, field, code) => {
		const file = parsed(await twoAdjustments());
		change(file);
		const db = await temporaryDatabase();
		expect(expectRefusal(await importPlan(newcomer(db), file))).toEqual({
			code: 'invalid',
			faults: [{ field: `plan.adjustments[0].${field}`, code }]
		});
	});

	it('reports dangling references and duplicates', async () => {
		const file = parsed(await twoAdjustments());
		const [adopted, open] = file.plan.adjustments;
		if (open?.state !== 'open') throw new Error('The second is open.');
		Object.assign(open.items[0]!, { measure: 'nothing' });
		Object.assign(open.items[1]!.outcome!.edit, { body: 'nobody' });
		Object.assign(open.items[2]!.outcome!, { area: 99 });
		file.plan.adjustments.push(adopted!);
		const read = parsePlanFile(JSON.stringify(file));
		expect(read.ok ? [] : read.faults.map(({ path }) => path)).toEqual([
			'plan.adjustments[2]',
			'plan.adjustments[1].items[0].measure',
			'plan.adjustments[1].items[1].outcome.edit.body',
			'plan.adjustments[1].items[2].outcome.area'
		]);
	});
});
