import { describe, expect, it } from 'vitest';
import { nextSteps, type RoundFacts, type StartFacts, type StepKey } from './next-steps';

const fsu = { slug: 'fsu-1', name: { nb: 'FSU 1' }, count: 2 };
const round: RoundFacts = {
	key: '2026',
	state: 'open',
	opensOn: '2026-11-02',
	reportBy: '2026-11-27',
	readBy: '2026-12-18',
	meetingOn: '2027-02-11',
	silent: [fsu],
	submitted: 3,
	asked: 33,
	approved: 13
};

/** A partnership in which everything is in place and no round runs. */
const calm: StartFacts = {
	today: '2026-11-24',
	planState: 'adopted',
	hasVision: true,
	partners: 18,
	committees: 7,
	areas: 8,
	coreValues: 3,
	hasSecretariat: true,
	leaderless: [],
	invited: 0,
	measures: { measures: 34, withoutBody: 0, withoutDates: 0, withoutContact: 0, withoutValues: 0 },
	round: null,
	published: null,
	nextRoundOn: null,
	extraordinary: 0,
	failedMail: 0,
	lateDecisions: 0,
	openInquiries: 0,
	vacant: [],
	ending: { bodies: [], first: null }
};
const lacking = { ...calm.measures, withoutBody: 1, withoutDates: 2, withoutContact: 3, withoutValues: 4 };

describe('nextSteps', () => {
	it.each<[string, Partial<StartFacts>, StepKey[]]>([
		['nothing if everything is done', {}, []],
		[
			'the foundation of an empty partnership, in order',
			{
				...{
					planState: 'draft',
					partners: 0,
					committees: 0,
					areas: 0,
					coreValues: 0,
					hasSecretariat: false,
					hasVision: false
				},
				measures: { ...calm.measures, measures: 0 },
				nextRoundOn: '2026-12-01'
			},
			['secretariat', 'partners', 'bodies', 'areas', 'measures', 'adopt', 'core-values', 'vision']
		],
		['only what needs no plan without one', { planState: null, areas: 0, partners: 0 }, ['partners']],
		['a round to plan', { nextRoundOn: '2026-12-01' }, ['plan-round']],
		[
			'no round of a plan without measures',
			{
				nextRoundOn: '2026-12-01',
				areas: 0,
				measures: {
					...lacking,
					measures: 0,
					withoutBody: 0,
					withoutDates: 0,
					withoutContact: 0,
					withoutValues: 0
				}
			},
			['areas', 'measures']
		],
		['a planned round to open', { round: { ...round, state: 'planned' } }, ['open-round']],
		['who is silent, then what to read', { round }, ['remind', 'read']],
		['reading once all have reported', { round: { ...round, silent: [] } }, ['read']],
		['closing once all is read', { round: { ...round, silent: [], submitted: 0 } }, ['close']],
		['closing after the deadline to read', { today: '2026-12-19', round }, ['remind', 'read', 'close']],
		[
			'publishing, and the next round',
			{ round: { ...round, state: 'closed' }, nextRoundOn: '2027-04-12' },
			['publish', 'plan-round']
		],
		[
			'what waits outside rounds and in the outbox',
			{ extraordinary: 1, failedMail: 2 },
			['read-outside', 'failed-mail']
		],
		['questions without an answer', { openInquiries: 2 }, ['questions']],
		['leaders before the round', { leaderless: [fsu], round }, ['leaders', 'remind', 'read']],
		[
			'seats and people',
			{ vacant: [fsu], invited: 2, ending: { bodies: [fsu], first: '2027-01-31' } },
			['terms', 'vacant', 'invited']
		],
		['what measures lack', { measures: lacking }, ['owners', 'dates', 'contacts', 'values']],
		[
			'core values before measures are tied to them',
			{ coreValues: 0, measures: lacking },
			['owners', 'dates', 'contacts', 'core-values']
		]
	])('returns %s', (_what, facts, keys) => {
		expect(nextSteps({ ...calm, ...facts }).steps.map(({ key }) => key)).toEqual(keys);
	});

	const reviewed = { key: '2026', meetingOn: '2027-02-11', adjustment: null } as const;
	const adjusting = (state: 'none' | 'open' | 'adopted') => ({
		published: { ...reviewed, adjustment: { year: 2027, state } }
	});
	const planned = { round: { ...round, state: 'planned', opensOn: '2027-04-12' } } as const;
	const read = { silent: [], submitted: 0 } as const;
	/** Every state of the year in order, with its steps and their pages. */
	it.each<[string, Partial<StartFacts>, Partial<Record<StepKey, string>>]>([
		['before the first round', { nextRoundOn: '2026-11-24' }, { 'plan-round': '/rounds#plan' }],
		['planned', { round: { ...round, state: 'planned' } }, { 'open-round': '/rounds/2026' }],
		[
			'open, with nothing sent',
			{ round: { ...round, submitted: 0 } },
			{ remind: '/outbox/remind?round=2026' }
		],
		['open, with reports', { round }, { remind: '/outbox/remind?round=2026', read: '/rounds/2026' }],
		[
			'past its deadline',
			{ today: '2026-11-28', round: { ...round, state: 'reading' } },
			{ remind: '/outbox/remind?round=2026', read: '/rounds/2026' }
		],
		['all read', { round: { ...round, ...read } }, { close: '/rounds/2026/close' }],
		[
			'past its reading with one silent',
			{ today: '2026-12-19', round: { ...round, submitted: 0 } },
			{ remind: '/outbox/remind?round=2026', close: '/rounds/2026/close' }
		],
		['closed', { round: { ...round, state: 'closed' } }, { publish: '/rounds/2026' }],
		[
			'published, before the meeting',
			adjusting('none'),
			{ adjust: '/edit/adjustments', papers: '/reviews/2026#papers' }
		],
		[
			'published, with the adjustment begun',
			adjusting('open'),
			{ adjust: '/edit/adjustments/2027', papers: '/reviews/2026#papers' }
		],
		[
			'adjusted, before the meeting',
			{ ...adjusting('adopted'), nextRoundOn: '2027-04-12' },
			{ papers: '/reviews/2026#papers', 'plan-round': '/rounds#plan' }
		],
		[
			'on the day of the meeting',
			{ published: reviewed, today: '2027-02-11' },
			{ papers: '/reviews/2026#papers' }
		],
		[
			'after the meeting',
			{ ...adjusting('adopted'), today: '2027-02-12', nextRoundOn: '2027-04-12' },
			{ 'plan-round': '/rounds#plan' }
		],
		[
			'after the meeting, not adjusted',
			{ ...adjusting('open'), today: '2027-02-12' },
			{ adjust: '/edit/adjustments/2027' }
		],
		[
			'with the next round planned',
			{ ...adjusting('none'), ...planned },
			{ adjust: '/edit/adjustments', papers: '/reviews/2026#papers', 'open-round': '/rounds/2026' }
		],
		['at the end of the plan', { published: reviewed, today: '2027-02-12' }, {}]
	])('leads on when the year is %s', (_what, facts, pages) => {
		const { steps } = nextSteps({ ...calm, ...facts });
		expect(Object.fromEntries(steps.map(({ key, path }) => [key, path]))).toEqual(pages);
	});

	it.each([
		['2026-11-19', null],
		['2026-11-20', 'due'],
		['2026-11-27', 'due'],
		['2026-11-28', 'late']
	] as const)('on %s says of a deadline on 27 November: %s', (today, urgency) => {
		const [remind] = nextSteps({ ...calm, today, round: { ...round, submitted: 0 } }).steps;
		expect(remind).toMatchObject({ key: 'remind', due: '2026-11-27', urgency, count: 2, bodies: [fsu] });
	});

	it.each([
		['2026-12-08', 'now'],
		['2026-12-09', 'soon']
	])('puts a round that opens on %s under %s', (opensOn, group) => {
		const planned = { ...round, state: 'planned', opensOn } as const;
		expect(nextSteps({ ...calm, round: planned }).steps).toMatchObject([{ key: 'open-round', group }]);
		expect(nextSteps({ ...calm, nextRoundOn: opensOn }).steps).toMatchObject([{ key: 'plan-round', group }]);
	});

	it('counts what is in place', () => {
		const { of } = nextSteps(calm).setup;
		expect(nextSteps(calm).setup.done).toBe(of);
		expect(nextSteps({ ...calm, hasVision: false, measures: lacking }).setup).toEqual({ done: of - 5, of });
	});
});
