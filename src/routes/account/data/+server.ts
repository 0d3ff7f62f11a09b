import { error } from '@sveltejs/kit';
import { ownData } from '$lib/server/identity/own-data';
import { ownId } from '../account.server';
import type { RequestHandler } from './$types';

/** Responds with what is stored about the visitor, as a file. */
export const GET: RequestHandler = async (event) => {
	const data = await ownData(event.locals.db.read, ownId(event));
	if (!data) error(404, { message: 'not-found' });
	return new Response(`${JSON.stringify(data, null, '\t')}\n`, {
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': 'attachment; filename="framdrift-account.json"',
			'Cache-Control': 'no-store'
		}
	});
};
