import { areaKey, type AreaKey } from '$lib/domain/figures/figures';

/** Data of the map. */
export interface MapPlan {
	/** Areas in order; measures across areas come last. */
	areas: readonly AreaKey[];
	/** Areas drawn with their measures; the others are drawn as one row. */
	open: readonly AreaKey[];
	measures: readonly { code: string; area: number | null; threads: readonly string[] }[];
	/** Thread codes in order, by group. */
	threads: readonly (readonly string[])[];
}

/** Width of the picture in its own units. */
export const mapWidth = 1120;

/** Start and end of each column. */
export const mapColumns = {
	plan: { from: 0, to: 28 },
	areas: { from: 56, to: 272 },
	measures: { from: 316, to: 704 },
	threads: { from: 884, to: mapWidth }
} as const;

/** Heights for a measure, and for area and thread names on two lines. */
const rowHeight = 25;
const areaHeight = 44;
const areaGap = 14;
const threadHeight = 46;
const groupHead = 34;
const top = 8;

export interface MapLayout {
	height: number;
	plan: number;
	areas: { key: AreaKey; y: number; from: number; to: number }[];
	measures: { code: string; area: AreaKey; y: number }[];
	/** Thread groups; a heading precedes the first thread. */
	groups: { y: number; threads: MapThread[] }[];
}

interface MapThread {
	code: string;
	y: number;
	/** Stops of a thread: its measures and their areas. */
	stops: { code: string; y: number }[];
	/** Measures a thread goes through in all. */
	count: number;
	areas: { key: AreaKey; y: number; isOpen: boolean }[];
}

/** Lays out the map: areas and their measures in the middle column, threads evenly on both sides. */
export function mapLayout({ areas, open, measures, threads }: MapPlan): MapLayout {
	const placed = placeMeasures(
		areas,
		measures.filter((one) => open.includes(areaKey(one)))
	);
	const count = threads.reduce((sum, group) => sum + group.length, 0);
	const heads = threads.length * groupHead;
	const height = Math.max(placed.height, top + heads + count * threadHeight);
	const step = count === 0 ? 0 : (height - top - heads) / count;
	const areaAt = new Map(placed.areas.map(({ key, y }) => [key, y]));
	let y = top;
	const groups = threads.map((codes) => {
		const head = y + groupHead - 10;
		y += groupHead;
		return {
			y: head,
			threads: codes.map((code) => {
				const at = y + step / 2;
				y += step;
				const through = measures.filter((one) => one.threads.includes(code));
				const keys = [...new Set(through.map(areaKey))];
				return {
					code,
					y: at,
					stops: placed.measures
						.filter((one) => through.some((other) => other.code === one.code))
						.map((one) => ({ code: one.code, y: one.y })),
					count: through.length,
					areas: keys.map((key) => ({ key, y: areaAt.get(key) ?? 0, isOpen: open.includes(key) }))
				};
			})
		};
	});
	return { height, plan: height / 2, areas: placed.areas, measures: placed.measures, groups };
}

function placeMeasures(keys: readonly AreaKey[], measures: MapPlan['measures']) {
	const areas: MapLayout['areas'] = [];
	const placed: MapLayout['measures'] = [];
	let y = top;
	for (const key of keys) {
		const own = measures.filter((one) => areaKey(one) === key);
		const room = Math.max(own.length * rowHeight, areaHeight);
		const first = y + (room - own.length * rowHeight) / 2 + rowHeight / 2;
		own.forEach(({ code }, index) => placed.push({ code, area: key, y: first + index * rowHeight }));
		areas.push({ key, y: y + room / 2, from: y, to: y + room });
		y += room + areaGap;
	}
	return { areas, measures: placed, height: y };
}

interface MapPoint {
	x: number;
	y: number;
}

/** Returns an SVG path between two columns that starts and ends horizontally. */
export function connectorPath(from: MapPoint, to: MapPoint): string {
	const middle = (from.x + to.x) / 2;
	return `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}
