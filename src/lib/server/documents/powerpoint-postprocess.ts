import { themes } from '$lib/charts/theme';
import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';
import { statusColour } from './review-charts';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Placeholder for a slide's notes, which `postprocessPowerPoint` replaces. */
export const notesPlaceholder = 'framdrift-notes';

/**
 * Corrects the output of pptxgenjs: sets the document's language, writes notes as paragraphs, and removes empty
 * cells for missing figures.
 *
 * @param notes lines of each slide's notes, in slide order
 */
export function postprocessPowerPoint(
	written: Uint8Array,
	language: string,
	notes: readonly string[][]
): Uint8Array {
	const files: Record<string, Uint8Array> = {};
	for (const [path, bytes] of Object.entries(unzipSync(written))) {
		files[path] = path.endsWith('.xlsx') ? removeEmptyCells(bytes) : bytes;
		if (!path.endsWith('.xml')) continue;
		let xml = strFromU8(bytes)
			.replaceAll(/<c:pt idx="\d+"><c:v><\/c:v><\/c:pt>/g, '')
			.replaceAll(/(?<=\slang=")en-US(?=")/g, language)
			.replaceAll(/ altLang="[^"]*"/g, '');
		const [, slide] = /^ppt\/notesSlides\/notesSlide(\d+)\.xml$/.exec(path) ?? [];
		if (path.startsWith('ppt/charts/')) xml = darkenLabels(applyPatterns(xml));
		if (slide) xml = insertNotes(xml, language, notes[Number(slide) - 1] ?? []);
		files[path] = strToU8(xml);
	}
	return zipSync(files, { level: 6 });
}

function insertNotes(xml: string, language: string, lines: readonly string[]): string {
	const paragraphs = lines
		.flatMap((line) => line.split(/\r?\n/))
		.map((line) =>
			line === ''
				? `<a:p><a:endParaRPr lang="${language}" dirty="0"/></a:p>`
				: `<a:p><a:r><a:rPr lang="${language}" dirty="0"/><a:t>${escapeXml(line)}</a:t></a:r></a:p>`
		)
		.join('');
	return xml.replace(
		new RegExp(`<a:p>(?:(?!</a:p>).)*${notesPlaceholder}(?:(?!</a:p>).)*</a:p>`, 's'),
		() => paragraphs || `<a:p><a:endParaRPr lang="${language}"/></a:p>`
	);
}

/** PowerPoint patterns that distinguish statuses without colour. */
const patternPresets: Partial<Record<StatusOrNone, string>> = {
	'slightly-delayed': 'wdUpDiag',
	delayed: 'wdDnDiag',
	'on-hold': 'narVert',
	'not-reported': 'dkUpDiag'
};

function applyPatterns(xml: string): string {
	return Object.entries(patternPresets).reduce((mended, [status, preset]) => {
		const ground = statusColour(status as StatusOrNone)
			.slice(1)
			.toUpperCase();
		const { line, ink } = themes.print.statuses[status as StatusOrNone];
		const colour = (status === 'not-reported' ? ink : (line ?? ink)).slice(1).toUpperCase();
		const solid = `<c:spPr><a:solidFill><a:srgbClr val="${ground}"/></a:solidFill>`;
		const hatched = `<c:spPr><a:pattFill prst="${preset}"><a:fgClr><a:srgbClr val="${colour}"/></a:fgClr><a:bgClr><a:srgbClr val="${ground}"/></a:bgClr></a:pattFill>`;
		return mended.replaceAll(new RegExp(solid.replace('<c:spPr>', '<c:spPr>\\s*'), 'gi'), hatched);
	}, xml);
}

/** Makes the figures on light bars dark: pptxgenjs has one colour for all of a chart's figures. */
function darkenLabels(xml: string): string {
	return xml.replaceAll(/<c:ser>.*?<\/c:ser>/gs, (series) => {
		const [, colour = ''] = /<c:spPr>\s*<a:solidFill><a:srgbClr val="(\w{6})"/.exec(series) ?? [];
		if (!isLight(colour)) return series;
		const [before, labels, after] = series.split(/(<c:dLbls>.*?<\/c:dLbls>)/s);
		return labels ? before + labels.replaceAll('"FFFFFF"', '"1B1F23"') + after : series;
	});
}

/** True if white figures would be hard to read on the colour. */
function isLight(colour: string): boolean {
	const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16) || 0);
	return 0.299 * red + 0.587 * green + 0.114 * blue > 150;
}

/** Removes empty cells from the workbook in which a chart's figures are edited. */
function removeEmptyCells(bytes: Uint8Array): Uint8Array {
	const files: Record<string, Uint8Array> = unzipSync(bytes);
	for (const [path, part] of Object.entries(files))
		if (path.startsWith('xl/worksheets/'))
			files[path] = strToU8(strFromU8(part).replaceAll(/<c r="[A-Z]+\d+"><v><\/v><\/c>/g, ''));
	return zipSync(files, { level: 6 });
}

/** Returns a text as XML content. */
export function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
