import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Joins all messages into one module for the tests: to import two thousand takes longer than most tests do.
 * @type {import('vite').Plugin}
 */
export const joinedMessages = {
	name: 'framdrift:joined-messages',
	load: {
		filter: { id: /\/i18n\/paraglide\/messages\/_index\.js$/ },
		async handler(id) {
			const folder = dirname(id);
			const files = (await readdir(folder)).filter((file) => /^(?!_index).*\.js$/.test(file));
			const sources = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
			const all = sources.join('\n').replace(/\/\*.*?\*\//gs, '');
			const imports = new Set(all.match(/^import .*$/gm));
			return { code: [...imports, all.replace(/^import .*$/gm, '')].join('\n'), map: null };
		}
	}
};
