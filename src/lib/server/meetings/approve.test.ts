import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutcomeKind } from '$lib/domain/meeting/agenda';
import type { MinutesContent } from '$lib/domain/meeting/minutes';
import { expectOk } from '../../../../tests/support/partnership';
import {
	beginMeetings,
	partnership,
	planned,
	target,
	step,
	steps,
	added,
	decided,
	aMatter,
	matterState,
	codeOf
} from '../../../../tests/support/meetings';
import { minutes } from '../database/schema';
import { approveMinutes, publishMinutes } from './approve';
import { agendaOf, minutesOf } from './queries';
import { verifyMinutes } from './verify-minutes';

beforeEach(beginMeetings);

describe('minutes', () => {
	async function outForRemarks(kind: OutcomeKind = 'decision') {
		const [id, matterId] = [await planned(), await aMatter()];
		const itemId = await added(id, { matterId });
		await added(id, {
			...{ title: 'Klage fra Kari Nordmann', background: 'Hemmelig bakgrunn', closed: true },
			...{ closedBasis: 'offl. § 13', neutralTitle: 'Personalsak' }
		});
		await steps(id, 'call', 'start');
		expectOk(await decided(id, itemId, { outcomeKind: kind }));
		await steps(id, 'end', 'send-out');
		return { id, itemId, matterId };
	}

	it('are frozen with a seal when approved, without closed items and names', async () => {
		const { id, matterId } = await outForRemarks();
		const { sha256 } = expectOk(await approveMinutes(partnership.as('leader'), await target(id)));
		const [frozen] = await minutesOf(partnership.db.read, id);
		expect(frozen).toMatchObject({ version: 1, sha256, publishedAt: null });
		const content = JSON.parse(frozen!.content) as MinutesContent;
		expect(content.format).toBe('framdrift.minutes.v1');
		expect(content.items.find(({ title }) => title === 'Personalsak')).toEqual({
			...{ closed: true, number: expect.any(String) as string, title: 'Personalsak', lang: 'nb' }
		});
		for (const hidden of ['Kari Nordmann', 'Hemmelig', '§ 13', partnership.actors.leader.name])
			expect(frozen!.content).not.toContain(hidden);
		expect(await matterState(matterId)).toBe('treated');
		expect(await verifyMinutes(partnership.db.read)).toEqual({ checked: 1, broken: [] });
		await partnership.db.write((tx) =>
			tx.update(minutes).set({ content: '{}' }).where(eq(minutes.id, frozen!.id))
		);
		expect((await verifyMinutes(partnership.db.read)).broken).toEqual([{ meetingId: id, version: 1 }]);
	});

	it('postpone a matter that has no other outcome', async () => {
		const { id, matterId } = await outForRemarks('postponed');
		expectOk(await approveMinutes(partnership.as('leader'), await target(id)));
		expect(await matterState(matterId)).toBe('postponed');
	});

	it('change after approval as a new version only, approved again, both kept', async () => {
		const { id, itemId } = await outForRemarks();
		expectOk(await approveMinutes(partnership.as('leader'), await target(id)));
		expectOk(await publishMinutes(partnership.as('secretariat'), await target(id)));
		expectOk(await step(id, { step: 'revise', reason: 'Feil dato' }));
		expectOk(await decided(id, itemId, { outcome: 'Rettet.', reason: 'Feil dato' }));
		expectOk(await approveMinutes(partnership.as('leader'), await target(id)));
		const versions = await minutesOf(partnership.db.read, id);
		expect(
			versions.map(({ version, reason, publishedAt }) => [version, reason, publishedAt !== null])
		).toEqual([
			[2, 'Feil dato', false],
			[1, '', true]
		]);
		expect(versions[1]!.content).toContain('Vedtatt.');
		expect(versions[0]!.content).toContain('Rettet.');
	});

	it('are approved by those who write them once the next meeting has done so', async () => {
		const { id } = await outForRemarks();
		expect(codeOf(await approveMinutes(partnership.as('secretariat'), await target(id)))).toBe(
			'not-permitted'
		);
		const next = await planned({ day: '2026-12-17' });
		await steps(next, 'call', 'start');
		const last = (await agendaOf(partnership.db.read, next)).find(
			({ standing }) => standing === 'last-minutes'
		)!;
		expectOk(await decided(next, last.id));
		expectOk(await approveMinutes(partnership.as('secretariat'), await target(id)));
	});

	it.each(['12026012345', '01010750160'])('are not published with an identity number %#', async (number) => {
		const { id, itemId } = await outForRemarks();
		const isIdentity = number === '01010750160';
		expectOk(await decided(id, itemId, { outcome: `Gjelder ${number}.`, reason: 'Rettet' }));
		expectOk(await approveMinutes(partnership.as('leader'), await target(id)));
		const result = await publishMinutes(partnership.as('secretariat'), await target(id));
		expect(codeOf(result)).toBe(isIdentity ? 'step identity-number' : 'ok');
	});
});
