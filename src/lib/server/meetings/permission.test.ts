import { beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '$lib/domain/result';
import { expectOk } from '../../../../tests/support/partnership';
import {
	beginMeetings,
	partnership,
	partnershipId,
	type Who,
	planned,
	target,
	step,
	steps,
	decided,
	codeOf,
	values,
	item
} from '../../../../tests/support/meetings';
import { addAgendaItem } from './agenda';
import { addMinutesRemark, approveMinutes, publishMinutes } from './approve';
import { planMeeting } from './commands';
import { agendaOf } from './queries';

beforeEach(beginMeetings);

describe('permission on a meeting', () => {
	const everyone = ['anyone', 'member', 'leader', 'ssuLeader', 'secretariat', 'administrator'] as const;
	/** Runs one command as a person, on a meeting of FSU 1 in the state it needs. */
	const commands: Record<string, { may: readonly string[]; run: (who: Who) => Promise<Result<unknown>> }> = {
		plan: {
			may: ['leader', 'secretariat'],
			run: (who) => planMeeting(partnership.as(who), { partnershipId, uid: `uid-${who}` }, values)
		},
		call: {
			may: ['leader', 'secretariat'],
			run: async (who) => step(await planned(), { step: 'call' }, who)
		},
		cancel: {
			may: ['leader', 'secretariat'],
			run: async (who) => step(await planned(), { step: 'cancel' }, who)
		},
		add: {
			may: ['leader', 'secretariat'],
			run: async (who) =>
				addAgendaItem(
					partnership.as(who),
					{ partnershipId, id: await planned() },
					{ ...item, matterId: null }
				)
		},
		start: {
			may: ['secretariat'],
			run: async (who) => {
				const id = await planned();
				await steps(id, 'call');
				return step(id, { step: 'start' }, who);
			}
		},
		outcome: {
			may: ['secretariat'],
			run: async (who) => {
				const id = await planned();
				await steps(id, 'call', 'start');
				const [first] = await agendaOf(partnership.db.read, id);
				return decided(id, first!.id, {}, who);
			}
		},
		approve: {
			may: ['leader'],
			run: async (who) => {
				const id = await planned();
				await steps(id, 'call', 'start', 'end', 'send-out');
				return approveMinutes(partnership.as(who), await target(id));
			}
		},
		publish: {
			may: ['secretariat'],
			run: async (who) => {
				const id = await planned();
				await steps(id, 'call', 'start', 'end', 'send-out');
				expectOk(await approveMinutes(partnership.as('leader'), await target(id)));
				return publishMinutes(partnership.as(who), await target(id));
			}
		},
		remark: {
			may: [],
			run: async (who) => {
				const id = await planned();
				await steps(id, 'call', 'start', 'end', 'send-out');
				return addMinutesRemark(partnership.as(who), { partnershipId, id }, 'Merknad');
			}
		}
	};
	it.each(Object.keys(commands))('allows whom the table names to %s', async (name) => {
		const { may, run } = commands[name]!;
		for (const who of everyone)
			expect(codeOf(await run(who)), who).toBe(may.includes(who) ? 'ok' : 'not-permitted');
	});
});
