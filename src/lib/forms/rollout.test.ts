import { describe, expect, it } from 'vitest';
import { rolloutStates } from '$lib/domain/rollout';
import { confirmRolloutForm, maxRolloutNoteLength, rolloutForm } from './rollout';

const posted = { measure: '3.1', version: '2', state: 'in-use', since: '', note: '', lang: 'nn' };

/** Returns the field and code of each error. */
function faultsOf(given: Record<string, unknown>) {
	const parsed = rolloutForm.safeParse({ ...posted, ...given });
	return parsed.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
}

describe('rolloutForm', () => {
	it.each(rolloutStates)('accepts %s', (state) => {
		expect(rolloutForm.parse({ ...posted, state })).toEqual({
			measure: '3.1',
			version: 2,
			state,
			since: null,
			note: '',
			lang: 'nn'
		});
	});

	it.each([
		['1.2.2027', '2027-02-01'],
		['01.02.2027', '2027-02-01'],
		['2027-02-01', '2027-02-01'],
		['  ', null]
	])('reads the date "%s" as %s', (since, date) => {
		expect(rolloutForm.parse({ ...posted, since }).since).toBe(date);
	});

	it('trims a note and limits its length', () => {
		expect(rolloutForm.parse({ ...posted, note: ' Ein\r\nto\u0000 ' }).note).toBe('Ein\nto');
		expect(rolloutForm.parse({ ...posted, note: 'a'.repeat(maxRolloutNoteLength) }).note).toHaveLength(2000);
		expect(faultsOf({ note: 'a'.repeat(maxRolloutNoteLength + 1) })).toEqual([['note', 'too-long']]);
	});

	it('has no version the first time', () => {
		expect(rolloutForm.parse({ ...posted, version: '' }).version).toBeNull();
		expect(confirmRolloutForm.parse({ measure: 'X.3', version: '7' })).toEqual({
			measure: 'X.3',
			version: 7
		});
	});

	it.each([
		[{ state: '' }, [['state', 'required']]],
		[{ state: 'finished' }, [['state', 'required']]],
		[{ since: '31.2.2026' }, [['since', 'not-a-date']]],
		[{ lang: 'en' }, [['lang', 'required']]],
		[{ measure: '../../etc' }, [['measure', 'unreadable']]],
		[{ measure: ['3.1', '3.2'] }, [['measure', 'unreadable']]],
		[{ version: '-1' }, [['version', 'unreadable']]]
	])('rejects %j', (given, faults) => {
		expect(faultsOf(given)).toEqual(faults);
	});
});
