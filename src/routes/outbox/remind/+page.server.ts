import { error, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import { countEvaluations } from '$lib/domain/mail/reminder';
import { parseRoundKey, acceptsReports } from '$lib/domain/round/round';
import { sendRemindersForm } from '$lib/forms/mail';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { queueRequestedReminders } from '$lib/server/mail/commands';
import { reminderCandidates, previewReminder, loadReminderResult } from '$lib/server/mail/queries';
import { measureByCode } from '$lib/server/measures/queries';
import { areasOf } from '$lib/server/plans/queries';
import { roundByKey } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';

type Asking = z.output<typeof sendRemindersForm>;

/**
 * Loads the recipients of a reminder, those excluded with the reason, and the mail's text, before and after
 * sending.
 */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'mail.send');
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { db, now } = event.locals;
	const asked = sendRemindersForm.safeParse(Object.fromEntries(event.url.searchParams));
	if (!asked.success) error(404, { message: 'not-found' });
	const { round: key, body: bodyId, email, measure, area } = asked.data;
	const plan = planOf(event) ?? error(404, { message: 'not-found' });
	const round = await roundByKey(db.read, plan.id, key);
	if (!round || !acceptsReports(round.state)) error(404, { message: 'not-found' });
	const about = await aboutOf(event, plan.id, asked.data);
	const all = await reminderCandidates(db.read, { round, filter: { bodyId, email, measure, area } }, now);
	const first = all.find(({ not }) => not === null);
	const letter = first ? await previewReminder(db.read, { round, reader: first.reader }, now) : null;
	return {
		round: { ...parseRoundKey(key)!, key },
		about,
		asking: {
			...{ round: key, body: String(bodyId ?? ''), email: email ?? '' },
			...{ measure: measure ?? '', area: area ?? '' }
		},
		readers: all.map(({ reader, not }) => ({
			name: reader.name,
			email: reader.email,
			...countEvaluations(reader),
			not
		})),
		answer: await answerAt(event, plan.id, key),
		letter: letter && first && { subject: letter.subject, text: letter.text, lang: first.reader.writtenForm }
	};
};

/** Returns the subject of the reminder: a measure, an area, or neither for the whole round. */
async function aboutOf({ locals }: Pick<RequestEvent, 'locals'>, planId: number, { measure, area }: Asking) {
	const { read } = locals.db;
	const one = measure === undefined ? null : await measureByCode(read, planId, measure);
	const areas = area === undefined || area === acrossAreasCode ? [] : await areasOf(read, planId);
	const found = areas.find(({ number }) => String(number) === area);
	if ((measure !== undefined && !one) || (areas.length > 0 && !found)) error(404, { message: 'not-found' });
	return {
		measure: one && { code: one.code, title: one.title },
		area: area === undefined ? null : { key: area, name: found?.name ?? null }
	};
}

/** Returns the result of the reminder just requested. */
async function answerAt({ url, locals }: Pick<RequestEvent, 'url' | 'locals'>, planId: number, key: string) {
	const given = url.searchParams.get('answer');
	if (given === null || !/^\d{1,15}$/.test(given)) return null;
	return loadReminderResult(locals.db.read, { planId, round: key, seq: Number(given) });
}

export const actions: Actions = {
	default: (event) => {
		requirePermission(event, 'mail.send');
		const plan = planOf(event) ?? error(404, { message: 'not-found' });
		return handleForm(event, {
			guard: 'mail.send',
			shape: sendRemindersForm,
			run: ({ body: bodyId, ...asking }) =>
				queueRequestedReminders(event.locals, { planId: plan.id, bodyId, ...asking }),
			done: ({ answer }, { input }) => {
				// The subject stays in the address; a person's e-mail address does not.
				const { email: _email, ...about } = input;
				const given = Object.entries({ ...about, answer: answer ?? 0 }).filter(
					([, value]) => value !== undefined
				);
				return link(
					`/outbox/remind?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
				);
			}
		});
	}
};
