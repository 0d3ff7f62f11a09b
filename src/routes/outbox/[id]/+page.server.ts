import { error } from '@sveltejs/kit';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership } from '$lib/server/http/plan';
import { mailById, previewMail } from '$lib/server/mail/queries';
import type { PageServerLoad } from './$types';

/** Loads a mail with its current content. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'mail.read');
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { db, now } = event.locals;
	const found = /^\d{1,15}$/.test(event.params.id) ? await mailById(db.read, Number(event.params.id)) : null;
	if (!found || found.of.partnershipId !== requestPartnership(event)?.id)
		error(404, { message: 'not-found' });
	const { row } = found;
	const letter = await previewMail(db.read, row, now);
	return {
		name: row.name,
		recipient: row.recipient,
		writtenForm: row.writtenForm,
		letter: letter && { subject: letter.subject, text: letter.text }
	};
};
