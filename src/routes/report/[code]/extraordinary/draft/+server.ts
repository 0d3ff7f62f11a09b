import { requireReportedOutsideRound } from '../../../reporting.server';
import { autosaveDraft } from '../../form-action.server';
import type { RequestHandler } from './$types';

/** Autosaves a draft of an extraordinary evaluation. */
export const POST: RequestHandler = async (event) =>
	autosaveDraft(event, await requireReportedOutsideRound(event));
