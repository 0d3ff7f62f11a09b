import { expect, it } from 'vitest';
import { compareNames } from './name-order';

it('compareNames sorts as Norwegians do', () => {
	const sorted = ['Abel', 'FSU 2', 'FSU 10', 'Vold', 'von Krogh', 'Zakariassen', 'Ærlig', 'Østby'].concat([
		...['Åbø', 'Aanestad', 'Aase']
	]);
	const shuffled = sorted.toReversed().map((name) => ({ name }));
	expect(shuffled.sort(compareNames).map(({ name }) => name)).toEqual(sorted);
});
