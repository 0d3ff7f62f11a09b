import { beforeEach, expect, it } from 'vitest';
import {
	added,
	beginMeetings,
	decided,
	partnership,
	partnershipId,
	planned,
	steps
} from '../../../tests/support/meetings';
import { expectOk } from '../../../tests/support/partnership';
import { routeEvent } from '../../../tests/support/route-event';
import { attendanceOf } from '$lib/server/meetings/queries';
import { approveAgendaItem, recordRecusal } from '$lib/server/meetings/recuse';
import { load } from './[id]/+page.server';

beforeEach(beginMeetings);

async function offeredTo(id: number): Promise<string[]> {
	const request = { route: '/meetings/[id]', params: { id: String(id) }, body: null };
	const event = routeEvent(partnership, { ...request, actor: partnership.actors.leader });
	const { steps: offered } = (await (load as (given: unknown) => unknown)(event)) as { steps: string[] };
	return offered;
}

it('the leader is offered to approve minutes once the replacement has approved the item', async () => {
	const id = await planned();
	const itemId = await added(id);
	await steps(id, 'call', 'start');
	const rows = await attendanceOf(partnership.db.read, id);
	const { leader, member } = partnership.actors;
	const own = rows.find(({ attendance }) => attendance.personId === leader.personId)!;
	const target = { partnershipId, id, itemId };
	expectOk(
		await recordRecusal(partnership.as('secretariat'), target, {
			attendanceId: own.attendance.id,
			reason: 'Inhabil',
			...{ replacementId: member.personId, replacedBy: '' }
		})
	);
	expectOk(await decided(id, itemId));
	await steps(id, 'end', 'send-out');
	expect(await offeredTo(id)).not.toContain('approve');
	expectOk(await approveAgendaItem(partnership.as('member'), target));
	expect(await offeredTo(id)).toContain('approve');
});
