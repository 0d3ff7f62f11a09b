import fc from 'fast-check';
import { parse } from 'node-html-parser';
import { expect, test, type Get } from '../support/browser';
import { effort } from '../support/effort';
import { allPages } from '../support/pages';

/** An address with percent-encoded letters is the plain address or none: RFC 3986, section 6.2.2.2. */

const prefixes = ['', '/nn', '/plans/telemark-2025-2029', '/en/plans/telemark-2025-2029'];

test('encoded letters give the plain page or 404', async ({ get }) => {
	const plain = new Map<string, Promise<Answer>>();
	const page = fc.constantFrom(...allPages.filter(({ status = 200 }) => status === 200));
	const places = fc.array(fc.nat(40), { minLength: 1, maxLength: 3 });
	const variant = fc.tuple(page, fc.constantFrom(...prefixes), places, fc.boolean());
	await fc.assert(
		fc.asyncProperty(variant, async ([{ path, account }, prefix, at, upper]) => {
			const address = `${prefix}${path}`.replace(/\/(?=$|\?)/, prefix && path.startsWith('/?') ? '' : '/');
			const reading = `${account} ${address}`;
			const known = plain.get(reading) ?? answerOf(get(address, account));
			plain.set(reading, known);
			const encoded = await answerOf(get(encodeLetters(address, at, upper), account));
			expect([404, (await known).status]).toContain(encoded.status);
			if (encoded.status !== 404) expect(encoded).toEqual(await known);
		}),
		{ numRuns: effort(200, 3000), examples: firstLetters }
	);
});

type Answer = { status: number; text: string };

const firstLetters = [
	'/areas',
	'/map',
	'/reviews/2025',
	'/search?q=framdrift&kind=evaluation',
	'/edit',
	'/report/1.2'
]
	.flatMap((path) => allPages.filter((one) => one.path === path))
	.map((page): [[(typeof allPages)[number], string, number[], boolean]] => [[page, '', [1], false]]);

test('an encoded letter in a data request gives no plan without its scope', async ({ get }) => {
	for (const path of ['/%61reas/1/__data.json', '/%73earch/suggest?q=kul', '/nn/%61reas/__data.json'])
		expect((await get(path)).status, path).toBe(404);
});

async function answerOf(response: ReturnType<Get>): Promise<Answer> {
	const { status, text } = await response.then(async (one) => ({
		status: one.status,
		text: await one.text()
	}));
	return { status, text: parse(text).querySelector('main')?.structuredText ?? '' };
}

/** Encodes letters, digits and unreserved signs at the given places of the path. */
function encodeLetters(address: string, places: number[], upper: boolean): string {
	const [path = '', query] = address.split('?');
	const letters = [...path].map((letter, index) => {
		if (!/[\w.~-]/.test(letter) || !places.some((place) => place % path.length === index)) return letter;
		const hex = letter.charCodeAt(0).toString(16);
		return `%${upper ? hex.toUpperCase() : hex}`;
	});
	return letters.join('') + (query === undefined ? '' : `?${query}`);
}
