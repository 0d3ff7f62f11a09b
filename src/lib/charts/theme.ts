import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';
import type { RolloutOrNone } from '$lib/domain/rollout';

interface StatusColours {
	/** Fill, at least 3:1 against the page. */
	fill: string;
	/** Colour of the pattern lines; null if it has no pattern. */
	line: string | null;
	/** Text colour on the fill, at least 4.5:1 against fill and lines. */
	ink: string;
	/** Outline if the fill equals the page background; otherwise null. */
	edge: string | null;
}

/** Fills of the rollout states in a chart; "not relevant" is left out. */
export type RolloutGround = `rollout-${Exclude<RolloutOrNone, 'not-relevant'>}`;

/** A fill of a bar: of a status or of a rollout state. */
export type ChartGround = StatusOrNone | RolloutGround;

export interface ChartTheme {
	page: string;
	text: string;
	subtle: string;
	line: string;
	/** Colour of markers that are not a status. */
	mark: string;
	accent: string;
	statuses: Record<StatusOrNone, StatusColours>;
	/** Shades of one colour: rollout has no fill of a status. */
	rollout: Record<RolloutGround, StatusColours>;
	/** Colours of flows, and of the lines across those to a worse status. */
	flows: { forward: string; backward: string; unmoved: string; line: string };
	/** Colours of the core values' series; shapes tell them apart too. */
	series: string[];
}

/** Colours equal to the page's `--status-…` custom properties; a test checks their contrast. */
const light: ChartTheme = {
	page: '#ffffff',
	text: '#292c30',
	subtle: '#5b5d60',
	line: '#d3d5d7',
	mark: '#1b1f23',
	accent: '#0062ba',
	statuses: {
		done: { fill: '#0b4f8a', line: null, ink: '#ffffff', edge: null },
		'on-track': { fill: '#1f7a4d', line: null, ink: '#ffffff', edge: null },
		'slightly-delayed': { fill: '#a86200', line: '#8a4f00', ink: '#ffffff', edge: null },
		delayed: { fill: '#b3261e', line: '#8c1a14', ink: '#ffffff', edge: null },
		'on-hold': { fill: '#6b4fa0', line: '#543c85', ink: '#ffffff', edge: null },
		'not-started': { fill: '#ffffff', line: null, ink: '#4f5a64', edge: '#5f6b76' },
		'not-reported': { fill: '#ffffff', line: '#d5dae0', ink: '#3a444e', edge: '#7b8691' }
	},
	rollout: {
		'rollout-in-use': { fill: '#0062ba', line: null, ink: '#ffffff', edge: null },
		'rollout-started': { fill: '#9cc5ea', line: null, ink: '#10243a', edge: '#0062ba' },
		'rollout-planned': { fill: '#dbeaf7', line: null, ink: '#0a3a66', edge: '#0062ba' },
		'rollout-not-started': { fill: '#d3d7dc', line: null, ink: '#292c30', edge: '#5f6b76' },
		'rollout-stopped': { fill: '#5b5d60', line: null, ink: '#ffffff', edge: null },
		'rollout-nothing-said': { fill: '#ffffff', line: '#d5dae0', ink: '#3a444e', edge: '#7b8691' }
	},
	flows: { forward: '#a9d3bd', backward: '#ecb9b5', unmoved: '#dfe3e7', line: '#c9665f' },
	series: ['#0062ba', '#8a4f00', '#6b4fa0', '#1f7a4d', '#b3261e']
};

const dark: ChartTheme = {
	page: '#17181a',
	text: '#ececec',
	subtle: '#a7a8a9',
	line: '#4e5052',
	mark: '#f2f4f6',
	accent: '#6fb1ee',
	statuses: {
		done: { fill: '#6fb1ee', line: null, ink: '#121314', edge: null },
		'on-track': { fill: '#57bd88', line: null, ink: '#121314', edge: null },
		'slightly-delayed': { fill: '#e9a94f', line: '#cf8d2f', ink: '#121314', edge: null },
		delayed: { fill: '#f2877c', line: '#d9665a', ink: '#121314', edge: null },
		'on-hold': { fill: '#b8a0ea', line: '#9c82d6', ink: '#121314', edge: null },
		'not-started': { fill: '#17181a', line: null, ink: '#c8ced4', edge: '#a7b0b9' },
		'not-reported': { fill: '#17181a', line: '#3b4147', ink: '#d6dade', edge: '#8d959d' }
	},
	rollout: {
		'rollout-in-use': { fill: '#6fb1ee', line: null, ink: '#121314', edge: null },
		'rollout-started': { fill: '#2c4f70', line: null, ink: '#ececec', edge: '#6fb1ee' },
		'rollout-planned': { fill: '#1c2c3b', line: null, ink: '#cfe3f6', edge: '#6fb1ee' },
		'rollout-not-started': { fill: '#2a2c2f', line: null, ink: '#d6dade', edge: '#a7b0b9' },
		'rollout-stopped': { fill: '#a7a8a9', line: null, ink: '#121314', edge: null },
		'rollout-nothing-said': { fill: '#17181a', line: '#3b4147', ink: '#d6dade', edge: '#8d959d' }
	},
	flows: { forward: '#2c5a45', backward: '#6d3a37', unmoved: '#343a40', line: '#a4574f' },
	series: ['#6fb1ee', '#e9a94f', '#b8a0ea', '#57bd88', '#f2877c']
};

/** Theme for print and downloads: light, on white, with black text. */
const print: ChartTheme = { ...light, text: '#000000', subtle: '#3d4043', line: '#bbbcbd' };

export const themes = { light, dark, print } as const;

/** The page's font, with Norwegian letters and tabular figures. */
export const fontFamily = "'Inter Variable', Inter, 'Inter stand-in', system-ui, sans-serif";

/** Returns the colours of a bar's fill. */
export function groundColours({ statuses, rollout }: ChartTheme, ground: ChartGround): StatusColours {
	return { ...statuses, ...rollout }[ground];
}
