import type { SectionFormValues } from '$lib/forms/plan-section-values';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { MoveDirection } from '$lib/domain/list-order';
import type { ValidationError } from '$lib/domain/result';

/** State of a rejected entry form. */
export interface EntryFormState {
	of: 'entry';
	values: SectionFormValues;
	faults: ValidationError[];
	/** Version the next save is based on. */
	version: number;
	/** Values someone else saved in between. */
	conflict: { theirs: SectionFormValues; by: string | null; at: Instant | null } | null;
	/** Name of the field to focus. */
	focus?: string | undefined;
}

/** State of a rejected form for ending or reopening an entry. */
export interface EndFormState {
	of: 'ending';
	values: SectionFormValues;
	faults: ValidationError[];
	/** True if someone else saved first. */
	overtaken: boolean;
}

export interface RemovalFormState {
	of: 'removal';
	faults: ValidationError[];
}

/** An order being edited and not saved. */
export interface OrderFormState {
	of: 'order';
	order: string[];
	reason: string;
	faults: ValidationError[];
	/** Move just made, if any; its button gets the focus. */
	moved: { key: string; step: MoveDirection } | null;
	/** True if someone else changed the list meanwhile. */
	overtaken: boolean;
}
