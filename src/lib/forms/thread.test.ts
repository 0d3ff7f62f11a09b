import { describe, expect, it } from 'vitest';
import { measureValuesForm, threadsForm } from './thread';

const none = { values: [], challenges: [], opportunities: [], furtherAreas: [], partners: [] };

describe('threadsForm', () => {
	it('is empty if no box is checked', () => {
		expect(threadsForm.parse({ version: '3' })).toEqual({ version: 3, threads: none, reason: undefined });
	});

	it('lists the checked codes and the reason', () => {
		const posted = { version: '3', challenges: ['U1', 'U2'], reason: ' Sak 3/26 ' };
		expect(threadsForm.parse(posted)).toEqual({
			version: 3,
			threads: { ...none, challenges: ['U1', 'U2'] },
			reason: 'Sak 3/26'
		});
	});

	it.each([
		['no version', {}],
		['a version that is none', { version: '-1' }],
		['one text where a list belongs', { version: '1', values: 'engasjert' }],
		['an empty code', { version: '1', values: [''] }],
		['more than any plan has', { version: '1', partners: Array.from({ length: 201 }, (_, n) => `${n}`) }],
		['a reason without end', { version: '1', reason: 'x'.repeat(4001) }]
	])('rejects %s', (_what, posted) => {
		expect(threadsForm.safeParse(posted).success).toBe(false);
	});
});

describe('measureValuesForm', () => {
	it('reads a row for each version, without values if no box is checked', () => {
		const posted = { 'version.1.1': '3', 'version.X.1': '1', 'values.1.1': ['engasjert'], reason: ' Sak 3 ' };
		expect(measureValuesForm.parse(posted)).toEqual({
			rows: [
				{ code: '1.1', version: 3, values: ['engasjert'] },
				{ code: 'X.1', version: 1, values: [] }
			],
			reason: 'Sak 3'
		});
	});

	it.each([{ 'version.1.1': 'x' }, { 'version.1.1': '1', 'values.1.1': 'engasjert' }])(
		'rejects what is no version or list: %j',
		(posted) => expect(measureValuesForm.safeParse(posted).success).toBe(false)
	);
});
