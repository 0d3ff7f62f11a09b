import type { CalendarDate, Instant } from '$lib/domain/calendar/calendar-date';
import { writtenForms, type Localized, type WrittenForm } from '$lib/domain/localized';
import type { ValidationError } from '$lib/domain/result';
import { rolloutStates, type RolloutState } from '$lib/domain/rollout';

/** What a party has said of a measure. */
export interface PartyAnswer {
	state: RolloutState;
	since: CalendarDate | null;
	note: string;
	lang: WrittenForm;
	reportedBy: string;
	reportedAt: Instant;
	version: number;
}

/** A measure on a party's page. */
export interface PartyMeasure {
	code: string;
	title: Localized;
	/** Whether it can still be answered: what has ended cannot. */
	open: boolean;
	answer: PartyAnswer | null;
}

/** What a form came back with. */
export interface ReturnedRolloutForm {
	values: Record<string, string | string[]>;
	faults: ValidationError[];
	conflict?: { version: number | null; theirs: PartyAnswer | null; answered: boolean };
}

/** What the form is filled with: text as it was typed. */
export interface RolloutFormValues {
	version: string;
	state: RolloutState | null;
	since: string;
	note: string;
	lang: WrittenForm;
}

/** The form as it is to be shown: with what was typed where it came back, else with what stands. */
export function toRolloutFormValues(
	answer: PartyAnswer | null,
	lang: WrittenForm,
	returned: ReturnedRolloutForm | null
): RolloutFormValues {
	if (returned && 'lang' in returned.values) {
		const { values, conflict } = returned;
		return {
			version: conflict ? String(conflict.version ?? '') : one(values.version),
			state: rolloutStates.find((state) => state === values.state) ?? null,
			since: one(values.since),
			note: one(values.note),
			lang: writtenForms.find((form) => form === values.lang) ?? lang
		};
	}
	return {
		version: String(answer?.version ?? ''),
		state: answer?.state ?? null,
		// A date belongs to the state it was given for: left empty, it stays with that state.
		since: '',
		note: answer?.note ?? '',
		lang: answer?.lang ?? lang
	};
}

function one(value: string | string[] | undefined): string {
	return typeof value === 'string' ? value : '';
}

/** A measure's part of a page, and of the ids in it. */
export function rolloutFieldPrefix(code: string): string {
	return `measure-${code.replace('.', '-')}`;
}
