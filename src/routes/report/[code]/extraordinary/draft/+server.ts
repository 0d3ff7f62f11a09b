import { reportedOutside } from '../../../reporting.server';
import { keepDraft } from '../../send.server';
import type { RequestHandler } from './$types';

/** Saves a draft of a report outside rounds while it is being written. */
export const POST: RequestHandler = async (event) => keepDraft(event, await reportedOutside(event));
