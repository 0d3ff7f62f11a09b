import { isActionFailure, isRedirect } from '@sveltejs/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { indicatorsOfMeasure } from '$lib/server/indicators/queries';
import { addIndicator } from '$lib/server/indicators/definitions';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	type Partnership
} from '../../../../../../tests/support/partnership';
import { actions } from './+page.server';

let partnership: Partnership;
let first: Record<string, string>;
beforeEach(async () => {
	partnership = await aPartnership(aPlanFile());
	const target = { planId: partnership.planId, code: '1.1', version: 1 };
	const named = { name: { nb: 'Reinnleggelser' }, unit: { nb: 'prosent' }, direction: 'down' as const };
	const more = { baseline: 12, baselineOn: '2025-01-01', source: null, targets: [{ year: 2026, value: 9 }] };
	expectOk(await addIndicator(partnership.as('ssuLeader'), target, { ...named, ...more }));
	first = {
		...{ indicator: String((await stored()).id), version: '2', direction: 'down' },
		...{ 'name.nb': 'Reinnleggelser', 'unit.nb': 'prosent' },
		...{ baseline: '12', baselineOn: '01.01.2025', 'target.2026': '9' }
	};
});

const stored = async () => (await indicatorsOfMeasure(partnership.db.read, 'measure-1'))[0]!;

async function press(who: 'ssuLeader' | 'secretariat', form: Record<string, string>) {
	const url = new URL('http://localhost/edit/measures/1.1/indicators');
	const request = new Request(url, { method: 'POST', body: new URLSearchParams(form) });
	const locals = { ...partnership.as(who), scope: partnership.scope, locale: 'nb', sessionId: null };
	const event = { url, request, params: { code: '1.1' }, locals };
	try {
		const answer: unknown = await (actions['save'] as (event: unknown) => unknown)(event);
		return isActionFailure(answer) ? { status: answer.status, data: answer.data } : { data: answer };
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: thrown.status };
		throw thrown;
	}
}

describe('concurrent edits of an indicator', () => {
	const mine = () => ({ ...first, 'unit.nn': 'prosent', 'target.2027': '7' });

	it('show the second writer what the first saved, and keep the typed text', async () => {
		expect(await press('secretariat', { ...first, 'name.nn': 'Reinnleggingar' })).toEqual({
			status: 303
		});
		expect(await press('ssuLeader', mine())).toMatchObject({
			status: 409,
			data: {
				values: { 'unit.nn': 'prosent', 'target.2027': '7' },
				conflict: { version: 3, by: 'Siri', theirs: { 'name.nn': 'Reinnleggingar', 'unit.nn': '' } }
			}
		});
		expect(await stored()).toMatchObject({ name: { nn: 'Reinnleggingar' }, targets: [{ year: 2026 }] });
	});

	it('merge field by field without loss', async () => {
		await press('secretariat', { ...first, 'name.nn': 'Reinnleggingar' });
		const merged = await press('ssuLeader', { ...mine(), version: '3', take: 'name.nn' });
		const { values } = merged.data as { values: Record<string, string> };
		expect(values).toMatchObject({ 'name.nn': 'Reinnleggingar', 'unit.nn': 'prosent', 'target.2027': '7' });
		expect(await press('ssuLeader', values)).toEqual({ status: 303 });
		expect(await stored()).toMatchObject({
			name: { nb: 'Reinnleggelser', nn: 'Reinnleggingar' },
			unit: { nb: 'prosent', nn: 'prosent' },
			targets: [
				{ year: 2026, value: 9 },
				{ year: 2027, value: 7 }
			]
		});
	});

	it('conflict again after a third edit, and ignore unknown fields', async () => {
		await press('secretariat', { ...first, 'name.nn': 'Reinnleggingar' });
		await press('secretariat', { ...first, version: '3', 'name.nn': 'Nye reinnleggingar' });
		const answer = await press('ssuLeader', { ...mine(), version: '3', take: 'version' });
		const { values } = answer.data as { values: Record<string, string> };
		expect(values).toEqual({ ...mine(), version: '3' });
		expect(await press('ssuLeader', values)).toMatchObject({ status: 409 });
	});
});
