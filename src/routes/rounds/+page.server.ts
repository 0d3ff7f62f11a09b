import { error } from '@sveltejs/kit';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { questions } from '$lib/domain/evaluation/evaluation';
import { readListFilter } from '$lib/domain/list-filter';
import { mayDo, permission } from '$lib/domain/permission';
import { ok } from '$lib/domain/result';
import { acceptsReports } from '$lib/domain/round/round';
import { filterRounds, roundFilterChoices } from '$lib/domain/round/round-filter';
import { suggestNextRound, suggestRound, type RoundSuggestion } from '$lib/domain/round/round-suggestion';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { restoreRoundForm, roundForm, roundPeriodForm } from '$lib/forms/round';
import { link } from '$lib/i18n/link';
import {
	reportingEntries,
	extraordinaryEntries,
	roundsOf,
	roundSummaries,
	type Round,
	type RoundSummary
} from '$lib/server/rounds/queries';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import type { Plan } from '$lib/server/plans/queries';
import { planRound } from '$lib/server/rounds/commands';
import { restoreDeletedRound } from '$lib/server/rounds/restore';
import type { Actions, PageServerLoad } from './$types';

/** Loads the plan's rounds, and the next one to plan. Four statements. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'round.read');
	const { db, actor } = event.locals;
	const plan = planOf(event);
	const rounds = plan ? await roundSummaries(db.read, plan.id) : [];
	const running = rounds.find(({ state }) => acceptsReports(state));
	const asked = plan && running ? (await reportingEntries(db.read, plan.id, running.id)).length : null;
	const outside = plan ? await extraordinaryEntries(db.read, plan.id) : [];
	const { searchParams } = event.url;
	return {
		/** Extraordinary evaluations awaiting approval that the reader may see. */
		outside: outside
			.filter(({ state }) => state === 'submitted')
			.filter(({ bodyId: responsibleBodyId }) =>
				mayDo(actor, 'evaluation.read-unapproved', { responsibleBodyId })
			)
			.map(({ code, title, bodySlug, bodyName, status, savedAt, reportedBy }) => {
				return { code, title, bodySlug, bodyName, status, savedAt, reportedBy };
			}),
		done: {
			approved: searchParams.get('approve'),
			returned: searchParams.get('return'),
			deleted: searchParams.get('done') === 'delete',
			/** The event of a deletion, to undo it. */
			event: Number(searchParams.get('event')) || null
		},
		rounds: filteredRounds(rounds, searchParams, { running: running?.id, asked }),
		today: toOsloDate(event.locals.now),
		years: plan ? Array.from({ length: plan.toYear - plan.fromYear + 1 }, (_, i) => plan.fromYear + i) : [],
		start: plan && startOf(rounds, plan, toOsloDate(event.locals.now)),
		mayPlan: permission(actor, 'round.plan')
	};
};

export const actions: Actions = {
	/** Plans a round again that was just deleted. */
	restore: (event) => {
		requirePermission(event, 'round.plan');
		const plan = planOf(event) ?? error(404, { message: 'not-found' });
		return handleForm(event, {
			guard: 'round.plan',
			shape: restoreRoundForm,
			run: ({ event: seq }) => restoreDeletedRound(event.locals, plan.id, seq),
			done: ({ key }) => link(`/rounds/${key}?done=plan`)
		});
	},
	plan: (event) => {
		requirePermission(event, 'round.plan');
		const plan = planOf(event) ?? error(404, { message: 'not-found' });
		return handleForm(event, {
			guard: 'round.plan',
			shape: roundForm,
			run: (input) => planRound(event.locals, plan.id, input),
			done: ({ key }) => link(`/rounds/${key}?done=plan`)
		});
	},
	/** Returns the form with the dates that are usual for its kind and year, unsaved. */
	suggest: (event) => {
		requirePermission(event, 'round.plan');
		const plan = planOf(event) ?? error(404, { message: 'not-found' });
		return handleForm(event, {
			guard: 'round.plan',
			shape: roundPeriodForm,
			run: async (name) => {
				const rounds = await roundsOf(event.locals.db.read, plan.id);
				return ok(suggestRound(rounds, name, toOsloDate(event.locals.now)));
			},
			done: (dates, { values }) => ({ values: { ...values, ...datesOf(dates) }, faults: [], conflict: null })
		});
	}
};

/** Returns the rounds that the address asks for, with the counts of its filters. */
function filteredRounds(
	rounds: readonly RoundSummary[],
	searchParams: URLSearchParams,
	now: { running: number | undefined; asked: number | null }
) {
	const filter = readListFilter(searchParams, roundFilterChoices);
	const { shown, ...counted } = filterRounds(rounds, filter);
	return {
		...{ filter, ...counted, all: rounds.length },
		years: [...new Set(rounds.map(({ year }) => year))],
		shown: shown.map(({ year, kind, state, opensOn, reportBy, readBy, meetingOn, approved, ...one }) => ({
			...{ year, kind, state, opensOn, reportBy, readBy, meetingOn, approved },
			asked: one.id === now.running ? now.asked : one.asked
		}))
	};
}

/** Returns the form's initial values; null if every year of the plan has its rounds. */
function startOf(rounds: readonly Round[], plan: Plan, today: CalendarDate) {
	const next = suggestNextRound(rounds, plan, today);
	if (!next) return null;
	return {
		year: String(next.year),
		kind: next.kind,
		...datesOf(next),
		graceDays: String(next.graceDays),
		questions: [...questions]
	} satisfies Record<string, string | string[]>;
}

function datesOf({ opensOn, reportBy, readBy, meetingOn }: RoundSuggestion) {
	return {
		opensOn: formatDateInput(opensOn),
		reportBy: formatDateInput(reportBy),
		readBy: formatDateInput(readBy),
		meetingOn: formatDateInput(meetingOn)
	};
}
