// @ts-check
import { writeFile } from 'node:fs/promises';

/**
 * @typedef {object} PageFigures
 * @property {string} name
 * @property {number} kilobytes of the body as it is sent
 * @property {number} rate requests per second, as a share of the bare server's
 * @property {number} p50 median, as a multiple of the bare server's
 * @property {number} p99 99th percentile, as a multiple of the bare server's
 * @property {number} cpu processor time of a request, as a multiple of the bare server's
 * @property {number} milliseconds the median on the machine of the run
 * @property {number} slowest the 99th percentile there
 * @property {number} statements SQL statements of one request
 * @property {number} megabytes memory of the server after the page
 */

/** @typedef {{ measuredOn: string, cores: number, rows: PageFigures[] }} BenchReport */

/** Shares of a bare server that others reach, as published: systems, and frameworks with one table. */
const peers = /** @type {const} */ ([
	['Astro, a table', 0.113],
	['SvelteKit, a table', 0.088],
	['Kanboard', 0.013],
	['Directus', 0.01],
	['NocoDB', 0.003],
	['Redmine', 0.0007]
]);

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const times = (/** @type {number} */ ratio) => `${ratio.toFixed(1)}×`;

/** @param {BenchReport} report @returns {string[]} the table, in Markdown */
export function tableLines({ rows }) {
	return [
		'| Page | KiB | of bare node:http | p50 | p99 | CPU per request | p50 / p99 here | statements | memory |',
		'|---|---|---|---|---|---|---|---|---|',
		...rows.map((one) =>
			[
				...['', one.name, one.kilobytes, percent(one.rate), times(one.p50), times(one.p99), times(one.cpu)],
				`${one.milliseconds.toFixed(1)} / ${one.slowest.toFixed(0)} ms`,
				...[`${one.statements}`, `${one.megabytes} MB`, '']
			].join(' | ')
		),
		...peers.map(([name, share]) => ` | ${name} (published) |  | ${percent(share)} |  |  |  |  |  |  | `)
	].map((line) => line.trim());
}

/** @param {BenchReport} report @param {BenchReport | null} before @returns {string[]} pages that differ by a fifth */
export function comparisonLines({ rows }, before) {
	if (!before) return ['No stored run to compare with.'];
	const changed = rows.flatMap((one) => {
		const then = before.rows.find(({ name }) => name === one.name);
		const ratio = then ? one.rate / then.rate : 1;
		return Math.abs(Math.log(ratio)) < Math.log(1.2) ? [] : [`${one.name}: ${ratio.toFixed(2)} times`];
	});
	const said = changed.length > 0 ? changed.join('; ') : 'no page differs by a fifth';
	return [`Against the run of ${before.measuredOn}: ${said}.`];
}

/** Stores a run with its figure, for the documentation. @param {string} file @param {BenchReport} report */
export async function writeReport(file, report) {
	await writeFile(file, `${JSON.stringify(report, null, '\t')}\n`);
	await writeFile(file.replace(/json$/, 'svg'), figure(report));
}

/** @param {BenchReport} report @returns {string} bars of each page's share, and of others */
function figure({ rows, measuredOn }) {
	const bars = [
		...rows.map((one) => ({ name: one.name, share: one.rate, own: true })),
		...peers.map(([name, share]) => ({ name, share, own: false }))
	];
	const [row, left, width] = [24, 270, 420];
	const most = Math.max(1, ...bars.map(({ share }) => share));
	const lines = bars.map(({ name, share, own }, index) => {
		const y = 40 + index * row;
		const length = Math.max(1, (share / most) * width);
		return `<text x="${left - 8}" y="${y + 13}" text-anchor="end">${name}</text><rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="16" fill="${own ? '#0b5a6f' : '#8a8f98'}"/><text x="${(left + length + 6).toFixed(1)}" y="${y + 13}">${percent(share)}</text>`;
	});
	const height = 50 + bars.length * row;
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#1c2024"><rect width="760" height="${height}" fill="#fff"/><text x="12" y="22" font-weight="600">Requests per second, as a share of a bare node:http server with the same bytes (${measuredOn})</text>${lines.join('')}</svg>\n`;
}
