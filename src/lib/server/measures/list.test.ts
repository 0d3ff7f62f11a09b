import { describe, expect, it } from 'vitest';
import { aPartnership, aPlanFile } from '../../../../tests/support/partnership';
import { measureListFacts } from './list';

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
