import type { Actor } from '$lib/domain/permission';
import type { Database } from './database/database';

/** Dependencies of a command besides its input. Time is an argument, so that it can be tested. */
export interface Context {
	db: Database;
	actor: Actor;
	now: Date;
}
