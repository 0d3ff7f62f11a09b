import { parse } from 'node-html-parser';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import RolloutSummary from './RolloutSummary.svelte';

it('separates the names of parties by comma and space', () => {
	const parties = ['Porsgrunn', 'Skien', 'Tinn'].map((name, index) => ({
		number: String(4001 + index),
		name,
		state: 'in-use' as const
	}));
	const spread = { inUse: 3, concerned: 3, before: null };
	const { body } = render(RolloutSummary, {
		props: { code: '3.1', title: 'Digital hjemmeoppfølging', parties, spread }
	});
	expect(parse(body).querySelector('dd')?.text.trim()).toBe('Porsgrunn, Skien, Tinn');
});
