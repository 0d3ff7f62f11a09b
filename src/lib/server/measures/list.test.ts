import { describe, expect, it } from 'vitest';
import { aPartnership, aPlanFile } from '../../../../tests/support/partnership';
import { hasMeasuresOf, measureListFacts } from './list';
import { partnersOf } from '../rollout/queries';
import { bodiesOf } from '../plans/queries';

async function factsOf(change: (file: ReturnType<typeof aPlanFile>) => void = () => undefined) {
	const file = aPlanFile({ measures: 4 });
	change(file);
	const partnership = await aPartnership(file);
	const facts = await measureListFacts(partnership.db.read, await partnership.plan());
	return new Map([...facts].map(([id, one]) => [id, { ...one, partners: one.partners.toSorted() }]));
}

describe('the facts of a list of measures', () => {
	it('name the partners that take part, and all where each introduces the measure at home', async () => {
		const facts = await factsOf();
		expect(facts.get('measure-1')?.partners).toEqual(['4003', '4022', 'STHF']);
		expect(facts.get('measure-2')?.partners).toEqual([]);
		expect(facts.get('measure-3')?.partners).toEqual(['4003', 'STHF']);
	});

	it('leave out a partner that the measure is not relevant to, and one that has left', async () => {
		const facts = await factsOf((file) => {
			file.plan.measures[0]!.partners = [];
			file.plan.measures[0]!.rollout[0]!.state = 'not-relevant';
			file.partners[1]!.endedOn = '2026-01-01';
		});
		expect(facts.get('measure-1')?.partners).toEqual(['STHF']);
	});

	it('count words as a deadline, and say what is not filled in', async () => {
		const facts = await factsOf(({ plan: { measures } }) => {
			Object.assign(measures[0]!, { deadline: null, deadlineWords: 'løpende', contact: 'Kari' });
			Object.assign(measures[1]!, { deadline: null, startsOn: null });
		});
		expect(facts.get('measure-1')?.lacking).toEqual(['targetGroup']);
		expect(facts.get('measure-2')?.lacking).toEqual(['startsOn', 'deadline', 'contact', 'targetGroup']);
		expect(facts.get('measure-3')).toMatchObject({ body: 'fsu-1', lacking: ['contact', 'targetGroup'] });
	});
});

describe('hasMeasuresOf', () => {
	async function asked(change: (file: ReturnType<typeof aPlanFile>) => void = () => undefined) {
		const file = aPlanFile({ measures: 2 });
		change(file);
		const { db, plan } = await aPartnership(file);
		const { id, partnershipId } = await plan();
		const bodies = await bodiesOf(db.read, partnershipId);
		const partners = await partnersOf(db.read, partnershipId);
		const bodyIds = (slug: string) => bodies.flatMap((one) => (one.slug === slug ? [one.id] : []));
		const partnerIds = (number: string) => partners.flatMap((one) => (one.number === number ? [one.id] : []));
		return {
			ofBody: (slug: string) => hasMeasuresOf(db.read, id, { bodyIds: bodyIds(slug), partnerIds: [] }),
			ofPartner: (number: string) =>
				hasMeasuresOf(db.read, id, { bodyIds: [], partnerIds: partnerIds(number) }),
			ofNobody: () => hasMeasuresOf(db.read, id, { bodyIds: [], partnerIds: [] })
		};
	}

	it('finds measures of the responsible body only', async () => {
		const { ofBody, ofNobody } = await asked();
		expect(await ofBody('fsu-1')).toBe(true);
		expect(await ofBody('ssu')).toBe(false);
		expect(await ofNobody()).toBe(false);
	});

	it('finds measures that a partner takes part in or introduces, but none it is spared', async () => {
		const { ofPartner } = await asked();
		expect(await ofPartner('4003')).toBe(true);
		const none = await asked(({ plan: { measures } }) => {
			for (const one of measures) {
				one.partners = [];
				for (const answer of one.rollout) answer.state = 'not-relevant';
			}
		});
		expect(await none.ofPartner('4003')).toBe(false);
	});
});
