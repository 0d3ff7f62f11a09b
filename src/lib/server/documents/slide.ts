import type { BarChartData, DocumentText } from './model';

/** One slide: a heading, a few points, charts, and what the speaker has in front of them. */
export interface DocumentSlide {
	kind: 'title' | 'points' | 'chart' | 'indicators' | 'area' | 'asked';
	title: DocumentText;
	/** Under the title, smaller. */
	lead: DocumentText | null;
	points: DocumentSlidePoint[];
	charts: DocumentSlideChart[];
	/** Lines for the speaker. */
	notes: string[];
}

export interface DocumentSlidePoint {
	/** Stands out before the text. */
	head: string;
	text: DocumentText;
}

export interface DocumentSlideChart {
	title: string;
	alternative: string;
	bars: BarChartData;
}
