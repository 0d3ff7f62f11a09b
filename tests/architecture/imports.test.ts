import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCycles } from './import-cycles';
import { findImpurities } from './impurity';
import { importFaults } from './layers';
import { importsOf, isTest, parseScript, sourceFiles } from './source';

/*
 * Checks what ESLint does not: circles of imports, the clock, names. The layers are rules of ESLint
 * (`eslint.layers.js`); the table below shows that they hold. Tests may import what they test.
 */
const files = sourceFiles().filter((file) => !isTest(file));
const imports = new Map(files.map((file) => [file, importsOf(parseScript(file))]));

describe('the house', () => {
	it('is read whole', () => {
		expect(files.length).toBeGreaterThan(50);
		expect(files).toEqual(
			expect.arrayContaining(['src/hooks.server.ts', 'src/lib/domain/measure/measure.ts'])
		);
	});

	it('no imports go in a circle', () => {
		const graph = new Map(
			[...imports].map(([from, all]) => [from, all.flatMap(({ file }) => (file === null ? [] : [file]))])
		);
		expect(findCycles(graph).map((circle) => circle.join(' → '))).toEqual([]);
	});

	it('time and chance are arguments: nothing below the hooks reads the clock', () => {
		// By its clock a thread rests, which changes no result.
		const pacing = 'src/lib/server/workers/rest.ts';
		const pure = files.filter(
			(file) => /^src\/lib\/(domain|forms|server\/(?!http\/))/.test(file) && file !== pacing
		);
		const faults = pure.flatMap((file) =>
			findImpurities(parseScript(file)).map(
				({ what, line }) =>
					`${file}:${line} uses ${what}: what time it is, and chance, are given. Add an argument.`
			)
		);
		expect(faults).toEqual([]);
	});

	it('nothing lives in a drawer for odds and ends', () => {
		const drawer = /^(utils?|helpers?|misc|common|shared|lib)(\.|$)/;
		const inDrawer = sourceFiles().filter((file) =>
			[basename(file), ...dirname(file).split('/').slice(2)].some((part) => drawer.test(part))
		);
		expect(inDrawer, 'move the code to the noun it belongs to').toEqual([]);
	});

	it('every file’s name can be typed on any keyboard', () => {
		expect(sourceFiles().filter((file) => !/^[\w$()+./[\]@-]+$/.test(file))).toEqual([]);
	});
});

describe('the layers', () => {
	it.each([
		['src/lib/domain/measure/measure.ts', './calendar'],
		['src/lib/domain/measure/measure.ts', '$lib/domain/calendar/calendar-date'],
		['src/lib/forms/measure.ts', 'zod'],
		['src/lib/forms/measure.ts', '$lib/domain/measure/measure'],
		['src/lib/i18n/labels.ts', './paraglide/messages'],
		['src/lib/server/measures/commands.ts', './queries'],
		['src/lib/server/measures/commands.ts', '../context'],
		['src/lib/server/measures/commands.ts', '../rounds/queries'],
		['src/lib/server/measures/commands.ts', '../database/schema'],
		['src/lib/server/measures/commands.ts', '$lib/forms/measure'],
		['src/lib/server/measures/queries.ts', 'drizzle-orm'],
		['src/lib/server/database/database.ts', '@libsql/client'],
		['src/lib/server/identity/session.ts', 'lucia'],
		['src/lib/server/http/guard.ts', '@sveltejs/kit'],
		['src/lib/server/demo/rounds.ts', '../rounds/commands'],
		['src/lib/server/workflows/close-round.ts', '../rounds/transition'],
		['src/lib/charts/movement.ts', 'chart.js'],
		['src/lib/ui/Field.svelte', '$lib/domain/result'],
		['src/lib/ui/Field.svelte', 'svelte/elements'],
		['src/lib/components/measure/Row.svelte', '$lib/ui/Field.svelte'],
		['src/lib/components/measure/Row.svelte', '$app/state'],
		['src/routes/+page.server.ts', '$lib/server/measures/commands'],
		['src/routes/+page.server.ts', '$lib/server/workflows/close-round'],
		['src/routes/+page.server.ts', './$types'],
		['src/hooks.server.ts', '@sveltejs/kit/hooks'],
		['src/operator/plan.ts', '$lib/server/plan-file/import']
	])('%s may import %s', async (from, specifier) => {
		expect(await importFaults(from, `import { x } from '${specifier}';`)).toEqual([]);
	});

	it.each([
		['src/lib/domain/measure/measure.ts', 'zod'],
		['src/lib/domain/measure/measure.ts', 'node:crypto'],
		['src/lib/domain/measure/measure.ts', '$lib/forms/plan-file/plan-file'],
		['src/lib/domain/measure/measure.ts', '$lib/i18n/labels'],
		['src/lib/domain/measure/measure.ts', '../../../package.json'],
		['src/lib/forms/measure.ts', 'drizzle-orm'],
		['src/lib/forms/measure.ts', '$lib/server/context'],
		['src/lib/i18n/labels.ts', '$lib/server/context'],
		['src/lib/server/measures/commands.ts', '../rounds/commands'],
		['src/lib/server/measures/commands.ts', '../workflows/close-round'],
		['src/lib/server/http/guard.ts', '../workflows/close-round'],
		['src/lib/server/measures/queries.ts', '../reviews/overview'],
		['src/lib/server/measures/commands.ts', '$lib/i18n/paraglide/messages'],
		['src/lib/server/measures/commands.ts', '@sveltejs/kit'],
		['src/lib/server/measures/commands.ts', 'svelte'],
		['src/lib/server/measures/commands.ts', '../http/guard'],
		['src/lib/server/measures/commands.ts', 'lucia'],
		['src/lib/server/measures/queries.ts', '@libsql/client'],
		['src/lib/server/measures/queries.ts', '$env/dynamic/private'],
		['src/lib/server/identity/session.ts', '@sveltejs/kit'],
		['src/lib/server/identity/session.ts', '../people/commands'],
		['src/lib/server/database/schema/plan.ts', '../../plans/queries'],
		['src/lib/charts/movement.ts', '$lib/server/reviews/queries'],
		['src/lib/ui/Field.svelte', '$lib/server/config'],
		['src/lib/ui/Field.svelte', '$lib/components/measure/Row.svelte'],
		['src/lib/ui/Field.svelte', 'drizzle-orm'],
		['src/lib/components/measure/Row.svelte', '$lib/server/measures/queries'],
		['src/lib/components/measure/Row.svelte', 'drizzle-orm'],
		['src/lib/components/measure/Row.svelte', 'chart.js'],
		['src/lib/components/measure/Row.svelte', '@sveltejs/kit'],
		['src/routes/+page.server.ts', 'drizzle-orm'],
		['src/routes/+page.server.ts', '@libsql/client'],
		['src/routes/+page.server.ts', 'lucia'],
		['src/routes/+page.server.ts', '$lib/components/measure/Row.svelte'],
		['src/operator/plan.ts', '@libsql/client'],
		['src/lib/server/measures/queries.ts', '$app/state'],
		['src/elsewhere/plan.ts', 'zod']
	])('%s may not import %s', async (from, specifier) => {
		expect(await importFaults(from, `import { x } from '${specifier}';`)).toHaveLength(1);
	});

	it('a component may name Kit’s types, and the server may not', async () => {
		const take = `import type { SubmitFunction } from '@sveltejs/kit';`;
		expect(await importFaults('src/lib/components/evaluation/sending.svelte.ts', take)).toEqual([]);
		expect(await importFaults('src/lib/server/measures/commands.ts', take)).toHaveLength(1);
	});

	it.each([
		`export { c } from 'zod';`,
		`export * from 'zod';`,
		`const e = await import('zod');`,
		`import 'zod';`,
		`import type { B } from 'zod';`
	])('see %s', async (source) => {
		expect(await importFaults('src/lib/domain/x.ts', source)).toHaveLength(1);
	});

	it('explain a failure', async () => {
		expect(await importFaults('src/lib/ui/Field.svelte', `import { x } from '$lib/server/config';`)).toEqual([
			'src/lib/ui/Field.svelte imports $lib/server/config. ui knows no noun, chart or server. ' +
				'Pass the data as a prop, or move the component to components/<noun>.'
		]);
		expect(await importFaults('src/lib/server/measures/commands.ts', `import '../rounds/commands';`)).toEqual(
			[
				'src/lib/server/measures/commands.ts imports ../rounds/commands. A noun reads another one’s queries only. ' +
					'Move what is needed there, or compose both in server/workflows.'
			]
		);
	});
});

describe('what the checks see', () => {
	it('every way to take something from elsewhere', () => {
		const source = parseScript(
			'src/lib/domain/x.ts',
			`import a from './a';
			import type { B } from './b';
			export { c } from './c';
			export * from './d';
			const e = await import('./e');
			type F = import('./f').F;
			import './g';
			// import h from './h';
			const i = "import './i'";`
		);
		expect(importsOf(source).map((one) => one.specifier)).toEqual([
			'./a',
			'./b',
			'./c',
			'./d',
			'./e',
			'./f',
			'./g'
		]);
	});

	it('circles, by the shortest way round', () => {
		const graph = new Map([
			['a', ['b', 'c']],
			['b', ['c']],
			['c', ['a']],
			['d', ['a', 'e']],
			['e', []],
			['f', ['f']]
		]);
		expect(findCycles(graph)).toEqual([
			['a', 'c', 'a'],
			['b', 'c', 'a', 'b'],
			['f', 'f']
		]);
		expect(findCycles(new Map([['a', ['b']]]))).toEqual([]);
	});

	it('the clock, but not a date that was given', () => {
		const source = parseScript(
			'src/lib/domain/x.ts',
			`new Date(); new Date(2026, 1); new Date('2026-01-01'); Date.now(); Date.parse('x'); Math.random();
			Math.max(1); process.env.X; const now = performance.now; Date();`
		);
		expect(findImpurities(source).map(({ what, line }) => `${line} ${what}`)).toEqual([
			'1 new Date()',
			'1 Date.now',
			'1 Math.random',
			'2 process',
			'2 performance.now',
			'2 Date()'
		]);
	});
});
