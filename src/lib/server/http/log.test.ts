import { DrizzleQueryError } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { withoutValues } from './log';

describe('what goes to the log', () => {
	it('names the statement that failed, not the values it was to write', () => {
		const cause = new Error('SQLITE_FULL: database or disk is full');
		const logged = withoutValues(
			new DrizzleQueryError('insert into person values (?)', ['kari@example.org'], cause)
		);
		expect(JSON.stringify(logged)).not.toContain('kari@example.org');
		expect(logged).toMatchObject({
			message: 'Failed query: insert into person values (?)',
			cause: cause.message
		});
	});

	it('is any other error as it is', () => {
		const error = new Error('x');
		expect(withoutValues(error)).toBe(error);
	});
});
