import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from './source';

/* docs/security.md names the tests that hold each requirement: they exist, and the level 1 list is whole. */

const page = readFileSync(join(repositoryRoot, 'docs/security.md'), 'utf8');
const [, level1 = '', level2 = ''] = page.split(/^## Level \d.*$/m);

interface Row {
	requirement: string;
	state: string;
	evidence: string;
}

function rowsOf(section: string): Row[] {
	const cells = section
		.split('\n')
		.filter((line) => line.startsWith('| V'))
		.map((line) => line.split('|').map((cell) => cell.trim()));
	return cells.map((row) => ({
		requirement: row[1] ?? '',
		state: row.length > 4 ? (row[2] ?? '') : '',
		evidence: row.at(-2) ?? ''
	}));
}

const files = ['src', 'tests', 'docs'].flatMap((folder) =>
	readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' }).map(
		(name) => `${folder}/${name}`
	)
);

/** Returns the repository's files that a name on the page can mean. */
function filesNamed(name: string): string[] {
	return files.filter((file) => file === name || file === `src/lib/${name}` || file.endsWith(`/${name}`));
}

const quoted = /"([^"]+)"/g;
const namedFile = /`([\w./+[\]-]+\.(?:ts|mjs|svelte|md))`/g;

/** Returns what is wrong with the evidence of a row: files that do not exist, and titles in none of its files. */
function faultsOf({ evidence }: Row): string[] {
	const faults: string[] = [];
	const named = [...evidence.matchAll(namedFile)].map(([, name = '']) => name);
	for (const name of named) if (filesNamed(name).length === 0) faults.push(`${name} does not exist`);
	const texts = named.flatMap(filesNamed).map((file) => readFileSync(join(repositoryRoot, file), 'utf8'));
	if (named.length > 0)
		for (const [, title = ''] of evidence.matchAll(quoted)) {
			const parts = title.split('…').map((part) => part.trim());
			const isFound = parts.every((part) => texts.some((text) => text.includes(part)));
			if (!isFound) faults.push(`no test is called "${title}"`);
		}
	return faults;
}

describe('docs/security.md', () => {
	it.each([
		['level 1', rowsOf(level1)],
		['level 2', rowsOf(level2)]
	])('names tests and files that exist, %s', (_level, rows) => {
		expect(rows.length).toBeGreaterThan(15);
		const faults = rows.flatMap((row) => faultsOf(row).map((fault) => `${row.requirement}: ${fault}`));
		expect(faults).toEqual([]);
	});

	it('has every requirement of level 1 once, and evidence for each that is met', () => {
		const rows = rowsOf(level1);
		const ids = rows.flatMap(({ requirement }) => requirementIds(requirement));
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toHaveLength(70);
		expect(rows.filter(({ state, evidence }) => !/^(met|n\/a|open)/.test(state) || evidence === '')).toEqual(
			[]
		);
	});
});

/** Returns the numbers of a row's requirements. */
function requirementIds(text: string): string[] {
	return [...text.matchAll(/V\d+\.\d+\.\d+/g)].map(([id]) => id);
}
