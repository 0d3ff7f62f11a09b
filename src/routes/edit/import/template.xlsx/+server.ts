import { measuresWorkbook } from '$lib/server/workbooks/export';
import { workbookReferences } from '$lib/server/workbooks/queries';
import { downloadResponse, workbookFileName, workbookTexts } from '../../workbook.server';
import { requireEditablePlan } from '../../plan.server';
import type { RequestHandler } from './$types';

/** Returns a workbook without measures, with the guide and the plan's lists. */
export const GET: RequestHandler = async (event) => {
	const plan = requireEditablePlan(event);
	const { db, locale } = event.locals;
	const file = await measuresWorkbook([], await workbookReferences(db.read, plan), locale, workbookTexts());
	return downloadResponse(workbookFileName(plan, locale, 'template', 'xlsx'), file);
};
