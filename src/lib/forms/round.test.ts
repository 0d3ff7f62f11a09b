import { describe, expect, it } from 'vitest';
import { questions } from '$lib/domain/evaluation/evaluation';
import { reopenRoundForm, roundForm } from './round';

const posted = {
	year: '2027',
	kind: 'half',
	opensOn: '12.4.2027',
	reportBy: '07.05.2027',
	readBy: '2027-05-28',
	meetingOn: ' 10.06.2027 ',
	graceDays: '5',
	questions: ['scores', 'progress'],
	'instruction.nb': ' ',
	'instruction.nn': 'Skriv kort.'
};

function faults(changed: Record<string, unknown>) {
	const parsed = roundForm.safeParse({ ...posted, ...changed });
	return parsed.error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
}

describe('roundForm', () => {
	it('reads dates and an instruction in one written form', () => {
		expect(roundForm.parse(posted)).toEqual({
			year: 2027,
			kind: 'half',
			opensOn: '2027-04-12',
			reportBy: '2027-05-07',
			readBy: '2027-05-28',
			meetingOn: '2027-06-10',
			graceDays: 5,
			questions: ['status', 'progress', 'scores'],
			instruction: { nn: 'Skriv kort.' }
		});
	});

	it('always asks for the status', () => {
		const { questions: _, ...none } = posted;
		expect(roundForm.parse(none).questions).toEqual(['status']);
		expect(roundForm.parse({ ...posted, questions: [...questions] }).questions).toEqual(questions);
	});

	it.each([
		['a date that is none', { readBy: '31.2.2027' }, ['readBy', 'not-a-date']],
		['a date left out', { readBy: ' ' }, ['readBy', 'required']],
		['no number', { graceDays: 'fem' }, ['graceDays', 'not-a-number']],
		['too many days of grace', { graceDays: '61' }, ['graceDays', 'not-a-number']],
		['a question nobody knows', { questions: ['weather'] }, ['questions.0', 'unreadable']],
		['no kind', { kind: undefined }, ['kind', 'required']]
	])('rejects %s at its field', (_what, changed, fault) => {
		expect(faults(changed)).toEqual([fault]);
	});

	it('reports all errors at once', () => {
		expect(faults({ opensOn: '', meetingOn: 'x', year: '' })).toHaveLength(3);
	});
});

it('reopenRoundForm requires a reason', () => {
	expect(reopenRoundForm.safeParse({ version: '3', reason: '  ' }).error?.issues[0]?.message).toBe(
		'reason-required'
	);
	expect(reopenRoundForm.parse({ version: '3', reason: ' Feil tall. ' })).toEqual({
		version: 3,
		reason: 'Feil tall.'
	});
});
