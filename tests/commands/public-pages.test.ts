import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '$lib/domain/result';
import { openAdjustment } from '$lib/server/adjustments/commands';
import { editBody } from '$lib/server/bodies/commands';
import { bodyBySlug } from '$lib/server/bodies/queries';
import { openDatabase } from '$lib/server/database/database';
import { loadTableVersions } from '$lib/server/database/table-versions';
import { publishDecisions, recordDecision } from '$lib/server/decisions/commands';
import { saveDraft } from '$lib/server/evaluations/commands';
import { addReading } from '$lib/server/indicators/commands';
import { indicatorsOfMeasure } from '$lib/server/indicators/queries';
import { registerMatter } from '$lib/server/matters/commands';
import { editMeasure } from '$lib/server/measures/commands';
import { measureByCode } from '$lib/server/measures/queries';
import { planMeeting } from '$lib/server/meetings/commands';
import { takeMeetingStep } from '$lib/server/meetings/steps';
import { editEntry } from '$lib/server/plan-structure/commands';
import { bodyReferences, sectionEntries } from '$lib/server/plan-structure/queries';
import { publicRoutes } from '$lib/server/http/public-page-routes';
import { publishReview } from '$lib/server/reviews/commands';
import { reportRollout } from '$lib/server/rollout/commands';
import { judgeArea } from '$lib/server/verdicts/commands';
import { adoptAdjustment } from '$lib/server/workflows/adopt-adjustment';
import { openRound } from '$lib/server/workflows/open-round';
import { closeRound } from '$lib/server/workflows/close-round';
import { addYearDate } from '$lib/server/year/commands';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today,
	type Partnership
} from '../support/partnership';
import { isStillKept, recordPage, type PageParameters, type PageRecord } from '../support/page-records';

const parameters: PageParameters = {
	'/help/[role]': { role: 'ssu' },
	'/adjustments/[year]': { year: '2025' },
	'/areas/[number]': { number: '1' },
	'/bodies/[slug]': { slug: 'fsu-1' },
	'/decisions/[id]': { id: '1' },
	'/measures/[code]': { code: '1.1' },
	'/meetings/[id]': { id: '1' },
	'/reviews/[round]': { round: '2025' },
	'/reviews/[round]/present': { round: '2025' },
	'/reviews/[round]/present/notes': { round: '2025' }
};

let partnership: Partnership;
let partnershipId: number;

const rounds = [
	{ year: 2024, kind: 'annual', state: 'open' },
	{ year: 2025, kind: 'annual', state: 'planned', reported: false }
] as const;

const decided = {
	...({ body: 'ssu', decidedOn: '2026-10-15', number: '', title: 'Rutine', text: 'Tekst' } as const),
	...({ lang: 'nb', kind: 'decision', consensus: true, dissent: '', responsible: 'body:fsu-1' } as const),
	...{ dueOn: null, replaces: null, replacement: null, matter: null, measures: ['1.1'], links: null }
};

async function meet(): Promise<Result> {
	const { as } = partnership;
	const values = { kind: 'ordinary', lang: 'nb', body: 'fsu-1', jointBody: null, day: '2026-12-03' } as const;
	const time = { startsAt: '12:00', endsAt: '15:00', place: 'Kommunehuset' };
	const planned = await planMeeting(as('secretariat'), { partnershipId, uid: 'one' }, { ...values, ...time });
	const { id } = expectOk(planned);
	const target = { partnershipId, id, version: 1 };
	return takeMeetingStep(as('secretariat'), target, { step: 'cancel', reason: 'Sykdom', time: null });
}

/** Renames an entry of a section of the plan. */
async function rename(
	part: 'areas' | 'challenges' | 'funding' | 'plan',
	field: string
): Promise<Result<unknown>> {
	const { db, planId, as } = partnership;
	const plan = await partnership.plan();
	const [first] = await sectionEntries(db.read, plan, part, await bodyReferences(db.read, partnershipId));
	const target = { planId, part, key: first!.key, version: first!.version };
	const values = { ...first!.values, [field]: { nb: 'Nytt', nn: 'Nytt' } };
	return editEntry(as('ssuLeader'), target, values, 'Vedtak');
}

/** A change of a noun through its command: pages that show it, and pages that have nothing to do with it. */
interface Change {
	act: () => Promise<Result<unknown>>;
	shownOn: readonly string[];
	stays: readonly string[];
}

const aside = ['/plans', '/privacy', '/figures', '/accessibility', '/help', '/help/[role]'];
const frozen = ['/reviews/[round]', '/reviews/[round]/present', '/reviews/[round]/present/notes', '/reviews'];

const changes: Record<string, Change> = {
	measure: {
		act: async () => {
			const { db, planId, as } = partnership;
			const found = (await measureByCode(db.read, planId, '1.1'))!;
			const { summary, targetGroup, expectedEffect, contact, startsOn, deadline, deadlineWords } = found;
			const texts = { summary, targetGroup, expectedEffect, contact, startsOn, deadline, deadlineWords };
			const values = { ...texts, body: 'fsu-1', title: { nb: 'Ny', nn: 'Ny' }, reason: 'Vedtak' };
			return editMeasure(as('ssuLeader'), { planId, code: '1.1', version: found.version }, values);
		},
		shownOn: ['/measures/[code]', '/areas/[number]', '/timeline', '/map', '/bodies/[slug]'],
		stays: [...aside, ...frozen, '/meetings', '/bodies', '/adjustments']
	},
	area: {
		act: () => rename('areas', 'name'),
		shownOn: ['/', '/areas', '/areas/[number]', '/coverage', '/map', '/timeline', '/indicators'],
		stays: [...aside, ...frozen, '/meetings', '/decisions', '/adjustments']
	},
	driver: {
		act: () => rename('challenges', 'title'),
		shownOn: ['/coverage', '/map', '/'],
		stays: [...aside, ...frozen, '/bodies', '/indicators', '/meetings', '/decisions']
	},
	funding: {
		act: () => rename('funding', 'name'),
		shownOn: ['/'],
		stays: [...aside, ...frozen, '/areas', '/bodies', '/timeline', '/map', '/coverage', '/decisions']
	},
	plan: {
		act: () => rename('plan', 'name'),
		shownOn: ['/', '/plans', '/coverage', '/map'],
		stays: []
	},
	body: {
		act: async () => {
			const { db, as } = partnership;
			const found = (await bodyBySlug(db.read, partnershipId, 'fsu-1'))!;
			const facts = { authority: null, appointedBy: null, startedOn: null, endedOn: null };
			const rules = { noticeDays: null, quorum: null };
			return editBody(
				as('secretariat'),
				{ partnershipId, slug: 'fsu-1', version: found.version },
				{ ...facts, ...rules, mandate: { nb: 'Mandat' } }
			);
		},
		shownOn: ['/bodies/[slug]'],
		stays: [...aside, ...frozen, '/map', '/coverage', '/adjustments']
	},
	reading: {
		act: async () => {
			const { db, planId, as } = partnership;
			const [{ id } = { id: 0 }] = await indicatorsOfMeasure(db.read, 'measure-1');
			const reading = { on: '2026-10-31', value: 51.5, source: 'Spørjing' };
			return addReading(as('ssuLeader'), { planId, code: '1.1', indicator: id }, reading);
		},
		shownOn: ['/measures/[code]', '/indicators'],
		stays: [...aside, ...frozen, '/map', '/coverage', '/bodies', '/meetings', '/decisions']
	},
	rollout: {
		act: async () => {
			const { planId, as } = partnership;
			const target = { planId, measure: '1.1', partner: '4003', version: 1 };
			const answer = { state: 'in-use', since: '2026-10-01', note: 'I bruk.', lang: 'nb' } as const;
			return reportRollout(as('secretariat'), target, answer);
		},
		shownOn: [],
		stays: [...aside, ...frozen, '/map', '/coverage', '/bodies', '/meetings', '/decisions', '/indicators']
	},
	verdict: {
		act: () => {
			const { planId, as } = partnership;
			const target = { planId, round: '2025', area: 1, version: null } as const;
			return judgeArea(as('secretariat'), target, { status: 'on-track', text: 'Godt.', lang: 'nb' });
		},
		shownOn: [],
		stays: [...aside, ...frozen, '/map', '/coverage', '/bodies', '/meetings', '/decisions', '/indicators']
	},
	draft: {
		act: () => {
			const { planId, as } = partnership;
			const target = { planId, round: '2025', measure: '1.1', version: 1 } as const;
			return saveDraft(as('secretariat'), target, completeAnswers(), { autosaved: true });
		},
		shownOn: [],
		stays: publicRoutes.filter((route) => route !== '/decisions/[id]')
	},
	review: {
		act: async () => {
			const { planId, as, round } = partnership;
			expectOk(await closeRound(as('secretariat'), await round('2025')));
			return publishReview(as('secretariat'), planId, '2025');
		},
		shownOn: ['/reviews', '/'],
		stays: [...aside, '/map', '/coverage', '/bodies', '/meetings', '/adjustments', '/decisions']
	},
	adjustment: {
		act: async () => {
			const { planId, as } = partnership;
			expectOk(await openAdjustment(as('ssuLeader'), { planId, year: 2026 }));
			return adoptAdjustment(as('ssuLeader'), { planId, year: 2026 }, 'Vedtatt');
		},
		shownOn: ['/adjustments'],
		stays: [...aside, ...frozen, '/map', '/coverage', '/bodies', '/meetings', '/indicators']
	},
	meeting: {
		act: meet,
		shownOn: [],
		stays: [
			...aside,
			...frozen,
			'/',
			'/areas',
			'/areas/[number]',
			'/map',
			'/coverage',
			'/timeline',
			'/bodies'
		]
	},
	decision: {
		act: async () => {
			const { as, planId } = partnership;
			const place = { partnershipId, planId };
			const { id } = expectOk(await recordDecision(as('secretariat'), place, decided));
			return publishDecisions(as('secretariat'), partnershipId, [id]);
		},
		shownOn: ['/decisions', '/measures/[code]'],
		stays: [...aside, ...frozen, '/areas', '/map', '/coverage', '/timeline', '/bodies', '/indicators']
	},
	matter: {
		act: () => {
			const { as, planId } = partnership;
			const matter = {
				...({ title: 'Sak', text: 'Tekst', lang: 'nb', organisation: '', concerns: '', wish: '' } as const),
				...{ treatedAtHome: null, body: null, measures: [], areas: [], links: null }
			};
			return registerMatter(as('secretariat'), { partnershipId, planId }, matter);
		},
		shownOn: [],
		stays: [...aside, ...frozen, '/', '/areas', '/map', '/coverage', '/timeline', '/bodies', '/indicators']
	},
	'year date': {
		act: () => {
			const date = {
				day: '2027-03-01',
				lastDay: null,
				title: 'Konferanse',
				lang: 'nb',
				public: true
			} as const;
			return addYearDate(partnership.as('secretariat'), partnershipId, date);
		},
		shownOn: [],
		stays: [...aside, ...frozen, '/', '/areas', '/map', '/coverage', '/timeline', '/meetings', '/decisions']
	}
};

describe('a public page', () => {
	let records: Map<string, PageRecord>;
	const load = (route: string) => recordPage(partnership, route, { params: parameters[route], now: today });

	beforeEach(async () => {
		partnership = await aPartnership(aPlanFile({ rounds }));
		({ partnershipId } = await partnership.plan());
		const { as, planId, round } = partnership;
		expectOk(await closeRound(as('secretariat'), await round('2024')));
		expectOk(await publishReview(as('secretariat'), planId, '2024'));
		expectOk(await openRound(as('secretariat'), await round('2025')));
		const target = { planId, round: '2025', measure: '1.1', version: null } as const;
		expectOk(await saveDraft(as('secretariat'), target, completeAnswers()));
		const params = { ...parameters };
		for (const route of frozen.slice(0, 3)) params[route] = { round: '2024' };
		Object.assign(parameters, params);
		records = new Map();
		for (const route of publicRoutes) records.set(route, await load(route));
		// The first one loads the modules of all pages.
	}, 60_000);

	it('reads only tables whose changes are known', async () => {
		const { of } = await loadTableVersions(partnership.db.read);
		const unknown = [...records].flatMap(([route, { tables }]) =>
			[...tables].filter((table) => of[table] === undefined).map((table) => `${route}: ${table}`)
		);
		expect(unknown).toEqual([]);
	});

	it.each(Object.keys(changes))(
		'shows a changed %s at once, and stays if it has nothing of it',
		async (noun) => {
			const { act, shownOn, stays } = changes[noun]!;
			expectOk(await act());
			const current = await loadTableVersions(partnership.db.read);
			const outdated: string[] = [];
			const changed: string[] = [];
			for (const [route, record] of records) {
				const fresh = await load(route);
				if (fresh.data !== record.data) changed.push(route);
				if (fresh.data !== record.data && isStillKept(record, current)) outdated.push(route);
			}
			expect(outdated, 'pages that hide the change').toEqual([]);
			expect(
				shownOn.filter((route) => !changed.includes(route)),
				'pages that do not show it'
			).toEqual([]);
			const emptied = stays.filter((route) => !isStillKept(records.get(route)!, current));
			expect(emptied, 'pages emptied for nothing').toEqual([]);
		}
	);

	it('notices a change by another process, and none after a rolled-back one', async () => {
		const { db } = partnership;
		const before = await loadTableVersions(db.read);
		const failed = db.write(async (tx) => {
			await tx.run(`update plan set goal = '{"nb":"x"}'`);
			throw new Error('No.');
		});
		await expect(failed).rejects.toThrow('No.');
		expect((await loadTableVersions(db.read)).text).toBe(before.text);
		const other = await openDatabase({ url: db.url });
		await other.read.run(`update plan set goal = '{"nb":"x"}'`);
		other.close();
		await setImmediate();
		const after = await loadTableVersions(db.read);
		expect(Object.keys(after.of).filter((table) => after.of[table] !== before.of[table])).toEqual(['plan']);
	});
});
