import { error } from '@sveltejs/kit';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership } from '$lib/server/http/plan';
import { exportPartnership } from '$lib/server/plan-file/export-partnership';
import type { RequestHandler } from './$types';

/** Responds with the partnership file: meetings and decisions that everyone may read. */
export const GET: RequestHandler = async (event) => {
	requirePermission(event, 'decision.import');
	const partnership = requestPartnership(event);
	const text = partnership && (await exportPartnership(event.locals.db.read, partnership.id));
	if (!text) error(404, { message: 'not-found' });
	return new Response(text, {
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': `attachment; filename="${partnership.slug}.json"`,
			'Cache-Control': 'private, no-store'
		}
	});
};
