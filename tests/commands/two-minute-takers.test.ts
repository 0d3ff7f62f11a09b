import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { planMeeting } from '$lib/server/meetings/commands';
import { recordOutcome } from '$lib/server/meetings/outcome';
import { agendaOf, meetingById } from '$lib/server/meetings/queries';
import { takeMeetingStep } from '$lib/server/meetings/steps';
import { effort } from '../support/effort';
import { aPartnership, expectOk, type Partnership } from '../support/partnership';

/*
 * Two people write the outcomes of one meeting, each on the page they last opened. A save from an older page is
 * refused with what the other saved, which the writer then takes in: no text that was answered for is lost.
 */

let partnership: Partnership;
let meetingId: number;
let partnershipId: number;
let itemIds: number[];

beforeAll(async () => {
	partnership = await aPartnership();
	({ partnershipId } = await partnership.plan());
	const values = {
		...({ kind: 'ordinary', lang: 'nb', body: 'fsu-1', jointBody: null, day: '2026-12-03' } as const),
		...{ startsAt: null, endsAt: null, place: '' }
	};
	const context = partnership.as('secretariat');
	({ id: meetingId } = expectOk(await planMeeting(context, { partnershipId, uid: 'two' }, values)));
	for (const step of ['call', 'start'] as const) {
		const { version } = (await meetingById(partnership.db.read, partnershipId, meetingId))!;
		const target = { partnershipId, id: meetingId, version };
		expectOk(await takeMeetingStep(context, target, { step, reason: '', time: null }));
	}
	itemIds = (await agendaOf(partnership.db.read, meetingId)).slice(0, 2).map(({ id }) => id);
});

interface OpenPage {
	version: number;
	text: string;
}

/** A minute taker with the pages they have open, by item. */
class MinuteTaker {
	readonly #open = new Map<number, OpenPage>();

	async open(itemId: number): Promise<void> {
		const item = (await agendaOf(partnership.db.read, meetingId)).find(({ id }) => id === itemId)!;
		this.#open.set(itemId, { version: item.version, text: item.outcome });
	}

	/** Adds a word to the text of the open page and saves it. @returns false if the page was too old */
	async save(itemId: number, word: string): Promise<boolean> {
		const page = this.#open.get(itemId)!;
		const values = {
			...({ outcomeKind: 'decision', outcomeLang: 'nb', consensus: 'agreed', dissent: '' } as const),
			...{ outcome: `${page.text} ${word}`.trim(), responsible: null, dueOn: null, reason: '', goesOn: false }
		};
		const target = { partnershipId, id: meetingId, itemId, version: page.version };
		const saved = await recordOutcome(partnership.as('secretariat'), target, values);
		if (saved.ok) await this.open(itemId);
		else expect(saved.refused).toMatchObject({ code: 'stale', current: { id: itemId } });
		return saved.ok;
	}
}

const turn = fc.record({
	writer: fc.constantFrom(0, 1),
	item: fc.constantFrom(0, 1),
	does: fc.constantFrom('save', 'open')
});

it('keeps every outcome that was answered for, however two minute takers interleave', async () => {
	let refusals = 0;
	let count = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(turn, { maxLength: 30 }), async (turns) => {
			const writers = [new MinuteTaker(), new MinuteTaker()];
			for (const writer of writers) for (const id of itemIds) await writer.open(id);
			const answered: { itemId: number; word: string }[] = [];
			for (const { writer, item, does } of turns) {
				const itemId = itemIds[item]!;
				const one = writers[writer]!;
				if (does === 'open') {
					await one.open(itemId);
					continue;
				}
				const word = `ord${++count}.`;
				if (!(await one.save(itemId, word))) {
					refusals++;
					await one.open(itemId);
					expect(await one.save(itemId, word)).toBe(true);
				}
				answered.push({ itemId, word });
			}
			const agenda = await agendaOf(partnership.db.read, meetingId);
			for (const { itemId, word } of answered)
				expect(agenda.find(({ id }) => id === itemId)!.outcome.split(' ')).toContain(word);
		}),
		{ numRuns: effort(15, 200) }
	);
	expect(refusals).toBeGreaterThan(0);
}, 60_000);

it('answers one of two saves from the same page, at once', async () => {
	const writers = [new MinuteTaker(), new MinuteTaker()];
	const itemId = itemIds[0]!;
	for (const one of writers) await one.open(itemId);
	const saved = await Promise.all(writers.map((one, index) => one.save(itemId, `samtidig${index}.`)));
	expect(saved.filter(Boolean)).toHaveLength(1);
});
