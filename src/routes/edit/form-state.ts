import type { SectionFormValues } from '$lib/forms/plan-section-values';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { MoveDirection } from '$lib/domain/list-order';
import type { ValidationError } from '$lib/domain/result';

/** What the form of an entry shows again. */
export interface EntryFormState {
	of: 'entry';
	values: SectionFormValues;
	faults: ValidationError[];
	/** The version the next save is made from. */
	version: number;
	/** What somebody else saved in between. */
	conflict: { theirs: SectionFormValues; by: string | null; at: Instant | null } | null;
	/** The field to go on from. */
	focus?: string | undefined;
}

/** What the form for ending an entry, or for taking it up again, shows again. */
export interface EndFormState {
	of: 'ending';
	values: SectionFormValues;
	faults: ValidationError[];
	/** Whether somebody else came first. */
	overtaken: boolean;
}

export interface RemovalFormState {
	of: 'removal';
	faults: ValidationError[];
}

/** The order somebody is making and has not saved. */
export interface OrderFormState {
	of: 'order';
	order: string[];
	reason: string;
	faults: ValidationError[];
	/** The step that was pressed, where one was: the focus goes along with its entry. */
	moved: { key: string; step: MoveDirection } | null;
	/** Whether somebody else changed the list meanwhile. */
	overtaken: boolean;
}
