import { describe, expect, it } from 'vitest';
import { filterNeeds, needsListChoices, type ListedNeed } from './figures/needs-list';
import { readListFilter } from './list-filter';
import { editListChoices, filterEditedMeasures } from './measure/edit-list';
import { filterPeople, peopleListChoices } from './people-filter';
import { changeListChoices, filterChanges } from './plan/change-list';
import type { PlanChange } from './plan/plan-diff';
import { awaitedDay, filterRounds, roundFilterChoices } from './round/round-filter';
import type { RoundState } from './round/round';
import { filterTimeline, timelineListChoices } from './timeline-list';

const asked = (query: string) => new URLSearchParams(query);

describe('filterNeeds', () => {
	const aNeed = (code: string, needs: ListedNeed['needs'], hasMatter = false): ListedNeed => ({
		measure: { id: code, code, title: { nb: `Tiltak ${code}` }, area: Number(code[0]) },
		...{
			needs,
			hasMatter,
			text: 'Penger til drift',
			lang: 'nb',
			reportedBy: 'Kari',
			submittedOn: '2026-11-01'
		}
	});
	const groups = {
		decision: [aNeed('1.1', ['decision', 'money'])],
		money: [aNeed('2.1', ['money'], true)],
		clarification: []
	};
	const filtered = (query: string) => filterNeeds(groups, readListFilter(asked(query), needsListChoices));

	it('finds a measure by each of its needs, under its most important one', () => {
		const { groups: found, counts } = filtered('show=money');
		expect(found.decision.map(({ measure }) => measure.code)).toEqual(['1.1']);
		expect(found.money.map(({ measure }) => measure.code)).toEqual(['2.1']);
		expect(counts).toEqual({ all: 2, decision: 1, money: 2, clarification: 0, unregistered: 1 });
	});

	it('finds needs without a matter, and those of an area', () => {
		expect(filtered('show=unregistered').shown).toEqual(groups.decision);
		expect(filtered('area=2').shown).toEqual(groups.money);
	});
});

describe('filterRounds', () => {
	const aRound = (year: number, kind: 'half' | 'annual', state: RoundState) => ({ year, kind, state });
	const rounds = [
		aRound(2027, 'half', 'planned'),
		aRound(2026, 'annual', 'reading'),
		aRound(2026, 'half', 'closed'),
		aRound(2025, 'annual', 'closed')
	];
	const filtered = (query: string) => filterRounds(rounds, readListFilter(asked(query), roundFilterChoices));

	it('finds rounds by state, kind and year, and counts each choice under the others', () => {
		expect(filtered('show=running').shown).toEqual([rounds[1]]);
		expect(filtered('kind=annual').counts).toEqual({ all: 2, planned: 0, running: 1, closed: 1 });
		expect(filtered('show=closed').fieldCounts).toEqual({
			kind: { half: 1, annual: 1 },
			year: { 2026: 1, 2025: 1 }
		});
		expect(filtered('year=2024').shown).toEqual([]);
	});

	it('puts the newest first, or the oldest if asked', () => {
		expect(filtered('').shown).toEqual(rounds);
		expect(filtered('order=oldest').shown).toEqual(rounds.toReversed());
	});
});

describe('awaitedDay', () => {
	it.each([
		['planned', 'opensOn'],
		['open', 'reportBy'],
		['reading', 'readBy'],
		['closed', undefined]
	] as const)('of a round that is %s is %s', (state, name) => {
		const days = {
			opensOn: '2026-10-01',
			reportBy: '2026-11-01',
			readBy: '2026-11-20',
			meetingOn: '2026-12-01'
		};
		expect(awaitedDay({ ...days, state })).toEqual(name ? { name, day: days[name] } : null);
	});
});

describe('filterTimeline', () => {
	const aRow = (code: string, over: object = {}) => ({
		...{ code, title: { nn: 'Tiltak' }, area: '1', startsOn: '2026-01-01', deadline: '2026-12-31' },
		...{ deadlineWords: null, due: [] as { state: 'done' | 'overdue' | 'ahead' }[] },
		...over
	});
	const rows = [
		aRow('1.1', { due: [{ state: 'done' }, { state: 'overdue' }] }),
		aRow('1.2', { deadline: null, deadlineWords: 'løpende', due: [{ state: 'ahead' }] }),
		aRow('1.3', { startsOn: null })
	];
	const codes = (query: string) =>
		filterTimeline(rows, readListFilter(asked(query), timelineListChoices)).shown.map(({ code }) => code);

	it('finds what is past its day, and what lacks dates; words stand for a deadline', () => {
		expect(codes('show=overdue')).toEqual(['1.1']);
		expect(codes('show=undated')).toEqual(['1.3']);
	});
});

describe('filterChanges', () => {
	const aChange = (kind: PlanChange['kind'], noun: PlanChange['noun'] = 'measure'): PlanChange => ({
		...{ noun, kind, key: kind, code: null, name: { nb: kind }, fields: [] }
	});
	const changes = [
		aChange('added'),
		aChange('changed'),
		aChange('reordered', 'area'),
		...(['completed', 'discontinued', 'ended', 'removed'] as const).map((kind) => aChange(kind))
	];
	const filtered = (query: string) => filterChanges(changes, readListFilter(asked(query), changeListChoices));

	it('puts each kind of change in one selection', () => {
		const { counts } = filtered('');
		expect(counts).toEqual({ all: 7, added: 1, changed: 2, ended: 4 });
	});

	it('finds changes of one part of the plan', () => {
		expect(filtered('part=area').shown.map(({ kind }) => kind)).toEqual(['reordered']);
	});
});

describe('filterPeople', () => {
	const aPerson = (
		name: string,
		state: 'active' | 'invited' | 'withdrawn' | 'disabled',
		...slugs: string[]
	) => ({
		...{ name, state, email: `${name.toLowerCase()}@skien.test` },
		seats: slugs.map((slug) => ({ body: { slug, name: { nb: slug } } }))
	});
	const people = [
		aPerson('Åse', 'active', 'ssu', 'fsu-1'),
		aPerson('Bo', 'invited'),
		aPerson('Cato', 'disabled'),
		aPerson('Dina', 'withdrawn')
	];
	const names = (query: string) =>
		filterPeople(people, readListFilter(asked(query), peopleListChoices)).shown.map(({ name }) => name);

	it.each([
		['those who have not signed in', 'show=invited', ['Bo']],
		['those without a seat, but no closed account', 'show=seatless', ['Bo']],
		['closed accounts and withdrawn invitations', 'show=disabled', ['Cato', 'Dina']],
		['holders of a seat', 'body=fsu-1', ['Åse']],
		['words of an address', 'q=DINA@skien', ['Dina']],
		['all by name, å last', 'order=name', ['Bo', 'Cato', 'Dina', 'Åse']]
	])('shows %s', (_what, query, found) => {
		expect(names(query)).toEqual(found);
	});
});

describe('filterEditedMeasures', () => {
	const aMeasure = (code: string, over: object = {}) => ({
		...{ code, title: { nb: 'Tiltak' }, lifecycle: 'adopted' as const, areaNumber: 1 },
		...{ missing: [] as ('nb' | 'nn')[], lacking: [] as 'contact'[] },
		...over
	});
	const rows = [
		aMeasure('1.1', { missing: ['nn'] }),
		aMeasure('1.2', { lacking: ['contact'] }),
		aMeasure('1.3', { lacking: ['contact'], lifecycle: 'completed', areaNumber: null })
	];
	const codes = (query: string) =>
		filterEditedMeasures(rows, readListFilter(asked(query), editListChoices)).shown.map(({ code }) => code);

	it('finds what lacks a written form or a fact, but asks no facts of what has ended', () => {
		expect(codes('show=nn')).toEqual(['1.1']);
		expect(codes('show=nb')).toEqual([]);
		expect(codes('show=incomplete')).toEqual(['1.2']);
	});

	it('finds measures by lifecycle, and those across areas', () => {
		expect(codes('lifecycle=completed')).toEqual(['1.3']);
		expect(codes('area=X')).toEqual(['1.3']);
	});
});
