import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	expectOk,
	lastEvent,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { registerMatter } from './commands';
import { editMatter, mayEditMatter, type MatterEdit } from './edit';
import { matterById, matterDetails } from './queries';
import { triageMatter, type TriageDecision } from './steps';

let partnership: Partnership;
let target: { partnershipId: number; planId: number; id: number };

const values: MatterEdit = {
	...{ title: 'Sak', text: 'Tekst', lang: 'nb', concerns: 'Alle', wish: '', treatedAtHome: true },
	...{ measures: ['1.1'], areas: [1], links: [{ title: 'Rutinen', address: 'https://example.no/' }] }
};

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	const made = { ...values, organisation: '', body: null };
	const { id } = expectOk(await registerMatter(partnership.as('member'), { partnershipId, planId }, made));
	target = { partnershipId, planId, id };
});

const edit = (given: Partial<MatterEdit>, by: { who?: PersonName; version?: number } = {}) =>
	editMatter(
		partnership.as(by.who ?? 'member'),
		{ ...target, version: by.version ?? 1 },
		{ ...values, ...given }
	);
async function decide(decision: Partial<TriageDecision>, version = 1) {
	const empty = { step: 'triage', body: null, target: null, reason: '' } as const;
	const context = partnership.as('secretariat');
	return expectOk(await triageMatter(context, { ...target, version }, { ...empty, ...decision }));
}

describe('editing a matter', () => {
	it('saves texts and links, and records what changed only', async () => {
		const { db } = partnership;
		expectOk(await edit({ text: 'Ny tekst', measures: ['2.1', '1.1'], areas: [2], links: null }));
		const found = (await matterById(db.read, target.partnershipId, target.id))!;
		expect(found).toMatchObject({ text: 'Ny tekst', links: null, version: 2, title: 'Sak' });
		expect(await matterDetails(db.read, found)).toMatchObject({
			measures: [{ code: '1.1' }, { code: '2.1' }],
			areas: [{ number: 2 }]
		});
		const { before, after, verb } = (await lastEvent(db))!;
		expect([verb, Object.keys(after ?? {}).toSorted()]).toEqual([
			'edit-matter',
			['areas', 'links', 'measures', 'text']
		]);
		expect(before).toMatchObject({ text: 'Tekst', areas: [1] });
	});

	it('saves nothing if nothing has changed', async () => {
		const before = await partnership.traces();
		expectOk(await edit({}));
		expect(await partnership.traces()).toEqual(before);
	});

	it.each<[string, Partial<MatterEdit>, { who?: PersonName; version?: number }, object]>([
		['an older version', { title: 'Ny' }, { version: 0 }, { code: 'stale', current: { title: 'Sak' } }],
		['an unknown measure', { measures: ['9.9'] }, {}, { faults: [{ field: 'measures' }] }],
		['an unknown area', { areas: [99] }, {}, { faults: [{ field: 'areas[]' }] }],
		['others’ matters', { title: 'Ny' }, { who: 'leader' }, { code: 'not-permitted' }],
		['the SSU', { title: 'Ny' }, { who: 'ssuLeader' }, { code: 'not-permitted' }],
		[
			'visitors, also of an older version',
			{ title: 'Ny' },
			{ who: 'anyone', version: 0 },
			{ code: 'not-permitted' }
		],
		['administrators', { title: 'Ny' }, { who: 'administrator' }, { code: 'not-permitted' }]
	])('refuses %s', async (_what, given, by, refused) => {
		const before = await partnership.traces();
		expect(await edit(given, by)).toMatchObject({ refused });
		expect(await partnership.traces()).toEqual(before);
	});

	it('is the sender’s until triage, and the secretariat’s until it is closed', async () => {
		const may = (who: PersonName) => mayEditMatter(partnership.db.read, partnership.as(who), target);
		expect([await may('member'), await may('secretariat'), await may('leader')]).toEqual([true, true, false]);
		await decide({ body: 'ssu' });
		expect([await may('member'), await may('secretariat')]).toEqual([false, true]);
		expect(await edit({ title: 'Ny' }, { version: 2 })).toMatchObject({ refused: { code: 'not-permitted' } });
		expectOk(await edit({ title: 'Ny' }, { who: 'secretariat', version: 2 }));
		await decide({ step: 'decline', reason: 'Nei.' }, 3);
		expect(await may('secretariat')).toBe(false);
		expect(await edit({ title: 'A' }, { who: 'secretariat', version: 4 })).toMatchObject({
			refused: { code: 'wrong-state' }
		});
	});
});
