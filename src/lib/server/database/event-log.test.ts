import { describe, expect, it } from 'vitest';
import { temporaryDatabase } from '../../../../tests/support/database';
import { anonymous } from '$lib/domain/permission';
import { changedFields, dataVersion, appendEvent } from './event-log';
import { event } from './schema';

interface Texts extends Record<string, unknown> {
	title: { nb?: string; nn?: string } | null;
	contact: string | null | undefined;
	needs: string[];
}
const before: Texts = { title: { nb: 'Et tiltak' }, contact: null, needs: ['money'] };

describe('changedFields', () => {
	it.each<[string, Partial<Texts>, unknown]>([
		['nothing given', {}, null],
		['the same again', { title: { nb: 'Et tiltak' }, needs: ['money'] }, null],
		['the same forms the other way round', { title: { nn: undefined, nb: 'Et tiltak' } }, null],
		['nothing where there was nothing', { contact: undefined }, null],
		[
			'one field of several',
			{ contact: 'Kari', needs: ['money'] },
			{ before: { contact: null }, after: { contact: 'Kari' } }
		],
		[
			'a form more of a text',
			{ title: { nb: 'Et tiltak', nn: 'Eit tiltak' } },
			{ before: { title: { nb: 'Et tiltak' } }, after: { title: { nb: 'Et tiltak', nn: 'Eit tiltak' } } }
		],
		['a field emptied', { title: null }, { before: { title: { nb: 'Et tiltak' } }, after: { title: null } }],
		['the order of a list', { needs: [] }, { before: { needs: ['money'] }, after: { needs: [] } }]
	])('compares %s', (_, after, expected) => {
		expect(changedFields(before, after)).toEqual(expected);
	});
});

describe('appendEvent', () => {
	it('numbers events from 1, and skips no number after a rollback', async () => {
		const db = await temporaryDatabase();
		const happening = { planId: null, verb: 'test', noun: 'plan', nounId: 1 } as const;
		expect(await dataVersion(db.read)).toBe(0);
		const failed = db.write(async (tx) => {
			await appendEvent(tx, anonymous, new Date(0), happening);
			expect(await dataVersion(tx)).toBe(1);
			throw new Error('No.');
		});
		await expect(failed).rejects.toThrow('No.');
		expect(await dataVersion(db.read)).toBe(0);
		await db.write((tx) => appendEvent(tx, anonymous, new Date(0), happening));
		expect(await dataVersion(db.read)).toBe(1);
	});

	it('stores no name for the installation itself', async () => {
		const db = await temporaryDatabase();
		const actor = { ...anonymous, name: 'Framdrift' };
		await db.write((tx) =>
			appendEvent(tx, actor, new Date(0), { planId: null, verb: 'test', noun: 'plan', nounId: 1 })
		);
		expect(await db.read.select().from(event)).toMatchObject([
			{ by: null, personId: null, before: null, after: null }
		]);
	});
});
