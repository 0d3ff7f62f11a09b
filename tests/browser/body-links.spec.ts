import { HTMLElement, parse, TextNode } from 'node-html-parser';
import { expect, test, type Account } from '../support/browser';

/*
 * Wherever the name of a body stands it leads on: to the body, or as part of a link to its meeting. Forms, headings
 * and what people wrote keep plain names, and so does what is sealed, where the name may have been another.
 */

const places: [place: string, path: string, account?: Account][] = [
	['a measure', '/measures/1.1'],
	['an area', '/areas/1'],
	['the list of bodies', '/bodies'],
	['a body, with the one above it', '/bodies/fsu-1'],
	['the list of decisions', '/decisions'],
	['a decision', '/decisions/1'],
	['a decision for its responsible', '/decisions/12', 'fsu5'],
	['the list of meetings', '/meetings?when=earlier'],
	['published minutes', '/meetings/4'],
	['a meeting', '/meetings/6', 'sekretariat'],
	['the minutes being written', '/meetings/6/write', 'sekretariat'],
	['the list of matters', '/matters', 'sekretariat'],
	['a matter', '/matters/1', 'sekretariat'],
	['the list of people', '/admin', 'admin'],
	['search', '/search?q=barn'],
	['the next steps', '/start', 'sekretariat'],
	['a round', '/rounds/2026', 'sekretariat'],
	['a report that is read', '/rounds/2026/2.1', 'ssu'],
	['the reports of a committee', '/report', 'fsu1'],
	['a report that is written', '/report/1.2', 'fsu1']
];

/** The names that are not words of other sentences, and that no account has. */
const bodyName = /^(FSU |Strategisk samarbeidsutvalg)/;

for (const [place, path, account] of places)
	test(`names of bodies are links: ${place}`, async ({ get }) => {
		const list = await mainOf(await get('/bodies'));
		const names = list.querySelectorAll('a[href*="/bodies/"]').map((one) => one.text.trim());
		const main = await mainOf(await get(path, account));
		expect(main.querySelectorAll('a[href*="/bodies/"]').length).toBeGreaterThan(0);
		const plain = textsOf(main).filter(
			({ text, within }) =>
				names.some((name) => bodyName.test(name) && text.includes(name)) && !within.closest(mayBePlain)
		);
		expect(plain.map(({ text }) => text)).toEqual([]);
	});

/** Links, and where a name is a choice, a heading, a caption or a text that somebody wrote. */
const mayBePlain = 'a, h1, h2, h3, label, legend, caption, option, .ds-sr-only, .text, [lang].text';

async function mainOf(answer: Response): Promise<HTMLElement> {
	expect(answer.status).toBe(200);
	return parse(await answer.text()).querySelector('main')!;
}

function textsOf(element: HTMLElement): { text: string; within: HTMLElement }[] {
	return element.childNodes.flatMap((node) => {
		if (node instanceof TextNode) return [{ text: node.text.replace(/\s+/g, ' ').trim(), within: element }];
		return node instanceof HTMLElement && !/^(SCRIPT|STYLE)$/.test(node.tagName) ? textsOf(node) : [];
	});
}
