import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { anonymous } from '$lib/domain/permission';
import { openDatabase } from '$lib/server/database/database';
import { publicRoutes } from '$lib/server/http/public-page-routes';
import { readerRoutes } from '$lib/server/http/reader-page-routes';
import {
	isStillKept,
	isStillKeptForReader,
	recordPage,
	type PageParameters,
	type PageRecord
} from '../support/page-records';
import { anySimulationStep, simulationActions } from './simulation/any-step';
import { Simulation } from './simulation/simulation';

/* Random lives: whatever people do, a page that would be answered from memory is what would be rendered now. */

const parameters: PageParameters = {
	'/help/[role]': { role: 'ssu' },
	'/adjustments/[year]': { year: '2026' },
	'/areas/[number]': { number: '1' },
	'/bodies/[slug]': { slug: 'fsu-1' },
	'/decisions/[id]': { id: '1' },
	'/measures/[code]': { code: '1.1' },
	'/meetings/[id]': { id: '1' },
	'/report/[code]': { code: '1.1' },
	'/reviews/[round]': { round: '2026' },
	'/reviews/[round]/present': { round: '2026' },
	'/reviews/[round]/present/notes': { round: '2026' },
	'/rounds/[round]': { round: '2026' }
};

const readers = ['nobody', 'secretariat', 'ssuLeader', 'leader'] as const;
type Reader = (typeof readers)[number];

/** Every page that is kept for one of the readers. */
const pages = readers.flatMap((reader) =>
	[...publicRoutes, ...(reader === 'nobody' ? [] : readerRoutes)].map((route) => ({ reader, route }))
);
/** Of the pages, one in so many is compared after a step. */
const turns = 6;

describe('a kept page', () => {
	const { FRAMDRIFT_LIVES: lives = '1', FRAMDRIFT_SEED: seed = '2026' } = process.env;
	const equal = new Map<Reader, number>();
	beforeAll(() => equal.clear());

	it(
		'never differs from a fresh one, for random changes, days and readers',
		async () => {
			const steps = fc.array(anySimulationStep, { minLength: 25, maxLength: 35, size: 'max' });
			await fc.assert(
				fc.asyncProperty(steps, async (all) => {
					const life = await Simulation.begin();
					const kept = new Map<string, PageRecord & { day: string }>();
					for (const step of all) {
						life.comeTo(step);
						await simulationActions[step.does](life, step);
						for (const [index, { reader, route }] of pages.entries()) {
							if ((index + step.picks[0]) % turns !== 0) continue;
							const fresh = await readAnew(life, reader, route);
							const place = `${route} for ${reader}`;
							const old = kept.get(place);
							const isKept = reader === 'nobody' ? isStillKept : isStillKeptForReader;
							if (old && old.day === fresh.day && old.data !== null && isKept(old, fresh.versions)) {
								expect(fresh.data, `${place} after ${step.does}`).toBe(old.data);
								equal.set(reader, (equal.get(reader) ?? 0) + 1);
							}
							kept.set(place, fresh);
						}
					}
				}),
				{ numRuns: Number(lives), seed: Number(seed), endOnFailure: !process.env.FRAMDRIFT_LIVES }
			);
			for (const reader of readers)
				expect(equal.get(reader), `pages that stayed for ${reader}`).toBeGreaterThan(2);
		},
		Number(process.env.FRAMDRIFT_LIVES ?? 1) * 60_000 + 60_000
	);
});

describe('a page that is kept for its reader', () => {
	it('is the same in the morning and in the evening', async () => {
		const life = await Simulation.begin();
		const at = (time: string) => new Date(`${toOsloDate(life.now)}T${time}:00Z`);
		const differing: string[] = [];
		for (const { reader, route } of pages) {
			life.now = at('05:00');
			const { data } = await readAnew(life, reader, route);
			life.now = at('21:00');
			if ((await readAnew(life, reader, route)).data !== data) differing.push(`${route} for ${reader}`);
		}
		expect(differing).toEqual([]);
	}, 60_000);
});

/** Loads a page on a connection of its own, which remembers nothing. */
async function readAnew(life: Simulation, reader: Reader, route: string) {
	const { now, partnership } = life;
	const db = await openDatabase({ url: partnership.db.url }, { checkpoints: false });
	const actor = reader === 'nobody' ? anonymous : life.partnership.actors[reader];
	try {
		const record = await recordPage({ db }, route, { params: parameters[route], now, actor });
		return { ...record, day: toOsloDate(now) };
	} finally {
		db.close();
	}
}
