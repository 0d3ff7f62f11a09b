import { describe, expect, it } from 'vitest';
import { latestRemarks, toRemarks } from './remark';

describe('a comment', () => {
	it('makes a remark of each text, the whole first and the answers as they are asked for', () => {
		const answers = { nextSteps: 'Når?', status: ' Hvorfor? ', cause: '  ' };
		expect(toRemarks({ text: 'Se under.\n', answers, lang: 'nb' })).toEqual([
			{ field: null, text: 'Se under.' },
			{ field: 'status', text: 'Hvorfor?' },
			{ field: 'nextSteps', text: 'Når?' }
		]);
	});

	it('of blanks says nothing', () => {
		expect(toRemarks({ text: ' \n', answers: { done: '\t' }, lang: 'nb' })).toEqual([]);
	});
});

describe('the latest remarks', () => {
	it('are those of the last answer, all of them', () => {
		const remarks = ['10:00', '12:00', '12:00'].map((at, id) => ({ id, at }));
		expect(latestRemarks(remarks).map(({ id }) => id)).toEqual([1, 2]);
		expect(latestRemarks([])).toEqual([]);
	});
});
