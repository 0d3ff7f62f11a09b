/** An invited person's answer to the notice. */
export const meetingAnswers = ['coming', 'not-coming', 'alternate'] as const;
export type MeetingAnswer = (typeof meetingAnswers)[number];

/** Presence as recorded in a meeting: in person, by an alternate, or not at all. */
export const presences = ['present', 'alternate', 'absent'] as const;
export type Presence = (typeof presences)[number];

/** The presence that an answer lets one expect. */
export const expectedPresence: Record<MeetingAnswer, Presence> = {
	coming: 'present',
	'not-coming': 'absent',
	alternate: 'alternate'
};

/** Returns how many seats are present, themselves or by an alternate. */
export function countPresent(rows: readonly { seatId: number | null; presence: Presence | null }[]): number {
	return rows.filter(
		({ seatId, presence }) => seatId !== null && (presence === 'present' || presence === 'alternate')
	).length;
}
