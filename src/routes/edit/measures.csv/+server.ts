import { measuresCsv } from '$lib/server/workbooks/export';
import { workbookReferences, workbookMeasures } from '$lib/server/workbooks/queries';
import { downloadResponse, workbookFileName } from '../workbook.server';
import { requireEditablePlan } from '../plan.server';
import type { RequestHandler } from './$types';

/** Returns the plan's measures as CSV that can be imported again. */
export const GET: RequestHandler = async (event) => {
	const plan = requireEditablePlan(event);
	const { db, locale } = event.locals;
	const rows = (await workbookMeasures(db.read, plan.id)).map(({ row }) => row);
	const file = measuresCsv(rows, await workbookReferences(db.read, plan), locale);
	return downloadResponse(workbookFileName(plan, locale, 'measures', 'csv'), file);
};
