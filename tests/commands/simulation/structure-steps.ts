import {
	editableFields,
	planSectionNames,
	type PlanSectionField,
	type PlanSection,
	type PlanSectionValue
} from '$lib/domain/plan/plan-structure';
import { addEntry, editEntry, orderEntries } from '$lib/server/plan-structure/commands';
import { endEntry, removeEntry, resumeEntry } from '$lib/server/plan-structure/end-entry';
import { sectionEntries, bodyReferences, type SectionEntry } from '$lib/server/plan-structure/queries';
import { adoptPlan } from '$lib/server/workflows/adopt-plan';
import type { Simulation } from './simulation';
import { pickOne, editedVersion, localizedFrom, type SimulationAction, type SimulationStep } from './step';

/** What is done to all that stands around the measures. */
export const structureActions = {
	async addEntry(life, step) {
		const part = pickOne(planSectionNames, step.picks[0])!;
		const fields = editableFields(part, true).map((field) => [field.name, valueOf(field, step)] as const);
		const target = { planId: life.planId, part };
		return addEntry(life.as('ssuLeader'), target, Object.fromEntries(fields), step.text);
	},
	editEntry: onEntry((life, step, part, entry) => {
		const field = pickOne(
			editableFields(part, false).filter(
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
			{ planId: life.planId, version: editedVersion(version, step) },
			{ decision: step.text }
		);
	}
} satisfies Record<string, SimulationAction>;

function onEntry(
	act: (
		life: Simulation,
		step: SimulationStep,
		part: PlanSection,
		entry: SectionEntry,
		all: SectionEntry[]
	) => ReturnType<SimulationAction>
): SimulationAction {
	return async (life, step) => {
		const part = pickOne(planSectionNames, step.picks[0])!;
		const plan = await life.plan();
		const bodies = await bodyReferences(life.db.read, plan.partnershipId);
		const all = await sectionEntries(life.db.read, plan, part, bodies);
		const entry = pickOne(all, step.picks[1]);
		return entry ? act(life, step, part, entry, all) : null;
	};
}

function target(life: Simulation, part: PlanSection, entry: SectionEntry, step: SimulationStep) {
	return { planId: life.planId, part, key: entry.key, version: editedVersion(entry.version, step) };
}

function valueOf(field: PlanSectionField, step: SimulationStep): PlanSectionValue {
	if (field.kind === 'localized') return localizedFrom(step);
	if (field.kind === 'line') return step.text;
	if (field.kind === 'flag') return step.picks[2] % 2 === 0;
	if (field.kind === 'choice') return pickOne(field.of, step.picks[1])!;
	if (field.kind === 'number') return field.min + (step.picks[1] % Math.min(40, field.max - field.min));
	return pickOne(['ssu', 'fsu-1', 'fsu-2', 'nobody'], step.picks[1])!;
}
