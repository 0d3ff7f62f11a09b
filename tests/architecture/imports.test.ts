import { basename, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCycles } from './import-cycles';
import { findImpurities } from './impurity';
import { importViolation, layerOf } from './layers';
import { importsOf, isTest, parseScript, sourceFiles } from './source';

/*
 * Checks the table of layers in ./layers.ts. A failure names the file, the line, the rule and
 * the way out. Tests may import what they test.
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

	it('every file stands on what its floor allows', () => {
		const faults = [...imports].flatMap(([from, all]) => all.map((one) => importViolation(from, one)));
		expect(faults.filter((fault) => fault !== null)).toEqual([]);
	});

	it('every file has a floor', () => {
		expect(files.filter((file) => !layerOf(file))).toEqual([]);
	});

	it('no imports go in a circle', () => {
		const graph = new Map(
			[...imports].map(([from, all]) => [from, all.flatMap(({ file }) => (file === null ? [] : [file]))])
		);
		expect(findCycles(graph).map((circle) => circle.join(' → '))).toEqual([]);
	});

	it('time and chance are arguments: nothing below the hooks reads the clock', () => {
		const pure = files.filter((file) => /^src\/lib\/(domain|forms|server\/(?!http\/))/.test(file));
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

describe('the table of floors', () => {
	const fault = (from: string, specifier: string) => {
		const [one] = importsOf(
			parseScript(from, from.endsWith('.svelte') ? component(specifier) : script(specifier))
		);
		return one ? importViolation(from, one) : 'no import was found';
	};
	const script = (specifier: string) => `import { x } from '${specifier}';`;
	const component = (specifier: string) =>
		`<h1>x</h1>\n<script lang="ts">\n\t${script(specifier)}\n</script>`;

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
		['src/lib/charts/movement.ts', 'chart.js'],
		['src/lib/ui/Field.svelte', '$lib/domain/result'],
		['src/lib/ui/Field.svelte', 'svelte/elements'],
		['src/lib/components/measure/Row.svelte', '$lib/ui/Field.svelte'],
		['src/lib/components/measure/Row.svelte', '$app/state'],
		['src/routes/+page.server.ts', '$lib/server/measures/commands'],
		['src/routes/+page.server.ts', './$types'],
		['src/hooks.server.ts', '@sveltejs/kit/hooks'],
		['src/operator/plan.ts', '$lib/server/plan-file/import']
	])('%s may import %s', (from, specifier) => {
		expect(fault(from, specifier)).toBeNull();
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
		['src/operator/plan.ts', '@libsql/client'],
		['src/elsewhere/plan.ts', 'zod']
	])('%s may not import %s', (from, specifier) => {
		expect(fault(from, specifier)).toContain(from);
	});

	it('a component may name Kit’s types, and the server may not', () => {
		const take = `import type { SubmitFunction } from '@sveltejs/kit';`;
		const faultIn = (from: string) =>
			importsOf(parseScript(from, take)).map((one) => importViolation(from, one) !== null);
		expect(faultIn('src/lib/components/evaluation/evaluation-submitter.svelte.ts')).toEqual([false]);
		expect(faultIn('src/lib/server/measures/commands.ts')).toEqual([true]);
	});

	it('a failure says where, what and what to do', () => {
		expect(fault('src/lib/ui/Field.svelte', '$lib/server/config')).toBe(
			'src/lib/ui/Field.svelte:3 imports $lib/server/config: ui knows no noun, no chart and no server. ' +
				'Pass the data as a prop, or move the component to components/<noun>.'
		);
		expect(fault('src/lib/server/measures/commands.ts', '../rounds/commands')).toBe(
			'src/lib/server/measures/commands.ts:1 imports ../rounds/commands: measures may not do what rounds does. ' +
				'Let the route call both, or move what they share to domain.'
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
