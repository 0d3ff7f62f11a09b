import type { StatusOrNone } from '$lib/domain/evaluation/evaluation';

/** Icon paths by status: SVG strokes on a 20 × 20 grid. */
export const statusIconPaths: Record<StatusOrNone, string> = {
	done: 'M10 4.6l1.7 3.5 3.8.5-2.8 2.7.7 3.8L10 13.3l-3.4 1.8.7-3.8L4.5 8.6l3.8-.5z',
	'on-track': 'M5 10.4l3.4 3.4L15 6.9',
	'slightly-delayed': 'M4.6 11.4c1.5-2.7 3.4-2.8 5.3-1.4s3.9 1.4 5.5-1.4',
	delayed: 'M10 4.8v6.4M10 15.1v.01',
	'on-hold': 'M7.4 5.4v9.2M12.6 5.4v9.2',
	'not-started': 'M10 6.3a3.7 3.7 0 1 0 .01 0z',
	'not-reported': 'M7.3 7.6a2.75 2.75 0 1 1 4.5 2.1c-1 .8-1.8 1.2-1.8 2.4M10 15.2v.01'
};

/** Returns the CSS fill of a status: the patterns are defined in `app.html`. */
export function statusFill(status: StatusOrNone): string {
	return `url(#status-${status})`;
}
