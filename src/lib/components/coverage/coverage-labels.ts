import { joinList, countInWords } from '$lib/charts/chart-labels';
import { findUncovered, type Coverage, type CoverageRow } from '$lib/domain/figures/coverage';
import { m } from '$lib/i18n/paraglide/messages';

/** Returns "U4 og M5 er udekket; 11 av 13 utfordringer og muligheter er dekket." */
export function uncoveredDriversFinding(rows: readonly CoverageRow[]): string {
	const drivers = rows.filter(({ kind }) => kind !== 'value');
	const open = findUncovered(drivers);
	const all = drivers.length;
	if (all === 0) return m.coverage_finding_nothing();
	if (open.length === 0) return m.coverage_finding_all({ all: countInWords(all) });
	if (open.length === all) return m.coverage_finding_none({ all: countInWords(all) });
	const codes = joinList(open.map(({ code }) => code));
	return m.coverage_finding({ codes, open: open.length, n: all - open.length, all });
}

/** Returns "Planen har 4 aktive tiltak; de svarer på 2 av 13 utfordringer og muligheter." */
export function smallPlanFinding({ rows, active }: Pick<Coverage, 'rows' | 'active'>): string {
	const drivers = rows.filter(({ kind }) => kind !== 'value');
	const n = drivers.length - findUncovered(drivers).length;
	return m.coverage_finding_small({ active, n, all: drivers.length });
}

/** Returns the same finding for core values, by name. */
export function uncoveredValuesFinding(
	rows: readonly CoverageRow[],
	nameOf: (code: string) => string
): string {
	const values = rows.filter(({ kind }) => kind === 'value');
	const open = findUncovered(values);
	if (values.length === 0) return m.coverage_values_nothing();
	if (open.length === 0) return m.coverage_values_all();
	if (open.length === values.length) return m.coverage_values_none();
	return m.coverage_values({ names: joinList(open.map(({ code }) => nameOf(code).toLowerCase())) });
}
