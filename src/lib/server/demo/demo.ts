import { eq } from 'drizzle-orm';
import { addDays } from '$lib/domain/calendar/calendar-date';
import { emptyAnswers, questions, type EvaluationAnswers } from '$lib/domain/evaluation/evaluation';
import type { Result } from '$lib/domain/result';
import type { Actor } from '$lib/domain/permission';
import { parseRoundKey, type RoundDeadlines } from '$lib/domain/round/round';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import type { Context } from '../context';
import type { Database } from '../database/database';
import { body, measure, plan } from '../database/schema';
import { saveDraft, submitEvaluation, submitUnchanged } from '../evaluations/commands';
import { approveEvaluation, returnEvaluation } from '../evaluations/approval';
import { addReading } from '../indicators/commands';
import { changeLifecycle, editMeasure, setMilestones } from '../measures/commands';
import { addIndicator } from '../indicators/definitions';
import { measureByCode } from '../measures/queries';
import { importPlan } from '../plan-file/import';
import { confirmRollout, setIntroducedAtHome, reportRollout } from '../rollout/commands';
import { closeRound, openRound, planRound, publishReview } from '../rounds/commands';
import { roundByKey } from '../rounds/queries';
import { judgeArea } from '../verdicts/commands';
import { stepsOf } from './adjusting';
import { adjustmentStories, type AdjustmentStory } from './adjustments';
import { makeAccounts, type Accounts } from './accounts';
import { indicatorStories, type IndicatorStory } from './indicators';
import { rollouts, type RolloutStory } from './rollouts';
import { stories } from './stories';
import { demoRounds, type DemoRound, type Story, type StoryReport } from './story';
import { verdictStories, type VerdictStory } from './verdicts';

/**
 * Fills an empty database with the Telemark plan, the demo accounts and two closed rounds and an
 * open one of made-up evaluations, with the adjustments they led to. All of it goes through the commands that people use, at the
 * moments the story gives and in their order, so that the demo cannot show what the product cannot do,
 * and can be read as it was on any of its days.
 *
 * @param password the demo accounts' password
 */
export async function makeDemo(db: Database, file: PlanFile, password: string): Promise<void> {
	const demo = new Demo(db);
	await demo.begin(file, password);
	for (const key of demoRounds) {
		demo.openRound(key);
		for (const story of stories) demo.report(story, key);
		for (const story of verdictStories[key]) demo.judge(story, key);
		if (key !== '2026') demo.closeRound(key);
	}
	for (const story of stories) demo.decide(story);
	for (const story of adjustmentStories) demo.adjust(story);
	for (const story of rollouts) demo.rollOut(story);
	for (const story of indicatorStories) demo.measureBy(story);
	await demo.live();
}

interface Calendar extends RoundDeadlines {
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
	#days: { at: Date; happens: (now: Date) => Promise<void> }[] = [];

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
		for (const story of stories) this.#schedule(story);
	}

	/** Lets everything happen in the order of its moments; what falls on the same one, as it was told. */
	async live(): Promise<void> {
		const inOrder = this.#days.toSorted((a, b) => a.at.getTime() - b.at.getTime());
		for (const { at, happens } of inOrder) await happens(at);
	}

	openRound(key: DemoRound): void {
		const { closesOn: _, ...deadlines } = calendar[key];
		const name = parseRoundKey(key)!;
		this.#on(moment(deadlines.opensOn, 8), async (now) => {
			const secretariat = this.#as(this.#accounts.secretariat, now);
			const plan = { ...name, ...deadlines, graceDays: 5, questions: [...questions], instruction };
			taken(await planRound(secretariat, this.#planId, plan));
			taken(await openRound(secretariat, await this.#round(key)));
		});
	}

	/** One measure's report, as far as the story takes it. */
	report(story: Story, key: DemoRound): void {
		const given = story.reports[key];
		if (!given) return;
		const { code, reporter } = this.#measure(story);
		const unchanged = given === 'unchanged';
		const state = unchanged || key !== '2026' ? 'approved' : (given.state ?? 'approved');
		const target = { planId: this.#planId, round: key, measure: code, version: null };
		let version = 0;
		this.#on(moment(calendar[key].opensOn, 9), async (now) => {
			const context = this.#as(reporter, now);
			if (unchanged) ({ version } = taken(await submitUnchanged(context, target)));
			else if (state === 'draft') taken(await saveDraft(context, target, answersOf(given)));
			else ({ version } = taken(await submitEvaluation(context, target, answersOf(given))));
		});
		if (unchanged && key === '2026') return;
		this.#on(moment(this.#readingDay(key), 9), async (now) => {
			const context = this.#as(this.#accounts.ssu, now);
			const read = { ...target, version };
			if (state === 'approved') taken(await approveEvaluation(context, read));
			if (state === 'returned' && !unchanged) {
				const { remark = '', remarks = {}, lang } = given;
				taken(await returnEvaluation(context, read, { text: remark, answers: remarks, lang }));
			}
		});
	}

	/** A committee's verdict on its area, a week after the round opened. */
	judge({ area, ...verdict }: VerdictStory, key: DemoRound): void {
		const leader = this.#accounts.leaderOf(`fsu-${area}`);
		const target = { planId: this.#planId, round: key, area, version: null };
		this.#on(moment(addDays(calendar[key].opensOn, 7)), async (now) => {
			taken(await judgeArea(this.#as(leader, now), target, verdict));
		});
	}

	closeRound(key: DemoRound): void {
		this.#on(moment(calendar[key].closesOn!), async (now) => {
			const secretariat = this.#as(this.#accounts.secretariat, now);
			taken(await closeRound(secretariat, await this.#round(key)));
			taken(await publishReview(secretariat, this.#planId, key));
		});
	}

	/** What became of a measure between the rounds: its deadline moved, or its lifecycle. */
	decide(story: Story): void {
		const { moved, decided } = story;
		if (moved)
			this.#on(moment(moved.on), (now) => {
				const { deadline, deadlineWords = null, reason } = moved;
				return this.#edit(now, story, { startsOn: story.startsOn, deadline, deadlineWords }, reason);
			});
		if (decided)
			this.#on(moment(decided.on), async (now) => {
				const { found, target } = await this.#current(story);
				if (found.lifecycle === decided.to) return;
				taken(await changeLifecycle(this.#as(this.#accounts.ssu, now), target, decided.to, decided.reason));
			});
	}

	/** A year's adjustment, as far as SSU has come with it. */
	adjust(story: AdjustmentStory): void {
		const { opens, settles, adopts } = stepsOf(
			story,
			this.#planId,
			(measure) => this.#measure({ measure }).code
		);
		const ssu = (now: Date) => this.#as(this.#accounts.ssu, now);
		this.#on(moment(story.opensOn, 8), async (now) => void taken(await opens(ssu(now))));
		for (const settle of settles)
			this.#on(moment(story.settledOn, 8), async (now) => void taken(await settle(ssu(now))));
		if (adopts) this.#on(moment(story.adopted!.on, 8), async (now) => void taken(await adopts(ssu(now))));
	}

	/** A measure's way from party to party, each speaking for itself where somebody sits for it. */
	rollOut({ measure: id, decidedOn = firstDay, parties }: RolloutStory): void {
		this.#on(moment(decidedOn, 7), async (now) => {
			const { found, target } = await this.#current({ measure: id });
			if (found.introducedAtHome) return;
			taken(await setIntroducedAtHome(this.#as(this.#accounts.ssu, now), target, true));
		});
		const { code } = this.#measure({ measure: id });
		for (const [number, { told, note = '', lang = 'nn', confirmedOn }] of Object.entries(parties)) {
			const speaker = this.#accounts.representativeOf(number);
			const target = { planId: this.#planId, measure: code, partner: number };
			let version: number | null = null;
			for (const [place, [state, since]] of told.entries())
				this.#on(moment(since < decidedOn ? decidedOn : since, 8), async (now) => {
					const input = { state, since, note: place === told.length - 1 ? note : '', lang };
					const context = this.#as(speaker, now);
					({ version } = taken(await reportRollout(context, { ...target, version }, input)));
				});
			if (confirmedOn)
				this.#on(moment(confirmedOn, 9), async (now) => {
					taken(await confirmRollout(this.#as(speaker, now), { ...target, version }));
				});
		}
	}

	/** An indicator from the first day on, and what was read of it. */
	measureBy({ measure: id, readings, ...input }: IndicatorStory): void {
		let indicator = 0;
		this.#on(moment('2025-09-02', 7), async (now) => {
			const { target } = await this.#current({ measure: id });
			({ indicator } = taken(await addIndicator(this.#as(this.#accounts.ssu, now), target, input)));
		});
		const { code, reporter } = this.#measure({ measure: id });
		for (const [on, value] of Object.entries(readings))
			this.#on(moment(addDays(on, 5), 7), async (now) => {
				const target = { planId: this.#planId, code, indicator };
				const reading = { on, value, source: input.source ?? '' };
				taken(await addReading(this.#as(reporter, now), target, reading));
			});
	}

	#on(at: Date, happens: (now: Date) => Promise<void>): void {
		this.#days.push({ at, happens });
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

	/** What SSU planned when the plan was new, and each milestone as it is reached. */
	#schedule(story: Story): void {
		const { startsOn, deadline, deadlineWords = null, milestones } = story;
		const planned = '2025-09-01';
		const reached = milestones.flatMap(({ doneOn }) => (doneOn && doneOn > planned ? [doneOn] : []));
		this.#on(moment(planned), (now) => this.#edit(now, story, { startsOn, deadline, deadlineWords }));
		for (const day of new Set([planned, ...reached]))
			this.#on(moment(day), async (now) => {
				const known = milestones.map(({ doneOn, ...one }) => ({
					...one,
					doneOn: doneOn && doneOn <= day ? doneOn : null
				}));
				const { target } = await this.#current(story);
				taken(await setMilestones(this.#as(this.#accounts.ssu, now), target, known));
			});
	}

	async #edit(
		now: Date,
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
		const context = this.#as(this.#accounts.ssu, now);
		taken(await editMeasure(context, target, { ...texts, ...dates }, reason));
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

function answersOf(report: StoryReport): EvaluationAnswers {
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
function taken<T>(outcome: Result<T>): T {
	if (outcome.ok) return outcome.value;
	throw new Error(`The demo's story was refused: ${JSON.stringify(outcome.refused)}`);
}
