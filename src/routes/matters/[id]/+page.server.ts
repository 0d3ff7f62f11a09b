import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { isClosedMatter, nextMatterState, triageStepsFrom } from '$lib/domain/matter/matter';
import { mayDo } from '$lib/domain/permission';
import { takeTheirField, toConflict } from '$lib/forms/form-state';
import { matterAnswerForm, matterStepForm } from '$lib/forms/matter';
import { link } from '$lib/i18n/link';
import { decisionsBefore, decisionsOfMatter } from '$lib/server/decisions/lists';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import {
	latestStep,
	matterDetails,
	matterHistory,
	mergeTargets,
	senderPersonId
} from '$lib/server/matters/queries';
import { loadMatterWay } from '$lib/server/decisions/matter-way';
import { meetingsOfMatter } from '$lib/server/meetings/queries';
import { answerMatter, triageMatter } from '$lib/server/matters/steps';
import { bodiesOf } from '$lib/server/plans/queries';
import { mayEditMatter } from '$lib/server/matters/edit';
import { matterFiles } from '$lib/server/matters/files';
import { addFile, removeFile } from '../file.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { matterTarget, requireMatter, requireMatterEditor } from './matter.server';

/** Loads a matter: its way, its events, its facts, and the steps the reader may take. */
export const load: PageServerLoad = async (event) => {
	const found = await requireMatter(event);
	const { db, actor, now } = event.locals;
	const { id, title, text, lang, origin, state, concerns, wish, treatedAtHome, links, version } = found;
	const details = await matterDetails(db.read, found);
	const steps = mayDo(actor, 'matter.triage') ? triageStepsFrom(state) : [];
	const isOwn = actor.personId !== null && (await senderPersonId(db.read, id)) === actor.personId;
	return {
		matter: {
			...{ id, title, text, lang, origin, state, concerns, wish, treatedAtHome, links, version },
			isPlaced: !['received', 'returned'].includes(state)
		},
		details,
		way: await loadMatterWay(db.read, found, actor),
		earlier: await decisionsBefore(db.read, { partnershipId: found.partnershipId, actor }, id),
		events: await matterHistory(db.read, id),
		meetings: await meetingsOfMatter(db.read, id),
		decisions: await decisionsOfMatter(db.read, { partnershipId: found.partnershipId, actor }, id),
		today: toOsloDate(now),
		steps,
		bodies: steps.includes('triage') ? await bodiesOf(db.read, found.partnershipId) : [],
		targets: steps.includes('merge') ? await mergeTargets(db.read, found) : [],
		mayEdit: await mayEditMatter(db.read, event.locals, found),
		files: await matterFiles(db.read, id),
		mayEditFiles: !isClosedMatter(state) && (isOwn || mayDo(actor, 'matter.triage')),
		mayAnswer: nextMatterState(state, 'answer') !== null && (isOwn || mayDo(actor, 'matter.triage')),
		mayRedact: mayDo(actor, 'text.redact'),
		saved: event.url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	addFile: (event) => addFile(event, filePage(event)),
	removeFile: (event) => removeFile(event, filePage(event)),
	decide: (event) => {
		const target = matterTarget(event, 'matter.triage');
		return handleForm(event, {
			guard: () => matterTarget(event, 'matter.triage'),
			shape: matterStepForm,
			run: ({ version, ...decision }) => triageMatter(event.locals, { ...target, version }, decision),
			done: `${link(`/matters/${target.id}`)}?saved`,
			conflict: async () => {
				const { version, values, change } = await latestStep(event.locals.db.read, target);
				return toConflict(values, version, change);
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showNamed('decide')
		});
	},
	answer: (event) => {
		const target = matterTarget(event, 'matter.read');
		return handleForm(event, {
			guard: () => matterTarget(event, 'matter.read'),
			shape: matterAnswerForm,
			run: ({ version, answer }) => answerMatter(event.locals, { ...target, version }, answer),
			done: `${link(`/matters/${target.id}`)}?saved`,
			show: showNamed('answer')
		});
	}
};

function filePage(event: RequestEvent) {
	const target = matterTarget(event, 'matter.read');
	return {
		target,
		guard: () => requireMatterEditor(event, () => true),
		done: `${link(`/matters/${target.id}`)}?saved`
	};
}
