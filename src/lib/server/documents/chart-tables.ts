import type { DocumentModel } from './model';

/** Returns a document without the tables of its charts. A chart that is not drawn keeps its table. */
export function withoutChartTables(model: DocumentModel): DocumentModel {
	const sections = model.sections.map((section) => {
		const isDrawn = section.blocks.some((block) => block.kind === 'chart' && block.chart.picture !== null);
		return isDrawn ? { ...section, blocks: section.blocks.filter(({ kind }) => kind !== 'table') } : section;
	});
	return { ...model, sections };
}
