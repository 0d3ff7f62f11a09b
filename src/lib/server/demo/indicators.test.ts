import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { latestReading, indicatorVerdict } from '$lib/domain/indicator';
import { missingWrittenForms } from '$lib/domain/localized';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import { indicatorStories } from './indicators';

const { plan } = JSON.parse(readFileSync('drizzle/seed/telemark-2025-2029.json', 'utf8')) as PlanFile;

describe.each(indicatorStories.map((one) => [one.name.nn!, one] as const))('%s', (_name, story) => {
	it('belongs to a measure of the plan and is named in both written forms', () => {
		expect(plan.measures.map(({ id }) => id)).toContain(story.measure);
		expect([...missingWrittenForms(story.name), ...missingWrittenForms(story.unit)]).toEqual([]);
	});

	it('is read after it was made and before the demo’s day', () => {
		for (const day of Object.keys(story.readings)) {
			expect(day >= '2025-09-30').toBe(true);
			expect(day <= '2026-11-10').toBe(true);
		}
	});
});

it('the demo shows what is on target, what is behind and what nobody has read', () => {
	const standings = indicatorStories.map((story) => {
		const readings = Object.entries(story.readings).map(([on, value]) => ({ on, value }));
		return indicatorVerdict(story, latestReading(readings));
	});
	expect(new Set(standings)).toEqual(new Set(['on-target', 'behind-target', 'unknown']));
	expect(new Set(indicatorStories.map(({ measure }) => measure)).size).toBeGreaterThanOrEqual(6);
});
