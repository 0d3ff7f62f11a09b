import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { DocumentModel } from './model';
import { writeWord } from './word';

const cover = { kind: 'Gjennomgang', partnership: { text: 'Helsefellesskapet' }, facts: [], note: '' };

async function write(text: string): Promise<Record<string, string>> {
	const sections: DocumentModel['sections'] = [
		{ level: 1, heading: { text: 'Samlet' }, blocks: [{ kind: 'text', text: { text } }] }
	];
	const file = await writeWord({ locale: 'nb', title: 'Gjennomgang 2025', cover, sections }, new Map());
	const parts = Object.entries(unzipSync(file));
	return Object.fromEntries(parts.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

describe('writeWord', () => {
	it('numbers the pages of the contents', async () => {
		const parts = await write('Noen ord.');
		expect(parts['word/settings.xml']).not.toContain('w:updateFields');
		expect(parts['word/document.xml']).toMatch(/Samlet.*PAGEREF/s);
	});

	it.each([
		['of 30 000 letters', 'a'.repeat(30_000)],
		['of words that nothing may part', 'et\u00a0ord\u00a0til\u00a0'.repeat(3000)]
	])('leaves the numbers to Word for a word %s', { timeout: 10_000 }, async (_what, word) => {
		const parts = await write(word);
		expect(parts['word/document.xml']).toContain(word);
		expect(parts['word/settings.xml']).toContain('w:updateFields');
	});
});
