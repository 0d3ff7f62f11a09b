import { autosave } from '../../evaluation-actions.server';
import type { RequestHandler } from './$types';

/** Autosaves a draft of an extraordinary evaluation. */
export const POST: RequestHandler = (event) => autosave(event, 'extraordinary');
