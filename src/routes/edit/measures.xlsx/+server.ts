import { measuresWorkbook } from '$lib/server/workbooks/export';
import { workbookReferences, workbookMeasures } from '$lib/server/workbooks/queries';
import { downloadResponse, workbookFileName, workbookTexts } from '../workbook.server';
import { requireEditablePlan } from '../plan.server';
import type { RequestHandler } from './$types';

/** Returns the plan's measures as a workbook that can be imported again. */
export const GET: RequestHandler = async (event) => {
	const plan = requireEditablePlan(event);
	const { db, locale } = event.locals;
	const rows = (await workbookMeasures(db.read, plan.id)).map(({ row }) => row);
	const frame = await workbookReferences(db.read, plan);
	const file = await measuresWorkbook(rows, frame, locale, workbookTexts());
	return downloadResponse(workbookFileName(plan, locale, 'measures', 'xlsx'), file);
};
