import { createHash } from 'node:crypto';
import { printStyle } from '../documents/print-style';

/** Headers of a page to print, which has its own style and nothing else. */
export const htmlPaperHeaders = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(printStyle).digest('base64')}'`,
	'X-Robots-Tag': 'noindex'
};
