import { writtenForms } from '../localized';
import { acrossAreasCode, measureCodePattern } from '../measure/measure';
import { answerKey, skipAnswer } from './import-answers';
import type { ImportRow, ImportTable } from './import-table';
import type { PreparedRow, RowContext } from './prepared-row';
import { isAcrossAreas, type WorkbookPlan } from './workbook-row';
import { cellText } from './worksheet';

/** Words for measures that belong to no area. */
const acrossWords =
	/^(?:felles|på tvers|tverrgående|tverrgåande|overordnet|overordna|overordnede|generelt|generelle|alle områder|alle område|øvrige|andre)\b/i;

/** Returns the area that a text names, as a key, "X" across areas, or null. */
export function findArea(text: string, { areas }: WorkbookPlan): { value: string; sure: boolean } | null {
	const asked = text.trim().replace(/^(?:innsatsområde|område|tema|kapittel|kap\.?|del)\s*:?\s+(?=\S)/i, '');
	if (isAcrossAreas(asked)) return { value: acrossAreasCode, sure: true };
	const [, number, name = asked] = /^(\d{1,2})[\s.:)–-]+(?=\p{L})(.+)$/su.exec(asked) ?? [];
	// A file may have numbers of its own, so the name comes first.
	const named = areas.find(name);
	if (named !== null) return { value: named, sure: true };
	const closest = areas.closest(name);
	if (closest !== null) return { value: closest, sure: closest === number };
	if (number !== undefined && areas.has(number)) return { value: number, sure: false };
	return acrossWords.test(asked) ? { value: acrossAreasCode, sure: false } : null;
}

/** Returns the area of a row: by its area column, code, themes, sheet or goal, or its body. */
export function areaOfRow(
	prepared: PreparedRow,
	table: ImportTable,
	{ themes, number }: ImportRow,
	{ plan, log, areasAbove }: RowContext
): number | null | undefined {
	const { sheet } = table;
	const { cells, code } = prepared;
	const toArea = (key: string) => (key === acrossAreasCode ? null : Number(key));
	const resolve = (text: string, row: number | null) => {
		const found = findArea(text, plan);
		const value = log.resolve(
			{ kind: 'theme', text, sheet, row },
			{ value: found?.value ?? null, sure: found?.sure ?? false }
		);
		if (value === null) prepared.areaOpen = true;
		return value;
	};
	const own = cellText(cells.get('area')) || (code || themes.length > 0 ? '' : (areasAbove.get(table) ?? ''));
	if (own) {
		areasAbove.set(table, own);
		const value = findArea(own, plan)?.sure ? findArea(own, plan)!.value : resolve(own, number);
		if (value === null || value === skipAnswer) cells.delete('area');
		else cells.set('area', value);
		if (value !== skipAnswer) return value === null ? undefined : toArea(value);
	}
	if (measureCodePattern.test(code)) return toArea(code.split('.', 1)[0]!);
	// Sheets and headings name areas too; of themes within themes, the one that names an area counts.
	const naming = themes.find(({ text }) => log.answers.has(answerKey('theme', text)) || findArea(text, plan));
	const headed = findArea(sheet, plan);
	const theme = naming ?? (headed ? { text: sheet, row: null } : themes[0]);
	if (theme) {
		const value = resolve(theme.text, theme.row);
		if (value !== skipAnswer) return value === null ? undefined : toArea(value);
	}
	for (const form of writtenForms) {
		const found = findArea(cellText(cells.get(`expectedEffect.${form}`)), plan);
		if (found) return toArea(found.value);
	}
	const body = cells.get('body');
	return typeof body === 'string' ? plan.areasOfBodies?.get(body) : undefined;
}
