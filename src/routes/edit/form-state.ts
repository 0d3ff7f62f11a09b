import type { SectionFormValues } from '$lib/forms/plan-section-values';
import type { FormState } from '$lib/forms/form-state';
import type { MoveDirection } from '$lib/domain/list-order';

/** State of one of an entry's forms: its texts, ending or resuming it, or deleting it. */
export type EntryFormState =
	| (FormState<SectionFormValues, SectionFormValues> & { of: 'entry' | 'ending' })
	| (FormState<SectionFormValues, null> & { of: 'removal' });

/** An order being edited and not saved; a conflict holds the order someone else saved. */
export interface OrderFormState extends FormState<{ order: string[]; reason: string }, string[]> {
	of: 'order';
	/** Move just made, if any; its button gets the focus. */
	moved: { key: string; step: MoveDirection } | null;
}
