import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseSearchQuery } from '$lib/domain/search/search';
import {
	aPartnership,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import * as schema from '../database/schema';
import { maxRankedWork } from './candidates';
import { searchPlan } from './queries';

let partnership: Partnership;
const at = today.toISOString();

beforeAll(async () => {
	partnership = await aPartnership();
	const { db, actors } = partnership;
	const { partnershipId } = await partnership.plan();
	const { bodyId } = actors.leader.seats[0]!;
	const lang = 'nb' as const;
	await db.write(async (tx) => {
		const matter = { partnershipId, lang, origin: 'form', state: 'received', receivedAt: at } as const;
		const texts = { title: 'Sakord', text: 'Innhaldord', concerns: 'Gjeldord', wish: 'Ønskeord' };
		const [made] = await tx
			.insert(schema.matter)
			.values({ ...matter, ...texts })
			.returning();
		const sender = { name: 'Avsendarord', organisation: 'Kontaktord', email: 'epostord@example.no' };
		await tx.insert(schema.matterSender).values({ matterId: made!.id, ...sender });

		const meetings = [
			['planned', 'Plan'],
			['cancelled', 'Avlys'],
			['called', 'Kall'],
			['approved', 'Godkjent'],
			['published', 'Publisert']
		] as const;
		for (const [index, [state, word]] of meetings.entries()) {
			const held = {
				partnershipId,
				bodyId,
				uid: word,
				day: '2026-10-01',
				kind: 'ordinary',
				state,
				lang
			} as const;
			const [met] = await tx.insert(schema.meeting).values(held).returning();
			const meetingId = met!.id;
			const number = { numberBodyId: bodyId, numberYear: 2026, number: `Sak ${index + 1}7/26` };
			const item = { meetingId, position: 1, kind: 'decision', lang, ...number } as const;
			const open = {
				title: `${word}tittelord`,
				background: `${word}bakgrunnord`,
				outcome: `${word}utfallord`
			};
			await tx.insert(schema.agendaItem).values({ ...item, ...open, numberKey: `o${index}` });
			const closed = { title: `${word}lukkaord`, outcome: `${word}lukkautfallord`, closed: true } as const;
			const neutral = { closedBasis: 'offl. § 13', neutralTitle: 'Personalsak' };
			await tx.insert(schema.agendaItem).values({ ...item, ...closed, ...neutral, numberKey: `c${index}` });
			const row = { meetingId, name: `${word}namnord`, note: `${word}namnord`, answerNote: `${word}namnord` };
			await tx.insert(schema.meetingAttendance).values(row);
			if (state !== 'approved' && state !== 'published') continue;
			const frozen = {
				...{ closed: false, number: number.number, title: `${word}låstord`, lang, background: '' },
				...{ assessment: '', proposal: '', outcome: { text: `${word}låstutfallord`, dissent: '' } }
			};
			const content = JSON.stringify({
				items: [frozen, { closed: true, number: '', title: 'Personalsak', lang }]
			});
			const approved = { meetingId, version: 1, content, sha256: 'x', approvedAt: at, approvedBy: 'Kari' };
			await tx
				.insert(schema.minutes)
				.values({ ...approved, ...(state === 'published' && { publishedAt: at, publishedBy: 'Kari' }) });
		}

		const decision = { partnershipId, bodyId, decidedOn: '2026-10-01', lang, kind: 'decision' } as const;
		const [open, published] = await tx
			.insert(schema.decision)
			.values([
				{ ...decision, title: 'Nyttvedtakord', text: 'x', number: 'Sak 99/26' },
				{ ...decision, title: 'Vedtakord', text: 'x', publishedAt: at },
				{ ...decision, title: 'Lukkavedtakord', text: 'x', closed: true }
			])
			.returning();
		const entry = { at, state: 'done', lang } as const;
		await tx.insert(schema.decisionFollowUp).values([
			{ ...entry, decisionId: open!.id, text: 'Nyttoppfølgingord' },
			{ ...entry, decisionId: published!.id, text: 'Oppfølgingord' }
		]);
	});
});

async function find(who: PersonName, typed: string) {
	const query = parseSearchQuery(typed);
	if (query.state !== 'ready') throw new Error(`“${typed}” is ${query.state}.`);
	const { db, actors } = partnership;
	const asked = { actor: actors[who], plan: await partnership.plan(), query, locale: 'nn' } as const;
	return (await searchPlan(db.read, asked, { most: 50 })).flatMap(({ hits }) => hits);
}

const people = [
	...(['anyone', 'signedIn', 'observer', 'member', 'leader', 'otherLeader', 'ssuMember'] as const),
	...(['meeting', 'secretariat', 'administrator'] as const)
];

/** Who finds a word, in the order of `people`: x for a hit. */
const table = `
sakord                  - - x x x x x x x -
innhaldord              - - x x x x x x x -
ønskeord                - - x x x x x x x -
plantittelord           - - - x x - x - x -
avlystittelord          - - - x x - x - x -
kalltittelord           x x x x x x x x x x
kallbakgrunnord         - - - x x - x - x -
kalllukkaord            - - - x x - - - x -
godkjenttittelord       x x x x x x x x x x
godkjentutfallord       - - - x x - x - x -
godkjentlåstord         - - - - - - - - - -
publisertlåstord        x x x - - x - x - x
publisertlåstutfallord  x x x - - x - x - x
publisertutfallord      - - - x x - x - x -
publisertlukkaord       - - - x x - - - x -
publisertlukkautfallord - - - x x - - - x -
nyttvedtakord           - - - x x - x - x -
nyttoppfølgingord       - - - x x - x - x -
vedtakord               x x x x x x x x x x
oppfølgingord           x x x x x x x x x x
lukkavedtakord          - - - x x - - - x -
avsendarord             - - - - - - - - - -
kontaktord              - - - - - - - - - -
epostord                - - - - - - - - - -
publisertnamnord        - - - - - - - - - -
`;
const rows = table
	.trim()
	.split('\n')
	.map((line) => line.split(/\s+/));

describe('searching matters, meetings and decisions', () => {
	it.each(rows)('finds %s for those who may read it', async (word, ...marks) => {
		const seen = [];
		for (const who of people) seen.push((await find(who, word)).length > 0 ? 'x' : '-');
		expect(seen).toEqual(marks);
	});

	it('shows the number, body, day and page of a hit', async () => {
		const [hit] = await find('anyone', 'publisertlåstord');
		expect(hit).toMatchObject({
			...{ kind: 'meeting', code: 'Sak 57/26', recordId: 5 },
			decided: { on: '2026-10-01', body: { nb: 'fsu-1' } }
		});
		expect(await find('secretariat', 'sak 99/26')).toMatchObject([{ kind: 'decision', recordId: 1 }]);
	});

	it('finds a matter that has the word of more decisions than are ranked', async () => {
		const { db, actors } = partnership;
		const { partnershipId, id } = await partnership.plan();
		const word = 'Mangeord';
		const matter = { partnershipId, lang: 'nb', origin: 'form', state: 'received', receivedAt: at } as const;
		const { bodyId } = actors.leader.seats[0]!;
		const decision = { partnershipId, bodyId, lang: 'nb', kind: 'information', text: word } as const;
		const rows = Array.from({ length: maxRankedWork + 10 }, (_, index) => ({
			...{ ...decision, title: `Nr. ${index}`, decidedOn: '2026-01-01', publishedAt: at }
		}));
		await db.write(async (tx) => {
			await tx.insert(schema.matter).values({ ...matter, title: word, text: '' });
			for (let from = 0; from < rows.length; from += 100)
				await tx.insert(schema.decision).values(rows.slice(from, from + 100));
		});
		const query = parseSearchQuery(word);
		if (query.state !== 'ready') throw new Error('No query');
		const search = {
			actor: actors.secretariat,
			plan: { id, partnershipId, state: 'adopted' },
			query
		} as const;
		const groups = await searchPlan(db.read, { ...search, locale: 'nb' }, { most: 5 });
		expect(groups).toMatchObject([
			{ kind: 'decision', total: maxRankedWork, capped: true },
			{ kind: 'matter', total: 1, capped: false }
		]);
	});

	it('yields neither closed items nor people to the public in any state of a meeting', async () => {
		const { db } = partnership;
		const [before] = await db.read.select().from(schema.meeting).where(eq(schema.meeting.uid, 'Publisert'));
		for (const state of [
			'called',
			'in-progress',
			'held',
			'out-for-remarks',
			'approved',
			'published'
		] as const) {
			await db.write((tx) => tx.update(schema.meeting).set({ state }));
			for (const word of ['lukka', 'namnord', 'avsendarord', 'kontaktord'])
				for (const prefix of ['', 'plan', 'kall', 'godkjent', 'publisert'])
					for (const who of ['anyone', 'signedIn', 'otherLeader'] as const)
						expect(await find(who, prefix + word), `${prefix + word} for ${who}, ${state}`).toEqual([]);
		}
		await db.write((tx) =>
			tx.update(schema.meeting).set({ state: before!.state }).where(eq(schema.meeting.id, before!.id))
		);
	});

	it('forgets what was deleted or changed, and follows a new version of minutes', async () => {
		const { db } = partnership;
		const [published] = await db.read
			.select()
			.from(schema.minutes)
			.where(eq(schema.minutes.version, 1))
			.offset(1)
			.limit(1);
		const content = published!.content.replaceAll('låst', 'retta');
		const { id: _id, ...copied } = published!;
		await db.write((tx) => tx.insert(schema.minutes).values({ ...copied, version: 2, content }));
		expect(await find('anyone', 'publisertlåstord')).toEqual([]);
		expect(await find('anyone', 'publisertrettaord')).toHaveLength(1);
		await db.write((tx) => tx.update(schema.decisionFollowUp).set({ text: 'Anna' }));
		expect(await find('anyone', 'oppfølgingord')).toEqual([]);
	});
});
