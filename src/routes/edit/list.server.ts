import { error, fail, redirect } from '@sveltejs/kit';
import type { ListedEntry } from '$lib/domain/plan/listed-entry';
import {
	planSections,
	isPlanEditable,
	planChangeNeedsReason,
	type PlanSection
} from '$lib/domain/plan/plan-structure';
import { missingWrittenForms, writtenForms, type Localized } from '$lib/domain/localized';
import { mergeOrder, moveByOne } from '$lib/domain/list-order';
import { moveEntryForm, entryOrderForm } from '$lib/forms/plan-structure';
import { link } from '$lib/i18n/link';
import { orderEntries } from '$lib/server/plan-structure/commands';
import { sectionEntries, type SectionEntry } from '$lib/server/plan-structure/queries';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { requirePlanSection, type SectionEvent } from './plan.server';
import type { OrderFormState } from './form-state';

/** Loads the entries of a section: the current ones in order, and the ended ones. */
export async function loadListPage(event: SectionEvent) {
	const { plan, part } = requirePlanSection(event);
	const entries = (await sectionEntries(event.locals.db.read, plan, part, [])).map((one) =>
		toListedEntry(part, one)
	);
	return {
		part,
		ordered: planSections[part].ordered === true,
		entries: entries.filter((one) => one.endedOn === null),
		ended: entries.filter((one) => one.endedOn !== null),
		reasoned: planChangeNeedsReason(plan.state),
		mayChange: isPlanEditable(plan.state),
		saved: event.url.searchParams.has('saved')
	};
}

function toListedEntry(part: PlanSection, { key, endedOn, values }: SectionEntry): ListedEntry {
	const { title, fields } = planSections[part];
	const texts = fields.filter(({ kind }) => kind === 'localized').map(({ name }) => values[name]);
	const missing = new Set(texts.flatMap((text) => missingWrittenForms(text as Localized | null)));
	return {
		key,
		mark: marked.has(part) ? key : null,
		title: values[title] as string | Localized,
		missing: writtenForms.filter((form) => missing.has(form)),
		endedOn
	};
}

/** Sections whose entries are known by a code or number as well as by name. */
const marked: ReadonlySet<PlanSection> = new Set(['challenges', 'opportunities', 'areas', 'partners']);

/** Moves an entry up or down without scripts: returns the new order unsaved. */
export async function previewOrderAction(event: SectionEvent) {
	requirePlanSection(event);
	const form = await parseForm(event.request, moveEntryForm);
	if (!form.ok) return form.failure;
	const { order, up, down, reason } = form.input;
	const step = up === undefined ? 'down' : 'up';
	const key = up ?? down ?? '';
	return reorderedKeys({ order: moveByOne(order, key, step), moved: { key, step }, reason });
}

export async function saveOrderAction(event: SectionEvent) {
	const { plan, part } = requirePlanSection(event);
	if (!planSections[part].ordered) error(404, 'not-found');
	const form = await parseForm(event.request, entryOrderForm);
	if (!form.ok) return form.failure;
	const { reason, ...input } = form.input;
	const outcome = await orderEntries(event.locals, { planId: plan.id, part }, input, reason);
	if (outcome.ok) redirect(303, link(`/edit/${part}?saved=1`));
	const { refused } = outcome;
	if (refused.code === 'invalid')
		return fail(400, reorderedKeys({ order: input.order, reason, faults: refused.faults }));
	if (refused.code !== 'stale') return throwRefusal(event, refused);
	const current = refused.current as string[];
	return fail(409, reorderedKeys({ order: mergeOrder(input.order, current), reason, overtaken: true }));
}

function reorderedKeys(
	given: Partial<OrderFormState> & Pick<OrderFormState, 'order' | 'reason'>
): OrderFormState {
	return { of: 'order', faults: [], moved: null, overtaken: false, ...given };
}
