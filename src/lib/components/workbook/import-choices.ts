import { statuses } from '$lib/domain/evaluation/evaluation';
import type { Locale } from '$lib/domain/localized';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import {
	skipAnswer,
	type Certainty,
	type Recognition,
	type RecognitionKind
} from '$lib/domain/workbook/import-answers';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import { columnHeaderText, columnsFor } from '$lib/domain/workbook/workbook-columns';
import { statusLabel } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';

export interface Choice {
	value: string;
	label: string;
}

/** Returns what a recognition may become, in the reader's language. */
export function choicesFor(
	{ kind, value }: Pick<Recognition, 'kind' | 'value'>,
	choices: ImportSummary['choices'],
	locale: Locale
): Choice[] {
	const skip = { value: skipAnswer, label: m.workbook_choice_skip() };
	const named = (prefix: string, all: { key: string; label: string }[]) =>
		all.map(({ key, label }) => ({ value: `${prefix}${key}`, label }));
	switch (kind) {
		case 'column':
			return [
				...columnChoices(value).map((key) => ({ value: key, label: columnHeaderText(key, locale) })),
				{ value: 'status', label: m.workbook_status() },
				{ value: 'extra', label: m.workbook_choice_note() },
				skip
			];
		case 'theme':
			return [
				...choices.areas.map(({ key, label }) => ({ value: key, label })),
				{ value: acrossAreasCode, label: m.workbook_choice_across() },
				skip
			];
		case 'name':
			return [
				...named('body:', choices.bodies),
				{ value: 'municipalities', label: m.workbook_choice_municipalities() },
				{ value: 'hospitals', label: m.workbook_choice_hospitals() },
				{ value: 'partners', label: m.workbook_choice_partners() },
				...named('partner:', choices.partners),
				{ value: 'contact', label: m.workbook_choice_contact() },
				skip
			];
		default:
			return [
				...statuses.map((status) => ({ value: status, label: statusLabel[status]() })),
				{ ...skip, label: m.workbook_choice_note() }
			];
	}
}

function columnChoices(current: string | null) {
	const all = columnsFor(0);
	const milestone = columnsFor(9).find((key) => key === current && !all.includes(key));
	return milestone ? [...all, milestone] : all;
}

export const recognitionTitle: Record<Exclude<RecognitionKind, 'measure'>, () => string> = {
	column: m.workbook_kind_column,
	theme: m.workbook_kind_theme,
	name: m.workbook_kind_name,
	status: m.workbook_kind_status
};

export const certaintyLabel: Record<Certainty, () => string> = {
	known: m.workbook_certainty_known,
	suggested: m.workbook_certainty_suggested,
	chosen: m.workbook_certainty_chosen,
	unknown: m.workbook_certainty_unknown
};

/** Returns a place in the file: "Handlingsplan, rad 5". */
export function placeText({ sheet, row }: { sheet: string; row: number | null }): string {
	const place = row === null ? '' : m.workbook_row_of({ row });
	return [sheet && `«${sheet}»`, place].filter(Boolean).join(', ');
}
