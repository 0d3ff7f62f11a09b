import type { IndicatorInput } from '../indicators/definitions';

/** What the demo makes up about one indicator. */
export interface IndicatorStory extends IndicatorInput {
	/** The measure's id in the Telemark plan. */
	measure: string;
	/** What it showed, by the day it was read. */
	readings: Record<string, number>;
}

/** The end of 2024, when nothing of it had begun. */
const before = '2024-12-31';

function same(text: string) {
	return { nb: text, nn: text };
}

function toBe(...targets: [year: number, value: number][]): IndicatorInput['targets'] {
	return targets.map(([year, value]) => ({ year, value }));
}

/** Made-up indicators: some on target, some behind, one that nobody has read yet. */
export const indicatorStories: IndicatorStory[] = [
	{
		measure: 'digital-hjemmeoppfolging',
		name: { nb: 'Kommuner som har tatt det i bruk', nn: 'Kommunar som har teke det i bruk' },
		unit: { nb: 'kommuner', nn: 'kommunar' },
		direction: 'up',
		baseline: 3,
		baselineOn: before,
		source: 'Opptelling i sekretariatet',
		targets: toBe([2025, 8], [2026, 14], [2027, 17]),
		readings: { '2025-09-30': 7, '2025-12-31': 8, '2026-03-31': 10, '2026-06-30': 12, '2026-09-30': 14 }
	},
	{
		measure: 'digital-hjemmeoppfolging',
		name: { nb: 'Innleggelser blant dem som følges opp', nn: 'Innleggingar mellom dei som blir følgde opp' },
		unit: { nb: 'per 100 brukere', nn: 'per 100 brukarar' },
		direction: 'down',
		baseline: 62,
		baselineOn: before,
		source: 'Styringsdata frå sjukehuset',
		targets: toBe([2025, 56], [2026, 50], [2027, 45]),
		readings: { '2025-12-31': 58, '2026-06-30': 55.5, '2026-10-31': 51 }
	},
	{
		measure: 'hjemmesykehus',
		name: { nb: 'Barn fulgt opp hjemme', nn: 'Barn følgde opp heime' },
		unit: { nb: 'barn i året', nn: 'barn i året' },
		direction: 'up',
		baseline: 12,
		baselineOn: before,
		source: 'Sjukehuset',
		targets: toBe([2025, 20], [2026, 32], [2027, 40]),
		readings: { '2025-12-31': 22, '2026-06-30': 27, '2026-10-31': 31 }
	},
	{
		measure: 'fact-nedre-telemark',
		name: { nb: 'Ventetid fra henvisning til første møte', nn: 'Ventetid frå tilvising til første møte' },
		unit: { nb: 'dager', nn: 'dagar' },
		direction: 'down',
		baseline: 41,
		baselineOn: before,
		source: null,
		targets: toBe([2025, 34], [2026, 25], [2027, 20]),
		readings: { '2025-12-31': 37, '2026-06-30': 35, '2026-10-31': 33 }
	},
	{
		measure: 'screening-skropelige-eldre',
		name: { nb: 'Eldre som vurderes ved innleggelse', nn: 'Eldre som blir vurderte ved innlegging' },
		unit: same('prosent'),
		direction: 'up',
		baseline: 15,
		baselineOn: before,
		source: 'Sjukehuset',
		targets: toBe([2025, 30], [2026, 60], [2027, 80]),
		readings: { '2025-09-30': 21, '2025-12-31': 33, '2026-03-31': 41, '2026-06-30': 47.5, '2026-09-30': 55 }
	},
	{
		measure: 'samhandlingstrening-akuttkjeden',
		name: { nb: 'Ansatte som har øvd sammen', nn: 'Tilsette som har øvd saman' },
		unit: same('prosent'),
		direction: 'up',
		baseline: 10,
		baselineOn: before,
		source: 'Spørjing til kommunane',
		targets: toBe([2025, 25], [2026, 45], [2027, 60]),
		readings: { '2025-12-31': 24, '2026-06-30': 29 }
	},
	{
		measure: 'ferdigbehandlet-i-akuttmottaket',
		name: {
			nb: 'Pasienter ferdig behandlet i akuttmottaket',
			nn: 'Pasientar ferdigbehandla i akuttmottaket'
		},
		unit: same('prosent'),
		direction: 'up',
		baseline: 18,
		baselineOn: before,
		source: null,
		targets: toBe([2026, 24], [2028, 30]),
		readings: { '2025-12-31': 20.5, '2026-06-30': 22, '2026-10-31': 23.5 }
	},
	{
		measure: 'samhandlingsavvik',
		name: { nb: 'Avvik som er besvart innen fristen', nn: 'Avvik som er svara på innan fristen' },
		unit: same('prosent'),
		direction: 'up',
		baseline: 48,
		baselineOn: before,
		source: 'Kvalitetssystema',
		targets: toBe([2025, 60], [2026, 75], [2027, 85]),
		readings: { '2025-12-31': 61, '2026-06-30': 66, '2026-10-31': 74.5 }
	},
	{
		measure: 'kombinerte-stillinger',
		name: { nb: 'Kombinerte stillinger i drift', nn: 'Kombinerte stillingar i drift' },
		unit: { nb: 'stillinger', nn: 'stillingar' },
		direction: 'up',
		baseline: 0,
		baselineOn: before,
		source: null,
		targets: toBe([2026, 3], [2027, 6]),
		readings: {}
	}
];
