import { HTMLElement, parse, TextNode } from 'node-html-parser';
import { locales, type Locale } from '../../src/lib/domain/localized';
import { pathInLocale } from '../../src/lib/i18n/locale';
import { type Account } from './browser';

export { pathInLocale, type Locale };

/** A page's address in each language, for tests that must hold in all of them. */
export function inEveryLanguage(path: string): { locale: Locale; address: string }[] {
	return locales.map((locale) => ({ locale, address: pathInLocale(path, locale) }));
}

/** A page and who opens it; without an account it is for everybody. */
export interface PageVisit {
	path: string;
	account?: Account;
	/** Where it is not 200. */
	status?: number;
}

/** Every kind of page, with the example data: for what must hold on all of them. */
export const allPages: PageVisit[] = [
	...['/', '/areas', '/areas/1', '/measures/2.2', '/reviews', '/reviews/2025'].map((path) => ({ path })),
	...['/changes?from=2025-10-01', '/areas/1?at=2026-03-01'].map((path) => ({ path })),
	...['/login', '/privacy', '/accessibility', '/figures', '/help', '/help/secretariat', '/plans'].map(
		(path) => ({ path })
	),
	...['/coverage', '/coverage?thread=U7&area=1', '/map', '/map?thread=M2'].map((path) => ({ path })),
	...['/timeline', '/timeline?area=3&year=2027', '/year', '/year?year=2099'].map((path) => ({ path })),
	...['/measures', '/measures?show=late&partner=4003'].map((path) => ({ path })),
	{ path: '/measures?show=incomplete&partner=mine', account: 'kommune' },
	{ path: '/year?year=2026', account: 'sekretariat' },
	{ path: '/year/layout?year=2028&first=10.2.2028&second=8.6.2028&ssu=15&fsu=10', account: 'sekretariat' },
	...['/reviews/compare', '/reviews/2026-half/present', '/reviews/2026-half/present/notes'].map((path) => ({
		path
	})),
	{ path: '/search?q=barn' },
	{ path: '/search?q=framdrift&kind=evaluation', account: 'ssu' },
	...['/indicators', '/indicators?area=3'].map((path) => ({ path })),
	{ path: '/nowhere', status: 404 },
	{ path: '/report', account: 'fsu1' },
	{ path: '/report/1.2', account: 'fsu1' },
	{ path: '/report/1.6/colleague', account: 'fsu1' },
	{ path: '/report/1.2/milestones', account: 'fsu1' },
	{ path: '/report/2.3', account: 'fsu2' },
	{ path: '/report/1.2/extraordinary', account: 'fsu1' },
	{ path: '/rounds/extraordinary/1.2', account: 'ssu' },
	{ path: '/start', account: 'sekretariat' },
	{ path: '/rounds', account: 'sekretariat' },
	{ path: '/rounds/2026', account: 'sekretariat' },
	{ path: '/rounds/2026/close', account: 'sekretariat' },
	{ path: '/reviews/2026/texts', account: 'sekretariat' },
	{ path: '/reviews/2026/texts/area:1', account: 'sekretariat' },
	{ path: '/rounds/2026/dates', account: 'sekretariat' },
	{ path: '/rounds/2026/2.1', account: 'ssu' },
	...['/adjustments', '/adjustments/2026'].map((path) => ({ path })),
	{ path: '/edit', account: 'ssu' },
	...['', '/2027', '/2027/new', '/2027/2.1', '/2027/preview'].map((path) => ({
		path: `/edit/adjustments${path}`,
		account: 'ssu' as const
	})),
	{ path: '/edit/missing', account: 'ssu' },
	{ path: '/edit/plan', account: 'ssu' },
	{ path: '/edit/challenges', account: 'ssu' },
	{ path: '/edit/areas', account: 'ssu' },
	{ path: '/edit/areas/1', account: 'ssu' },
	{ path: '/edit/areas/new', account: 'ssu' },
	{ path: '/edit/bodies/new', account: 'ssu' },
	{ path: '/edit/funding/1', account: 'ssu' },
	{ path: '/edit/adopt', account: 'ssu' },
	{ path: '/edit/next-period', account: 'ssu' },
	{ path: '/edit/measures', account: 'ssu' },
	{ path: '/edit/measures/new', account: 'ssu' },
	{ path: '/edit/measures/merge', account: 'ssu' },
	{ path: '/edit/measures/values', account: 'ssu' },
	{ path: '/edit/measures/1.1/move', account: 'ssu' },
	{ path: '/edit/measures/1.1/split', account: 'ssu' },
	{ path: '/edit/measures/1.1', account: 'ssu' },
	{ path: '/edit/import', account: 'ssu' },
	{ path: '/edit/measures/1.1/threads', account: 'ssu' },
	{ path: '/edit/measures/3.1/indicators', account: 'ssu' },
	{ path: '/measures/3.1/readings', account: 'fsu3' },
	{ path: '/measures/2.2/questions', account: 'fsu2' },
	{ path: '/needs', account: 'partnerskap' },
	...['/matters', '/matters?state=triaged', '/matters/1', '/matters/new?signed-in'].map((path) => ({
		path,
		account: 'sekretariat' as const
	})),
	/* Items to answer by circulation, and as the secretary of a body sees its answers. */
	...(['fsu1', 'sekretar'] as const).map((account) => ({ path: '/meetings/8', account })),
	{ path: '/redact/matter/6', account: 'sekretariat' },
	...['/matters/new', '/matters/new?sent'].map((path) => ({ path })),
	{ path: '/matters/status/unknown', status: 410 },
	...['/matters/6', '/matters/6/edit'].map((path) => ({ path, account: 'sekretariat' as const })),
	...['/meetings', '/meetings?when=earlier'].map((path) => ({ path })),
	/* Published minutes with a closed item, a meeting to come, and the forms of its minutes. */
	{ path: '/meetings/4' },
	...[
		'/meetings/6',
		'/meetings/6/write',
		'/meetings/6/attendance',
		'/meetings/6/wall',
		'/meetings/6/items/46',
		'/meetings/new'
	].map((path) => ({ path, account: 'sekretariat' as const })),
	...['/decisions', '/decisions?show=late&order=due', '/decisions/1', '/decisions/9'].map((path) => ({
		path
	})),
	{ path: '/decisions/12', account: 'fsu5' },
	{ path: '/decisions/new', account: 'sekretariat' },
	{ path: '/decisions/import', account: 'sekretariat' },
	{ path: '/decisions/partnership', account: 'sekretariat' },
	{ path: '/meetings/6/template', account: 'sekretariat' },
	{ path: '/decisions/9/edit', account: 'sekretariat' },
	{ path: '/areas/1/verdict', account: 'fsu1' },
	{ path: '/rollout', account: 'kommune' },
	{ path: '/partners', account: 'kommune' },
	{ path: '/partners/4022', account: 'kommune' },
	{ path: '/outbox', account: 'sekretariat' },
	/* A report that was sent back, a meeting's notice, and a kick-off that nobody needs any more. */
	{ path: '/outbox/59', account: 'sekretariat' },
	{ path: '/outbox/48', account: 'sekretariat' },
	{ path: '/outbox/16', account: 'sekretariat' },
	{ path: '/outbox/remind?round=2026', account: 'sekretariat' },
	{ path: '/outbox/links', account: 'sekretariat' },
	{ path: '/reviews/2025/template', account: 'partnerskap' },
	...['/bodies', '/bodies/fsu-1', '/bodies/fsu-1?at=2026-03-01'].map((path) => ({ path })),
	{ path: '/bodies/fsu-1/edit', account: 'sekretariat' },
	{ path: '/bodies/fsu-1/seats/new', account: 'sekretariat' },
	{ path: '/account', account: 'fsu1' },
	{ path: '/admin', account: 'admin' },
	{ path: '/admin/list', account: 'admin' },
	{ path: '/admin/partnership', account: 'admin' },
	{ path: '/admin/sheet', account: 'admin' },
	{ path: '/admin/erase/2', account: 'admin' }
];

/** A text of a page, be it seen or only read out, and the language it says it is in. */
export interface PageText {
	text: string;
	lang: string;
}

/** All that a page says: its title, its texts, and the names and descriptions that only assistive technology reads. */
export function readPageTexts(html: string): PageText[] {
	const page = parse(html);
	const said: PageText[] = [];
	const say = (text: string | undefined, by: HTMLElement | null) => {
		const words = text?.replace(/\s+/g, ' ').trim();
		if (words) said.push({ text: words, lang: by?.closest('[lang]')?.getAttribute('lang') ?? '' });
	};
	const title = page.querySelector('title');
	say(title?.text, title);
	const body = page.querySelector('body');
	const sayTexts = (element: HTMLElement | null) => {
		for (const node of element?.childNodes ?? [])
			if (node instanceof TextNode) say(node.text, element);
			else if (node instanceof HTMLElement && !/^(SCRIPT|STYLE)$/.test(node.tagName)) sayTexts(node);
	};
	sayTexts(body);
	for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'alt', 'placeholder'])
		for (const element of body?.querySelectorAll(`[${name}]`) ?? []) say(element.getAttribute(name), element);
	return said;
}

const messageKey = /\b[a-z]+(?:_[a-z0-9]+)+\b/;
const leftOver = /\bundefined\b|\bnull\b|\bNaN\b|\[object|Invalid Date|(?<!\{)\{[a-z]\w*\}(?!\})/;

/** The texts that hold a message's key or what is left of a value that is not there. */
export function brokenTexts(said: PageText[]): PageText[] {
	return said.filter(({ text }) => messageKey.test(text) || leftOver.test(text));
}
