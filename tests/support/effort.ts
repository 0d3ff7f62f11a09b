/** How much a test does in `npm test`, and in the soak (`npm run test:soak`), which sets `FRAMDRIFT_SOAK`. */
export function effort<T>(usual: T, inSoak: T): T {
	return process.env.FRAMDRIFT_SOAK === '1' ? inSoak : usual;
}

/** Details of a browser test that runs in the soak only. */
export const soakOnly = { tag: '@soak' };

/** Pattern of the browser tests to leave out in `npm test`. */
export const leftToSoak = effort<RegExp[]>([/@soak/], []);

/**
 * Returns a function that gives the tests of a variant, such as a language, their tags: in `npm test` the variants
 * take turns, so that each test runs in one of them, and in the soak in all.
 */
export function takeTurns(variant: number, variants: number): () => { tag?: string } {
	let test = 0;
	return () => (test++ % variants === variant ? {} : soakOnly);
}
