import type { Actor } from '$lib/domain/permission';
import type { DemoFile } from '$lib/forms/demo-file';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import type { Database } from '../database/database';
import { importPlan } from '../plan-file/import';
import { createAccounts, createSeats } from './accounts';
import { scheduleAdjustment } from './adjustments';
import { at, DemoPlan } from './demo-plan';
import { scheduleDecision, scheduleMinutesDecision } from './decisions';
import { scheduleYearDate } from './year';
import { scheduleIndicator } from './indicators';
import { scheduleChanges, schedulePlanning, scheduleValueTies } from './measures';
import { scheduleMatter, scheduleOpenForm } from './matters';
import { scheduleMeeting } from './meetings';
import { scheduleQuestion } from './questions';
import { scheduleRollout } from './rollouts';
import { scheduleRound } from './rounds';

/**
 * Fills an empty database with a plan and its demo history. Everything goes through the commands that
 * people use, at the times of the history, so that the demo only shows what the product can do.
 *
 * @param password the password of every demo account
 */
export async function makeDemo(
	db: Database,
	{ plan, history }: { plan: PlanFile; history: DemoFile },
	password: string
): Promise<void> {
	const now = at(history.importedOn);
	const imported = await importPlan({ db, actor: installation, now }, plan);
	if (!imported.ok) throw new Error(`The demo's plan was rejected: ${JSON.stringify(imported.refused)}`);
	const { planId } = imported.value;
	const { accounts } = history;
	const actors = await createAccounts({ db, now }, planId, { accounts, password });
	await createSeats({ db, now }, planId, history.seats);
	const demo = await DemoPlan.load(db, planId, actors);
	const { measures } = history;
	for (const measure of measures) schedulePlanning(demo, measure, history.plannedOn);
	scheduleValueTies(demo, history.valueTies);
	for (const round of history.rounds) scheduleRound(demo, round, measures);
	for (const measure of measures) scheduleChanges(demo, measure);
	for (const adjustment of history.adjustments) scheduleAdjustment(demo, adjustment);
	for (const rollout of history.rollouts) scheduleRollout(demo, rollout);
	for (const indicator of history.indicators) scheduleIndicator(demo, indicator);
	scheduleOpenForm(demo, history.openFormOn);
	for (const matter of history.matters) scheduleMatter(demo, matter);
	for (const meeting of history.meetings) scheduleMeeting(demo, meeting);
	for (const decision of history.decisions) scheduleDecision(demo, decision);
	for (const decision of history.minutesDecisions) scheduleMinutesDecision(demo, decision);
	for (const question of history.questions) scheduleQuestion(demo, question);
	for (const date of history.yearDates) scheduleYearDate(demo, date);
	await demo.run();
}

const installation: Actor = { personId: null, name: 'Framdrift', administrator: true, seats: [] };
