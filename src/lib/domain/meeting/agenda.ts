import { isFollowedUp } from '../decision/decision';
import type { Localized } from '../localized';
import type { MeetingKind } from './meeting';

export const agendaItemKinds = ['decision', 'information', 'discussion'] as const;
export type AgendaItemKind = (typeof agendaItemKinds)[number];

/** Items that every ordinary agenda has. */
export const standingItems = ['notice', 'last-minutes', 'follow-up', 'any-other-business'] as const;
export type StandingItem = (typeof standingItems)[number];

/** Kinds of outcomes of an item. */
export const outcomeKinds = ['decision', 'recommendation', 'assignment', 'information', 'postponed'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** Agreement on an outcome: in full, with a noted remark, or none. */
export const consensusKinds = ['agreed', 'with-remark', 'disagreed'] as const;
export type Consensus = (typeof consensusKinds)[number];

/** Returns the standing items of a new agenda, in order. The body's open follow-ups stand under `follow-up`. */
export function standingItemsOf(kind: MeetingKind): StandingItem[] {
	if (kind === 'circulation') return [];
	return kind === 'extraordinary' ? ['notice'] : [...standingItems];
}

/** An entry of an agenda, as far as its order goes. */
interface AgendaPlace {
	id: number;
	standing: StandingItem | null;
}

/** Returns the ids of an agenda with a new item last, but before any other business. */
export function withNewItem(items: readonly AgendaPlace[], id: number): number[] {
	const ids = items.map((one) => one.id);
	const isLastStanding = items.at(-1)?.standing === 'any-other-business';
	return isLastStanding ? [...ids.slice(0, -1), id, ...ids.slice(-1)] : [...ids, id];
}

/** True if the matter of an item is treated by its outcome, and not postponed. */
export function isTreatedBy(outcome: OutcomeKind): boolean {
	return outcome !== 'postponed';
}

/** True if an outcome goes into the register of decisions. Formal items do not, and other business if carried out. */
export function becomesDecision(item: { standing: StandingItem | null; outcomeKind: OutcomeKind }): boolean {
	const { standing, outcomeKind } = item;
	return standing === null || (standing === 'any-other-business' && isFollowedUp(outcomeKind));
}

/** Titles of the standing items, as agendas and minutes say them. */
export const standingTitles: Record<StandingItem, Required<Localized>> = {
	notice: { nb: 'Godkjenning av innkalling og saksliste', nn: 'Godkjenning av innkalling og sakliste' },
	'last-minutes': { nb: 'Godkjenning av forrige protokoll', nn: 'Godkjenning av førre protokoll' },
	'follow-up': { nb: 'Oppfølging av vedtak', nn: 'Oppfølging av vedtak' },
	'any-other-business': { nb: 'Eventuelt', nn: 'Eventuelt' }
};

export const standingKinds: Record<StandingItem, AgendaItemKind> = {
	notice: 'decision',
	'last-minutes': 'decision',
	'follow-up': 'information',
	'any-other-business': 'discussion'
};
