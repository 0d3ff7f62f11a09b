import fc from 'fast-check';
import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { effort } from '../../../../tests/support/effort';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { evaluationStates, type EvaluationState } from '$lib/domain/evaluation/evaluation';
import { mayDo, evaluationReadAction, planReadAction } from '$lib/domain/permission';
import { planStates } from '$lib/domain/plan/plan';
import {
	parseSearchQuery,
	type SearchHit,
	type SearchHitGroup,
	type SearchKind
} from '$lib/domain/search/search';
import * as schema from '../database/schema';
import { saveDraft } from '../evaluations/commands';
import { openRound } from '../workflows/open-round';
import { closeRound } from '../workflows/close-round';
import { publishReview } from '../reviews/commands';
import { reopenRound } from '../rounds/commands';
import { judgeArea } from '../verdicts/commands';
import { maxRankedRows } from './candidates';
import { searchPlan, type HitSelection } from './queries';

let partnership: Partnership;

async function groups(
	who: PersonName,
	typed: string,
	shown: HitSelection = { most: 50 }
): Promise<SearchHitGroup[]> {
	const query = parseSearchQuery(typed);
	if (query.state !== 'ready') throw new Error(`“${typed}” is ${query.state}.`);
	const { db, actors } = partnership;
	const asked = {
		actor: actors[who],
		plan: await partnership.plan(),
		query,
		locale: 'nn',
		now: today
	} as const;
	return searchPlan(db.read, asked, shown);
}

/** Returns the hits of a kind, as "code or measure: excerpt". */
async function found(who: PersonName, typed: string, kind: SearchKind): Promise<string[]> {
	const group = (await groups(who, typed)).find((one) => one.kind === kind);
	expect(group?.hits.length ?? 0, 'as many as are counted').toBe(group?.total ?? 0);
	return (group?.hits ?? []).map(inBrief);
}

function inBrief(hit: SearchHit): string {
	const excerpt = hit.excerpt?.parts.map(({ text, hit: is }) => (is ? `[${text}]` : text)).join('');
	return [
		hit.code ?? hit.measureCode ?? hit.areaNumber ?? hit.title?.parts.map(({ text }) => text).join(''),
		excerpt
	]
		.filter((part) => part !== undefined)
		.join(': ');
}

const people: PersonName[] = [
	'anyone',
	'signedIn',
	'observer',
	'member',
	'deputy',
	'leader',
	'otherLeader',
	'ssuMember',
	'ssuLeader',
	'meeting',
	'secretariat',
	'administrator'
];

describe('searching the plan', () => {
	beforeEach(async () => {
		partnership = await aPartnership();
		const { db } = partnership;
		await db.write(async (tx) => {
			await tx
				.update(schema.measure)
				.set({
					title: { nb: 'Hjemmesykehus for barn', nn: 'Heimesjukehus for barn' },
					summary: { nn: 'Sjuke born får behandling heime.' },
					expectedEffect: { nb: 'Færre innleggelser på Ål' },
					contact: 'Åse Bø'
				})
				.where(eq(schema.measure.id, 'measure-1'));
			await tx
				.update(schema.measure)
				.set({ summary: { nb: 'Barn er nevnt her, og tiltak 1.1.' } })
				.where(eq(schema.measure.id, 'measure-2'));
			await tx
				.update(schema.driver)
				.set({ description: { nb: 'Flere eldre' } })
				.where(eq(schema.driver.code, 'U1'));
			await tx
				.update(schema.body)
				.set({ mandate: { nb: 'Samordner psykisk helse' } })
				.where(eq(schema.body.slug, 'fsu-2'));
		});
	});

	it.each<[string, SearchKind, string[]]>([
		['1.1', 'measure', ['1.1', '2.1: Barn er nevnt her, og tiltak [1.1].']],
		['barn', 'measure', ['1.1', '2.1: [Barn] er nevnt her, og tiltak 1.1.']],
		['hjemmesyk', 'measure', ['1.1']],
		['heimesjukehus', 'measure', ['1.1']],
		['HJEMMESYKEHUS', 'measure', ['1.1']],
		['behandl heime', 'measure', ['1.1: Sjuke born får [behandling] [heime].']],
		['faerre al', 'measure', ['1.1: [Færre] innleggelser på [Ål]']],
		['færre aal', 'measure', ['1.1: [Færre] innleggelser på [Ål]']],
		['ase boe', 'measure', ['1.1: [Åse] [Bø]']],
		['"for barn"', 'measure', ['1.1']],
		['"barn for"', 'measure', []],
		['barn eldre', 'measure', []],
		['område 2', 'area', ['2']],
		['omrade', 'area', ['1', '2']],
		['u1', 'driver', ['U1']],
		['fleire eldre', 'driver', ['U1: [Flere] [eldre]']],
		['engasjert', 'value', ['engasjert']],
		['psykisk', 'body', ['fsu-2: Samordner [psykisk] helse']]
	])('finds for %s in %s %j', async (typed, kind, expected) => {
		expect((await found('anyone', typed, kind)).sort()).toEqual([...expected].sort());
	});

	it('ranks an exact code first, then titles, then texts', async () => {
		const order = async (typed: string) => (await groups('anyone', typed))[0]!.hits.map(({ code }) => code);
		expect(await order('1.1')).toEqual(['1.1', '2.1']);
		expect(await order('barn')).toEqual(['1.1', '2.1']);
	});

	it("prefers the reader's written form, and marks another one", async () => {
		const [group] = await groups('anyone', 'barn');
		expect(group?.hits[0]).toMatchObject({
			title: { parts: [{ text: 'Heimesjukehus for ' }, { text: 'barn', hit: true }], lang: 'nn' },
			excerpt: null
		});
		expect(group?.hits[1]?.excerpt?.lang).toBe('nb');
	});

	it('finds partners only for people who may open their pages', async () => {
		for (const who of people)
			expect(await found(who, 'seljord', 'partner'), who).toEqual(
				mayDo(partnership.actors[who], 'rollout.read') ? ['4022'] : []
			);
	});

	it('does not find ended parts', async () => {
		const { db } = partnership;
		const ends = (endedOn: string | null) => db.write((tx) => tx.update(schema.driver).set({ endedOn }));
		await ends('2026-11-10');
		expect(await found('anyone', 'u1', 'driver')).toEqual([]);
		await ends(null);
		expect(await found('anyone', 'u1', 'driver')).toHaveLength(1);
	});

	it.each(planStates)('finds a plan that is %s only for people who may read it', async (state) => {
		const plan = await partnership.plan();
		const query = parseSearchQuery('barn');
		if (query.state !== 'ready') throw new Error();
		for (const who of people) {
			const actor = partnership.actors[who];
			const asked = { actor, plan: { ...plan, state }, query, locale: 'nb' } as const;
			const seen = await searchPlan(partnership.db.read, asked, { most: 5 });
			expect(seen.length > 0, who).toBe(mayDo(actor, planReadAction(state)));
		}
	});

	it('finds nothing of another plan', async () => {
		const { db, planId } = partnership;
		await db.write((tx) =>
			tx.update(schema.measure).set({ planId }).where(eq(schema.measure.id, 'measure-1'))
		);
		const [other] = await db.write((tx) =>
			tx
				.insert(schema.plan)
				.values({
					partnershipId: 1,
					slug: 'x',
					name: { nb: 'x' },
					fromYear: 2030,
					toYear: 2034,
					writtenForm: 'nb',
					state: 'adopted'
				})
				.returning()
		);
		await db.write((tx) =>
			tx.update(schema.measure).set({ planId: other!.id }).where(eq(schema.measure.id, 'measure-1'))
		);
		const query = parseSearchQuery('heimesjukehus');
		if (query.state !== 'ready') throw new Error();
		const asked = { actor: partnership.actors.anyone, query, locale: 'nb' } as const;
		const of = async (plan: typeof other) =>
			(await searchPlan(db.read, { ...asked, plan: plan! }, { most: 5 })).map(({ kind, total }) => [
				kind,
				total
			]);
		expect(await of(other)).toEqual([['measure', 1]]);
		expect(await of({ ...other!, id: planId })).toEqual([]);
	});
});

const secretariat = () => partnership.as('secretariat');
const close = async (key: string) => expectOk(await closeRound(secretariat(), await partnership.round(key)));
const open = async (key: string) => expectOk(await openRound(secretariat(), await partnership.round(key)));
const publish = async (key: string) => expectOk(await publishReview(secretariat(), partnership.planId, key));
const reopen = async (key: string) =>
	expectOk(await reopenRound(secretariat(), await partnership.round(key), 'Noko var feil.'));

/** Writes text into an evaluation of measure 1.1, which FSU 1 carries, and sets its state. */
async function report(roundId: number, done: string, state?: EvaluationState) {
	await partnership.db.write((tx) =>
		tx
			.update(schema.evaluation)
			.set({ done, ...(state ? { state } : {}) })
			.where(and(eq(schema.evaluation.roundId, roundId), eq(schema.evaluation.measureId, 'measure-1')))
	);
}

/** Creates three rounds: published, closed, and open. */
async function threeRounds() {
	partnership = await aPartnership(
		aPlanFile({
			measures: 3,
			rounds: [
				{ year: 2025, kind: 'annual', state: 'open' },
				{ year: 2026, kind: 'half', state: 'planned' },
				{ year: 2026, kind: 'annual', state: 'planned' }
			]
		})
	);
	const ids = await partnership.db.read
		.select({ id: schema.round.id })
		.from(schema.round)
		.orderBy(schema.round.id);
	const [published, closed, running] = ids.map(({ id }) => id);
	await report(published!, 'Kvalord publisert');
	await close('2025');
	await publish('2025');
	await open('2026-half');
	await report(closed!, 'Kvalord lukka');
	await close('2026-half');
	await open('2026');
	return { published: published!, closed: closed!, running: running! };
}

describe('evaluations are found only by people who may read them', () => {
	let rounds: Awaited<ReturnType<typeof threeRounds>>;
	beforeAll(async () => void (rounds = await threeRounds()));

	const subject = async () => ({ responsibleBodyId: (await measureRow()).bodyId });
	const measureRow = async () =>
		(await partnership.db.read.select().from(schema.measure).where(eq(schema.measure.id, 'measure-1')))[0]!;

	it.each(people)('%s', async (who) => {
		const actor = partnership.actors[who];
		const carried = await subject();
		for (const state of evaluationStates) {
			await report(rounds.running, 'Kvalord i gang', state);
			const expected = [
				...(mayDo(actor, evaluationReadAction('locked', true), carried) ? ['1.1: [Kvalord] publisert'] : []),
				...(mayDo(actor, evaluationReadAction('locked', false), carried) ? ['1.1: [Kvalord] lukka'] : []),
				...(mayDo(actor, evaluationReadAction(state, false), carried) ? ['1.1: [Kvalord] i gang'] : [])
			];
			const seen = (await found(who, 'kvalord', 'evaluation')).map((one) => one.split(' Litt')[0]);
			expect(seen.sort(), state).toEqual(expected.sort());
		}
	});

	it.each(people)('%s, outside rounds', async (who) => {
		const { actors, db } = partnership;
		const carried = await subject();
		const by = { lang: 'nn', reportedBy: 'Frode', savedAt: today.toISOString() } as const;
		const outside = { roundId: null, measureId: 'measure-1', done: 'Utanomord', ...by };
		for (const state of ['draft', 'submitted', 'returned', 'approved'] as const) {
			await db.write((tx) => tx.insert(schema.evaluation).values({ ...outside, state }));
			expect(await found(who, 'utanomord', 'evaluation'), state).toEqual(
				mayDo(actors[who], evaluationReadAction(state, false), carried) ? ['1.1: [Utanomord]'] : []
			);
			await db.write((tx) => tx.delete(schema.evaluation).where(eq(schema.evaluation.done, 'Utanomord')));
		}
	});

	it('does not reveal unreadable evaluations, not even in counts', async () => {
		await report(rounds.running, 'Løyndord', 'draft');
		const blind: PersonName[] = ['anyone', 'signedIn', 'observer', 'otherLeader', 'meeting', 'administrator'];
		for (const who of blind) {
			expect(await groups(who, 'løyndord'), who).toEqual([]);
			expect(await groups(who, 'løyn', { kind: 'evaluation', page: 1, pageSize: 1 }), who).toEqual([]);
			const before = await groups(who, 'litt');
			await report(rounds.running, 'Litt løyndord', 'submitted');
			expect(await groups(who, 'litt'), who).toEqual(before);
			await report(rounds.running, 'Løyndord', 'draft');
		}
	});
});

describe('review texts', () => {
	let rounds: Awaited<ReturnType<typeof threeRounds>>;
	beforeEach(async () => void (rounds = await threeRounds()));

	it('are found once: by members as the evaluation, by the public in the review', async () => {
		const of = async (who: PersonName) =>
			(await groups(who, 'publisert'))[0]?.hits.map(({ inReview, state }) => ({ inReview, state }));
		expect(await of('observer')).toEqual([{ inReview: false, state: 'locked' }]);
		expect(await of('anyone')).toEqual([{ inReview: true, state: null }]);
	});

	it('keep the published version until its correction is published', async () => {
		await close('2026');
		await reopen('2025');
		await report(rounds.published, 'Kvalord retta');
		const seen = async (who: PersonName) => ({
			before: (await found(who, 'publisert', 'evaluation')).length,
			after: (await found(who, 'retta', 'evaluation')).length
		});
		expect(await seen('anyone')).toEqual({ before: 1, after: 0 });
		expect(await seen('observer')).toEqual({ before: 0, after: 1 });
		await report(rounds.published, 'Kvalord retta', 'returned');
		expect(await seen('observer')).toEqual({ before: 1, after: 0 });
		expect(await seen('leader')).toEqual({ before: 0, after: 1 });
		await report(rounds.published, 'Kvalord retta', 'approved');
		await close('2025');
		expect(await seen('anyone')).toEqual({ before: 1, after: 0 });
		expect(await seen('observer')).toEqual({ before: 0, after: 1 });
		await publish('2025');
		expect(await seen('anyone')).toEqual({ before: 0, after: 1 });
	});

	it('show verdicts only to members until publication', async () => {
		const { planId, as } = partnership;
		const target = { planId, round: '2026', area: 1, version: null };
		expectOk(
			await judgeArea(as('leader'), target, { status: 'delayed', text: 'Dømeord om området', lang: 'nn' })
		);
		const seen = async () => ({
			public: await found('anyone', 'dømeord', 'verdict'),
			members: await found('observer', 'dømeord', 'verdict')
		});
		const verdict = '1: [Dømeord] om området';
		expect(await seen()).toEqual({ public: [], members: [verdict] });
		await close('2026');
		expect(await seen()).toEqual({ public: [], members: [verdict] });
		await publish('2026-half');
		await publish('2026');
		expect(await seen()).toEqual({ public: [verdict], members: [verdict] });
	});

	it('show drafts only to the secretariat', async () => {
		const at = { by: 'Siri', at: today.toISOString(), section: 'year', roundId: rounds.running };
		await partnership.db.write((tx) =>
			tx.insert(schema.reviewText).values({ ...at, text: { nb: 'Årsord om 2026', nn: 'Årsord om 2026' } })
		);
		for (const who of people)
			expect(await found(who, 'arsord', 'section'), who).toHaveLength(
				mayDo(partnership.actors[who], 'review.write') ? 1 : 0
			);
	});
});

describe('hits', () => {
	it('of one kind are paged without repeats, with the same count', async () => {
		partnership = await aPartnership(aPlanFile({ measures: 45 }));
		const pages = await Promise.all(
			[1, 2, 3, 4].map((page) => groups('anyone', 'tiltak', { kind: 'measure', page, pageSize: 20 }))
		);
		expect(pages.map(([group]) => group?.total)).toEqual([45, 45, 45, 45]);
		expect(pages.map(([group]) => group?.hits.length)).toEqual([20, 20, 5, 0]);
		expect(new Set(pages.flatMap(([group]) => group!.hits.map(({ code }) => code))).size).toBe(45);
	});

	it('are ranked among the newest when there are very many, with a note', async () => {
		const { years, measures } = { years: 4, measures: Math.ceil((maxRankedRows + 60) / 4) };
		const rounds = Array.from(
			{ length: years },
			(_, index) => ({ year: 2025 + index, kind: 'annual', state: 'open' }) as const
		);
		partnership = await aPartnership(aPlanFile({ measures: Math.ceil((measures * 7) / 6) + 1, rounds }));
		const [group] = await groups('secretariat', 'kome i gang', { most: 3 });
		expect(group).toMatchObject({ kind: 'evaluation', total: maxRankedRows, capped: true });
		expect(group?.hits.map(({ round }) => round?.year)).toEqual([2028, 2028, 2028]);
	});
});

describe('any input', () => {
	beforeAll(async () => void (partnership = await aPartnership()));

	it('is searched for, and never read as a query operator', async () => {
		const signs = fc.constantFrom(
			...'"*()^+-:{}[].,\'\\;%_\0 ',
			'NEAR',
			'AND',
			'OR',
			'NOT',
			'tiltak',
			'1.1',
			'ø',
			'🏥',
			'ﬃ',
			'İ',
			'ß',
			'\u0301'
		);
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(
					fc.array(signs).map((all) => all.join('')),
					fc.string({ unit: 'binary' })
				),
				async (typed) => {
					if (parseSearchQuery(typed).state === 'ready') await groups('secretariat', typed);
				}
			),
			{ numRuns: effort(100, 300) }
		);
	});

	it('finds every word of a text, in any script', async () => {
		const letters = 'abdefgiklmnoprstuvåäæöøéèüçčđŋšŧžñâÅÄÆÖØÉÜČĐ0123456789';
		const words = fc.string({ unit: fc.constantFrom(...letters), minLength: 2, maxLength: 12 });
		const { db } = partnership;
		await fc.assert(
			fc.asyncProperty(words, fc.constantFrom('NFC', 'NFD'), fc.boolean(), async (written, form, upper) => {
				await db.write((tx) =>
					tx
						.update(schema.measure)
						.set({ summary: { nb: `Om ${written.normalize(form)}, kort.` } })
						.where(eq(schema.measure.id, 'measure-3'))
				);
				// In decomposed form "aâ" is "aa" and "^": the accent's letter is ambiguous.
				fc.pre(form === 'NFC' || !/aa|oe/.test(written.normalize('NFD').toLowerCase()));
				const typed = upper ? written.toUpperCase() : written;
				for (const asked of [typed, `"${typed}"`]) {
					const query = parseSearchQuery(asked);
					if (query.state !== 'ready') continue;
					const hits = (await groups('anyone', asked)).flatMap((group) => group.hits);
					const hit = hits.find(({ code }) => code === '1.2');
					expect(hit?.excerpt?.parts.filter((part) => part.hit).length, asked).toBeGreaterThan(0);
				}
			}),
			{ numRuns: effort(60, 200) }
		);
	});

	it('takes two statements', async () => {
		const before = partnership.db.statements();
		await partnership.plan();
		const asked = partnership.db.statements();
		await groups('secretariat', 'tiltak');
		expect(partnership.db.statements() - asked).toBe(2 + (asked - before));
	});
});

describe('the index', () => {
	/** Compares the index with one rebuilt from today's rows. */
	async function inStep() {
		const { read } = partnership.db;
		const columns = sql.raw(
			'kind, ref, scope, review_id, round_id, measure_id, area_id, section, code, title_nb, title_nn, nb, nn, plain'
		);
		const kept = await read.all(sql`select ${columns} from search_doc order by kind, ref`);
		const anew = await read.all(sql`select ${columns} from search_source order by kind, ref`);
		expect(kept).toEqual(anew);
		// Fails if the index and the rows differ in any word.
		await read.run(sql`insert into search_index (search_index, rank) values ('integrity-check', 1)`);
	}

	const text = fc.constantFrom('', 'Åpen dør', 'Kome i gang.', 'to\nlinjer', '"sitat"', '😀');
	const code = fc.constantFrom('1.1', '1.2', '2.1');
	type Change = (partnership: Partnership) => Promise<unknown>;
	const change: fc.Arbitrary<Change> = fc.oneof(
		fc.record({ code, done: text }).map(
			({ code: measure, done }): Change =>
				({ as, planId, db }) =>
					db.read
						.select({ version: schema.evaluation.version })
						.from(schema.evaluation)
						.innerJoin(schema.measure, eq(schema.measure.id, schema.evaluation.measureId))
						.where(and(eq(schema.measure.code, measure), eq(schema.evaluation.roundId, 2)))
						.then(([row]) =>
							saveDraft(
								as('secretariat'),
								{ planId, round: '2026', measure, version: row?.version ?? null },
								completeAnswers({ done })
							)
						)
		),
		fc.constantFrom<Change>(
			async ({ as, round }) => closeRound(as('secretariat'), await round('2025')),
			async ({ as, round }) => reopenRound(as('secretariat'), await round('2025'), 'Feil.'),
			({ as, planId }) => publishReview(as('secretariat'), planId, '2025'),
			({ as, planId }) =>
				judgeArea(
					as('leader'),
					{ planId, round: '2026', area: 1, version: null },
					{ status: 'delayed', text: 'Å ja', lang: 'nn' }
				),
			({ db }) => db.write((tx) => tx.delete(schema.areaVerdict)),
			({ db }) =>
				db.write((tx) =>
					tx
						.delete(schema.valueScore)
						.then(() => tx.delete(schema.evaluation).where(eq(schema.evaluation.state, 'draft')))
				)
		),
		fc.record({ words: text, code }).map(
			({ words, code: which }): Change =>
				({ db }) =>
					db.write(async (tx) => {
						const both = { nb: words, nn: `${words} nn` };
						await tx
							.update(schema.measure)
							.set({ title: both, contact: words })
							.where(eq(schema.measure.code, which));
						await tx.update(schema.focusArea).set({ summary: both });
						await tx.update(schema.coreValue).set({ description: both });
						await tx.update(schema.driver).set({ title: both, endedOn: words ? '2026-01-01' : null });
						await tx.update(schema.body).set({ mandate: both });
						await tx.update(schema.partner).set({ name: words });
						await tx.update(schema.areaVerdict).set({ text: words });
						await tx
							.update(schema.evaluation)
							.set({ cause: words, lang: 'nb' })
							.where(eq(schema.evaluation.state, 'draft'));
						await tx
							.insert(schema.reviewText)
							.values({ roundId: 2, section: which, text: both, by: 'Siri', at: today.toISOString() })
							.onConflictDoUpdate({
								target: [schema.reviewText.roundId, schema.reviewText.section],
								set: { text: both }
							});
						if (!words) await tx.delete(schema.reviewText);
					})
		)
	);

	it('equals a rebuilt one after any changes in any order', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
				const rounds = [
					{ year: 2025, kind: 'annual', state: 'open' },
					{ year: 2026, kind: 'annual', state: 'open', reported: false }
				] as const;
				partnership = await aPartnership(aPlanFile({ measures: 3, rounds }));
				await inStep();
				for (const apply of changes) {
					await apply(partnership);
					await inStep();
				}
			}),
			{ numRuns: effort(10, 25) }
		);
	});

	it('ignores a transaction that was rolled back', async () => {
		partnership = await aPartnership();
		const turn = partnership.db.write(async (tx) => {
			await tx.update(schema.measure).set({ contact: 'Borteord' });
			throw new Error('No.');
		});
		await expect(turn).rejects.toThrow('No.');
		await inStep();
		expect(await groups('secretariat', 'borteord')).toEqual([]);
	});
});
