import { error } from '@sveltejs/kit';
import { fileResponse } from '../../../../file.server';
import { requireStatusLink } from '../../status.server';
import type { RequestHandler } from './$types';

/** Returns a file of a matter to its sender. */
export const GET: RequestHandler = async (event) => {
	const link = await requireStatusLink(event);
	if (link.kind !== 'matter') error(404, { message: 'not-found' });
	return fileResponse(event, link.matter.id);
};
