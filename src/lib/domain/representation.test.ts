import { expect, it } from 'vitest';
import { representation, type RepresentingSeat } from './representation';

const skien = { number: '4003', name: 'Skien' };
const seljord = { number: '4022', name: 'Seljord' };
const vinje = { number: '4036', name: 'Vinje' };

function seat(given: Partial<RepresentingSeat>): RepresentingSeat {
	return { partners: [], represents: null, appointedBy: null, state: 'held', ...given };
}

it('representation counts partners with a held seat, and names those without', () => {
	const west = [seljord];
	const found = representation(
		[
			seat({ partners: [skien] }),
			seat({ partners: west, appointedBy: 'Vest-Telemark', state: 'vacant' }),
			seat({ represents: 'users' })
		],
		[skien, seljord, vinje]
	);
	expect(found).toMatchObject({
		covered: 1,
		partners: 3,
		rows: [
			{ title: 'Skien', seats: 1, vacant: 0 },
			{ title: 'Seljord', seats: 1, vacant: 1 }
		],
		groups: [{ group: 'users', held: true }],
		vacant: ['Seljord'],
		without: ['Vinje']
	});
});

it('representation keeps a partner covered while one of its seats is held', () => {
	const found = representation(
		[seat({ partners: [skien, vinje] }), seat({ partners: [skien, vinje], state: 'vacant' })],
		[skien, vinje]
	);
	expect(found).toMatchObject({ covered: 2, rows: [{ title: null, seats: 2, vacant: 1 }], vacant: [] });
});
