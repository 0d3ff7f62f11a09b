import { expect } from 'vitest';
import { canonicalJson } from '$lib/domain/review/review';
import type { RecordedEvent } from './history-recorder';

type Rows = Record<string, unknown[]>;
type Row = Record<string, unknown>;

/** The tables whose rows an event names by their key. */
const tables: Record<string, string> = {
	measure: 'measure',
	area: 'focus_area',
	plan: 'plan',
	partnership: 'partnership',
	partner: 'partner',
	body: 'body',
	'goal-state': 'goal_state',
	'core-value': 'core_value',
	driver: 'driver',
	funding: 'funding'
};

/** Holds what events tell of a row's fields to the row before the step and after it. */
export function expectEventsMatchRows(news: readonly RecordedEvent[], before: Rows, after: Rows): void {
	for (const told of news) {
		const table = tables[told.noun];
		if (!table) continue;
		for (const [side, rows] of [
			['before', before],
			['after', after]
		] as const) {
			const row = rowOf(rows[table], told.nounId);
			if (!row) continue;
			for (const [field, value] of Object.entries(told[side] ?? {})) {
				const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
				if (column in row) expect(stored(row[column]), `${told.verb}: ${field} ${side}`).toBe(stored(value));
			}
		}
	}
}

function rowOf(rows: unknown[] | undefined, id: string): Row | undefined {
	return (rows as Row[] | undefined)?.find((row) => String(row.id) === id);
}

/** A value as the database holds it, whether it came from there or is told of. */
function stored(value: unknown): string {
	if (typeof value === 'boolean') return stored(Number(value));
	if (typeof value === 'string' && value.startsWith('{')) return canonicalJson(JSON.parse(value));
	return canonicalJson(value ?? null);
}
