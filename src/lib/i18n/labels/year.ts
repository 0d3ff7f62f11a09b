import type { MeetingEntry, RoundDayEntry, YearEntry } from '$lib/domain/year/year-entry';
import type { MeetingLevel } from '$lib/domain/year/levels';
import { m } from '../paraglide/messages';
import { localize } from './localized';
import { roundName } from './round';

export const meetingLevelLabel: Record<MeetingLevel, () => string> = {
	fsu: m.year_key_fsu,
	ssu: m.year_key_ssu,
	'partnership-meeting': m.year_key_partnership
};

/** Returns the title of an entry of the year wheel. */
export function yearEntryTitle(entry: YearEntry): string {
	if (entry.kind === 'own') return entry.title;
	if (entry.kind === 'decisions') return m.year_decisions_due({ count: entry.count });
	return entry.kind === 'meeting' ? meetingTitle(entry) : roundTitle(entry);
}

/** Returns the title with the round it is part of, for a calendar that shows no other entries. */
export function yearEntryFullTitle(entry: YearEntry): string {
	if (entry.kind !== 'round' || entry.step === 'opens') return yearEntryTitle(entry);
	return `${yearEntryTitle(entry)}: ${roundName(entry.period)}`;
}

function meetingTitle({ meetingKind, bodyName, jointName }: MeetingEntry): string {
	const body = localize(bodyName);
	if (meetingKind === 'joint' && jointName) return m.year_meeting_joint({ body, other: localize(jointName) });
	if (meetingKind === 'extraordinary') return m.year_meeting_extraordinary({ body });
	return meetingKind === 'circulation' ? m.year_meeting_circulation({ body }) : body;
}

function roundTitle({ step, period }: RoundDayEntry): string {
	if (step === 'opens') return m.year_round_opens({ round: roundName(period) });
	const steps = {
		'report-by': m.year_round_report_by,
		'read-by': m.year_round_read_by,
		meeting: m.year_round_meeting
	};
	return steps[step]();
}

/** Headings of the events of dates in the year wheel, by their verb. */
export const yearEventLabel: Record<string, () => string> = {
	'add-year-date': m.year_event_add,
	'remove-year-date': m.year_event_remove
};
