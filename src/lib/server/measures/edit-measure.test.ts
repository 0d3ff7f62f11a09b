import { eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	lastEvent,
	expectRefusal,
	expectOk,
	type Partnership
} from '../../../../tests/support/partnership';
import { body } from '../database/schema';
import { editMeasure } from './commands';
import type { MeasureEdit } from './edit';
import { lastMeasureChange, measureDetails, measureTranslations } from './queries';

const reached = { title: { nb: 'Halvveis' }, due: '2026-06-01', doneOn: '2026-05-20' };
const ahead = { title: { nb: 'Ferdig', nn: 'Ferdig' }, due: '2026-12-01', doneOn: null };

let partnership: Partnership;
let edit: MeasureEdit;
const target = (version = 1) => ({ planId: partnership.planId, code: '1.1', version });
const found = async () => (await measureDetails(partnership.db.read, partnership.planId, '1.1'))!;

beforeEach(async () => {
	partnership = await aPartnership();
	const { title, summary, targetGroup, expectedEffect, contact, body, startsOn, deadline, deadlineWords } =
		await found();
	const texts = { title, summary, targetGroup, expectedEffect, contact, startsOn, deadline, deadlineWords };
	edit = { ...texts, body: body?.slug ?? null };
});

describe('texts and milestones in one save', () => {
	it('make one version and one event', async () => {
		const input = { ...edit, contact: 'Kari', milestones: [ahead, reached] };
		expect(expectOk(await editMeasure(partnership.as('ssuLeader'), target(), input))).toEqual({ version: 2 });
		const { contact, milestones } = await found();
		expect(contact).toBe('Kari');
		expect(milestones.map(({ due }) => due)).toEqual(['2026-06-01', '2026-12-01']);
		expect(await lastEvent(partnership.db)).toMatchObject({
			verb: 'edit-measure',
			before: { contact: null, milestones: [{ due: '2026-01-15' }] },
			after: { contact: 'Kari', milestones: [reached, ahead] }
		});
	});

	it('keep links until they are removed', async () => {
		const links = [{ title: 'Rutinen', address: 'https://example.no/rutine' }];
		expectOk(await editMeasure(partnership.as('ssuLeader'), target(), { ...edit, links }));
		expect(await lastEvent(partnership.db)).toMatchObject({ before: { links: null }, after: { links } });
		expectOk(await editMeasure(partnership.as('ssuLeader'), target(2), { ...edit, contact: 'Ola' }));
		expect(await found()).toMatchObject({ links, contact: 'Ola' });
		expectOk(await editMeasure(partnership.as('ssuLeader'), target(3), { ...edit, links: null }));
		expect((await found()).links).toBeNull();
	});

	it('keep the milestones if they are left out', async () => {
		expectOk(await editMeasure(partnership.as('ssuLeader'), target(), { ...edit, milestones: [ahead] }));
		expectOk(await editMeasure(partnership.as('ssuLeader'), target(2), { ...edit, contact: 'Ola' }));
		expect((await found()).milestones).toHaveLength(1);
	});

	it('are saved together or not at all', async () => {
		const before = (await found()).milestones;
		const input = { ...edit, startsOn: '2027-01-01', deadline: '2026-01-01', milestones: [ahead] };
		const outcome = await editMeasure(partnership.as('ssuLeader'), target(), input);
		expect(expectRefusal(outcome)).toMatchObject({ code: 'invalid' });
		expect((await found()).milestones).toEqual(before);
	});
});

describe('the responsible body', () => {
	it('is recorded by name', async () => {
		expectOk(await editMeasure(partnership.as('ssuLeader'), target(), { ...edit, body: null }));
		const event = await lastEvent(partnership.db);
		expect(event?.before?.body).toHaveProperty('nb');
		expect(event?.after).toEqual({ body: null });
		expect((await found()).bodyId).toBeNull();
	});
});

describe('the list to edit from', () => {
	it('has every localized text of a measure and its milestones', async () => {
		expectOk(await editMeasure(partnership.as('ssuLeader'), target(), { ...edit, milestones: [reached] }));
		const [first] = await measureTranslations(partnership.db.read, partnership.planId);
		expect(first).toMatchObject({ code: '1.1', areaNumber: 1 });
		expect(first?.fields).toContainEqual({ name: 'milestones.0.title', text: reached.title });
		expect(first?.fields.map(({ name }) => name)).toContain('expectedEffect');
	});

	it('uses two statements for any number of measures', async () => {
		const before = partnership.db.statements();
		await measureTranslations(partnership.db.read, partnership.planId);
		expect(partnership.db.statements() - before).toBe(2);
	});
});

it('the last change has a person and a time, or is null', async () => {
	const { id } = await found();
	expect(await lastMeasureChange(partnership.db.read, id)).toBeNull();
	expectOk(await editMeasure(partnership.as('ssuLeader'), target(), { ...edit, contact: 'Kari' }));
	expect(await lastMeasureChange(partnership.db.read, id)).toMatchObject({
		by: partnership.as('ssuLeader').actor.name
	});
});

describe('two bodies with the same name', () => {
	beforeEach(() =>
		partnership.db.write((tx) =>
			tx
				.update(body)
				.set({ name: { nb: 'FSU', nn: 'FSU' } })
				.where(inArray(body.slug, ['fsu-1', 'fsu-2']))
		)
	);

	it('are distinguished when one replaces the other', async () => {
		expect(
			expectOk(await editMeasure(partnership.as('ssuLeader'), target(), { ...edit, body: 'fsu-2' })).version
		).toBe(2);
		expect((await found()).body?.slug).toBe('fsu-2');
	});
});

describe('an ended body', () => {
	const end = (slug: string) =>
		partnership.db.write((tx) => tx.update(body).set({ endedOn: '2026-01-01' }).where(eq(body.slug, slug)));

	it('keeps its measures and gets no new ones', async () => {
		await end('fsu-1');
		expectOk(await editMeasure(partnership.as('ssuLeader'), target(), { ...edit, contact: 'Kari' }));
		expect((await found()).body?.slug).toBe('fsu-1');
		await end('fsu-2');
		const outcome = await editMeasure(partnership.as('ssuLeader'), target(2), { ...edit, body: 'fsu-2' });
		expect(expectRefusal(outcome)).toEqual({ code: 'invalid', faults: [{ field: 'body', code: 'unknown' }] });
	});
});
