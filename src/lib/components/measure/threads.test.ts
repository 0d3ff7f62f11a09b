import { parse } from 'node-html-parser';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import Threads from './Threads.svelte';

it('leads from each thread of a measure to the measures that answer it', () => {
	const props = {
		values: [{ code: 'engasjert', name: { nb: 'Engasjert' }, description: null }],
		drivers: [
			{ code: 'U1', kind: 'challenge' as const, title: { nb: 'Demografi' } },
			{ code: 'M 2', kind: 'opportunity' as const, title: { nb: 'Samarbeid' } }
		]
	};
	const links = parse(render(Threads, { props }).body).querySelectorAll('a');
	expect(links.map((one) => [one.textContent, one.getAttribute('href')])).toEqual([
		['Demografi', '/coverage?thread=U1#answers'],
		['Samarbeid', '/coverage?thread=M%202#answers'],
		['Engasjert', '/coverage?thread=engasjert#answers']
	]);
});
