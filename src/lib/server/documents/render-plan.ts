import type { PlanPaperRequest } from './plan-paper';
import { planDocument } from './plan-document';
import { renderChartPictures } from './rendered-charts';
import { stripUnprintable } from './render';

/** Writes a paper of the plan in the current language (`getLocale`): Word, or the page that is printed as PDF. */
export async function writePlanPaper({ format, paper }: PlanPaperRequest): Promise<Uint8Array> {
	const model = planDocument(JSON.parse(JSON.stringify(paper), stripUnprintable) as typeof paper);
	const pictures = renderChartPictures(model);
	if (format === 'pdf') {
		const { writeHtml } = await import('./html');
		return Buffer.from(writeHtml(model, pictures));
	}
	const { writeWord } = await import('./word');
	return writeWord(model, pictures);
}
