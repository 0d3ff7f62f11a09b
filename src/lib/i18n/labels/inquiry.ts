import type { InquiryState } from '$lib/domain/inquiry';
import { m } from '../paraglide/messages';

export const inquiryStateLabel: Record<InquiryState, () => string> = {
	open: m.inquiry_state_open,
	answered: m.inquiry_state_answered
};

/** Headings of a question's events, by their verb. */
export const inquiryEventLabel: Record<string, () => string> = {
	'ask-question': m.inquiry_event_ask,
	'ask-again': m.inquiry_event_again,
	'answer-question': m.inquiry_event_answer,
	'take-back-entry': m.inquiry_event_take_back,
	'redact-inquiry': m.redaction_done
};
