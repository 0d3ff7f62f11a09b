import type { RedactionPlace } from '$lib/domain/redaction';
import { m } from '../paraglide/messages';

/** Tells how many texts hold a passage, by their place. */
export const redactionPlaceLabel: Record<RedactionPlace, (count: { n: number }) => string> = {
	matter: m.redaction_place_matter,
	meeting: m.redaction_place_meeting,
	minutes: m.redaction_place_minutes,
	decision: m.redaction_place_decision,
	'follow-up': m.redaction_place_follow_up,
	inquiry: m.redaction_place_inquiry,
	log: m.redaction_place_log,
	review: m.redaction_place_review
};
