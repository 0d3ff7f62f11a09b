import { describe, expect, it } from 'vitest';
import type { SearchHit } from '$lib/domain/search/search';
import { hitPath } from './hit-path';

const nothing = {
	code: null,
	recordId: null,
	measureCode: null,
	areaNumber: null,
	round: null,
	state: null,
	inReview: false
};
const half = { year: 2026, kind: 'half', state: 'closed' } as const;

describe('hitPath', () => {
	it.each<[Partial<SearchHit> & Pick<SearchHit, 'kind'>, string | null]>([
		[{ kind: 'measure', code: '3.2' }, '/measures/3.2'],
		[{ kind: 'area', code: '3' }, '/areas/3'],
		[{ kind: 'driver', code: 'U1' }, '/coverage?thread=U1#answers'],
		[{ kind: 'value', code: 'ambisiøs' }, '/coverage?thread=ambisi%C3%B8s#answers'],
		[{ kind: 'partner', code: '4022' }, '/partners/4022'],
		[{ kind: 'body', code: 'fsu-3', areaNumber: 3 }, '/bodies/fsu-3'],
		[{ kind: 'decision', code: 'Sak 07/26', recordId: 7 }, '/decisions/7'],
		[{ kind: 'meeting', code: 'Sak 07/26', recordId: 4 }, '/meetings/4'],
		[{ kind: 'matter', recordId: 9 }, '/matters/9'],
		[{ kind: 'evaluation', measureCode: '3.2', round: half, state: 'draft' }, '/rounds/2026-half/3.2'],
		[{ kind: 'evaluation', measureCode: '3.2', state: 'draft' }, '/rounds/extraordinary/3.2'],
		[{ kind: 'evaluation', measureCode: '3.2', state: 'approved' }, '/measures/3.2'],
		[{ kind: 'evaluation', areaNumber: 3, round: half, inReview: true }, '/reviews/2026-half#in-area-3'],
		[{ kind: 'evaluation', round: half, inReview: true }, '/reviews/2026-half#in-area-X'],
		[{ kind: 'verdict', areaNumber: 3, round: half }, '/areas/3'],
		[{ kind: 'verdict', areaNumber: 3, round: half, inReview: true }, '/reviews/2026-half#area-3'],
		[{ kind: 'section', round: half }, '/rounds/2026-half'],
		[{ kind: 'section', round: half, inReview: true }, '/reviews/2026-half']
	])('%j: %s', (hit, path) => {
		expect(hitPath({ ...nothing, ...hit })).toBe(path);
	});
});
