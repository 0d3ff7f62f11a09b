import { beforeEach, expect, it } from 'vitest';
import {
	aPartnership,
	aPlanFile,
	completeAnswers,
	expectOk,
	expectRefusal,
	lastEvent,
	today,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { submitEvaluation } from '../evaluations/commands';
import { authenticateLink } from '../reporting-links/link-actor';
import { delegate } from '../reporting-links/commands';
import { closeRound } from '../workflows/close-round';
import { makeLinkSheet } from './link-sheet';

let partnership: Partnership;
beforeEach(async () => {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	partnership = await aPartnership(aPlanFile({ measures: 2, rounds }));
});

const sheet = (who: PersonName = 'secretariat', isMailed = false) =>
	makeLinkSheet(partnership.as(who), partnership.planId, { origin: 'https://plan.test', isMailed });

it('gives each reporter a link that opens their reports, colleagues one of the measure', async () => {
	const colleague = { name: 'Anna', email: 'anna@kommune.test', writtenForm: 'nn' } as const;
	const handed = { planId: partnership.planId, round: '2026', measure: '1.1', ...colleague };
	expectOk(await delegate(partnership.as('leader'), handed));
	const entries = expectOk(await sheet());
	expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['Anna', 'Frode']));
	for (const { name, links } of entries) {
		const token = links[0]!.href.split('/').at(-1)!.split('?')[0]!;
		const visitor = await authenticateLink(partnership.db.read, token, today);
		expect(visitor, name).toMatchObject({ ok: true, actor: { name } });
	}
	expect(entries.find(({ name }) => name === 'Anna')?.links).toMatchObject([{ measure: { code: '1.1' } }]);
	expect(await lastEvent(partnership.db)).toMatchObject({ verb: 'show-reporting-link', by: 'Siri' });
});

it('leaves out those who have reported all', async () => {
	for (const measure of ['1.1', '2.1']) {
		const target = { planId: partnership.planId, round: '2026', measure, version: null };
		expectOk(await submitEvaluation(partnership.as('secretariat'), target, completeAnswers()));
	}
	expect(expectOk(await sheet())).toEqual([]);
});

it('is refused where links go by mail, and without a running round', async () => {
	expect(expectRefusal(await sheet('secretariat', true))).toEqual({ code: 'not-found' });
	expectOk(await closeRound(partnership.as('secretariat'), await partnership.round('2026')));
	expect(expectRefusal(await sheet())).toEqual({ code: 'not-found' });
});

it.each<PersonName>(['leader', 'ssuLeader', 'administrator', 'anyone'])('is refused to %s', async (who) => {
	expect(expectRefusal(await sheet(who))).toMatchObject({ code: 'not-permitted' });
});
