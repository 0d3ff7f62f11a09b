import { describe, expect, it } from 'vitest';
import { aPlanFile } from '../../../../tests/support/partnership';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import { parsePlanFile } from './parse';

const rounds = [{ year: 2025, kind: 'annual', state: 'closed' }] as const;

/** Returns the errors of a valid file after one change. */
function faultsAfter(change: (file: PlanFile) => unknown) {
	const file = aPlanFile({ rounds });
	change(file);
	const read = parsePlanFile(JSON.stringify(file));
	return read.ok ? [] : read.faults;
}

/** Sets a value that the type does not allow. */
function put(target: object, key: string, value: unknown) {
	Reflect.set(target, key, value);
}

describe('parsing a valid file', () => {
	it('returns the file unchanged', () => {
		const file = aPlanFile({ measures: 9, rounds });
		expect(parsePlanFile(JSON.stringify(file))).toEqual({ ok: true, file });
	});

	it('reads a file without rollout as not introduced at home', () => {
		const file = aPlanFile();
		for (const one of file.plan.measures) {
			Reflect.deleteProperty(one, 'introducedAtHome');
			Reflect.deleteProperty(one, 'rollout');
		}
		const read = parsePlanFile(JSON.stringify(file));
		expect(read.ok && read.file.plan.measures.map((one) => [one.introducedAtHome, one.rollout])).toEqual(
			file.plan.measures.map(() => [false, []])
		);
	});

	it('reads a file without end dates as not ended', () => {
		const file = aPlanFile();
		const parts = [
			file.partners,
			file.bodies,
			file.plan.values,
			file.plan.challenges,
			file.plan.areas
		].flat();
		for (const one of parts) Reflect.deleteProperty(one, 'endedOn');
		for (const one of file.plan.measures) Reflect.deleteProperty(one, 'cameFrom');
		expect(parsePlanFile(JSON.stringify(file))).toEqual({ ok: true, file: aPlanFile() });
	});

	it('accepts a plan without areas, measures, values and rounds', () => {
		expect(
			faultsAfter(({ plan }) => Object.assign(plan, { areas: [], measures: [], values: [], rounds: [] }))
		).toEqual([]);
	});

	it.each(['challenge', 'opportunity'])('accepts an empty %s list that no measure refers to', () => {
		expect(
			faultsAfter(({ plan }) => {
				Object.assign(plan, { challenges: [], opportunities: [] });
				for (const one of plan.measures) Object.assign(one, { challenges: [], opportunities: [] });
			})
		).toEqual([]);
	});
});

describe('parsing broken JSON', () => {
	it.each(['', '{', 'null', '[]', '"plan"', '{"format":"framdrift.plan.v1"'])('rejects %j', (text) => {
		const read = parsePlanFile(text);
		expect(read.ok).toBe(false);
		expect(read.ok ? [] : read.faults.map((one) => one.path)).toContain('');
	});
});

/** One invalid value each, with the path of its error and the expected message. */
const wrongShapes: [string, (file: PlanFile) => unknown, path: string, expected: RegExp][] = [
	['another format', (file) => put(file, 'format', 'framdrift.plan.v5'), 'format', /framdrift\.plan\.v1/],
	['a missing part', (file) => Reflect.deleteProperty(file, 'partners'), 'partners', /array/],
	[
		'a missing key',
		({ plan }) => Reflect.deleteProperty(plan.measures[1]!, 'title'),
		'plan.measures[1].title',
		/./
	],
	['an unknown key', ({ plan }) => put(plan.measures[0]!, 'owner', 'Kari'), 'plan.measures[0]', /owner/],
	['an unknown key at the top', (file) => put(file, 'notes', ''), '', /notes/],
	[
		'an unknown enum value',
		({ plan }) => put(plan.measures[2]!, 'lifecycle', 'paused'),
		'plan.measures[2].lifecycle',
		/"adopted"/
	],
	['a number as text', ({ plan }) => put(plan.areas[0]!, 'number', '1'), 'plan.areas[0].number', /number/],
	['a fraction', ({ plan }) => (plan.areas[0]!.number = 1.5), 'plan.areas[0].number', /int/],
	[
		'an invalid code',
		({ plan }) => (plan.measures[0]!.code = '3-2'),
		'plan.measures[0].code',
		/3\.2 or X\.1/
	],
	['a slug with capitals', (file) => (file.bodies[1]!.slug = 'SSU'), 'bodies[1].slug', /lower-case/],
	[
		'a date that does not exist',
		({ plan }) => (plan.measures[0]!.deadline = '2026-02-30'),
		'plan.measures[0].deadline',
		/a date that exists/
	],
	[
		'a date in Norwegian format',
		({ plan }) => (plan.rounds[0]!.reportBy = '1.2.2026'),
		'plan.rounds[0].reportBy',
		/a date that exists/
	],
	[
		'an instant without a time',
		({ plan }) => (plan.rounds[0]!.evaluations[0]!.savedAt = '2026-02-01'),
		'plan.rounds[0].evaluations[0].savedAt',
		/datetime/
	],
	[
		'a text without a written form',
		({ plan }) => (plan.areas[1]!.name = {}),
		'plan.areas[1].name',
		/nb, nn or both/
	],
	['a blank text', ({ plan }) => (plan.measures[0]!.title.nb = '  '), 'plan.measures[0].title.nb', /./],
	[
		'progress over 100',
		({ plan }) => (plan.rounds[0]!.evaluations[1]!.progress = 101),
		'plan.rounds[0].evaluations[1].progress',
		/100/
	],
	[
		'a score of six',
		({ plan }) => (plan.rounds[0]!.evaluations[0]!.scores[0]!.score = 6),
		'plan.rounds[0].evaluations[0].scores[0].score',
		/5/
	],
	['a weight of zero', ({ plan }) => (plan.measures[0]!.weight = 0), 'plan.measures[0].weight', /0/],
	['a negative amount', ({ plan }) => (plan.funding[0]!.amountNok = -1), 'plan.funding[0].amountNok', /0/]
];

describe('checking the shape', () => {
	it.each(wrongShapes)('rejects %s at its path', (_, change, path, expected) => {
		const faults = faultsAfter(change);
		expect(faults.map((one) => one.path)).toEqual([path]);
		expect(faults[0]?.expected).toMatch(expected);
	});

	it('rejects a text in an unknown written form', () => {
		const faults = faultsAfter(({ plan }) => put(plan.areas[1]!, 'name', { en: 'Elderly' }));
		expect(new Set(faults.map((one) => one.path))).toEqual(new Set(['plan.areas[1].name']));
		expect(faults.map((one) => one.expected)).toContain('a text in nb, nn or both');
	});

	it('reports every error', () => {
		const faults = faultsAfter(({ plan }) => {
			plan.measures[0]!.code = 'one';
			plan.measures[3]!.deadline = 'soon';
			plan.areas[0]!.number = 0;
		});
		expect(faults.map((one) => one.path)).toEqual([
			'plan.areas[0].number',
			'plan.measures[0].code',
			'plan.measures[3].deadline'
		]);
	});
});

/** One dangling reference of each kind. */
const dangling: [string, (file: PlanFile) => unknown, path: string][] = [
	['a body’s parent', (file) => (file.bodies[2]!.parent = 'nowhere'), 'bodies[2].parent'],
	['an area’s body', ({ plan }) => (plan.areas[1]!.body = 'nowhere'), 'plan.areas[1].body'],
	['a measure’s area', ({ plan }) => (plan.measures[0]!.area = 9), 'plan.measures[0].area'],
	[
		'a further area',
		({ plan }) => (plan.measures[0]!.furtherAreas = [1, 9]),
		'plan.measures[0].furtherAreas[1]'
	],
	['a measure’s body', ({ plan }) => (plan.measures[1]!.body = 'nowhere'), 'plan.measures[1].body'],
	['a partner', ({ plan }) => (plan.measures[1]!.partners = ['9999']), 'plan.measures[1].partners[0]'],
	[
		'a partner that introduces a measure',
		({ plan }) => (plan.measures[0]!.rollout[0]!.partner = '9999'),
		'plan.measures[0].rollout[0].partner'
	],
	[
		'a measure that another came from',
		({ plan }) => (plan.measures[1]!.cameFrom = [{ measure: 'gone', how: 'split' }]),
		'plan.measures[1].cameFrom[0].measure'
	],
	['a core value', ({ plan }) => (plan.measures[1]!.values = ['brave']), 'plan.measures[1].values[0]'],
	[
		'a challenge',
		({ plan }) => (plan.measures[1]!.challenges = ['U1', 'U9']),
		'plan.measures[1].challenges[1]'
	],
	[
		'an opportunity as a challenge',
		({ plan }) => (plan.measures[1]!.challenges = ['M1']),
		'plan.measures[1].challenges[0]'
	],
	[
		'an opportunity',
		({ plan }) => (plan.measures[1]!.opportunities = ['M9']),
		'plan.measures[1].opportunities[0]'
	],
	[
		'an evaluated measure',
		({ plan }) => (plan.rounds[0]!.evaluations[2]!.measure = 'gone'),
		'plan.rounds[0].evaluations[2].measure'
	],
	[
		'a scored value',
		({ plan }) => (plan.rounds[0]!.evaluations[0]!.scores[1]!.value = 'brave'),
		'plan.rounds[0].evaluations[0].scores[1].value'
	]
];

describe('checking references', () => {
	it.each(dangling)('rejects %s that is unknown at its path', (_, change, path) => {
		const faults = faultsAfter(change);
		expect(faults.map((one) => one.path)).toEqual([path]);
		expect(faults[0]?.expected).toMatch(/in this file, not (nowhere|9|9999|brave|U9|M1|M9|gone)$/);
	});
});

/** One duplicate of each unique key. */
const twice: [string, (file: PlanFile) => unknown, path: string][] = [
	['a partner', (file) => file.partners.push({ ...file.partners[0]! }), 'partners[3]'],
	['a body', (file) => file.bodies.push({ ...file.bodies[4]! }), 'bodies[5]'],
	['a core value', ({ plan }) => plan.values.push({ ...plan.values[0]! }), 'plan.values[2]'],
	['a challenge', ({ plan }) => plan.challenges.push({ ...plan.challenges[1]! }), 'plan.challenges[2]'],
	[
		'an opportunity',
		({ plan }) => plan.opportunities.push({ ...plan.opportunities[0]! }),
		'plan.opportunities[1]'
	],
	[
		'an opportunity under a challenge’s code',
		({ plan }) => plan.opportunities.push({ ...plan.challenges[0]! }),
		'plan.opportunities[1]'
	],
	['an area', ({ plan }) => plan.areas.push({ ...plan.areas[0]! }), 'plan.areas[2]'],
	[
		'a measure’s id',
		({ plan }) => plan.measures.push({ ...plan.measures[0]!, code: 'X.1' }),
		'plan.measures[4]'
	],
	['a measure’s code', ({ plan }) => (plan.measures[3]!.code = plan.measures[0]!.code), 'plan.measures[3]'],
	['a round', ({ plan }) => plan.rounds.push({ ...plan.rounds[0]! }), 'plan.rounds[1]'],
	[
		'a further area of a measure',
		({ plan }) => (plan.measures[0]!.furtherAreas = [2, 2]),
		'plan.measures[0].furtherAreas[1]'
	],
	[
		'a partner of a measure',
		({ plan }) => (plan.measures[0]!.partners = ['4003', '4003']),
		'plan.measures[0].partners[1]'
	],
	[
		'a partner that introduces a measure',
		({ plan: { measures } }) => measures[0]!.rollout.push(measures[0]!.rollout[0]!),
		'plan.measures[0].rollout[1]'
	],
	[
		'a value of a measure',
		({ plan }) => (plan.measures[0]!.values = ['engasjert', 'engasjert']),
		'plan.measures[0].values[1]'
	],
	[
		'a challenge of a measure',
		({ plan }) => (plan.measures[0]!.challenges = ['U1', 'U1']),
		'plan.measures[0].challenges[1]'
	],
	[
		'an opportunity of a measure',
		({ plan }) => (plan.measures[0]!.opportunities = ['M1', 'M1']),
		'plan.measures[0].opportunities[1]'
	],
	[
		'a report of a measure in a round',
		({
			plan: {
				rounds: [round]
			}
		}) => (round!.evaluations[1]!.measure = round!.evaluations[0]!.measure),
		'plan.rounds[0].evaluations[1]'
	],
	[
		'a score of a value',
		({ plan }) => (plan.rounds[0]!.evaluations[0]!.scores[1]!.value = 'engasjert'),
		'plan.rounds[0].evaluations[0].scores[1]'
	],
	[
		'a version of a review',
		({ plan }) => (plan.rounds[0]!.reviews = [aReview(1), aReview(2), aReview(1)]),
		'plan.rounds[0].reviews[2]'
	]
];

function aReview(version: number): PlanFile['plan']['rounds'][number]['reviews'][number] {
	return {
		version,
		content: '{}',
		sha256: '0'.repeat(64),
		closedAt: '2026-01-01T00:00:00.000Z',
		closedBy: 'Siri',
		publishedAt: null
	};
}

describe('checking duplicates', () => {
	it.each(twice)('rejects a duplicate of %s at its path', (_, change, path) => {
		const faults = faultsAfter(change);
		expect(faults.map((one) => one.path)).toEqual([path]);
		expect(faults[0]?.expected).toMatch(/^a key not used before: /);
	});
});

describe('readings without a value', () => {
	const withGap = (format: PlanFile['format']) => (file: PlanFile) => {
		file.format = format;
		file.plan.measures[0]!.indicators[0]!.readings[0]!.value = 'anonymized';
	};

	it('are read in a file of version 2, which may also have none', () => {
		expect(faultsAfter(withGap('framdrift.plan.v2'))).toEqual([]);
		expect(faultsAfter((file) => (file.format = 'framdrift.plan.v2'))).toEqual([]);
	});

	it('are rejected in a file of version 1', () => {
		expect(faultsAfter(withGap('framdrift.plan.v1'))).toEqual([
			{ path: 'format', expected: 'framdrift.plan.v2, as a reading has no figure' }
		]);
	});
});

describe('seats', () => {
	const withSeat = (format: PlanFile['format'], partners: string[]) => (file: PlanFile) => {
		const term = { appointedBy: null, termFrom: null, termTo: null, endedOn: null };
		file.format = format;
		file.bodies[0]!.seats = [{ role: 'member', represents: null, partners, ...term }];
	};

	it('are read in a file of version 3 with known partners only', () => {
		expect(faultsAfter(withSeat('framdrift.plan.v3', ['4003']))).toEqual([]);
		expect(faultsAfter((file) => (file.format = 'framdrift.plan.v3'))).toEqual([]);
		expect(faultsAfter(withSeat('framdrift.plan.v3', ['9999']))).toEqual([
			{ path: 'bodies[0].seats[0].partners[0]', expected: 'a partner in this file, not 9999' }
		]);
	});

	it('are rejected in files of versions 1 and 2', () => {
		for (const format of ['framdrift.plan.v1', 'framdrift.plan.v2'] as const)
			expect(faultsAfter(withSeat(format, []))).toEqual([
				{ path: 'format', expected: 'framdrift.plan.v3, as a body has seats or facts' }
			]);
	});
});

describe('checking order', () => {
	it('rejects a plan that ends before it begins', () => {
		expect(faultsAfter(({ plan }) => (plan.to = 2024))).toEqual([
			{ path: 'plan.to', expected: 'a year from 2025 on' }
		]);
		expect(faultsAfter(({ plan }) => (plan.to = 2025))).toEqual([]);
	});

	it('rejects a body before its parent', () => {
		expect(faultsAfter((file) => file.bodies.reverse())).toEqual(
			[1, 2, 3].map((index) => ({
				path: `bodies[${index}].parent`,
				expected: 'a body that comes before its own'
			}))
		);
	});

	it('rejects a measure that came from itself', () => {
		expect(
			faultsAfter(({ plan }) => (plan.measures[1]!.cameFrom = [{ measure: 'measure-2', how: 'merged' }]))
		).toEqual([{ path: 'plan.measures[1].cameFrom[0].measure', expected: 'another measure than itself' }]);
	});

	it('rejects a body that is its own parent', () => {
		expect(faultsAfter((file) => (file.bodies[1]!.parent = 'ssu'))).toEqual([
			{ path: 'bodies[1].parent', expected: 'a body that comes before its own' }
		]);
	});

	it('rejects two running rounds', () => {
		const faults = faultsAfter(({ plan }) => {
			const [round] = plan.rounds;
			plan.rounds = [
				{ ...round!, state: 'open' },
				{ ...round!, year: 2026, state: 'reading' },
				{ ...round!, year: 2027, state: 'planned' }
			];
		});
		expect(faults).toEqual([
			{ path: 'plan.rounds[1].state', expected: 'one round at a time that takes reports' }
		]);
	});
});

describe('checking the previous plan', () => {
	const was = { slug: '2020-2024', name: { nb: 'Forrige' }, from: 2020, to: 2024 };
	const carried = (measure: string) => ({ measure, code: '1.1', title: { nb: 'Før' } });
	const faultsIn = (change: (plan: PlanFile['plan']) => unknown) =>
		faultsAfter(({ plan }) => {
			plan.carriedFrom = was;
			plan.measures[0]!.carriedFrom = carried('old');
			change(plan);
		});

	it('accepts a previous plan that is not in the file', () => {
		expect(faultsIn(() => undefined)).toEqual([]);
	});

	it.each([
		[
			'itself',
			(plan: PlanFile['plan']) => (plan.carriedFrom = { ...was, slug: plan.slug }),
			'plan.carriedFrom.slug'
		],
		[
			'no plan for a copied measure',
			(plan: PlanFile['plan']) => Reflect.deleteProperty(plan, 'carriedFrom'),
			'plan.measures[0].carriedFrom'
		],
		[
			'a measure of this plan',
			(plan: PlanFile['plan']) => (plan.measures[0]!.carriedFrom = carried('measure-2')),
			'plan.measures[0].carriedFrom.measure'
		],
		[
			'the source of another measure',
			(plan: PlanFile['plan']) => (plan.measures[1]!.carriedFrom = carried('old')),
			'plan.measures[1].carriedFrom.measure'
		],
		[
			'an invalid code',
			(plan: PlanFile['plan']) => (plan.measures[0]!.carriedFrom = { ...carried('old'), code: '1-1' }),
			'plan.measures[0].carriedFrom.code'
		]
	])('rejects %s as the source', (_, change, path) => {
		expect(faultsIn(change).map((one) => one.path)).toEqual([path]);
	});
});

describe('checking texts that the database cannot store', () => {
	it.each([
		['a null character', 'a\0b'],
		['a lone surrogate', 'a\ud800b']
	])('rejects %s at its path', (_, text) => {
		const faults = faultsAfter(({ plan }) => (plan.rounds[0]!.evaluations[0]!.done = text));
		expect(faults.map((one) => one.path)).toEqual(['plan.rounds[0].evaluations[0].done']);
	});
});
