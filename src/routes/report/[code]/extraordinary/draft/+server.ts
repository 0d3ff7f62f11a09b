import { requireReportedOutsideRound } from '../../../reporting.server';
import { autosaveDraft } from '../../form-action.server';
import type { RequestHandler } from './$types';

/** Saves a draft of a report outside rounds while it is being written. */
export const POST: RequestHandler = async (event) =>
	autosaveDraft(event, await requireReportedOutsideRound(event));
