import { beforeEach, describe, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	expectOk,
	today,
	type Partnership
} from '../../../../tests/support/partnership';
import { newPartnershipForm } from '$lib/forms/partnership';
import { planFromTemplate } from '$lib/forms/plan-file/plan-template';
import { mayDo } from '$lib/domain/permission';
import { ownSeats } from '../identity/own-details';
import { parsePlanFile } from '../plan-file/parse';
import { loadAllPlans } from '../plans/queries';
import { loadStartFacts } from '../start/queries';
import { createPartnership } from './create-partnership';

let partnership: Partnership;
beforeEach(async () => {
	partnership = await aPartnership();
});

const partners = ['4601; Bergen; nb', '4626; Øygarden; nn', '4627\tAskøy', 'HVB; Helse Bergen HF'].join('\n');
const typed = {
	...{ 'name.nb': 'Helsefellesskapet i Bergen', from: '2027', to: '2030', writtenForm: 'nb', seat: '1' },
	...{ partners, areas: 'Barn og unge\nSkrøpelige eldre; Skrøpelege eldre' },
	values: 'Engasjert\nÅpen; Open\nEngasjert'
};
const template = () => newPartnershipForm.parse(typed);

describe('newPartnershipForm', () => {
	it('reads partners and areas from lines', () => {
		expect(template()).toMatchObject({
			name: { nb: 'Helsefellesskapet i Bergen' },
			partners: [
				{ number: '4601', name: 'Bergen', writtenForm: 'nb' },
				{ number: '4626', name: 'Øygarden', writtenForm: 'nn' },
				{ number: '4627', name: 'Askøy', writtenForm: null },
				{ number: 'HVB', name: 'Helse Bergen HF', writtenForm: null }
			],
			areas: [
				{ nb: 'Barn og unge', nn: 'Barn og unge' },
				{ nb: 'Skrøpelige eldre', nn: 'Skrøpelege eldre' }
			],
			values: [
				{ nb: 'Engasjert', nn: 'Engasjert' },
				{ nb: 'Åpen', nn: 'Open' },
				{ nb: 'Engasjert', nn: 'Engasjert' }
			],
			seat: true
		});
	});

	it('names each fault by its line', () => {
		const wrong = {
			...typed,
			partners: '4601;Bergen\n\nBergen\n4601;Bergen\n4626;Øygarden;sv\n4627;Askøy;nb;x'
		};
		const parsed = newPartnershipForm.safeParse(wrong);
		expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
			['3', 'partner-line'],
			['4', 'partner-twice'],
			['5', 'unknown-form'],
			['6', 'too-many-cells']
		]);
	});

	it('refuses a period that ends before it begins', () => {
		expect(newPartnershipForm.safeParse({ ...typed, to: '2026' }).error?.issues).toMatchObject([
			{ path: ['to'], message: 'before-start' }
		]);
	});
});

describe('planFromTemplate', () => {
	it('makes a valid plan file, with slugs that are free', () => {
		const taken = { partnerships: new Set(['helsefellesskapet-i-bergen']), plans: new Set<string>() };
		const file = planFromTemplate(template(), taken);
		expect(parsePlanFile(JSON.stringify(file))).toMatchObject({ ok: true });
		expect(file.partnership.slug).toBe('helsefellesskapet-i-bergen-2');
		expect(file.bodies.map(({ slug }) => slug)).toEqual([
			...['partnerskapet', 'ssu', 'sekretariatet', 'fsu-1', 'fsu-2']
		]);
		expect(file.plan.values.map(({ code }) => code)).toEqual(['engasjert', 'apen', 'engasjert-2']);
		expect(file.partners.at(-1)).toMatchObject({ kind: 'hospital-trust' });
	});
});

describe('createPartnership', () => {
	const create = (seat: boolean, who: 'administrator' | 'secretariat' = 'administrator') =>
		createPartnership(partnership.as(who), { template: template() }, { seat });

	it('creates a draft that its administrator may edit and adopt, and no seat elsewhere', async () => {
		const { actors, db } = partnership;
		const created = expectOk(await create(true));
		const { plans } = await loadAllPlans(db.read);
		const plan = plans.find(({ slug }) => slug === created.plan)!;
		expect(plan).toMatchObject({ state: 'draft', fromYear: 2027 });
		const { partnershipId } = plan;
		const seats = await ownSeats(db.read, actors.administrator.personId!, today);
		expect(seats).toHaveLength(1);
		const actor = { ...actors.administrator, seats };
		for (const action of ['plan.edit', 'plan.adopt', 'round.plan'] as const) {
			expect([action, mayDo(actor, action, { partnershipId })]).toEqual([action, true]);
			expect([action, mayDo(actor, action, { partnershipId: 1 })]).toEqual([action, false]);
		}
		expect(await loadStartFacts(db.read, { partnershipId, plan }, today)).toMatchObject({
			...{ partners: 4, committees: 3, areas: 2, hasSecretariat: true, planState: 'draft' },
			measures: { measures: 0 }
		});
	});

	it('gives no seat unless asked', async () => {
		const { actors, db } = partnership;
		expectOk(await create(false));
		expect(await ownSeats(db.read, actors.administrator.personId!, today)).toEqual([]);
	});

	it('is for administrators only', async () => {
		expect(await create(true, 'secretariat')).toMatchObject({ refused: { code: 'not-permitted' } });
	});

	it('takes a plan file, once', async () => {
		const file = aPlanFile();
		const other = {
			...file,
			partnership: { ...file.partnership, slug: 'agder' },
			plan: { ...file.plan, slug: 'agder-2025', measures: [] }
		};
		const take = () => createPartnership(partnership.as('administrator'), { file: other }, { seat: true });
		expect(expectOk(await take())).toEqual({ partnership: 'agder', plan: 'agder-2025' });
		expect(await take()).toMatchObject({
			refused: { code: 'invalid', faults: [{ field: 'plan.slug', code: 'already-here' }] }
		});
	});
});
