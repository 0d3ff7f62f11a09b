/** Kinds of body in a partnership (domain-rules.md §1.1). The bodies themselves are data. */
export const bodyKinds = ['partnership-meeting', 'ssu', 'fsu', 'secretariat', 'working-group'] as const;
export type BodyKind = (typeof bodyKinds)[number];

export const seatRoles = ['leader', 'deputy', 'member', 'alternate', 'observer'] as const;
export type SeatRole = (typeof seatRoles)[number];

/** Roles that act for a body: they report, review and approve on its behalf. */
export const leadingRoles: readonly SeatRole[] = ['leader', 'deputy'];

export const partnerKinds = ['municipality', 'hospital-trust'] as const;
export type PartnerKind = (typeof partnerKinds)[number];

/** Seat of a person in a body, as the permission rules see it. */
export interface Seat {
	bodyId: number;
	/** The partnership the body belongs to; the seat has no effect outside it. */
	partnershipId: number;
	bodyKind: BodyKind;
	role: SeatRole;
	/** The partner the seat holder represents, if any. */
	partnerId: number | null;
}
