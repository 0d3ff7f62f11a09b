import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutcomeKind } from '$lib/domain/meeting/agenda';
import type { MinutesContent } from '$lib/domain/meeting/minutes';
import type { Result } from '$lib/domain/result';
import { aPartnership, expectOk, lastEvent, type Partnership } from '../../../../tests/support/partnership';
import {
	agendaItem,
	meeting,
	meetingAttendance,
	minutes,
	person,
	seat,
	seatHolder
} from '../database/schema';
import { registerMatter } from '../matters/commands';
import { matterById } from '../matters/queries';
import { triageMatter } from '../matters/steps';
import {
	addAgendaItem,
	editAgendaItem,
	moveAgendaItem,
	orderAgenda,
	removeAgendaItem,
	type AgendaItemValues
} from './agenda';
import { addMinutesRemark, approveMinutes, publishMinutes } from './approve';
import { alternatesFor, answerNotice, recordAttendance, type AttendanceValues } from './attendance';
import { planMeeting, type MeetingValues } from './commands';
import { recordOutcome, recordRecusal, type OutcomeValues } from './outcome';
import { agendaOf, attendanceOf, meetingById, minutesOf } from './queries';
import { takeMeetingStep, type MeetingStepValues } from './steps';
import { verifyMinutes } from './verify-minutes';

type Who = keyof Partnership['actors'];

let partnership: Partnership;
let partnershipId: number;

const values: MeetingValues = {
	...({ kind: 'ordinary', lang: 'nb', body: 'fsu-1', jointBody: null, day: '2026-12-03' } as const),
	...{ startsAt: '12:00', endsAt: '15:00', place: 'Kommunehuset' }
};
const item: AgendaItemValues = {
	...({ number: '', kind: 'decision', title: 'Felles beredskap', lang: 'nb' } as const),
	...{ background: 'Bakgrunn', assessment: '', proposal: 'Forslag', closed: false },
	...{ closedBasis: '', neutralTitle: '' }
};
const outcome: OutcomeValues = {
	...({ outcomeKind: 'decision', outcome: 'Vedtatt.', outcomeLang: 'nb', consensus: 'agreed' } as const),
	...{ dissent: '', responsible: null, dueOn: null, reason: '', goesOn: false }
};

beforeEach(async () => {
	partnership = await aPartnership();
	({ partnershipId } = await partnership.plan());
});

async function planned(given: Partial<MeetingValues> = {}): Promise<number> {
	const uid = `uid-${Math.random()}`;
	return expectOk(
		await planMeeting(partnership.as('secretariat'), { partnershipId, uid }, { ...values, ...given })
	).id;
}

async function target(id: number) {
	const { version } = (await meetingById(partnership.db.read, partnershipId, id))!;
	return { partnershipId, id, version };
}

async function step(
	id: number,
	given: Partial<MeetingStepValues> & Pick<MeetingStepValues, 'step'>,
	who: Who = 'secretariat'
) {
	return takeMeetingStep(partnership.as(who), await target(id), { reason: 'Fordi.', time: null, ...given });
}

async function steps(id: number, ...all: MeetingStepValues['step'][]) {
	for (const one of all) expectOk(await step(id, { step: one }));
}

async function added(id: number, given: Partial<AgendaItemValues> & { matterId?: number | null } = {}) {
	const all = { ...item, matterId: null, ...given };
	return expectOk(await addAgendaItem(partnership.as('secretariat'), { partnershipId, id }, all)).id;
}

async function itemTarget(id: number, itemId: number) {
	const found = (await agendaOf(partnership.db.read, id)).find((one) => one.id === itemId)!;
	return { partnershipId, id, itemId, version: found.version };
}

async function decided(
	id: number,
	itemId: number,
	given: Partial<OutcomeValues> = {},
	who: Who = 'secretariat'
) {
	return recordOutcome(partnership.as(who), await itemTarget(id, itemId), { ...outcome, ...given });
}

async function aMatter(): Promise<number> {
	const { id } = expectOk(
		await registerMatter(
			partnership.as('member'),
			{ partnershipId, planId: null },
			{
				...({
					title: 'Hvem melder fra?',
					text: 'Ingen vet.',
					lang: 'nb',
					organisation: '',
					concerns: ''
				} as const),
				...{ wish: '', treatedAtHome: null, body: null, measures: [], areas: [], links: null }
			}
		)
	);
	const decision = { step: 'triage', body: 'fsu-1', target: null, reason: '' } as const;
	expectOk(await triageMatter(partnership.as('secretariat'), { partnershipId, id, version: 1 }, decision));
	return id;
}

async function matterState(id: number) {
	return (await matterById(partnership.db.read, partnershipId, id))?.state;
}

async function present(id: number): Promise<AttendanceValues[]> {
	const rows = await attendanceOf(partnership.db.read, id);
	const { title, arrivedAt, leftAt, note } = { title: '', arrivedAt: null, leftAt: null, note: '' };
	return rows.map(({ attendance }) => ({
		...{ id: attendance.id, presence: 'present' as const, alternateId: null, title, arrivedAt, leftAt, note }
	}));
}

function codeOf(result: Result<unknown>): string {
	if (result.ok) return 'ok';
	const { refused } = result;
	return refused.code === 'invalid'
		? refused.faults.map(({ field, code }) => `${field} ${code}`).join()
		: refused.code;
}

/** Everything the commands of meetings write. */
async function traces() {
	const { read } = partnership.db;
	return {
		...(await partnership.traces()),
		meetings: await read.select().from(meeting),
		items: await read.select().from(agendaItem),
		attendance: await read.select().from(meetingAttendance),
		minutes: await read.select().from(minutes)
	};
}

async function expectRefused(code: string, run: () => Promise<Result<unknown>>) {
	const before = await traces();
	expect(codeOf(await run())).toBe(code);
	expect(await traces()).toEqual(before);
}

describe('planning a meeting', () => {
	it('stores it with the standing items of its kind and records it', async () => {
		const id = await planned();
		expect(await meetingById(partnership.db.read, partnershipId, id)).toMatchObject({
			...{ state: 'planned', day: '2026-12-03', sequence: 0, version: 1 }
		});
		const agenda = await agendaOf(partnership.db.read, id);
		expect(agenda.map(({ standing }) => standing)).toEqual([
			...['notice', 'last-minutes', 'follow-up', 'any-other-business']
		]);
		expect(agenda[0]?.title).toBe('Godkjenning av innkalling og saksliste');
		expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'plan-meeting', noun: 'meeting' });
	});

	it.each([
		['an unknown body', { body: 'fsu-9' }, 'body unknown'],
		['a joint meeting with nobody', { kind: 'joint' }, 'jointBody unknown'],
		['a joint meeting with itself', { kind: 'joint', jointBody: 'fsu-1' }, 'jointBody unknown']
	] as const)('refuses %s', async (_, given, code) => {
		const place = { partnershipId, uid: 'one' };
		await expectRefused(code, () =>
			planMeeting(partnership.as('secretariat'), place, { ...values, ...given })
		);
	});
});

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

describe('a step of a meeting', () => {
	it('calls it: invites its seats and numbers its items', async () => {
		const id = await planned();
		await added(id);
		await steps(id, 'call');
		const agenda = await agendaOf(partnership.db.read, id);
		expect(agenda.map(({ number }) => number)).toEqual(
			['01', '02', '03', '04', '05'].map((one) => `Sak ${one}/26`)
		);
		const invited = await attendanceOf(partnership.db.read, id);
		expect(invited.length).toBeGreaterThan(1);
		expect(invited.every(({ attendance }) => attendance.namePublic === false)).toBe(true);
	});

	it('moves it with its calendar entry, and its numbers to another year', async () => {
		const id = await planned();
		await steps(id, 'call');
		const time = { day: '2027-01-07', startsAt: '09:00', endsAt: null, place: 'Bø' };
		expectOk(await step(id, { step: 'move', time }));
		const found = await meetingById(partnership.db.read, partnershipId, id);
		expect(found).toMatchObject({ ...time, state: 'called', sequence: 1 });
		expect((await agendaOf(partnership.db.read, id))[0]).toMatchObject({
			number: 'Sak 01/27',
			numberYear: 2027
		});
	});

	it('cancels it and takes its matters off the agenda', async () => {
		const [id, matterId] = [await planned(), await aMatter()];
		await added(id, { matterId, title: '' });
		expect(await matterState(matterId)).toBe('on-agenda');
		expectOk(await step(id, { step: 'cancel' }));
		expect(await matterState(matterId)).toBe('triaged');
	});

	it.each([
		['a step its state lacks', { step: 'end' }, 'step meeting-moved-on'],
		['a cancellation without a reason', { step: 'cancel', reason: '' }, 'reason reason-required'],
		['a move without a time', { step: 'move' }, 'day required']
	] as const)('refuses %s', async (_, given, code) => {
		const id = await planned();
		await expectRefused(code, () => step(id, given));
	});

	it('refuses a notice without an agenda, and a step based on an older version', async () => {
		const id = await planned({ kind: 'circulation' });
		await expectRefused('step no-agenda', () => step(id, { step: 'call' }));
		const old = await target(id);
		await added(id);
		await expectRefused('stale', () =>
			takeMeetingStep(partnership.as('secretariat'), old, { step: 'call', reason: '', time: null })
		);
	});
});

describe('an agenda', () => {
	const as = (who: Who = 'secretariat') => partnership.as(who);

	it('takes a matter with its text, and gives it back', async () => {
		const [id, matterId] = [await planned(), await aMatter()];
		const itemId = await added(id, { matterId, title: '', background: '' });
		const agenda = await agendaOf(partnership.db.read, id);
		expect(agenda.at(-2)).toMatchObject({ id: itemId, title: 'Hvem melder fra?', background: 'Ingen vet.' });
		await expectRefused('matter matter-not-ready', () =>
			addAgendaItem(as(), { partnershipId, id }, { ...item, matterId })
		);
		expectOk(await removeAgendaItem(as(), { partnershipId, id }, { itemId, reason: '' }));
		expect(await matterState(matterId)).toBe('triaged');
	});

	it('is ordered one step at a time, and as a whole', async () => {
		const id = await planned();
		const [a, b, c, d] = (await agendaOf(partnership.db.read, id)).map((one) => one.id);
		const order = async () => (await agendaOf(partnership.db.read, id)).map((one) => one.id);
		expectOk(await moveAgendaItem(as(), { partnershipId, id }, { itemId: b!, step: 'up' }));
		expect(await order()).toEqual([b, a, c, d]);
		expectOk(await orderAgenda(as(), { partnershipId, id }, [d!, c!, b!, a!]));
		expect(await order()).toEqual([d, c, b, a]);
		await expectRefused(' stale', () => orderAgenda(as(), { partnershipId, id }, [d!, c!, b!]));
	});

	it('refuses a number that is used in the body and year, ignoring case and spaces', async () => {
		const [one, other] = [await planned(), await planned({ day: '2026-12-04' })];
		const itemId = await added(one, { number: 'PS 35/26' });
		await expectRefused('number number-used', () =>
			addAgendaItem(as(), { partnershipId, id: other }, { ...item, number: 'ps35 / 26', matterId: null })
		);
		const edited = { ...item, number: 'ps 35/26' };
		expectOk(await editAgendaItem(as(), await itemTarget(one, itemId), edited));
		const nextYear = await planned({ day: '2027-02-01' });
		await added(nextYear, { number: 'PS 35/26' });
	});

	it('is closed once the meeting has ended', async () => {
		const id = await planned();
		await steps(id, 'call', 'start', 'end');
		await expectRefused('wrong-state', () =>
			addAgendaItem(as(), { partnershipId, id }, { ...item, matterId: null })
		);
	});
});

describe('an outcome', () => {
	let id: number;
	let itemId: number;
	beforeEach(async () => {
		id = await planned();
		itemId = await added(id);
		await steps(id, 'call', 'start');
	});

	it('is written at will in progress, with a reason until approval, and then not at all', async () => {
		expectOk(await decided(id, itemId));
		await steps(id, 'end');
		await expectRefused('reason reason-required', () => decided(id, itemId, { outcome: 'Endret.' }));
		expectOk(await decided(id, itemId, { outcome: 'Endret.', reason: 'Skrivefeil' }));
		await steps(id, 'send-out');
		expectOk(await approveMinutes(partnership.as('leader'), await target(id)));
		await expectRefused('wrong-state', () => decided(id, itemId, { outcome: 'Nei.', reason: 'Nei' }));
	});

	it.each([
		['without a text', { outcome: '' }, 'outcome required'],
		['with a disagreement that is not told', { consensus: 'disagreed' }, 'dissent required'],
		['with an unknown responsible', { responsible: 'body:nobody' }, 'responsible unknown'],
		['due before the meeting', { dueOn: '2026-12-02' }, 'dueOn due-before-decided']
	] as const)('is refused %s', async (_, given, code) => {
		await expectRefused(code, () => decided(id, itemId, given));
	});

	it('is refused when someone else has written since', async () => {
		const old = await itemTarget(id, itemId);
		expectOk(await decided(id, itemId, { outcome: 'Deres.' }));
		await expectRefused('stale', () => recordOutcome(partnership.as('secretariat'), old, outcome));
	});

	it('goes on to the next item', async () => {
		const { next } = expectOk(await decided(id, itemId, { goesOn: true }));
		const found = await meetingById(partnership.db.read, partnershipId, id);
		expect(found?.currentItemId).toBe(next);
	});

	it('names each who leaves the room once', async () => {
		const [row] = await attendanceOf(partnership.db.read, id);
		const left = { attendanceId: row!.attendance.id, reason: 'Inhabil', replacedBy: '' };
		const place = { partnershipId, id, itemId };
		expectOk(await recordRecusal(partnership.as('secretariat'), place, left));
		await expectRefused('attendanceId recused-before', () =>
			recordRecusal(partnership.as('secretariat'), place, left)
		);
	});
});

describe('attendance', () => {
	it('is answered by the invited before, and recorded in the meeting', async () => {
		const id = await planned();
		await steps(id, 'call');
		const { partnershipId: of } = await partnership.plan();
		expectOk(
			await answerNotice(partnership.as('leader'), { partnershipId: of, id }, { answer: 'coming', note: '' })
		);
		await expectRefused('not-found', () =>
			answerNotice(partnership.as('ssuLeader'), { partnershipId, id }, { answer: 'coming', note: '' })
		);
		await steps(id, 'start');
		await expectRefused('wrong-state', () =>
			answerNotice(partnership.as('leader'), { partnershipId, id }, { answer: 'coming', note: '' })
		);
		const rows = await present(id);
		expectOk(await recordAttendance(partnership.as('secretariat'), await target(id), { rows, reason: '' }));
		const recorded = await attendanceOf(partnership.db.read, id);
		expect(recorded.every(({ attendance }) => attendance.presence === 'present')).toBe(true);
		await steps(id, 'end');
		const absent = rows.map((row) => ({ ...row, presence: 'absent' as const }));
		await expectRefused('reason reason-required', async () =>
			recordAttendance(partnership.as('secretariat'), await target(id), { rows: absent, reason: '' })
		);
	});

	it('takes an alternate of the body only, who may then remark', async () => {
		const id = await planned();
		await steps(id, 'call', 'start');
		const [first, ...rest] = await present(id);
		const row = { ...first!, presence: 'alternate' as const };
		await expectRefused(`alternate.${row.id} required`, async () =>
			recordAttendance(partnership.as('secretariat'), await target(id), {
				rows: [{ ...row, alternateId: 1 }],
				reason: ''
			})
		);
		const alternate = await anAlternate();
		expect(
			await alternatesFor(partnership.db.read, (await meetingById(partnership.db.read, partnershipId, id))!)
		).toEqual([{ id: alternate.personId, name: alternate.name }]);
		const rows = [{ ...row, alternateId: alternate.personId }, ...rest];
		expectOk(await recordAttendance(partnership.as('secretariat'), await target(id), { rows, reason: '' }));
		await steps(id, 'end', 'send-out');
		const context = { ...partnership.as('anyone'), actor: alternate };
		expectOk(await addMinutesRemark(context, { partnershipId, id }, 'Jeg sa noe annet.'));
	});
});

async function anAlternate() {
	const { db, actors } = partnership;
	const bodyId = actors.leader.seats[0]!.bodyId;
	const made = await db.write(async (tx) => {
		const at = '2026-01-01T00:00:00.000Z';
		const [who] = await tx
			.insert(person)
			.values({ email: 'vara@test.test', name: 'Vara', createdAt: at })
			.returning();
		const [place] = await tx.insert(seat).values({ bodyId, role: 'alternate' }).returning();
		await tx.insert(seatHolder).values({ seatId: place!.id, personId: who!.id, fromDay: '2026-01-01' });
		return who!;
	});
	return { personId: made.id, name: 'Vara', administrator: false, seats: [] };
}

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
