import { countStatusSteps } from '$lib/domain/evaluation/evaluation';
import { classifyMovement, type StatusPair } from '$lib/domain/figures/movement';
import { countInWords } from './sentence';
import { m } from './paraglide/messages';

/** Returns "Tilbake, to steg" for a measure that moved; null for every other. */
export function movementText({ from, to }: StatusPair): string | null {
	const course = classifyMovement({ from, to });
	if (course !== 'forward' && course !== 'backward') return null;
	if (from === 'not-reported' || to === 'not-reported') return null;
	const steps = countStatusSteps(from, to);
	const words = { steps, digits: countInWords(steps) };
	return course === 'forward' ? m.chart_moved_steps_on(words) : m.chart_moved_steps(words);
}
