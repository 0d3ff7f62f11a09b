import { afterAll, describe, expect, it } from 'vitest';
import { timelineFinding } from '$lib/components/timeline/timeline-labels';
import { progressOverTimeFinding } from '$lib/charts/progress-over-time';
import { m } from './paraglide/messages';
import { overwriteGetLocale } from './paraglide/runtime';

/* Sentences about none, one and two: never "0 av 1", and never a plural of one. */

afterAll(() => overwriteGetLocale(() => 'nb'));

const inLocale = <T>(locale: 'nb' | 'nn' | 'en', say: () => T): T => {
	overwriteGetLocale(() => locale);
	return say();
};

const milestone = (state: 'done' | 'overdue' | 'ahead') =>
	({ kind: 'milestone', state, on: '2026-01-01', doneOn: null, id: 1, title: null, at: 0 }) as never;
const row = (...states: ('done' | 'overdue' | 'ahead')[]) =>
	({ code: '1.1', due: states.map(milestone) }) as never;

describe('timelineFinding', () => {
	it.each([
		['nb', [row('ahead')], 'Den ene milepælen er ikke nådd. Ingen er over fristen.'],
		['nn', [row('done')], 'Den eine milepælen er nådd. Ingen er over fristen.'],
		['nb', [row('overdue', 'ahead')], 'Ingen av de 2 milepælene er nådd. Én er over fristen, i tiltak 1.1.'],
		['en', [row('overdue', 'done')], '1 of 2 milestones is reached. One is overdue, in measure 1.1.']
	] as const)('in %s', (locale, rows, sentence) => {
		expect(inLocale(locale, () => timelineFinding([...rows]))).toBe(sentence);
	});
});

describe('indicators', () => {
	const list = (all: number, behind: number, known: number) =>
		`${m.indicator_list_finding({ all, behind })} ${m.indicator_list_known({ all, n: known })}`;

	it.each([
		['nb', [1, 0, 1], 'Den ene indikatoren ligger ikke etter målet. Den har en måling å holde mot et mål.'],
		['nn', [1, 1, 1], 'Den eine indikatoren ligg etter målet. Han har ei måling å halde mot eit mål.'],
		[
			'nb',
			[9, 0, 0],
			'Ingen av de 9 indikatorene ligger etter målet. Ingen har en måling å holde mot et mål.'
		],
		['en', [9, 1, 1], '1 of 9 indicators is behind target. One has a reading to hold against a target.']
	] as const)('are counted in %s: %j', (locale, [all, behind, known], sentence) => {
		expect(inLocale(locale, () => list(all, behind, known))).toBe(sentence);
	});
});

describe('a party', () => {
	it.each([
		['nb', 0, 0, 'Skien har ingen tiltak å innføre part for part.'],
		['nb', 0, 1, 'Skien bruker ikke det ene tiltaket som innføres part for part.'],
		['nn', 0, 4, 'Skien bruker ingen av dei 4 tiltaka som blir innførte part for part.'],
		['en', 2, 4, 'Skien uses 2 of 4 measures introduced party by party.']
	] as const)('in %s, with %i of %i measures in use', (locale, n, whole, sentence) => {
		expect(inLocale(locale, () => m.rollout_party_finding({ name: 'Skien', n, whole }))).toBe(sentence);
	});
});

describe('decisions', () => {
	const finding = (done: number, n: number) => m.decision_finding({ done, n });

	it.each([
		['nb', finding, 0, 1, 'Det ene vedtaket er ikke utført.'],
		['nn', finding, 0, 9, 'Ingen av dei 9 vedtaka er utførte.'],
		['nn', finding, 2, 9, '2 av 9 vedtak er utførte.'],
		['en', finding, 1, 9, '1 of 9 decisions is carried out.']
	] as const)('are counted in %s', (locale, say, done, n, sentence) => {
		expect(inLocale(locale, () => say(done, n))).toBe(sentence);
	});
});

describe('a meeting', () => {
	it.each([
		['nb', 0, 1, 'Ingen har svart: Det er én plass.', 'Den ene plassen møtte ikke.'],
		['nn', 0, 9, 'Ingen av dei 9 har svart.', 'Ingen av dei 9 plassane møtte.'],
		['en', 1, 1, 'The one seat has answered.', 'The one seat attended.']
	] as const)('in %s, of %i of %i seats', (locale, n, all, answered, attended) => {
		expect(inLocale(locale, () => m.meeting_answered({ n, all }))).toBe(answered);
		expect(inLocale(locale, () => m.meeting_attendance_count({ n, all }))).toBe(attended);
	});
});

describe('closing a round', () => {
	it.each([
		['nb', 0, 34, 'Ingen av de 34 tiltakene har en godkjent rapport.'],
		['nn', 1, 1, 'Det eine tiltaket har ein godkjend rapport.']
	] as const)('in %s, with %i of %i reports', (locale, approved, total, sentence) => {
		expect(inLocale(locale, () => m.round_close_lead({ approved, total }))).toBe(sentence);
	});
});

describe('people from a list', () => {
	it.each([
		['nb', 1, 0, 'Én plass er gitt, og ingen invitasjoner er laget.'],
		['nn', 2, 1, '2 plassar er gitt, og éin invitasjon ligg i utboksen.']
	] as const)('in %s, %i seats and %i invitations', (locale, seated, queued, sentence) => {
		expect(inLocale(locale, () => m.person_list_done({ seated, queued }))).toBe(sentence);
	});
});

describe('the response to a round', () => {
	it.each([
		['nb', 'Det ene tiltaket runden spurte om, er ikke rapportert'],
		['nn', 'Det eine tiltaket runden spurde om, er ikkje rapportert'],
		['en', 'The one measure the round asked about has not been reported']
	] as const)('from its only measure, in %s', (locale, sentence) => {
		const words = { part: 0, asked: 1, whole: 'ett', percent: '0 %' };
		expect(inLocale(locale, () => m.chart_response_answered(words))).toBe(sentence);
	});

	it('from none of two', () => {
		const words = { part: 0, asked: 2, whole: 'to', days: 180 };
		expect(inLocale('nb', () => m.chart_response_fresh(words))).toBe(
			'ingen av de to tiltakene har en fersk rapport, høyst 180 dager gammel'
		);
	});
});

describe('progressOverTimeFinding', () => {
	const point = { label: '2025', progress: 20, expected: 30 };

	it.each([
		[
			'nb',
			{ label: 'siste kjente', lastKnown: true, progress: 40, expected: 50 },
			'Framdriften har gått fra 20 % (2025) til 40 % (siste kjente); 50 % var forventet.'
		],
		[
			'nn',
			{ label: 'siste kjende', lastKnown: true, progress: 20, expected: 50 },
			'Framdrifta er 20 %, den same no som i 2025; 50 % var venta.'
		],
		[
			'nb',
			{ label: 'halvåret 2026', progress: 20, expected: 50 },
			'Framdriften er 20 %, den samme i halvåret 2026 som i 2025; 50 % var forventet i halvåret 2026.'
		]
	] as const)('names the last known status instead of a round, in %s', (locale, last, sentence) => {
		const said = inLocale(locale, () => progressOverTimeFinding([point, last]));
		expect(said.replaceAll('\u00a0', ' ')).toBe(sentence);
	});
});
