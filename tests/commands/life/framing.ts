import { fieldsOf, frameParts, type FrameField, type FramePart, type FrameValue } from '$lib/domain/frame';
import { addEntry, editEntry, orderEntries } from '$lib/server/plan-structure/commands';
import { endEntry, removeEntry, resumeEntry } from '$lib/server/plan-structure/end-entry';
import { sectionEntries, bodyReferences, type SectionEntry } from '$lib/server/plan-structure/queries';
import { adoptPlan } from '$lib/server/plans/adoption';
import type { Life } from './life';
import { chosen, from, textOf, type Deed, type Step } from './step';

/** What is done to all that stands around the measures. */
export const framing = {
	async addEntry(life, step) {
		const part = chosen(frameParts, step.picks[0])!;
		const fields = fieldsOf(part, true).map((field) => [field.name, valueOf(field, step)] as const);
		const target = { planId: life.planId, part };
		return addEntry(life.as('ssuLeader'), target, Object.fromEntries(fields), step.text);
	},
	editEntry: onEntry((life, step, part, entry) => {
		const field = chosen(
			fieldsOf(part, false).filter(
				({ kind, name }) => kind !== 'body' && name !== 'fromYear' && name !== 'toYear'
			),
			step.picks[2]
		)!;
		const values = { ...entry.values, [field.name]: valueOf(field, step) };
		return editEntry(life.as('ssuLeader'), target(life, part, entry, step), values, step.text);
	}),
	orderEntries: onEntry(async (life, step, part, _entry, all) => {
		const base = all.filter((one) => one.endedOn === null).map((one) => one.key);
		const at = step.picks[2] % Math.max(1, base.length);
		const order = [...base.slice(at), ...base.slice(0, at)];
		const seen = step.stale ? base.toReversed() : base;
		return orderEntries(
			life.as('ssuLeader'),
			{ planId: life.planId, part },
			{ base: seen, order },
			step.text
		);
	}),
	endEntry: onEntry((life, step, part, entry) => {
		const ending = { endedOn: life.daysAgo(step.picks[2] % 3), reason: step.text };
		return endEntry(life.as('ssuLeader'), target(life, part, entry, step), ending);
	}),
	resumeEntry: onEntry((life, step, part, entry) =>
		resumeEntry(life.as('ssuLeader'), target(life, part, entry, step), step.text)
	),
	removeEntry: onEntry((life, step, part, entry) =>
		removeEntry(life.as('ssuLeader'), target(life, part, entry, step), step.text)
	),
	async adoptPlan(life, step) {
		const { version } = await life.plan();
		return adoptPlan(
			life.as('secretariat'),
			{ planId: life.planId, version: from(version, step) },
			{ decision: step.text }
		);
	}
} satisfies Record<string, Deed>;

function onEntry(
	act: (life: Life, step: Step, part: FramePart, entry: SectionEntry, all: SectionEntry[]) => ReturnType<Deed>
): Deed {
	return async (life, step) => {
		const part = chosen(frameParts, step.picks[0])!;
		const plan = await life.plan();
		const bodies = await bodyReferences(life.db.read, plan.partnershipId);
		const all = await sectionEntries(life.db.read, plan, part, bodies);
		const entry = chosen(all, step.picks[1]);
		return entry ? act(life, step, part, entry, all) : null;
	};
}

function target(life: Life, part: FramePart, entry: SectionEntry, step: Step) {
	return { planId: life.planId, part, key: entry.key, version: from(entry.version, step) };
}

function valueOf(field: FrameField, step: Step): FrameValue {
	if (field.kind === 'localized') return textOf(step);
	if (field.kind === 'line') return step.text;
	if (field.kind === 'flag') return step.picks[2] % 2 === 0;
	if (field.kind === 'choice') return chosen(field.of, step.picks[1])!;
	if (field.kind === 'number') return field.min + (step.picks[1] % Math.min(40, field.max - field.min));
	return chosen(['ssu', 'fsu-1', 'fsu-2', 'nobody'], step.picks[1])!;
}
