import { expect, it } from 'vitest';
import { statusIconPaths } from '../evaluation/status-icon';
import { rolloutIconPaths } from './rollout-icon';

it('gives every state of rollout a mark that no other state and no status has', () => {
	const marks = [...Object.values(rolloutIconPaths), ...Object.values(statusIconPaths)].filter(Boolean);
	expect(new Set(marks).size).toBe(marks.length);
});
