import { carry, retake, save, submit, unchanged, withdraw } from './evaluation-actions.server';
import { loadEvaluationPage } from './evaluation-page.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads a measure's evaluation in the open round, or in the latest one. */
export const load: PageServerLoad = (event) => loadEvaluationPage(event, 'in-round');

export const actions: Actions = {
	save: (event) => save(event, 'in-round'),
	submit: (event) => submit(event, 'in-round'),
	unchanged: (event) => unchanged(event, 'in-round'),
	withdraw: (event) => withdraw(event, 'in-round'),
	carry: (event) => carry(event, 'in-round'),
	retake: (event) => retake(event, 'in-round')
};
