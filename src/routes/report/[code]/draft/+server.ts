import { autosave } from '../evaluation-actions.server';
import type { RequestHandler } from './$types';

/** Autosaves a draft in the open round. */
export const POST: RequestHandler = (event) => autosave(event, 'in-round');
