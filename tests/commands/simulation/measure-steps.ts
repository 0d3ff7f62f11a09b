import { readingGaps } from '$lib/domain/indicator';
import { lifecycles } from '$lib/domain/measure/measure';
import { rolloutStates } from '$lib/domain/rollout';
import { mapThreadKinds } from '$lib/domain/measure/thread';
import { addReading, correctReading, importReadings } from '$lib/server/indicators/commands';
import { indicatorsOfMeasure, type Indicator } from '$lib/server/indicators/queries';
import { changeLifecycle, editMeasure, setMilestones } from '$lib/server/measures/commands';
import {
	addIndicator,
	editIndicator,
	endIndicator,
	type IndicatorInput
} from '$lib/server/indicators/definitions';
import { mergeMeasures, moveMeasure, splitMeasure } from '$lib/server/measures/merge-split';
import { createMeasure } from '$lib/server/measures/create';
import type { MilestoneInput } from '$lib/server/measures/edit';
import type { Measure } from '$lib/server/measures/queries';
import { setThreads } from '$lib/server/measures/threads';
import {
	confirmRollout,
	confirmRollouts,
	setIntroducedAtHome,
	reportRollout,
	type RolloutTarget
} from '$lib/server/rollout/commands';
import { rolloutAnswer, rolloutAnswersOfPartner, partnersOf } from '$lib/server/rollout/queries';
import { threadChoices } from '$lib/server/threads/queries';
import type { Simulation } from './simulation';
import {
	pickOne,
	editedVersion,
	pickSome,
	localizedFrom,
	type SimulationAction,
	type SimulationStep
} from './step';

/** What is done to measures and to what hangs on them. */
export const measureActions = {
	editMeasure: onMeasure((life, step, measure) =>
		editMeasure(life.as('ssuLeader'), life.target(measure, step), {
			...measureEdit(measure, step),
			...(step.picks[1] % 3 === 0 && { milestones: milestonesOf(step) }),
			reason: step.picks[2] % 2 === 0 ? step.text : undefined
		})
	),
	setMilestones: onMeasure((life, step, measure) =>
		setMilestones(life.as('ssuLeader'), life.target(measure, step), milestonesOf(step))
	),
	setThreads: onMeasure(async (life, step, measure) => {
		const choices = await threadChoices(life.db.read, life.planId);
		const threads = mapThreadKinds((kind) =>
			pickSome(choices[kind], step.picks[1] * 7 + step.picks[2]).map(({ code }) => code)
		);
		return setThreads(life.as('ssuLeader'), life.target(measure, step), threads);
	}),
	changeLifecycle: onMeasure((life, step, measure) =>
		changeLifecycle(life.as('ssuLeader'), life.target(measure, step), {
			to: pickOne(lifecycles, step.picks[1])!,
			reason: step.text,
			decision: 'Sak 07/26'
		})
	),
	createMeasure: (life, step) =>
		createMeasure(life.as('ssuLeader'), life.planId, {
			...placing(step),
			title: localizedFrom(step),
			summary: null,
			origin: 'measure',
			source: null,
			reason: step.text
		}),
	moveMeasure: onMeasure((life, step, measure) =>
		moveMeasure(life.as('ssuLeader'), life.target(measure, step), { ...placing(step), reason: step.text })
	),
	mergeMeasures: onMeasure(async (life, step, measure, all) => {
		const other = pickOne(all, step.picks[1])!;
		const sources = [measure, other].map(({ code, version }) => ({
			code,
			version: editedVersion(version, step)
		}));
		const heir = { ...placing(step), title: localizedFrom(step), summary: null };
		return mergeMeasures(life.as('ssuLeader'), { planId: life.planId, sources }, { ...grounds(step), heir });
	}),
	splitMeasure: onMeasure((life, step, measure) => {
		const heirs = ['a', 'b'].map((mark) => ({
			...placing({ ...step, picks: [step.picks[0], step.picks[1], 0] }),
			title: { nb: `${step.text} ${mark}` },
			summary: null
		}));
		return splitMeasure(life.as('ssuLeader'), life.target(measure, step), { ...grounds(step), heirs });
	}),
	addIndicator: onMeasure((life, step, measure) =>
		addIndicator(life.as('ssuLeader'), life.target(measure, step), indicatorOf(step))
	),
	editIndicator: onIndicator((life, step, measure, { id }) =>
		editIndicator(life.as('ssuLeader'), { ...life.target(measure, step), id }, indicatorOf(step))
	),
	endIndicator: onIndicator((life, step, measure, { id }) =>
		endIndicator(life.as('ssuLeader'), { ...life.target(measure, step), id }, step.picks[1] % 2 === 0)
	),
	addReading: onIndicator((life, step, { code }, { id }) =>
		addReading(life.as('ssuLeader'), { planId: life.planId, code, indicator: id }, reading(life, step, 0))
	),
	correctReading: onIndicator(async (life, step, { code }, { id, readings }) => {
		const found = pickOne(readings, step.picks[1]);
		if (!found) return null;
		const was = step.stale ? (found.value === 'missing' ? 0 : ('missing' as const)) : found.value;
		const target = { planId: life.planId, code, indicator: id, reading: found.id, was };
		return correctReading(life.as('ssuLeader'), target, reading(life, step, 0));
	}),
	importReadings: onIndicator((life, step, { code }, { id }) => {
		const rows = [0, 1].map((back) => ({ ...reading(life, step, back), row: back + 2 }));
		return importReadings(life.as('secretariat'), { planId: life.planId, code, indicator: id }, rows);
	}),
	introduceAtHome: onMeasure((life, step, measure) =>
		setIntroducedAtHome(life.as('ssuLeader'), life.target(measure, step), step.picks[1] % 4 !== 0)
	),
	reportRollout: onAnswer((life, step, target) =>
		reportRollout(life.as('secretariat'), target, {
			state: pickOne(rolloutStates, step.picks[2])!,
			since: step.picks[0] % 2 === 0 ? life.daysAgo(step.picks[2]) : null,
			note: step.text,
			lang: 'nn'
		})
	),
	confirmRollout: onAnswer((life, _step, target) => confirmRollout(life.as('secretariat'), target)),
	async confirmRollouts(life, step) {
		const party = pickOne(await partnersOf(life.db.read, (await life.plan()).partnershipId), step.picks[0]);
		if (!party) return null;
		const answers = await rolloutAnswersOfPartner(life.db.read, life.planId, party.id);
		const seen = answers.flatMap(({ code, answer }) =>
			answer ? [{ measure: code, version: editedVersion(answer.version, step) }] : []
		);
		return confirmRollouts(life.as('secretariat'), { planId: life.planId, partner: party.number }, seen);
	}
} satisfies Record<string, SimulationAction>;

function onMeasure(
	act: (
		life: Simulation,
		step: SimulationStep,
		measure: Measure,
		all: Measure[]
	) => ReturnType<SimulationAction>
): SimulationAction {
	return async (life, step) => {
		const all = await life.measures();
		const measure = pickOne(all, step.picks[0]);
		return measure ? act(life, step, measure, all) : null;
	};
}

function onIndicator(
	act: (
		life: Simulation,
		step: SimulationStep,
		measure: Measure,
		indicator: Indicator
	) => ReturnType<SimulationAction>
): SimulationAction {
	return async (life, step) => {
		for (const measure of await life.measures()) {
			const indicators = await indicatorsOfMeasure(life.db.read, measure.id);
			const indicator = pickOne(indicators, step.picks[0]);
			if (indicator) return act(life, step, measure, indicator);
		}
		return null;
	};
}

function onAnswer(
	act: (life: Simulation, step: SimulationStep, target: RolloutTarget) => ReturnType<SimulationAction>
): SimulationAction {
	return async (life, step) => {
		const measure = pickOne(
			(await life.measures()).filter((one) => one.introducedAtHome),
			step.picks[0]
		);
		const party = pickOne(await partnersOf(life.db.read, (await life.plan()).partnershipId), step.picks[1]);
		if (!measure || !party) return null;
		const given = await rolloutAnswer(life.db.read, measure.id, party.id);
		const version = given && editedVersion(given.version, step);
		return act(life, step, {
			planId: life.planId,
			measure: measure.code,
			partner: party.number,
			version
		});
	};
}

/** An edit that changes one of the texts, the dates or who is responsible. */
export function measureEdit(measure: Measure, step: SimulationStep) {
	const { title, summary, targetGroup, expectedEffect, contact, startsOn, deadline, deadlineWords } = measure;
	const stands = { title, summary, targetGroup, expectedEffect, contact, startsOn, deadline, deadlineWords };
	const body = measure.bodyId === null ? null : `fsu-${1 + (step.picks[2] % 2)}`;
	const changed = [
		{ title: localizedFrom(step) },
		{ summary: localizedFrom(step), contact: step.text },
		{ deadline: `2027-0${1 + (step.picks[1] % 9)}-15`, deadlineWords: step.text },
		{ targetGroup: null, expectedEffect: localizedFrom(step) }
	];
	return { ...stands, body, ...pickOne(changed, step.picks[1])! };
}

function milestonesOf(step: SimulationStep): MilestoneInput[] {
	return Array.from({ length: step.picks[1] % 3 }, (_, index) => ({
		title: localizedFrom(step),
		due: `2027-0${1 + ((step.picks[2] + index) % 9)}-01`,
		doneOn: step.picks[2] % 3 === 0 ? '2026-11-01' : null
	}));
}

/** An area or across, and its next free code or one that may be taken. */
function placing({ picks: [, area, code] }: SimulationStep) {
	const number = pickOne([1, 2, null], area)!;
	return { area: number, code: code % 3 === 1 ? `${number ?? 'X'}.${1 + (code % 9)}` : null };
}

function grounds({ text, picks }: SimulationStep) {
	return { reason: text, decision: picks[0] % 5 === 0 ? '' : 'Sak 11/26' };
}

function indicatorOf(step: SimulationStep): IndicatorInput {
	return {
		name: localizedFrom(step),
		unit: { nb: 'prosent' },
		direction: step.picks[1] % 2 === 0 ? 'up' : 'down',
		baseline: step.picks[1] % 3 === 0 ? null : step.value,
		baselineOn: step.picks[1] % 3 === 0 ? null : '2025-01-31',
		source: step.picks[2] % 2 === 0 ? null : step.text,
		targets: pickSome([2026, 2027, 2031], step.picks[2]).map((year) => ({ year, value: step.value / 2 }))
	};
}

function reading(life: Simulation, step: SimulationStep, back: number) {
	const gap = step.picks[0] % 4 === 0 ? pickOne(readingGaps, step.picks[1]) : null;
	return { on: life.daysAgo(step.picks[2] + back), value: gap ?? step.value, source: step.text };
}
