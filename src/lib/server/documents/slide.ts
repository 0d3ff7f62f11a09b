import type { BarChartData, DocumentText } from './model';

/** A slide with a heading, a few points, charts, and speaker notes. */
export interface DocumentSlide {
	kind: 'title' | 'points' | 'chart' | 'indicators' | 'area' | 'asked';
	title: DocumentText;
	/** Smaller text under the title. */
	lead: DocumentText | null;
	points: DocumentSlidePoint[];
	charts: DocumentSlideChart[];
	/** Lines of the speaker notes. */
	notes: string[];
}

export interface DocumentSlidePoint {
	/** Emphasized before the text. */
	head: string;
	/** Names the point where it is left out; the head by default. */
	short?: string;
	text: DocumentText;
}

export interface DocumentSlideChart {
	title: string;
	alternative: string;
	bars: BarChartData;
}
