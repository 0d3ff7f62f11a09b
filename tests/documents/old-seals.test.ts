import { expect, it } from 'vitest';
import { demoDatabase } from './example-reviews';
import { review } from '$lib/server/database/schema';
import { verifyArchive } from '$lib/server/documents/verify-archive';

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
