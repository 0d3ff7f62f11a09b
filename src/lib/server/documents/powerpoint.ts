import PptxGenJS from 'pptxgenjs';
import type { Locale } from '$lib/domain/localized';
import { m } from '$lib/i18n/paraglide/messages';
import { joinList } from '$lib/i18n/sentence';
import type { BarChartData, FigureFormat, DocumentText } from './model';
import { escapeXml, postprocessPowerPoint, notesPlaceholder } from './powerpoint-postprocess';
import type { DocumentSlide, DocumentSlideChart, DocumentSlidePoint } from './slide';
import { splitChart } from './slide-charts';
import { fitPoints, splitPoints, textEnd, type FittedPoints } from './slide-points';
import { proofingLanguage } from './word-styles';

/** Writes slides as a PowerPoint presentation (pptx) with native charts. */
export async function writePowerPoint(
	slides: readonly DocumentSlide[],
	about: { title: string; author: string; footer: string; locale: Locale }
): Promise<Uint8Array> {
	const language = proofingLanguage(about.locale).value;
	const deck = new PptxGenJS();
	deck.layout = 'LAYOUT_WIDE';
	deck.title = about.title;
	deck.author = about.author;
	// pptxgenjs 4.0 escapes every text except this one.
	deck.company = escapeXml(about.author);
	deck.theme = { headFontFace: fontName, bodyFontFace: fontName };
	defineMasters(deck, about.footer, language);
	const pages = slides.flatMap(splitPoints).flatMap(splitChart);
	for (const slide of pages) addSlide(deck, slide, language);
	const written = (await deck.write({ outputType: 'uint8array', compression: true })) as Uint8Array;
	return postprocessPowerPoint(
		written,
		language,
		pages.map(({ notes }) => notes)
	);
}

const fontName = 'Arial';
const dark = '1B1F23';
const quiet = '4A4D50';
const accent = '004C91';
const ground = 'E9EFF6';
/** Size and margin of a slide, in inches. */
const slideSize = { width: 13.33, height: 7.5, margin: 0.7 };
const contentWidth = slideSize.width - 2 * slideSize.margin;
/** Letters that fit on the line of a title, and on the two lines of the text under it. */
const titleLetters = 44;
const leadLetters = 180;

function defineMasters(deck: PptxGenJS, footer: string, lang: string): void {
	const bottom = { y: 7.0, h: 0.3, fontFace: fontName, fontSize: 11, color: quiet };
	const objects = (title: PptxGenJS.PlaceholderProps): PptxGenJS.SlideMasterProps['objects'] => [
		{ placeholder: { options: title, text: '' } },
		{ text: { text: footer, options: { ...bottom, x: slideSize.margin, w: 9, margin: 0, lang } } }
	];
	const heading = { name: 'title', type: 'title', x: slideSize.margin, w: contentWidth, margin: 0 } as const;
	const words = { fontFace: fontName, bold: true, align: 'left' } as const;
	deck.defineSlideMaster({
		title: 'Framdrift forside',
		background: { color: ground },
		objects: objects({ ...heading, ...words, y: 1.6, h: 1.2, fontSize: 44, color: accent, valign: 'bottom' })
	});
	deck.defineSlideMaster({
		title: 'Framdrift',
		background: { color: 'FFFFFF' },
		slideNumber: { ...bottom, x: slideSize.width - slideSize.margin - 0.6, w: 0.6, align: 'right' },
		objects: objects({ ...heading, ...words, y: 0.4, h: 0.75, fontSize: 30, color: accent, valign: 'middle' })
	});
}

function addSlide(deck: PptxGenJS, one: DocumentSlide, language: string): void {
	const first = one.kind === 'title';
	const slide = deck.addSlide({ masterName: first ? 'Framdrift forside' : 'Framdrift' });
	const isLong = one.title.text.length > titleLetters;
	const smaller = isLong && !first ? { fontSize: 22 } : {};
	slide.addText([textRun(one.title, language, smaller)], { placeholder: 'title' });
	if (one.lead)
		slide.addText([textRun(one.lead, language)], {
			...textBox(first ? 2.9 : 1.2, first ? 0.6 : 0.75),
			fontSize: first ? 24 : one.lead.text.length > leadLetters ? 14 : 18,
			color: quiet
		});
	const body = fitPoints(one);
	if (first) addFacts(slide, one.points, language);
	else if (one.points.length > 0) addPoints(slide, body, language);
	const titled = one.kind === 'indicators';
	one.charts.forEach((chart, index) =>
		addChart(slide, chart, { ...chartPosition(one, index, body.y), titled, lang: language })
	);
	// Replaced later by one paragraph per line.
	slide.addNotes(notesPlaceholder);
}

function textBox(y: number, h: number) {
	return {
		x: slideSize.margin,
		y,
		w: contentWidth,
		h,
		margin: 0,
		fontFace: fontName,
		valign: 'top',
		align: 'left'
	} as const;
}

function textRun(
	{ text, lang }: DocumentText,
	language: string,
	options: PptxGenJS.TextPropsOptions = {}
): PptxGenJS.TextProps {
	return { text, options: { ...options, lang: lang ? proofingLanguage(lang).value : language } };
}

function addFacts(slide: PptxGenJS.Slide, points: readonly DocumentSlidePoint[], language: string): void {
	slide.addText(
		points.flatMap(({ head, text }) => [
			textRun({ text: `${head}: ` }, language, { bold: true }),
			textRun(text, language, { breakLine: true })
		]),
		{ ...textBox(3.9, 2.9), fontSize: 16, color: dark, lineSpacingMultiple: 1.25 }
	);
}

function addPoints(slide: PptxGenJS.Slide, fitted: FittedPoints, language: string): void {
	const { shown, more, size, space, y } = fitted;
	const runs = shown.flatMap(({ head, text }) => [
		...(head ? [textRun({ text: `${head}: ` }, language, { bold: true })] : []),
		textRun(text, language, { breakLine: true })
	]);
	const others = { text: m.paper_slide_more({ names: joinList(more) }) };
	if (more.length > 0) runs.push(textRun(others, language, { italic: true }));
	slide.addText(runs, {
		...textBox(y, textEnd - y),
		// Few lines stand in the middle of their room, not above an empty half.
		valign: 'middle',
		fontSize: size,
		color: dark,
		paraSpaceAfter: space,
		fit: 'shrink'
	});
}

/**
 * Returns a chart's place: the whole slide for a single chart, side by side above an area's verdict, and for
 * indicators in two columns that fill the slide.
 */
function chartPosition({ kind, charts }: DocumentSlide, index: number, textTop: number) {
	if (kind === 'indicators') {
		const columns = Math.min(2, charts.length);
		const rows = Math.ceil(charts.length / 2);
		const w = (contentWidth - 0.5 * (columns - 1)) / columns;
		const h = 5.05 / rows;
		return {
			x: slideSize.margin + (index % 2) * (w + 0.5),
			y: 1.85 + Math.floor(index / 2) * h,
			w,
			h: h - 0.1
		};
	}
	if (kind !== 'area') return { x: slideSize.margin, y: 2.0, w: contentWidth, h: 4.85 };
	const w = (contentWidth - 0.5) / Math.max(2, charts.length);
	return { x: slideSize.margin + index * (w + 0.5), y: 1.9, w, h: textTop - 2.05 };
}

const numberFormats: Record<FigureFormat, string> = {
	count: '0',
	percent: '0%',
	mean: '0.0',
	// "0.##" would leave a separator without decimals: "12,".
	measured: 'General'
};
const axisRanges: Record<FigureFormat, [least: number, most: number | undefined]> = {
	count: [0, undefined],
	percent: [0, 1],
	mean: [1, 5],
	measured: [0, undefined]
};

function addChart(
	slide: PptxGenJS.Slide,
	{ title, alternative, bars }: DocumentSlideChart,
	{ titled, lang, ...place }: { x: number; y: number; w: number; h: number; titled: boolean; lang: string }
): void {
	const [least, most] = axisRanges[bars.form];
	const many = bars.categories.length > 1;
	// The titles of an area's charts name their only bar.
	const named = many || titled;
	const count = bars.categories.length * (bars.stacked ? 1 : bars.series.length);
	const isBelowZero = bars.series.some(({ values }) => values.some((value) => value !== null && value < 0));
	slide.addChart('bar', chartSeries(bars), {
		...place,
		altText: alternative,
		objectName: title,
		lang,
		barDir: 'bar',
		barGrouping: bars.stacked ? 'stacked' : 'clustered',
		barGapWidthPct: count > 20 ? 25 : many ? 45 : 90,
		...(bars.stacked && { barOverlapPct: 100 }),
		chartColors: bars.series.map(({ colour }) => colour.replace('#', '')),
		// In the order of the table, from the top.
		catAxisOrientation: 'maxMin' as 'minMax',
		catAxisLabelFontFace: fontName,
		catAxisLabelFontSize: count > 12 || bars.categories.some(({ length }) => length > 26) ? 10 : 12,
		catAxisLabelColor: dark,
		catAxisHidden: !named,
		// Every category is named; PowerPoint leaves names out where it finds them too close.
		catAxisLabelFrequency: '1',
		valAxisHidden: bars.stacked || !many,
		// Below zero, the axis begins where the least bar ends, with the names beside it.
		...(isBelowZero ? { catAxisLabelPos: 'low' as const } : { valAxisMinVal: least }),
		...(most !== undefined && {
			valAxisMaxVal: most,
			valAxisMajorUnit: bars.form === 'percent' ? 0.25 : 1
		}),
		valAxisLabelFormatCode: numberFormats[bars.form],
		valAxisLabelFontFace: fontName,
		valAxisLabelFontSize: 11,
		valAxisLabelColor: quiet,
		valGridLine: bars.stacked || !many ? { style: 'none' } : { color: 'D3D5D7', size: 0.75 },
		showValue: true,
		dataLabelFormatCode: bars.stacked ? '0;;' : numberFormats[bars.form],
		dataLabelPosition: bars.stacked ? 'ctr' : 'outEnd',
		dataLabelFontFace: fontName,
		dataLabelFontSize: count > 20 ? 9 : many ? 11 : 14,
		dataLabelFontBold: true,
		dataLabelColor: bars.stacked ? 'FFFFFF' : dark,
		showLegend: bars.series.length > 1,
		legendPos: 'b',
		legendFontFace: fontName,
		legendFontSize: 12,
		legendColor: dark,
		showTitle: titled || !many,
		title,
		titleFontFace: fontName,
		titleFontSize: titled ? 12 : 14,
		titleColor: dark
	});
}

function chartSeries({ categories, series }: BarChartData) {
	return series.map(({ name, values }) => ({
		name,
		labels: categories,
		// The type of pptxgenjs has no gaps. It writes them as empty cells, which `postprocessPowerPoint`
		// removes.
		values: values as number[]
	}));
}
