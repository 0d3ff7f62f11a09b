import { eq } from 'drizzle-orm';
import { addDays } from '$lib/domain/calendar';
import { emptyAnswers, questions, type Answers } from '$lib/domain/evaluation';
import type { Outcome } from '$lib/domain/outcome';
import type { Actor } from '$lib/domain/permission';
import { parseRoundKey, type Deadlines } from '$lib/domain/round';
import type { PlanFile } from '$lib/forms/plan-file';
import type { Context } from '../context';
import type { Database } from '../database/database';
import { body, measure, plan } from '../database/schema';
import {
	approveEvaluation,
	returnEvaluation,
	saveDraft,
	submitEvaluation,
	submitUnchanged
} from '../evaluations/commands';
import { changeLifecycle, editMeasure, setMilestones } from '../measures/commands';
import { measureByCode } from '../measures/queries';
import { importPlan } from '../plans/commands';
import { confirmRollout, introduceAtHome, reportRollout } from '../rollout/commands';
import { closeRound, openRound, planRound, publishReview } from '../rounds/commands';
import { roundByKey } from '../rounds/queries';
import { judgeArea } from '../verdicts/commands';
import { makeAccounts, type Accounts } from './accounts';
import { rollouts, type RolloutStory } from './rollouts';
import { stories } from './stories';
import { demoRounds, type DemoRound, type Story, type StoryReport } from './story';
import { verdictStories, type VerdictStory } from './verdicts';

/**
 * Fills an empty database with the Telemark plan, the demo accounts and two closed rounds and an
 * open one of made-up evaluations. All of it goes through the commands that people use, at the
 * moments the story gives, so that the demo cannot show what the product cannot do.
 *
 * @param password the demo accounts' password
 */
export async function makeDemo(db: Database, file: PlanFile, password: string): Promise<void> {
	const demo = new Demo(db);
	await demo.begin(file, password);
	for (const key of demoRounds) {
		await demo.openRound(key);
		for (const story of stories) await demo.report(story, key);
		for (const story of verdictStories[key]) await demo.judge(story, key);
		if (key === '2026') continue;
		await demo.closeRound(key);
		await demo.decideUntil(demoRounds[demoRounds.indexOf(key) + 1]!);
	}
	for (const story of rollouts) await demo.rollOut(story);
}

interface Calendar extends Deadlines {
	closesOn: string | null;
}

const calendar: Record<DemoRound, Calendar> = {
	'2025': {
		opensOn: '2025-10-20',
		reportBy: '2025-11-14',
		readBy: '2025-12-05',
		meetingOn: '2026-02-12',
		closesOn: '2025-12-10'
	},
	'2026-half': {
		opensOn: '2026-04-13',
		reportBy: '2026-05-08',
		readBy: '2026-05-29',
		meetingOn: '2026-06-11',
		closesOn: '2026-06-03'
	},
	'2026': {
		opensOn: '2026-11-02',
		reportBy: '2026-11-27',
		readBy: '2026-12-11',
		meetingOn: '2027-02-11',
		closesOn: null
	}
};

const instruction = {
	nb: 'Skriv kort. Har ingenting endret seg siden sist, holder det å si det.',
	nn: 'Skriv kort. Har ingenting endra seg sidan sist, held det å seie det.'
};

class Demo {
	readonly #db: Database;
	#planId = 0;
	#accounts!: Accounts;
	#codes = new Map<string, { code: string; reporter: Actor }>();

	constructor(db: Database) {
		this.#db = db;
	}

	/** The plan, the people, and the dates the story gives the measures. */
	async begin(file: PlanFile, password: string): Promise<void> {
		const start = moment('2025-08-18');
		const imported = taken(await importPlan(this.#as(installation, start), file));
		this.#planId = imported.planId;
		this.#accounts = await makeAccounts(this.#db, this.#planId, password, start);
		const rows = await this.#db.read
			.select({ id: measure.id, code: measure.code, body: body.slug })
			.from(measure)
			.innerJoin(plan, eq(plan.id, measure.planId))
			.leftJoin(body, eq(body.id, measure.bodyId))
			.where(eq(plan.id, this.#planId));
		for (const row of rows)
			this.#codes.set(row.id, { code: row.code, reporter: this.#accounts.leaderOf(row.body) });
		for (const story of stories) await this.#schedule(story);
		for (const story of rollouts) await this.#introduce(story);
	}

	async openRound(key: DemoRound): Promise<void> {
		const { closesOn: _, ...deadlines } = calendar[key];
		const name = parseRoundKey(key)!;
		const secretariat = this.#as(this.#accounts.secretariat, moment(deadlines.opensOn));
		taken(
			await planRound(secretariat, this.#planId, {
				...name,
				...deadlines,
				graceDays: 5,
				questions: [...questions],
				instruction
			})
		);
		taken(await openRound(secretariat, await this.#round(key)));
	}

	/** One measure's report, as far as the story takes it. */
	async report(story: Story, key: DemoRound): Promise<void> {
		const given = story.reports[key];
		if (!given) return;
		const { code, reporter } = this.#measure(story);
		const context = this.#as(reporter, moment(calendar[key].opensOn, 9));
		const target = { planId: this.#planId, round: key, measure: code, version: null };
		if (given === 'unchanged') {
			const sent = taken(await submitUnchanged(context, target));
			if (key !== '2026') await this.#approve(key, code, sent.version);
			return;
		}
		const state = key === '2026' ? (given.state ?? 'approved') : 'approved';
		const answers = answersOf(given);
		if (state === 'draft') return void taken(await saveDraft(context, target, answers));
		const sent = taken(await submitEvaluation(context, target, answers));
		if (state === 'approved') await this.#approve(key, code, sent.version);
		if (state === 'returned') await this.#return(key, code, sent.version, given);
	}

	/** A committee's verdict on its area, a week after the round opened. */
	async judge({ area, ...verdict }: VerdictStory, key: DemoRound): Promise<void> {
		const leader = this.#accounts.leaderOf(`fsu-${area}`);
		const context = this.#as(leader, moment(addDays(calendar[key].opensOn, 7)));
		taken(await judgeArea(context, { planId: this.#planId, round: key, area, version: null }, verdict));
	}

	async closeRound(key: DemoRound): Promise<void> {
		const on = calendar[key].closesOn!;
		const secretariat = this.#as(this.#accounts.secretariat, moment(on));
		taken(await closeRound(secretariat, await this.#round(key)));
		taken(await publishReview(secretariat, this.#planId, key));
	}

	/** What was decided and moved between the round that closed and `next`. */
	async decideUntil(next: DemoRound): Promise<void> {
		for (const story of stories) {
			const { moved, decided } = story;
			if (moved && moved.on < calendar[next].opensOn) await this.#moveDeadline(story, moved);
			if (decided && decided.on < calendar[next].opensOn) await this.#decide(story, decided);
		}
	}

	/** A measure's way from party to party, each speaking for itself where somebody sits for it. */
	async rollOut({ measure: id, parties }: RolloutStory): Promise<void> {
		const { code } = this.#measure({ measure: id });
		for (const [number, { told, note = '', lang = 'nn', confirmedOn }] of Object.entries(parties)) {
			const speaker = this.#accounts.representativeOf(number);
			const target = { planId: this.#planId, measure: code, partner: number };
			let version: number | null = null;
			for (const [place, [state, since]] of told.entries()) {
				const context = this.#as(speaker, moment(since < firstDay ? firstDay : since, 8));
				const input = { state, since, note: place === told.length - 1 ? note : '', lang };
				({ version } = taken(await reportRollout(context, { ...target, version }, input)));
			}
			if (confirmedOn)
				taken(await confirmRollout(this.#as(speaker, moment(confirmedOn, 8)), { ...target, version }));
		}
	}

	#as(actor: Actor, now: Date): Context {
		return { db: this.#db, actor, now };
	}

	#measure(story: Pick<Story, 'measure'>): { code: string; reporter: Actor } {
		const found = this.#codes.get(story.measure);
		if (!found) throw new Error(`The plan has no measure ${story.measure}.`);
		return found;
	}

	async #round(key: DemoRound) {
		const found = await roundByKey(this.#db.read, this.#planId, key);
		return { planId: this.#planId, round: key, version: found!.version };
	}

	async #current(story: Pick<Story, 'measure'>) {
		const { code } = this.#measure(story);
		const found = await measureByCode(this.#db.read, this.#planId, code);
		return { found: found!, target: { planId: this.#planId, code, version: found!.version } };
	}

	async #schedule(story: Story): Promise<void> {
		const context = this.#as(this.#accounts.ssu, moment('2025-09-01'));
		const { startsOn, deadline, deadlineWords = null } = story;
		await this.#edit(context, story, { startsOn, deadline, deadlineWords });
		taken(await setMilestones(context, (await this.#current(story)).target, story.milestones));
	}

	async #introduce({ measure: id, decidedOn }: RolloutStory): Promise<void> {
		if (!decidedOn) return;
		const { target } = await this.#current({ measure: id });
		taken(await introduceAtHome(this.#as(this.#accounts.ssu, moment(decidedOn)), target, true));
	}

	async #moveDeadline(story: Story, moved: NonNullable<Story['moved']>): Promise<void> {
		const context = this.#as(this.#accounts.ssu, moment(moved.on));
		const { deadline, deadlineWords = null, reason } = moved;
		await this.#edit(context, story, { startsOn: story.startsOn, deadline, deadlineWords }, reason);
	}

	async #edit(
		context: Context,
		story: Story,
		dates: { startsOn: string | null; deadline: string | null; deadlineWords: string | null },
		reason?: string
	): Promise<void> {
		const { found, target } = await this.#current(story);
		const [responsible] = found.bodyId
			? await this.#db.read.select({ slug: body.slug }).from(body).where(eq(body.id, found.bodyId))
			: [];
		const { title, summary, targetGroup, expectedEffect, contact } = found;
		const texts = { title, summary, targetGroup, expectedEffect, contact, body: responsible?.slug ?? null };
		taken(await editMeasure(context, target, { ...texts, ...dates }, reason));
	}

	async #decide(story: Story, decided: NonNullable<Story['decided']>): Promise<void> {
		const { found, target } = await this.#current(story);
		if (found.lifecycle === decided.to) return;
		const context = this.#as(this.#accounts.ssu, moment(decided.on));
		taken(await changeLifecycle(context, target, decided.to, decided.reason));
	}

	async #approve(round: DemoRound, code: string, version: number): Promise<void> {
		const context = this.#as(this.#accounts.ssu, moment(this.#readingDay(round), 13));
		taken(await approveEvaluation(context, { planId: this.#planId, round, measure: code, version }));
	}

	async #return(
		round: DemoRound,
		code: string,
		version: number,
		{ remark = '', remarks = {}, lang }: StoryReport
	) {
		const context = this.#as(this.#accounts.ssu, moment(this.#readingDay(round), 13));
		const target = { planId: this.#planId, round, measure: code, version };
		taken(await returnEvaluation(context, target, { text: remark, answers: remarks, lang }));
	}

	/** The open round has been read a first time; closed ones were read on their day. */
	#readingDay(round: DemoRound): string {
		return round === '2026' ? '2026-11-18' : calendar[round].readBy;
	}
}

/** The first day parties could say where they were. */
const firstDay = '2025-09-10';

const installation: Actor = { personId: null, name: 'Framdrift', administrator: true, seats: [] };

/** A time on a day, in winter's Oslo. */
function moment(day: string, hour = 10): Date {
	return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00.000Z`);
}

function answersOf(report: StoryReport): Answers {
	const { lang, scores = {}, state: _state, remark: _remark, remarks: _remarks, ...given } = report;
	return {
		...emptyAnswers(lang),
		...given,
		scores: Object.entries(scores).map(([value, score]) =>
			typeof score === 'number'
				? { value, score, comment: '' }
				: { value, score: score[0], comment: score[1] }
		)
	};
}

/** The value of a command that must not be refused: a refusal here is a fault in the story. */
function taken<T>(outcome: Outcome<T>): T {
	if (outcome.ok) return outcome.value;
	throw new Error(`The demo's story was refused: ${JSON.stringify(outcome.refused)}`);
}
