import type { MeasureFact } from '$lib/domain/measure/measure-list';
import { m } from '$lib/i18n/paraglide/messages';
import { joinList } from '$lib/i18n/sentence';

const factLabel: Record<MeasureFact, () => string> = {
	startsOn: m.measure_start,
	deadline: m.measure_deadline,
	contact: m.measure_contact,
	targetGroup: m.measure_target_group
};

/** Returns what a measure lacks as a sentence. */
export function lackingText(facts: readonly MeasureFact[]): string {
	return m.measure_list_lacking({ list: joinList(facts.map((fact) => factLabel[fact]().toLowerCase())) });
}
