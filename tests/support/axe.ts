import axeCore, { type RunOptions } from 'axe-core';
import { type Page } from 'playwright/test';
import { effort } from './effort';

/** A violation with the elements it was found at. */
export interface Violation {
	id: string;
	help: string;
	at: string[];
}

const contrast = 'color-contrast';

/** Rules beside contrast: of WCAG 2.0, 2.1 and 2.2, A and AA; and those whose result a color scheme can change. */
export const axeRules = {
	all: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
	colors: { type: 'rule', values: ['link-in-text-block'] }
} satisfies Record<string, RunOptions['runOnly']>;

/** Looks without violations in this worker, which need no second measurement. */
const passedLooks = new Set<string>();

/**
 * Returns the violations axe finds on a page. Contrast takes most of axe's time, so that in `npm test` it is
 * measured at one element of each look, once a worker, and in the soak at all elements of each page.
 */
export async function findViolations(page: Page, rules: keyof typeof axeRules): Promise<Violation[]> {
	if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source);
	const { violations, looks } = await page.evaluate(runAxe, {
		runOnly: axeRules[rules],
		contrast,
		passed: effort([...passedLooks], null)
	});
	if (violations.length === 0) for (const look of looks) passedLooks.add(look);
	return violations;
}

interface AxeRun {
	runOnly: RunOptions['runOnly'];
	contrast: string;
	/** Looks to leave out; null to measure every element. */
	passed: string[] | null;
}

/** Runs in the page; without the descriptions of all that passes, which take longest. */
async function runAxe({
	runOnly,
	contrast,
	passed
}: AxeRun): Promise<{ violations: Violation[]; looks: string[] }> {
	const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
	const quick = { resultTypes: ['violations'], preload: false } satisfies RunOptions;
	const rest = await axe.run(document, { ...quick, runOnly, rules: { [contrast]: { enabled: false } } });
	const fresh = passed && elementsByLook(new Set(passed));
	const looked =
		fresh?.size === 0
			? []
			: (
					await axe.run(fresh ? { include: [...fresh.values()] } : document, {
						...quick,
						runOnly: [contrast]
					})
				).violations;
	const violations = [...rest.violations, ...looked];
	return {
		violations: violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.html) })),
		looks: [...(fresh?.keys() ?? [])]
	};

	/** The first element with text of each combination of colors, size, weight and opacity, apart from those known. */
	function elementsByLook(known: Set<string>): Map<string, Element> {
		const first = new Map<string, Element>();
		for (const element of document.body.querySelectorAll('*')) {
			const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
			if (!hasText || !element.checkVisibility()) continue;
			const { color, fontSize, fontWeight } = getComputedStyle(element);
			const look = [element.tagName, color, fontSize, fontWeight];
			for (let around: Element | null = element; around; around = around.parentElement) {
				const { backgroundColor, backgroundImage, opacity } = getComputedStyle(around);
				look.push(backgroundColor, backgroundImage, opacity);
			}
			const key = [...new Set(look)].join('|');
			if (!known.has(key) && !first.has(key)) first.set(key, element);
		}
		return first;
	}
}
