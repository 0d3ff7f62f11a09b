import { describe, expect, it } from 'vitest';
import { latestRemarks, toRemarks } from './remark';

describe('toRemarks', () => {
	it('makes a remark of each text, the whole first, then answers in question order', () => {
		const answers = { nextSteps: 'Når?', status: ' Hvorfor? ', cause: '  ' };
		expect(toRemarks({ text: 'Se under.\n', answers, lang: 'nb' })).toEqual([
			{ field: null, text: 'Se under.' },
			{ field: 'status', text: 'Hvorfor?' },
			{ field: 'nextSteps', text: 'Når?' }
		]);
	});

	it('makes no remark of blank texts', () => {
		expect(toRemarks({ text: ' \n', answers: { done: '\t' }, lang: 'nb' })).toEqual([]);
	});
});

describe('latestRemarks', () => {
	it('returns all remarks of the latest answer', () => {
		const remarks = ['10:00', '12:00', '12:00'].map((at, id) => ({ id, at }));
		expect(latestRemarks(remarks).map(({ id }) => id)).toEqual([1, 2]);
		expect(latestRemarks([])).toEqual([]);
	});
});
