import { reportedAt } from '../../reporting.server';
import { keepDraft } from '../send.server';
import type { RequestHandler } from './$types';

/** Saves a draft of the running round's report while it is being written. */
export const POST: RequestHandler = async (event) => keepDraft(event, await reportedAt(event));
