import { beforeEach, describe, expect, it } from 'vitest';
import type { ListedDecision } from '$lib/domain/decision/decision-list';
import { decisionImportForm } from '$lib/forms/decision-import';
import { aPartnership, expectOk, type Partnership } from '../../../../tests/support/partnership';
import { decision, decisionFollowUp, mail } from '../database/schema';
import { importDecisions } from './import';
import { followUpEntries } from './queries';

let partnership: Partnership;
let place: { partnershipId: number; planId: number };
const listed: ListedDecision = {
	...{ row: 2, body: 'ssu', decidedOn: '2026-02-12', number: 'Sak 4/26', title: 'Nettside', text: 'Lages.' },
	...{
		kind: 'decision',
		responsible: 'body:fsu-1',
		dueOn: null,
		followUp: 'in-progress',
		note: 'Spurt om pris'
	}
};
const old = { ...listed, row: 3, number: '5/26', followUp: 'done', note: '' } as const;
const noted = { ...listed, row: 4, number: '6/26', kind: 'information', followUp: null, note: '' } as const;

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
});

function run(
	decisions: ListedDecision[],
	publish = false,
	who: Parameters<Partnership['as']>[0] = 'secretariat'
) {
	return importDecisions(partnership.as(who), place, { decisions, lang: 'nb', publish });
}

describe('importing decisions', () => {
	it('saves them with what had become of them, and sends no mail', async () => {
		expect(expectOk(await run([listed, old, noted], true))).toEqual({ added: 3, known: 0 });
		const { read } = partnership.db;
		expect(await read.select().from(decision)).toMatchObject([
			{ followUp: 'in-progress', closedOn: null, consensus: null, publishedAt: '2026-11-10T12:00:00.000Z' },
			{ followUp: 'done', closedOn: '2026-11-10' },
			{ followUp: null, closedOn: null }
		]);
		expect(await followUpEntries(read, 1, true)).toMatchObject([{ text: 'Spurt om pris', by: 'Siri' }]);
		expect(await read.select().from(mail)).toEqual([]);
	});

	it('leaves out what is here already, ignoring case and spaces', async () => {
		expectOk(await run([listed]));
		const again = { ...listed, number: 'SAK 4 / 26', title: 'nettside ' };
		expect(expectOk(await run([again, again, old]))).toEqual({ added: 1, known: 2 });
		expect(await partnership.db.read.select().from(decision)).toHaveLength(2);
	});

	it('saves nothing if a row has a fault', async () => {
		const rows = [listed, { ...old, decidedOn: '2027-01-01' }, { ...noted, body: 'nobody' }];
		expect(await run(rows)).toMatchObject({
			refused: {
				faults: [
					{ field: '3', code: 'in-future' },
					{ field: '4', code: 'unknown' }
				]
			}
		});
		const { read } = partnership.db;
		expect([await read.select().from(decision), await read.select().from(decisionFollowUp)]).toEqual([
			[],
			[]
		]);
	});

	it.each(['anyone', 'leader', 'ssuLeader', 'administrator'] as const)('is denied to %s', async (who) => {
		expect(await run([listed], false, who)).toMatchObject({ refused: { code: 'not-permitted' } });
	});
});

describe('the form of an import', () => {
	it.each(['', 'x', '{}', '[]', '[[1]]', JSON.stringify([Array.from({ length: 21 }, () => '')])])(
		'refuses the table %j',
		(table) => {
			const parsed = decisionImportForm.safeParse({ table, lang: 'nb' });
			expect(parsed.error?.issues.map(({ message }) => message)).toEqual(['unreadable']);
		}
	);
});
