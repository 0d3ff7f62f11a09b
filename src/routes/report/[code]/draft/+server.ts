import { requireReportedMeasure } from '../../reporting.server';
import { autosaveDraft } from '../form-action.server';
import type { RequestHandler } from './$types';

/** Autosaves a draft in the open round. */
export const POST: RequestHandler = async (event) =>
	autosaveDraft(event, await requireReportedMeasure(event));
