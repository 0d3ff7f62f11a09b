import type { Bars, Said } from './paper';

/** One slide: a heading, a few points, charts, and what the speaker has in front of them. */
export interface Slide {
	kind: 'title' | 'points' | 'chart' | 'indicators' | 'area' | 'asked';
	title: Said;
	/** Under the title, smaller. */
	lead: Said | null;
	points: SlidePoint[];
	charts: SlideChart[];
	/** Lines for the speaker. */
	notes: string[];
}

export interface SlidePoint {
	/** Stands out before the text. */
	head: string;
	text: Said;
}

export interface SlideChart {
	title: string;
	alternative: string;
	bars: Bars;
}
