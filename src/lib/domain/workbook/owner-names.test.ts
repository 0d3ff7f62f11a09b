import { describe, expect, it } from 'vitest';
import { createCellChoices } from './workbook-choices';
import { findOwner, splitOwners } from './owner-names';
import type { WorkbookPlan } from './workbook-row';

const none = createCellChoices([]);
const plan: WorkbookPlan = {
	...{ writtenForm: 'nb', today: null, areas: none, values: none, challenges: none, opportunities: none },
	bodies: createCellChoices([
		{ key: 'ssu', names: [{ nb: 'Strategisk samarbeidsutvalg (SSU)' }] },
		{ key: 'fsu-1', names: [{ nb: 'FSU barn og unge' }] },
		{ key: 'fsu-2', names: [{ nb: 'FSU alvorlige psykiske lidelser og rusproblem' }] },
		{ key: 'fsu-3', names: [{ nb: 'FSU flere kroniske lidelser' }] }
	]),
	partners: createCellChoices([
		{ key: '4001', names: [{ nb: 'Porsgrunn' }] },
		{ key: '4003', names: [{ nb: 'Skien' }] },
		{ key: 'STHF', names: [{ nb: 'Sykehuset Telemark HF' }] }
	])
};

describe('findOwner', () => {
	it.each([
		['FSU barn og unge', 'body:fsu-1', true],
		['fsu1', 'body:fsu-1', true],
		['FSU 1', 'body:fsu-1', true],
		['SSU', 'body:ssu', true],
		['FSU kroniske lidelser', 'body:fsu-3', false],
		['FSU psykisk helse og rus', 'body:fsu-2', false],
		['Porsgr.', 'partner:4001', true],
		['Skien kommune', 'partner:4003', true],
		['STHF', 'partner:STHF', true],
		['Sykehuset Telemark', 'partner:STHF', false],
		['kommunene', 'municipalities', true],
		['Alle kommunar', 'municipalities', true],
		['helseforetaket', 'hospitals', true]
	])('finds %j as %s', (text, value, sure) => {
		expect(findOwner(text, plan)).toEqual({ value, sure });
	});

	it.each(['FSU demens', 'Kari Nordmann', 'Ø-Telemark', '', '-'])('finds nothing for %j', (text) => {
		expect(findOwner(text, plan)).toBeNull();
	});
});

describe('splitOwners', () => {
	it.each([
		['FSU barn og unge / kommunene', ['FSU barn og unge', 'kommunene']],
		['FSU psykisk helse og rus', ['FSU psykisk helse og rus']],
		['Skien og Porsgrunn', ['Skien', 'Porsgrunn']],
		['FSU flere kroniske lidelser\nKommunene', ['FSU flere kroniske lidelser', 'Kommunene']],
		['SSU, STHF; Skien', ['SSU', 'STHF', 'Skien']],
		['- SSU\n- Skien (leder)', ['SSU', 'Skien']],
		['SSU; SSU', ['SSU']]
	])('splits %j', (text, names) => {
		expect(splitOwners(text, (part) => findOwner(part, plan)?.sure ?? false)).toEqual(names);
	});
});
