import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import Wall from './[id]/wall/+page.svelte';

function textOf(given: { present: number | null; quorum: number | null }): string {
	const data = {
		...{ meeting: { id: 6, day: '2026-12-10', state: 'called' }, body: { nb: 'SSU' }, agenda: [] },
		...{ current: undefined, seats: 3 },
		...given
	};
	return render(Wall, { props: { data } as never }).body.replace(/<[^>]+>/g, ' ');
}

it.each([
	[{ present: null, quorum: null }, /^(?!.*møtte)/s],
	[{ present: null, quorum: 2 }, /Vedtaksført med 2 til stede\./],
	[{ present: 0, quorum: null }, /Ingen av de 3 plassene møtte\./],
	[{ present: 1, quorum: 2 }, /Ikke vedtaksfør: 1 til stede \(krav: 2\)/]
])('the wall of a meeting with %o says who attended once it is recorded', (given, says) => {
	expect(textOf(given)).toMatch(says);
});
