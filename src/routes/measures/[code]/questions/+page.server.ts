import { error } from '@sveltejs/kit';
import { canTakeBack } from '$lib/domain/inquiry';
import { isReportable } from '$lib/domain/measure/measure';
import { mayDo } from '$lib/domain/permission';
import { inquiryEntryForm, questionForm, takeBackForm } from '$lib/forms/inquiry';
import { takeTheirField, toConflict } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { answerQuestion, askAgain, askQuestion, takeBackEntry } from '$lib/server/inquiries/commands';
import {
	inquiriesOfMeasure,
	inquiryById,
	inquiryEntries,
	inquiryEvents
} from '$lib/server/inquiries/queries';
import { measureDetails } from '$lib/server/measures/queries';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Loads the questions about a measure with their answers, for members. */
export const load: PageServerLoad = async (event) => {
	const { measure } = await requireMeasure(event);
	const { db, actor, now } = event.locals;
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const found = await inquiriesOfMeasure(db.read, measure.id);
	const log = await inquiryEvents(
		db.read,
		found.map(({ id }) => id)
	);
	const mayAnswer = mayDo(actor, 'inquiry.answer', { responsibleBodyId: measure.bodyId });
	const { code, title, body } = measure;
	return {
		measure: { code, title, body },
		mayAsk: mayDo(actor, 'inquiry.ask') && isReportable(measure.lifecycle),
		isUnderWay: isReportable(measure.lifecycle),
		mayRedact: mayDo(actor, 'text.redact'),
		questions: found.map(({ id, state, version, personId, entries }) => ({
			...{ id, state, version },
			entries: entries.map(({ personId: _author, inquiryId: _question, ...entry }) => entry),
			mayAnswer: mayAnswer && state === 'open',
			mayAskAgain: state === 'answered' && mayDo(actor, 'inquiry.ask-again', { askerId: personId }),
			mayTakeBack: canTakeBack(entries.at(-1)!, actor.personId, now),
			log: log.filter(({ nounId }) => nounId === String(id))
		})),
		/** The form just sent, and its question. */
		sent: event.url.searchParams.get('sent'),
		about: Number(event.url.searchParams.get('q')) || null
	};
};

export const actions: Actions = {
	ask: async (event) => {
		const { plan, measure } = await requireMeasure(event);
		return handleForm(event, {
			guard: () => requirePermission(event, 'inquiry.ask'),
			shape: questionForm,
			creates: true,
			run: (entry) => askQuestion(event.locals, { planId: plan.id, code: measure.code }, entry),
			done: ({ id }) => pageOf(measure.code, { sent: 'ask', id }),
			show: showNamed('ask')
		});
	},
	answer: (event) => addEntry(event, 'answer'),
	again: (event) => addEntry(event, 'again'),
	takeBack: async (event) => {
		const { measure } = await requireMeasure(event);
		return handleForm(event, {
			guard: () => requirePermission(event, 'inquiry.ask'),
			shape: takeBackForm,
			run: ({ inquiry: id, version }) => takeBackEntry(event.locals, { id, version, measureId: measure.id }),
			done: pageOf(measure.code, { sent: 'back', id: null }),
			show: showNamed('takeBack')
		});
	}
};

/** Adds an answer, or the question asked again. */
async function addEntry(event: RequestEvent, of: 'answer' | 'again') {
	const { measure } = await requireMeasure(event);
	const { read } = event.locals.db;
	const command = of === 'answer' ? answerQuestion : askAgain;
	return handleForm(event, {
		guard: () =>
			of === 'answer'
				? requirePermission(event, 'inquiry.answer', { responsibleBodyId: measure.bodyId })
				: requirePermission(event, 'inquiry.ask'),
		shape: inquiryEntryForm,
		run: ({ inquiry: id, version, ...entry }) =>
			command(event.locals, { id, version, measureId: measure.id }, entry),
		done: (_, { input }) => pageOf(measure.code, { sent: of, id: input.inquiry }),
		conflict: async (values) => {
			const id = Number(values.inquiry) || 0;
			const current = await inquiryById(read, id);
			const last = current?.measureId === measure.id ? (await inquiryEntries(read, id)).at(-1) : null;
			return toConflict({ text: last?.text ?? '' }, current?.version ?? null, last);
		},
		take: (both, field) => takeTheirField(['text'], both, field),
		show: showNamed(of)
	});
}

async function requireMeasure(event: RequestEvent) {
	requirePermission(event, 'inquiry.read');
	const plan = planOf(event);
	const measure = plan && (await measureDetails(event.locals.db.read, plan.id, event.params.code));
	if (!measure) error(404, { message: 'not-found' });
	return { plan, measure };
}

function pageOf(code: string, { sent, id }: { sent: string; id: number | null }): string {
	const about = id === null ? '' : `&q=${id}#q${id}`;
	return `${link(`/measures/${code}/questions`)}?sent=${sent}${about}`;
}
