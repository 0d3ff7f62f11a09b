import { describe, expect, it } from 'vitest';
import { lifecycleLabel, originLabel } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { locales } from '../localized';
import { lifecycles, measureOrigins } from '../measure/measure';
import { columnLetters } from './worksheet';
import { lifecycleChoices, originChoices } from './workbook-choices';
import { findColumn, findImportColumn, columnsFor, columnHeaderText } from './workbook-columns';

describe('column headers', () => {
	it.each(locales)('are recognised in %s, each as itself', (locale) => {
		for (const key of columnsFor(40)) {
			expect(findColumn(columnHeaderText(key, locale), 'nb')).toBe(key);
			expect(findColumn(` ${columnHeaderText(key, locale).toUpperCase()}  `, 'nn')).toBe(key);
		}
	});

	it.each([
		['Tittel', 'title.nn'],
		['Tiltak (bokmål)', 'title.nb'],
		['Nynorsk tittel', 'title.nn'],
		['TITTEL  NN ', 'title.nn'],
		['Ansvarlig', 'body'],
		['Ansvarleg:', 'body'],
		['Tiltaksnr.', 'code'],
		['Innsatsområde*', 'area'],
		['Milepæl 2', 'milestones.2.nn'],
		['Milepæl 2 dato', 'milestones.2.due'],
		['milestone 3 – done', 'milestones.3.doneOn'],
		['Start date', 'startsOn'],
		['Due', 'deadline'],
		['Kode (nynorsk)', null],
		['Tittel (bokmål og nynorsk)', null],
		['Milepæl 41', null],
		['Noe annet', null],
		['', null]
	])('%j is read as %s, with texts in nynorsk', (head, key) => {
		expect(findColumn(head, 'nn')).toBe(key);
	});

	it.each([
		['code', 'Kode', 'Nr', 'Nr.', 'Tiltak nr'],
		['title', 'Tiltak', 'Aktivitet', 'Oppdrag/Tiltak', 'Tittel', 'Aktivitetar'],
		['body', 'Ansvar', 'Ansvarlig (FSU)', 'Ansvarleg (FSU)', 'Hovedansvar', 'Hovudansvar', 'Eier', 'Eigar'],
		['body', 'Prosjektleder', 'Prosjektleiar'],
		['partners', 'Medvirkende', 'Medverkande', 'Samarbeidspartnere', 'Samarbeidspartnarar', 'Involverte'],
		['deadline', 'Frist', 'Tidsramme', 'Tidsplan', 'Når', 'Slutt'],
		['startsOn', 'Start'],
		['status', 'Status', 'Statusvurdering', 'Vurdering', 'Risikovurdering', 'Status pr. 1.3.2026'],
		['expectedEffect', 'Mål', 'Delmål', 'Effektmål'],
		['targetGroup', 'Målgruppe', 'Pasientgruppe'],
		['extra', 'Indikator', 'Økonomi', 'Finansiering', 'Ressurser', 'Ressursar', 'Planlagt videre', 'Saksnr'],
		['extra', 'Planlagt vidare', 'Kr'],
		// Decision numbers among its cells make it a line of the note.
		['lifecycle', 'Vedtak'],
		['note', 'Kommentar', 'Merknad'],
		['links', 'Lenker', 'Lenkjer'],
		['title', 'Tiltaksnavn', 'Tiltaksnamn', 'Hva skal gjøres?', 'Kva skal gjerast'],
		['summary', 'Tiltaksbeskrivelse', 'Hvordan?', 'Korleis skal vi gjere det?'],
		[
			'body',
			'Ansvarlig for gjennomføring',
			'Ansvarleg for tiltaket',
			'Hvem har ansvar?',
			'Kven er ansvarleg'
		],
		['deadline', 'Frist for gjennomføring', 'Når skal det være ferdig?', 'Til når'],
		['status', 'Hvor langt er vi kommet?', 'Kor langt er vi komne'],
		['expectedEffect', 'Hvorfor?', 'Kva ønskjer vi å oppnå'],
		['extra', 'Hvordan måler vi det?', 'Budsjett 2027', 'Kostnader per år']
	])('of plans as people write them are the column %s', (key, ...heads) => {
		for (const head of heads)
			for (const form of ['nb', 'nn'] as const)
				expect(findImportColumn(head, form)?.replace(/\.n[bn]$/, ''), head).toBe(key);
	});

	it('have letters as in a spreadsheet', () => {
		expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual([
			'A',
			'Z',
			'AA',
			'AZ',
			'BA',
			'ZZ',
			'AAA'
		]);
	});
});

describe('labels of codes', () => {
	it.each(locales)('match the pages’ labels in %s', (locale) => {
		overwriteGetLocale(() => locale);
		for (const one of lifecycles) {
			expect(lifecycleChoices.label(one, locale)).toBe(lifecycleLabel[one]());
			expect(lifecycleChoices.find(lifecycleLabel[one]())).toBe(one);
		}
		for (const one of measureOrigins) expect(originChoices.label(one, locale)).toBe(originLabel[one]());
		expect(m.rollout_introduced_yes()).toBeTruthy();
	});
});
