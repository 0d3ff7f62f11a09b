import { sql } from 'drizzle-orm';
import type { Locale } from '$lib/domain/localized';
import { review, round } from '$lib/server/database/schema';
import { mediaTypes, type DocumentFormat } from '$lib/server/documents/request';
import { pathInLocale } from '$lib/i18n/locale';
import { ensureBuilt } from '../../src/bin/setup.mjs';
import { effort } from '../support/effort';
import { startServer } from '../support/server';
import { demoDatabase, madeUpReview, olderReview } from './example-reviews';

export interface ServedReview {
	name: string;
	/** The languages to compare it in: both for the first, one for each other, and in the soak both for all. */
	locales: readonly Locale[];
	page: (locale: Locale) => Promise<string>;
	paper: (format: DocumentFormat, locale: Locale) => Promise<Uint8Array>;
}

const norwegian: readonly Locale[] = ['nb', 'nn'];

const fileOf: Record<DocumentFormat, string> = {
	docx: 'review.docx',
	pptx: 'review.pptx',
	xlsx: 'review.xlsx',
	zip: 'archive.zip'
};

/**
 * The built application with the example's reviews, one of a plan with 400 measures, and one as they were
 * frozen before their parts were kept; everything published, as the public gets it.
 */
export async function serveReviews(): Promise<{ reviews: ServedReview[]; stop: () => Promise<void> }> {
	await ensureBuilt();
	const db = await demoDatabase();
	const large = madeUpReview(400);
	const entries = [
		{ name: 'the example’s annual review', key: '2025', version: 1 },
		{ name: 'the example’s half-year review', key: '2026-half', version: 1 }
	];
	const [held] = await db.read
		.select({ id: round.id })
		.from(round)
		.where(sql`${round.year} = 2025`);
	for (const { name, text, review: made } of [large, olderReview()]) {
		const version = entries.length;
		const { sha256, closedAt, closedBy } = made;
		const publishedAt = '2026-12-01T08:00:00.000Z';
		await db.read
			.insert(review)
			.values({ roundId: held!.id, version, content: text, sha256, closedAt, closedBy, publishedAt });
		entries.push({ name, key: '2025', version });
	}
	const server = await startServer(undefined, { DATABASE_URL: db.url });
	const fetched = async (path: string, locale: Locale, type: string) => {
		const response = await fetch(`${server.address}${pathInLocale(path, locale)}`);
		if (!response.ok || !response.headers.get('content-type')?.startsWith(type))
			throw new Error(`${path} answered ${response.status} ${response.headers.get('content-type')}.`);
		return response;
	};
	const reviews = entries.map(({ name, key, version }, index): ServedReview => {
		const query = `?version=${version}`;
		return {
			name,
			locales: index === 0 ? norwegian : effort([norwegian[index % 2]!], norwegian),
			page: async (locale) => (await fetched(`/reviews/${key}${query}`, locale, 'text/html')).text(),
			paper: async (format, locale) => {
				const path = `/reviews/${key}/${fileOf[format]}${query}`;
				return new Uint8Array(await (await fetched(path, locale, mediaTypes[format])).arrayBuffer());
			}
		};
	});
	return { reviews, stop: () => server.stop() };
}
