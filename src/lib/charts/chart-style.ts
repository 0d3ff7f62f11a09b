import { groundColours, type ChartGround, type ChartTheme } from './theme';

/** Creates an empty canvas: with `document.createElement` in a browser, with a canvas library on a server. */
export type CanvasFactory = (width: number, height: number) => HTMLCanvasElement;

export type ShapeFill = string | CanvasPattern;

/** Colours, patterns and width class a chart is drawn with. */
export interface ChartStyle {
	theme: ChartTheme;
	/** True if names are placed above their rows instead of beside them. */
	narrow: boolean;
	/** Returns the patterned fill of a status or a rollout state. */
	status: (status: ChartGround) => ShapeFill;
	/** Returns the hatched fill of flows to a worse status. */
	backward: () => ShapeFill;
}

/** Width in pixels below which a chart is narrow. Keep in step with the CSS of `ChartFigure`. */
export const narrowChartWidth = 560;

/** Pattern tiles are drawn at this density, so that lines stay sharp on dense screens. */
const density = 4;

type Hatch = (context: CanvasRenderingContext2D, size: number) => void;

/** Pattern tiles: side in pixels, line width and drawing function. */
const hatches: Partial<Record<ChartGround, { size: number; width: number; draw: Hatch }>> = {
	'slightly-delayed': { size: 11, width: 3, draw: rising },
	delayed: { size: 9, width: 4, draw: falling },
	'on-hold': { size: 8, width: 2, draw: upright },
	'not-reported': { size: 7, width: 2, draw: rising },
	'rollout-nothing-said': { size: 7, width: 2, draw: upright }
};

const backwardHatch = { size: 8, width: 1.5, draw: falling };

/** Creates a chart style that caches its patterns. */
export function createChartStyle(theme: ChartTheme, narrow: boolean, canvas: CanvasFactory): ChartStyle {
	const kept = new Map<ChartGround | 'backward', ShapeFill>();
	const keep = (key: ChartGround | 'backward', make: () => ShapeFill) => {
		const fill = kept.get(key) ?? make();
		kept.set(key, fill);
		return fill;
	};
	return {
		theme,
		narrow,
		status: (status) =>
			keep(status, () => {
				const { fill, line } = groundColours(theme, status);
				const hatch = hatches[status];
				return hatch && line ? tiled(canvas, { ground: fill, line }, hatch) : fill;
			}),
		backward: () =>
			keep('backward', () =>
				tiled(canvas, { ground: theme.flows.backward, line: theme.flows.line }, backwardHatch)
			)
	};
}

function tiled(
	canvas: CanvasFactory,
	{ ground, line }: { ground: string; line: string },
	{ size, width, draw }: { size: number; width: number; draw: Hatch }
): ShapeFill {
	const tile = canvas(size * density, size * density);
	const context = tile.getContext('2d');
	if (!context) return ground;
	context.scale(density, density);
	context.fillStyle = ground;
	context.fillRect(0, 0, size, size);
	context.strokeStyle = line;
	context.lineWidth = width;
	context.beginPath();
	draw(context, size);
	context.stroke();
	const pattern = context.createPattern(tile, 'repeat');
	pattern?.setTransform({ a: 1 / density, b: 0, c: 0, d: 1 / density, e: 0, f: 0 });
	return pattern ?? ground;
}

/** Draws rising lines beyond the corners of the tile, so that they join those of the next tile. */
function rising(context: CanvasRenderingContext2D, size: number): void {
	for (const from of [-size, 0, size]) {
		context.moveTo(from - 1, size + 1);
		context.lineTo(from + size + 1, -1);
	}
}

function falling(context: CanvasRenderingContext2D, size: number): void {
	for (const from of [-size, 0, size]) {
		context.moveTo(from - 1, -1);
		context.lineTo(from + size + 1, size + 1);
	}
}

function upright(context: CanvasRenderingContext2D, size: number): void {
	context.moveTo(size / 2, 0);
	context.lineTo(size / 2, size);
}
