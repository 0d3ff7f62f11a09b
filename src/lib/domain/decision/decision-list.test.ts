import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	chooseList,
	guessListColumns,
	listColumns,
	parseDecisionList,
	type DecisionListChoices
} from './decision-list';

const choices: DecisionListChoices = {
	bodies: new Map([
		['ssu', 'ssu'],
		['fsu barn og unge', 'fsu-1']
	]),
	responsible: new Map([
		['skien', 'partner:4003'],
		['fsu barn og unge', 'body:fsu-1']
	]),
	defaultBody: null
};

function read(head: string[], ...rows: string[][]) {
	return parseDecisionList([head, ...rows], guessListColumns(head), choices);
}

describe('a list of decisions', () => {
	it('is read with the heads Utvalg | Møtedato | Tittel | Vedtak | Status', () => {
		const { decisions, faults } = read(
			['Utvalg', 'Møtedato', 'Tittel', 'Vedtak', 'Status'],
			['SSU', '21.05.2026', 'Hendelsesanalyse', 'Rutinen tas i bruk.', 'I arbeid'],
			['', '', '', '', ''],
			['SSU', '21.05.2026', 'Føringer', 'Tatt til orientering.', 'Til orientering'],
			['SSU', '21.05.2026', 'Mal', 'Malen sendes ut.', 'Hos juristen']
		);
		expect(faults).toEqual([]);
		expect(decisions).toMatchObject([
			{
				row: 2,
				body: 'ssu',
				decidedOn: '2026-05-21',
				title: 'Hendelsesanalyse',
				followUp: 'in-progress',
				note: ''
			},
			{ row: 4, kind: 'information', followUp: null },
			{ row: 5, followUp: 'not-started', note: 'Hos juristen' }
		]);
	});

	it('is read with number and title in one column, without the case officer', () => {
		const head = [
			'Utvalg',
			'Møtedato',
			'Saksbehandler',
			'Saksnr og tittel',
			'Vedtak/tilråding',
			'Status',
			'Merknader'
		];
		const list = read(
			head,
			[
				'FSU barn og unge',
				'1.2.2026',
				'Kari Nordmann',
				'Sak 07/26: Fagdag',
				'Fagdag haldast.',
				'Utført',
				'Halden 3. mars'
			],
			['SSU', '1.2.2026', 'Kari Nordmann', 'Utan nummer', 'Slik.', 'Utsatt', '']
		);
		expect(list.decisions).toMatchObject([
			{ body: 'fsu-1', number: 'Sak 07/26', title: 'Fagdag', followUp: 'done', note: 'Halden 3. mars' },
			{ number: '', title: 'Utan nummer', kind: 'postponed', followUp: null }
		]);
		expect(JSON.stringify(list)).not.toContain('Nordmann');
	});

	it('is read with the heads Møte | Saknr | Sak | Vedtak | Sendes/behandles | Behandlet | Oppfølging | Ferdig', () => {
		const head = ['Møte', 'Saknr', 'Sak', 'Vedtak', 'Sendes/behandles', 'Behandlet', 'Oppfølging', 'Ferdig'];
		const { decisions, faults } = read(
			head,
			['SSU 12.02.2026', '4/26', 'Nettside', 'Lages.', 'Skien', '', 'Spurt om pris', 'x'],
			['12.02.2026 SSU', '5/26', 'Avtale', 'Revideres.', 'Alle partene', 'Juni', '', '']
		);
		expect(faults).toEqual([]);
		expect(decisions).toMatchObject([
			{ body: 'ssu', decidedOn: '2026-02-12', number: '4/26', responsible: 'partner:4003', followUp: 'done' },
			{ number: '5/26', responsible: null, followUp: 'not-started', note: 'Juni\nAlle partene' }
		]);
	});

	const head = ['Utvalg', 'Møtedato', 'Tittel', 'Vedtak', 'Frist'];
	it.each([
		[['Nemnda', '1.2.2026', 'T', 'V'], 'unknown-body'],
		[['', '1.2.2026', 'T', 'V'], 'body-required'],
		[['SSU', 'i fjor', 'T', 'V'], 'not-a-date'],
		[['SSU', '1.2.2026', 'T', ''], 'text-required'],
		[['SSU', '1.2.2026', 'T', 'V', '31.1.2026'], 'due-before-decided'],
		[['SSU', '1.2.2026', 'T', 'x'.repeat(8001)], 'too-long']
	])('names the fault of %j: %s', (row, code) => {
		expect(read(head, row).faults).toEqual([{ field: '2', code }]);
	});

	it('uses the chosen body where no column says it, and the text where there is no title', () => {
		const list = parseDecisionList(
			[
				['Når', 'Hva'],
				['1.2.2026', 'Vedtak\nmed linje']
			],
			['date', 'text'],
			{
				...choices,
				defaultBody: 'ssu'
			}
		);
		expect(list.decisions).toMatchObject([
			{ body: 'ssu', title: 'Vedtak med linje', text: 'Vedtak\nmed linje' }
		]);
	});

	it('gives every row with content a decision or a fault', () => {
		const cell = fc.oneof(fc.string(), fc.constantFrom('SSU', '1.2.2026', 'Sak 1/26 x', 'Utført', ''));
		const column = fc.constantFrom(null, ...listColumns);
		fc.assert(
			fc.property(
				fc.array(fc.array(cell, { maxLength: 6 })),
				fc.array(column, { maxLength: 6 }),
				(rows, columns) => {
					const { decisions, faults } = parseDecisionList(rows, columns, choices);
					const filled = rows.slice(1).filter((row) => row.some((one) => one.trim() !== ''));
					expect(decisions.length + faults.length).toBe(filled.length);
					for (const { title, text } of decisions) expect(title.length * text.length).toBeGreaterThan(0);
				}
			)
		);
	});
});

describe('the list of a file', () => {
	it('is its largest table; the others are left out by name with their rows, and comments as they are', () => {
		const rows = [['Tittel'], ['A'], ['B']];
		const hidden = { sheet: false, rows: 1, columns: [2] };
		const comments = [{ row: 2, text: 'Spør FSU' }];
		const chosen = chooseList([
			{ name: 'Notat', rows: [['x']] },
			{ name: 'Vedtak', rows, hidden, comments },
			{ name: '', table: 3, rows: [['y'], ['z']] },
			{ name: 'Tom', rows: [] }
		]);
		expect(chosen).toEqual({
			rows,
			hidden: { name: 'Vedtak', ...hidden },
			leftOut: [
				{ row: null, text: 'Notat', rows: 1 },
				{ row: null, text: '3', rows: 2 },
				{ row: 2, text: 'Spør FSU', rows: null }
			]
		});
	});

	it('is empty where the file has no table', () => {
		expect(chooseList([])).toEqual({ rows: [], hidden: null, leftOut: [] });
	});
});
