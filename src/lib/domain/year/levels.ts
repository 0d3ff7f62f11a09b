import type { BodyKind } from '../body';

/** Levels whose meetings follow each other, from the one that prepares to the one that decides. */
const meetingLevels = ['fsu', 'ssu', 'partnership-meeting'] as const satisfies readonly BodyKind[];
export type MeetingLevel = (typeof meetingLevels)[number];

/** Returns the level of a kind of body, or null for the secretariat and working groups. */
export function levelOfBody(kind: BodyKind): MeetingLevel | null {
	return meetingLevels.find((level) => level === kind) ?? null;
}

/** Returns the level that prepares the meetings of a level; null for the first. */
export function levelBelow(level: MeetingLevel): MeetingLevel | null {
	return meetingLevels[meetingLevels.indexOf(level) - 1] ?? null;
}

/** Working days from a level's meetings to those of the level above: two to four weeks. */
export const leadTime = { least: 10, most: 20 } as const;
