/** How much a test does in `npm test`, and in the soak (`npm run test:soak`), which sets `FRAMDRIFT_SOAK`. */
export function effort<T>(usual: T, inSoak: T): T {
	return process.env.FRAMDRIFT_SOAK === '1' ? inSoak : usual;
}
