import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { review } from '$lib/server/database/schema';
import { verifyArchive } from '$lib/server/documents/verify-archive';
import { demoDatabase } from './example-reviews';

it('seals the demo’s rounds of before July 2026 by the definition of 2025, byte for byte', async () => {
	const db = await demoDatabase();
	const rows = await db.read.select({ sha256: review.sha256, content: review.content }).from(review);
	expect(rows.map(({ sha256 }) => sha256)).toEqual([
		'8a6b25d39065141482e468dad0aa627189e136225c3b653cc63d50ae10c7dbe9',
		'fc950241888ad7e8fdde1f2eedc082ecf0d6f93dbba5d33bdf4bae78948f02dd'
	]);
	for (const { sha256, content } of rows)
		expect(verifyArchive(Buffer.from(content), sha256)).toMatchObject({ ok: true, seal: sha256 });
});

/** An archive of the demo’s review of 2025 as the program packed it before figures had definitions with versions. */
const packedEarlier = readFileSync('tests/fixtures/archives/packed-2026-11-26.zip');

it('verifies an archive that an earlier version packed', () => {
	expect(verifyArchive(packedEarlier)).toMatchObject({
		ok: true,
		files: 6,
		seal: '8a6b25d39065141482e468dad0aa627189e136225c3b653cc63d50ae10c7dbe9'
	});
});

it.each(Object.keys(unzipSync(packedEarlier)))('refuses it with %s changed', (name) => {
	const files = unzipSync(packedEarlier);
	const changed = { ...files, [name]: Buffer.from(`${strFromU8(files[name]!)} `) };
	expect(verifyArchive(zipSync(changed))).toMatchObject({ ok: false });
});
