import { expect } from 'vitest';
import type { Result } from '$lib/domain/result';
import { aPartnership, expectOk, type Partnership } from './partnership';
import { agendaItem, meeting, meetingAttendance, minutes } from '$lib/server/database/schema';
import { registerMatter } from '$lib/server/matters/commands';
import { matterById } from '$lib/server/matters/queries';
import { triageMatter } from '$lib/server/matters/steps';
import { addAgendaItem, type AgendaItemValues } from '$lib/server/meetings/agenda';
import type { AttendanceValues } from '$lib/server/meetings/attendance';
import { planMeeting, type MeetingValues } from '$lib/server/meetings/commands';
import { recordOutcome, type OutcomeValues } from '$lib/server/meetings/outcome';
import { agendaOf, attendanceOf, meetingById } from '$lib/server/meetings/queries';
import { takeMeetingStep, type MeetingStepValues } from '$lib/server/meetings/steps';

/** Where the tests of meetings are at: a partnership with its meetings, made anew for each test. */
export let partnership: Partnership;
export let partnershipId: number;

/** Makes the partnership of a test; for `beforeEach`. */
export async function beginMeetings(): Promise<void> {
	partnership = await aPartnership();
	({ partnershipId } = await partnership.plan());
}

/** A person of the partnership, by name. */
export type Who = keyof Partnership['actors'];

export const values: MeetingValues = {
	...({ kind: 'ordinary', lang: 'nb', body: 'fsu-1', jointBody: null, day: '2026-12-03' } as const),
	...{ startsAt: '12:00', endsAt: '15:00', place: 'Kommunehuset' }
};
export const item: AgendaItemValues = {
	...({ number: '', kind: 'decision', title: 'Felles beredskap', lang: 'nb' } as const),
	...{ background: 'Bakgrunn', assessment: '', proposal: 'Forslag', closed: false },
	...{ closedBasis: '', neutralTitle: '' }
};
export const outcome: OutcomeValues = {
	...({ outcomeKind: 'decision', outcome: 'Vedtatt.', outcomeLang: 'nb', consensus: 'agreed' } as const),
	...{ dissent: '', responsible: null, dueOn: null, reason: '', goesOn: false }
};

export async function planned(given: Partial<MeetingValues> = {}): Promise<number> {
	const uid = `uid-${Math.random()}`;
	return expectOk(
		await planMeeting(partnership.as('secretariat'), { partnershipId, uid }, { ...values, ...given })
	).id;
}

export async function target(id: number) {
	const { version } = (await meetingById(partnership.db.read, partnershipId, id))!;
	return { partnershipId, id, version };
}

export async function step(
	id: number,
	given: Partial<MeetingStepValues> & Pick<MeetingStepValues, 'step'>,
	who: Who = 'secretariat'
) {
	return takeMeetingStep(partnership.as(who), await target(id), { reason: 'Fordi.', time: null, ...given });
}

export async function steps(id: number, ...all: MeetingStepValues['step'][]) {
	for (const one of all) expectOk(await step(id, { step: one }));
}

export async function added(
	id: number,
	given: Partial<AgendaItemValues> & { matterId?: number | null } = {}
) {
	const all = { ...item, matterId: null, ...given };
	return expectOk(await addAgendaItem(partnership.as('secretariat'), { partnershipId, id }, all)).id;
}

export async function itemTarget(id: number, itemId: number) {
	const found = (await agendaOf(partnership.db.read, id)).find((one) => one.id === itemId)!;
	return { partnershipId, id, itemId, version: found.version };
}

export async function decided(
	id: number,
	itemId: number,
	given: Partial<OutcomeValues> = {},
	who: Who = 'secretariat'
) {
	return recordOutcome(partnership.as(who), await itemTarget(id, itemId), { ...outcome, ...given });
}

export async function aMatter(): Promise<number> {
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

export async function matterState(id: number) {
	return (await matterById(partnership.db.read, partnershipId, id))?.state;
}

export async function present(id: number): Promise<AttendanceValues[]> {
	const rows = await attendanceOf(partnership.db.read, id);
	const { title, arrivedAt, leftAt, note } = { title: '', arrivedAt: null, leftAt: null, note: '' };
	return rows.map(({ attendance }) => ({
		...{ id: attendance.id, presence: 'present' as const, alternateId: null, title, arrivedAt, leftAt, note }
	}));
}

export function codeOf(result: Result<unknown>): string {
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

export async function expectRefused(code: string, run: () => Promise<Result<unknown>>) {
	const before = await traces();
	expect(codeOf(await run())).toBe(code);
	expect(await traces()).toEqual(before);
}
