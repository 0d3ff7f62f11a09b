import { allowedAdjustmentKinds } from '$lib/domain/adjustment';
import { areaKey } from '$lib/domain/figures/figures';
import {
	isUndecided,
	additionField,
	type AdditionItem,
	type AdjustmentItem
} from '$lib/server/adjustments/queries';
import type { areasOf } from '$lib/server/plans/queries';

/** Returns a proposed new measure as the page shows it. */
export function shownAddition({ item, addition }: AdditionItem, areas: Awaited<ReturnType<typeof areasOf>>) {
	const area = areas.find(({ number }) => number === addition.area);
	return {
		id: item.id,
		name: additionField(item),
		title: addition.edit.title,
		summary: addition.edit.summary,
		area: area ? { number: area.number, name: area.name } : null,
		code: addition.code,
		stance: item.stance,
		reason: item.reason,
		version: item.version
	};
}

/** Returns a measure, its recommendation and SSU's decision as the page shows them. */
export function shownItem(one: AdjustmentItem) {
	const { measure, recommended, item } = one;
	const { report } = measure;
	return {
		code: measure.code,
		title: measure.title,
		area: areaKey(measure),
		status: report?.status ?? ('not-reported' as const),
		nextSteps: report?.nextSteps ? { text: report.nextSteps, lang: report.lang } : null,
		recommended,
		kinds: allowedAdjustmentKinds(measure.lifecycle),
		unsettled: isUndecided(one),
		item: item && {
			kind: item.kind,
			stance: item.stance,
			reason: item.reason,
			version: item.version,
			edited: item.outcome !== null
		}
	};
}
