import { measuresWorkbook } from '$lib/server/workbooks/export';
import { workbookReferences } from '$lib/server/workbooks/queries';
import { download, fileName, workbookWords } from '../../workbook.server';
import { planAt } from '../../plan.server';
import type { RequestHandler } from './$types';

/** A workbook without measures, with the guide and the plan's lists. */
export const GET: RequestHandler = async (event) => {
	const plan = planAt(event);
	const { db, locale } = event.locals;
	const file = await measuresWorkbook([], await workbookReferences(db.read, plan), locale, workbookWords());
	return download(fileName(plan, locale, 'template', 'xlsx'), file);
};
