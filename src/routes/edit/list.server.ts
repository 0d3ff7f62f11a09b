import { error, fail, redirect } from '@sveltejs/kit';
import type { ListedEntry } from '$lib/components/frame/listed';
import { frame, mayChange, needsReason, type FramePart } from '$lib/domain/frame';
import { missingForms, writtenForms, type Localized } from '$lib/domain/localized';
import { reconciled, stepped } from '$lib/domain/order';
import { arrangeForm, orderForm } from '$lib/forms/frame';
import { link } from '$lib/i18n/link';
import { orderEntries } from '$lib/server/plan-structure/commands';
import { sectionEntries, type SectionEntry } from '$lib/server/plan-structure/queries';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { partAt, type PartEvent } from './plan.server';
import type { Arranged } from './shown';

/** The entries of a part: those that stand, in their order, and those that have ended. */
export async function listPage(event: PartEvent) {
	const { plan, part } = partAt(event);
	const entries = (await sectionEntries(event.locals.db.read, plan, part, [])).map((one) =>
		listed(part, one)
	);
	return {
		part,
		ordered: frame[part].ordered === true,
		entries: entries.filter((one) => one.endedOn === null),
		ended: entries.filter((one) => one.endedOn !== null),
		reasoned: needsReason(plan.state),
		mayChange: mayChange(plan.state),
		saved: event.url.searchParams.has('saved')
	};
}

function listed(part: FramePart, { key, endedOn, values }: SectionEntry): ListedEntry {
	const { title, fields } = frame[part];
	const texts = fields.filter(({ kind }) => kind === 'localized').map(({ name }) => values[name]);
	const missing = new Set(texts.flatMap((text) => missingForms(text as Localized | null)));
	return {
		key,
		mark: marked.has(part) ? key : null,
		title: values[title] as string | Localized,
		missing: writtenForms.filter((form) => missing.has(form)),
		endedOn
	};
}

/** What people know by a code or a number as well as by its name. */
const marked: ReadonlySet<FramePart> = new Set(['challenges', 'opportunities', 'areas', 'partners']);

/** A press of "up" or "down" where there is no script: the order as it would be, not saved. */
export async function arrange(event: PartEvent) {
	partAt(event);
	const form = await parseForm(event.request, arrangeForm);
	if (!form.ok) return form.failure;
	const { order, up, down, reason } = form.input;
	const step = up === undefined ? 'down' : 'up';
	const key = up ?? down ?? '';
	return arranged({ order: stepped(order, key, step), moved: { key, step }, reason });
}

export async function order(event: PartEvent) {
	const { plan, part } = partAt(event);
	if (!frame[part].ordered) error(404, 'not-found');
	const form = await parseForm(event.request, orderForm);
	if (!form.ok) return form.failure;
	const { reason, ...input } = form.input;
	const outcome = await orderEntries(event.locals, { planId: plan.id, part }, input, reason);
	if (outcome.ok) redirect(303, link(`/edit/${part}?saved=1`));
	const { refused } = outcome;
	if (refused.code === 'invalid')
		return fail(400, arranged({ order: input.order, reason, faults: refused.faults }));
	if (refused.code !== 'stale') return throwRefusal(event, refused);
	const current = refused.current as string[];
	return fail(409, arranged({ order: reconciled(input.order, current), reason, overtaken: true }));
}

function arranged(given: Partial<Arranged> & Pick<Arranged, 'order' | 'reason'>): Arranged {
	return { of: 'order', faults: [], moved: null, overtaken: false, ...given };
}
