import { fileResponse } from '../../../file.server';
import { requireMatter } from '../../matter.server';
import type { RequestHandler } from './$types';

/** Returns a file of a matter to those who may read the matter. */
export const GET: RequestHandler = async (event) => fileResponse(event, (await requireMatter(event)).id);
