import { requireReportedMeasure } from '../../reporting.server';
import { autosaveDraft } from '../form-action.server';
import type { RequestHandler } from './$types';

/** Saves a draft of the running round's report while it is being written. */
export const POST: RequestHandler = async (event) =>
	autosaveDraft(event, await requireReportedMeasure(event));
