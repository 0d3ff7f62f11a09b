import { statSync } from 'node:fs';
import { dirname, resolve as join } from 'node:path';

/* Finds the file of an import as Vite does, for eslint-plugin-boundaries. */

const endings = ['', '.ts', '.svelte.ts', '.svelte', '.js', '.mjs', '/index.ts'];

export const interfaceVersion = 2;

/** @param {string} source @param {string} importer */
export function resolve(source, importer) {
	const path = source.startsWith('$lib/')
		? join(import.meta.dirname, 'src/lib', source.slice('$lib/'.length))
		: /^\.{1,2}\//.test(source) && join(dirname(importer), source);
	if (!path) return { found: false };
	const ending = endings.find((one) => statSync(path + one, { throwIfNoEntry: false })?.isFile());
	// A generated file may be missing before a build: its folder tells its layer.
	return { found: true, path: path + (ending ?? '.ts') };
}
