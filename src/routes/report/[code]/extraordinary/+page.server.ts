import { carry, retake, save, submit, withdraw } from '../evaluation-actions.server';
import { loadEvaluationPage } from '../evaluation-page.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads a measure's extraordinary evaluation: the unapproved one, or a new one. */
export const load: PageServerLoad = (event) => loadEvaluationPage(event, 'extraordinary');

export const actions: Actions = {
	save: (event) => save(event, 'extraordinary'),
	submit: (event) => submit(event, 'extraordinary'),
	withdraw: (event) => withdraw(event, 'extraordinary'),
	carry: (event) => carry(event, 'extraordinary'),
	retake: (event) => retake(event, 'extraordinary')
};
