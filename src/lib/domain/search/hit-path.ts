import { acrossAreasCode } from '$lib/domain/measure/measure';
import { extraordinaryRoundKey, roundKey } from '$lib/domain/round/round';
import type { SearchHit } from '$lib/domain/search/search';

/** Returns the path of a search hit without a language; null if it has no page. */
export function hitPath(
	hit: Pick<
		SearchHit,
		'kind' | 'code' | 'recordId' | 'measureCode' | 'areaNumber' | 'round' | 'state' | 'inReview'
	>
): string | null {
	const { kind, code, measureCode, areaNumber, round } = hit;
	const area = areaNumber ?? acrossAreasCode;
	switch (kind) {
		case 'measure':
			return `/measures/${code}`;
		case 'area':
			return `/areas/${code}`;
		case 'partner':
			return `/partners/${code}`;
		case 'body':
			return `/bodies/${code}`;
		case 'matter':
		case 'meeting':
		case 'decision':
			return `/${kind}s/${hit.recordId}`;
		case 'value':
		case 'driver':
			return `/coverage?thread=${encodeURIComponent(code ?? '')}#answers`;
		case 'evaluation':
			if (round && hit.inReview) return `/reviews/${roundKey(round)}#in-area-${area}`;
			if (round) return `/rounds/${roundKey(round)}/${measureCode}`;
			// Extraordinary evaluations have a page until approved; approved ones are shown with the measure.
			return hit.state === 'approved'
				? `/measures/${measureCode}`
				: `/rounds/${extraordinaryRoundKey}/${measureCode}`;
		case 'verdict':
			return round && hit.inReview ? `/reviews/${roundKey(round)}#area-${area}` : `/areas/${area}`;
		case 'section':
			if (!round) return null;
			return hit.inReview ? `/reviews/${roundKey(round)}` : `/rounds/${roundKey(round)}`;
	}
}
