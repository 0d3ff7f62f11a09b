/** The kinds of body in a partnership (domain-rules.md §1.1). Which bodies there are is data. */
export const bodyKinds = ['partnership-meeting', 'ssu', 'fsu', 'secretariat', 'working-group'] as const;
export type BodyKind = (typeof bodyKinds)[number];

export const seatRoles = ['leader', 'deputy', 'member', 'alternate', 'observer'] as const;
export type SeatRole = (typeof seatRoles)[number];

/** The roles that speak for a body: they report, read and approve on its behalf. */
export const leadingRoles: readonly SeatRole[] = ['leader', 'deputy'];

export const partnerKinds = ['municipality', 'hospital-trust'] as const;
export type PartnerKind = (typeof partnerKinds)[number];

/** A person's place in a body, as the permission rules see it. */
export interface Seat {
	bodyId: number;
	/** The partnership the body belongs to: outside it the seat counts for nothing. */
	partnershipId: number;
	bodyKind: BodyKind;
	role: SeatRole;
	/** The partner the seat holder represents, where the seat belongs to one. */
	partnerId: number | null;
}
