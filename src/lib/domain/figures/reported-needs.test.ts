import { describe, expect, it } from 'vitest';
import { aMeasure, anEvaluation, aPlanSnapshot } from '../../../../tests/support/plan-snapshots';
import { needsByPriority, groupReportedNeeds } from './reported-needs';

const asking = (id: string, code: string, ...asked: Parameters<typeof anEvaluation>[0][]) =>
	aMeasure({ id, code, report: anEvaluation({ needsText: 'Vi treng svar.', ...asked[0] }) });

describe('groupReportedNeeds', () => {
	it('groups each measure once under its most important request', () => {
		const found = groupReportedNeeds(
			aPlanSnapshot({
				measures: [
					asking('money', '1.1', { needs: ['money'] }),
					asking('both', '1.2', { needs: ['clarification', 'decision', 'money'] }),
					asking('word', '1.3', { needs: ['clarification'] }),
					aMeasure({ id: 'content', code: '1.4', report: anEvaluation({ needs: [] }) }),
					aMeasure({ id: 'silent', code: '1.5', report: null })
				]
			})
		);
		expect(found.decision.map((one) => [one.measure.id, one.needs])).toEqual([
			['both', ['decision', 'money', 'clarification']]
		]);
		expect(found.money.map((one) => one.measure.id)).toEqual(['money']);
		expect(found.clarification.map((one) => one.measure.id)).toEqual(['word']);
	});

	it('keeps the text in its written form', () => {
		const [request] = groupReportedNeeds(
			aPlanSnapshot({ measures: [asking('a', '1.1', { needs: ['money'], lang: 'nn' })] })
		).money;
		expect(request).toMatchObject({ text: 'Vi treng svar.', lang: 'nn' });
	});

	it('puts decisions first', () => {
		expect(needsByPriority).toEqual(['decision', 'money', 'clarification']);
	});
});
