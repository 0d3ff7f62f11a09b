import { createHash } from 'node:crypto';
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { ReviewContent } from '$lib/domain/review';
import {
	byRound,
	parseRoundKey,
	roundKey,
	type RoundKey,
	type RoundKind,
	type RoundName,
	type RoundState
} from '$lib/domain/round';
import type { Reader } from '../database/database';
import { review, round } from '../database/schema';

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

/** A plan's reviews without their content, newest round and version first. */
export async function reviewsOf(read: Reader, planId: number): Promise<ReviewEntry[]> {
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
		.sort((a, b) => byRound(b, a) || b.version - a.version);
}

/** The newest version of each round's review with its content, oldest round first. */
export async function pastReviews(
	read: Reader,
	planId: number,
	publishedOnly: boolean
): Promise<{ key: RoundKey; name: RoundName; sha256: string; content: ReviewContent }[]> {
	const rows = await read
		.select({ year: round.year, kind: round.kind, review })
		.from(review)
		.innerJoin(round, eq(round.id, review.roundId))
		.where(and(eq(round.planId, planId), publishedOnly ? isNotNull(review.publishedAt) : undefined))
		.orderBy(asc(review.version));
	const newest = new Map(rows.map((row) => [roundKey(row), row]));
	return [...newest]
		.sort(([, a], [, b]) => byRound(a, b))
		.map(([key, { year, kind, review: frozen }]) => ({
			key,
			name: { year, kind },
			sha256: frozen.sha256,
			content: JSON.parse(frozen.content) as ReviewContent
		}));
}

export interface FrozenReview {
	version: number;
	/** The content, byte for byte as it was sealed. */
	text: string;
	content: ReviewContent;
	sha256: string;
	/** Whether the seal still fits the content. */
	intact: boolean;
	closedAt: string;
	closedBy: string;
	publishedAt: string | null;
}

/**
 * A round's review; null where there is none.
 *
 * @param version the version asked for; without it the newest
 * @param publishedOnly leaves out what the public may not see
 */
export async function reviewByKey(
	read: Reader,
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

/** The SHA-256 of a text's UTF-8 bytes, in hex. */
export function seal(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
