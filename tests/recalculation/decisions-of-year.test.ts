import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { DecisionKind, FollowUpState } from '$lib/domain/decision/decision';
import type { ReviewContent } from '$lib/domain/review/review';
import { body, decision, decisionFollowUp, review, round } from '$lib/server/database/schema';
import { verifySeals } from '$lib/server/reviews/verify-seals';
import { reviewDocument } from '$lib/server/documents/review-document';
import { reviewSheets } from '$lib/server/documents/review-sheets';
import { reviewSlides } from '$lib/server/documents/review-slides';
import { closeRound } from '$lib/server/workflows/close-round';
import { aPartnership, aPlanFile, expectOk, today } from '../support/partnership';

/*
 * The decisions of a sealed annual review, computed again from the rows by a plain loop that shares nothing with the
 * product, and compared with the sealed part, its papers and its page's figures.
 */

const closing = today.toISOString().slice(0, 10);
const kinds: DecisionKind[] = ['decision', 'recommendation', 'assignment', 'information', 'postponed'];
const states: FollowUpState[] = ['not-started', 'in-progress', 'done', 'dropped'];
const days = ['2025-06-01', '2026-02-01', '2026-05-21', '2026-10-15', closing, '2027-03-01'];
const dues = [null, '2026-09-01', closing, '2027-01-15'];

async function closedReview() {
	const partnership = await aPartnership(
		aPlanFile({
			rounds: [
				{ year: 2025, kind: 'annual', state: 'closed' },
				{ year: 2026, kind: 'annual', state: 'open' }
			]
		})
	);
	const { db } = partnership;
	const { partnershipId } = await partnership.plan();
	const [ssu] = await db.read.select().from(body).where(eq(body.slug, 'ssu'));
	const rows = Array.from({ length: 60 }, (_, index) => {
		const kind = kinds[index % kinds.length]!;
		const isFollowed = index % kinds.length < 3;
		return {
			...{
				partnershipId,
				bodyId: ssu!.id,
				kind,
				lang: 'nn' as const,
				title: `Vedtak ${index}`,
				text: 'Tekst'
			},
			...{ decidedOn: days[index % days.length]!, number: `${index}/26`, dueOn: dues[index % dues.length]! },
			followUp: isFollowed ? states[(index * 3 + (index >> 3)) % states.length]! : null,
			publishedAt: index % 7 === 1 ? null : '2026-10-20T10:00:00.000Z',
			...(index % 13 === 12 && { replacesId: index - 5, replacement: 'supersedes' as const })
		};
	});
	await db.write(async (tx) => {
		for (const row of rows) await tx.insert(decision).values(row);
		for (const index of [3, 8, 8, 20])
			await tx.insert(decisionFollowUp).values({
				...{
					decisionId: index + 1,
					at: `2026-10-2${index % 9}T10:00:00.000Z`,
					state: 'in-progress' as const
				},
				...{ text: `Merknad ${index}`, lang: 'nb' as const }
			});
	});
	const [open] = await db.read.select().from(round).where(eq(round.year, 2026));
	const [before] = await db.read.select().from(round).where(eq(round.year, 2025));
	expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
	const sealed = (await db.read.select().from(review).where(eq(review.roundId, open!.id)))[0]!;
	return { db, rows, since: before!.meetingOn, sealed, content: JSON.parse(sealed.content) as ReviewContent };
}

describe('the decisions of a year', () => {
	it('are those of the rows, counted again, and verify with the seal', async () => {
		const { db, rows, since, sealed, content } = await closedReview();
		const told = content.decisionsOfYear!;
		const replaced = new Set(rows.flatMap(({ replacesId }) => replacesId ?? []));
		const count = { done: 0, inProgress: 0, notStarted: 0, late: 0, dropped: 0, replaced: 0 };
		let [shown, hidden] = [0, 0];
		for (const [index, row] of rows.entries()) {
			if (!(row.decidedOn > since && row.decidedOn <= closing)) continue;
			if (row.publishedAt === null) {
				hidden += 1;
				continue;
			}
			shown += 1;
			if (row.followUp === 'done') count.done += 1;
			else if (row.followUp === 'dropped') count.dropped += 1;
			else if (row.followUp !== null && replaced.has(index + 1)) count.replaced += 1;
			else if (row.followUp !== null && row.dueOn !== null && row.dueOn < closing) count.late += 1;
			else if (row.followUp === 'in-progress') count.inProgress += 1;
			else if (row.followUp === 'not-started') count.notStarted += 1;
		}
		expect([told.after, told.items.length, told.unpublished]).toEqual([since, shown, hidden]);
		expect(told.counts).toEqual(count);
		expect(shown).toBeGreaterThan(10);
		expect(Math.min(count.done, count.late, count.dropped, hidden)).toBeGreaterThan(0);
		const text = JSON.stringify(told);
		for (const [index, { publishedAt, title }] of rows.entries())
			if (publishedAt === null) expect(text, String(index)).not.toContain(`"${title}"`);
		expect((await verifySeals(db.read)).broken).toEqual([]);
		const paper = { ...sealed, content };
		const sheet = reviewSheets(paper).find(({ rows: all }) =>
			all.some(([, number]) => number?.text === '3/26')
		);
		expect(sheet?.rows).toHaveLength(shown);
		const bars = reviewSlides(paper).flatMap(({ charts }) => charts.map((one) => one.bars));
		expect(bars.map(({ series }) => series[0]?.values)).toContainEqual([
			count.done,
			count.inProgress,
			count.notStarted,
			count.late,
			count.dropped,
			count.replaced
		]);
		const tables = reviewDocument(paper).sections.flatMap(({ blocks }) =>
			blocks.flatMap((one) => (one.kind === 'table' ? [one.table.rows.length] : []))
		);
		expect(tables).toContain(shown);
	});

	it('are missing in a year without any', async () => {
		const partnership = await aPartnership(
			aPlanFile({ rounds: [{ year: 2026, kind: 'annual', state: 'open' }] })
		);
		expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
		const [sealed] = await partnership.db.read.select().from(review);
		expect(sealed!.content).not.toContain('decisionsOfYear');
	});
});
