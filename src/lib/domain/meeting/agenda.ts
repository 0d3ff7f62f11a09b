export const agendaItemKinds = ['decision', 'information', 'discussion'] as const;
export type AgendaItemKind = (typeof agendaItemKinds)[number];

/** Items that every ordinary agenda has. */
export const standingItems = ['notice', 'last-minutes', 'follow-up', 'any-other-business'] as const;
export type StandingItem = (typeof standingItems)[number];

/** What a body made of an item. */
export const outcomeKinds = ['decision', 'recommendation', 'assignment', 'information', 'postponed'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** Agreement on an outcome: in full, with a noted remark, or none. */
export const consensusKinds = ['agreed', 'with-remark', 'disagreed'] as const;
export type Consensus = (typeof consensusKinds)[number];
