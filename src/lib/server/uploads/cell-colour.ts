import type { CellColour } from '$lib/domain/workbook/worksheet';
import { isTrue, parseXml } from './parse-xml';

/** Excel's numbered colours that are a traffic light's (ECMA-376 18.8.27), as red, green and blue. */
const numbered: Record<number, string> = {
	...{ 2: 'FF0000', 3: '00FF00', 5: 'FFFF00', 10: 'FF0000', 11: '00FF00', 13: 'FFFF00', 17: '008000' },
	...{ 42: 'CCFFCC', 43: 'FFFF99', 50: '99CC00', 51: 'FFCC00', 52: 'FF9900', 57: '339966' }
};
/** The accents of Office's own theme that are a traffic light's. */
const ofTheme: Record<number, string> = { 5: 'ED7D31', 7: 'FFC000', 9: '70AD47' };

/** Returns the colour of a traffic light that a filling is; null for grey, blue and none. @param rgb six hex digits */
export function trafficLight(rgb: string): CellColour | null {
	const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16) / 255);
	if (red === undefined || green === undefined || blue === undefined || !/^[\dA-F]{6}$/i.test(rgb))
		return null;
	const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
	// Grey, black, and white with a breath of colour.
	if (most < 0.3 || most - least < 0.08) return null;
	const hue = (Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180) / Math.PI;
	if (hue > -20 && hue < 18) return 'red';
	if (hue >= 18 && hue <= 68) return 'yellow';
	return hue > 68 && hue < 170 ? 'green' : null;
}

/** Returns the traffic light's colour of each cell style of a workbook. */
export function readFillColours(styles: string | undefined): (CellColour | null)[] {
	const fills: (CellColour | null)[] = [];
	const colours: (CellColour | null)[] = [];
	if (styles === undefined) return colours;
	let inside: 'fills' | 'cellXfs' | null = null;
	let solid = false;
	parseXml(styles, {
		open(element, { patternType, rgb, indexed, theme, fillId = '0', applyFill = '1' }) {
			if (element === 'fills' || element === 'cellXfs') inside = element;
			else if (inside === 'fills' && element === 'fill') fills.push(null);
			else if (inside === 'fills' && element === 'patternFill') solid = patternType === 'solid';
			else if (inside === 'fills' && element === 'fgColor' && solid)
				fills[fills.length - 1] = trafficLight(
					rgb?.slice(-6) ?? numbered[Number(indexed)] ?? ofTheme[Number(theme)] ?? ''
				);
			else if (inside === 'cellXfs' && element === 'xf')
				colours.push((isTrue(applyFill) && fills[Number(fillId)]) || null);
		},
		close(element) {
			if (element === inside) inside = null;
		}
	});
	return colours;
}
