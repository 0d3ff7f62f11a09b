import { createHash } from 'node:crypto';
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import { instantToOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import type { ReviewContent } from '$lib/domain/review/review';
import type { ReviewSection, ReviewTexts } from '$lib/domain/review/review-text';
import {
	compareRounds,
	parseRoundKey,
	roundKey,
	type RoundKey,
	type RoundKind,
	type RoundPeriod,
	type RoundState
} from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { review, reviewText, round } from '../database/schema';

export interface ReviewEntry {
	key: RoundKey;
	year: number;
	kind: RoundKind;
	roundState: RoundState;
	version: number;
	sha256: string;
	closedAt: string;
	publishedAt: string | null;
}

/** Lists a plan's reviews without their content, newest round and version first. */
export async function reviewEntries(read: Queryable, planId: number): Promise<ReviewEntry[]> {
	const rows = await read
		.select({
			year: round.year,
			kind: round.kind,
			roundState: round.state,
			version: review.version,
			sha256: review.sha256,
			closedAt: review.closedAt,
			publishedAt: review.publishedAt
		})
		.from(review)
		.innerJoin(round, eq(round.id, review.roundId))
		.where(eq(round.planId, planId));
	return rows
		.map((row) => ({ key: roundKey(row), ...row }))
		.sort((a, b) => compareRounds(b, a) || b.version - a.version);
}

/** Lists the newest version of each round's review with its content, oldest round first. */
export async function latestReviews(
	read: Queryable,
	planId: number,
	publishedOnly: boolean
): Promise<{ key: RoundKey; name: RoundPeriod; sha256: string; content: ReviewContent }[]> {
	const rows = await read
		.select({ year: round.year, kind: round.kind, review })
		.from(review)
		.innerJoin(round, eq(round.id, review.roundId))
		.where(and(eq(round.planId, planId), publishedOnly ? isNotNull(review.publishedAt) : undefined))
		.orderBy(asc(review.version));
	const newest = new Map(rows.map((row) => [roundKey(row), row]));
	return [...newest]
		.sort(([, a], [, b]) => compareRounds(a, b))
		.map(([key, { year, kind, review: frozen }]) => ({
			key,
			name: { year, kind },
			sha256: frozen.sha256,
			content: JSON.parse(frozen.content) as ReviewContent
		}));
}

export interface FrozenReview {
	version: number;
	/** The sealed content, byte for byte. */
	text: string;
	content: ReviewContent;
	sha256: string;
	/** True if the content matches its seal. */
	intact: boolean;
	closedAt: string;
	closedBy: string;
	publishedAt: string | null;
}

/**
 * Returns a round's review, or null.
 *
 * @param version the newest if left out
 * @param publishedOnly ignores versions that the public may not see
 */
export async function reviewByKey(
	read: Queryable,
	planId: number,
	key: RoundKey,
	{ version, publishedOnly = false }: { version?: number | undefined; publishedOnly?: boolean } = {}
): Promise<FrozenReview | null> {
	const name = parseRoundKey(key);
	if (!name) return null;
	const rows = await read
		.select({ review })
		.from(review)
		.innerJoin(round, eq(round.id, review.roundId))
		.where(and(eq(round.planId, planId), eq(round.year, name.year), eq(round.kind, name.kind)))
		.orderBy(desc(review.version));
	const row = rows
		.map((one) => one.review)
		.find((one) => (version === undefined || one.version === version) && (!publishedOnly || one.publishedAt));
	if (!row) return null;
	const { content: text, sha256, closedAt, closedBy, publishedAt } = row;
	return {
		version: row.version,
		text,
		content: JSON.parse(text) as ReviewContent,
		sha256,
		intact: seal(text) === sha256,
		closedAt,
		closedBy,
		publishedAt
	};
}

/** Returns the SHA-256 of a text's UTF-8 bytes, in hex. */
export function seal(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** A section's text with its last author and its version. */
export interface ReviewTextVersion {
	text: Localized;
	by: string;
	on: CalendarDate;
	version: number;
}

/** Returns the secretariat's texts of a round by section. One statement. */
export async function reviewTextsIn(
	read: Queryable,
	roundId: number
): Promise<Map<ReviewSection, ReviewTextVersion>> {
	const rows = await read.select().from(reviewText).where(eq(reviewText.roundId, roundId));
	return new Map(
		rows.map(({ section, text, by, at, version }) => [
			section as ReviewSection,
			{ text, by, on: instantToOsloDate(at), version }
		])
	);
}

/** Converts texts to the form a review seals. */
export function toReviewTexts(written: ReadonlyMap<ReviewSection, ReviewTextVersion>): ReviewTexts {
	return Object.fromEntries([...written].map(([section, { text }]) => [section, text]));
}
