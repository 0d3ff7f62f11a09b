import type { Localized } from '$lib/domain/localized';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import { localize } from './labels';
import { m } from './paraglide/messages';

/** Returns the select of a list's filters for areas, and for measures across them. */
export function areaFilter(areas: readonly { number: number; name: Localized }[]) {
	return {
		name: 'area',
		label: m.measure_list_area(),
		none: m.measure_list_any_area(),
		options: [
			...areas.map(({ number, name }) => ({
				value: String(number),
				label: `${number}. ${localize(name)}`
			})),
			{ value: acrossAreasCode, label: m.area_across() }
		]
	};
}
