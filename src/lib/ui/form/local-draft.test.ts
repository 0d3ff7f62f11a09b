import { describe, expect, it } from 'vitest';
import { anonymous } from '$lib/domain/permission';
import { LocalDraftStore } from './local-draft';
import { draftOwner } from '$lib/domain/draft-owner';
import { clearLocalDrafts, countLocalDrafts, type DraftStorage } from './draft-storage';

/** In-memory storage with room for a number of texts. */
function aStore(room = 10): DraftStorage & { all: Map<string, string> } {
	const all = new Map<string, string>();
	return {
		all,
		getItem: (key) => all.get(key) ?? null,
		setItem(key, value) {
			if (all.size >= room) throw new Error('QuotaExceededError');
			all.set(key, value);
		},
		removeItem: (key) => void all.delete(key),
		key: (index) => [...all.keys()][index] ?? null,
		get length() {
			return all.size;
		}
	};
}

const place = 'person-1/1/2026/measure-1';
const noon = new Date('2026-11-21T12:00:00Z');
const draft = (done: string) => ({ posted: { done, lang: 'nn' } });

describe('LocalDraftStore', () => {
	it('returns the drafts of earlier visits, newest first', () => {
		const store = aStore();
		new LocalDraftStore(store, place, 'a').put(draft('Først'), { now: noon });
		new LocalDraftStore(store, place, 'b').put(draft('Så'), { now: new Date(noon.getTime() + 1) });
		const left = new LocalDraftStore(store, place, 'c').left();
		expect(left.map((one) => [one.posted.done, one.posted.lang])).toEqual([
			['Så', 'nn'],
			['Først', 'nn']
		]);
	});

	it('separates windows, evaluations and people', () => {
		const store = aStore();
		const [one, other] = [new LocalDraftStore(store, place, 'a'), new LocalDraftStore(store, place, 'b')];
		one.put(draft('Éin'), { now: noon });
		other.put(draft('Ein annan'), { now: noon });
		one.clear();
		expect(other.left()).toEqual([]);
		expect(new LocalDraftStore(store, place, 'c').left()).toHaveLength(1);
		expect(new LocalDraftStore(store, 'person-1/1/2026/measure-11', 'c').left()).toEqual([]);
		expect(new LocalDraftStore(store, 'person-11/1/2026/measure-1', 'c').left()).toEqual([]);
	});

	it('reports failed writes and skips unreadable drafts', () => {
		expect(new LocalDraftStore(null, place, 'a').put(draft('x'), { now: noon })).toBe(false);
		expect(new LocalDraftStore(aStore(0), place, 'a').put(draft('x'), { now: noon })).toBe(false);
		const store = aStore();
		for (const text of ['', '{', 'null', '{"at":"x","posted":{"lang":"nb"}}', '{"at":"2026-01-01"}'])
			store.setItem(`framdrift.report ${place} ${text}`, text);
		expect(new LocalDraftStore(store, place, 'a').left()).toEqual([]);
	});

	it('clears the drafts of one writer only', () => {
		const store = aStore();
		new LocalDraftStore(store, place, 'a').put(draft('x'), { now: noon });
		new LocalDraftStore(store, 'person-12/1/2026/measure-1', 'a').put(draft('x'), { now: noon });
		expect(countLocalDrafts(store, 'person-1')).toBe(1);
		clearLocalDrafts(store, 'person-1');
		expect(countLocalDrafts(store, 'person-1')).toBe(0);
		expect(countLocalDrafts(store, 'person-12')).toBe(1);
	});
});

it('separates people, links and anonymous writers', () => {
	const link = {
		accessId: 7,
		planId: 1,
		round: '2026',
		measureId: null,
		seats: [],
		writtenForm: 'nb'
	} as const;
	expect([anonymous, { ...anonymous, personId: 3 }, { ...anonymous, link }].map(draftOwner)).toEqual([
		'nobody',
		'person-3',
		'link-7'
	]);
});
