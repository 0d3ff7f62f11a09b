// @ts-check

/** Modules of Kit that hash in JavaScript what is sent with each page, and the module that does it with Node's own code. */
const replaced = [
	{
		importer: /kit\/src\/runtime\/server\/page\/csp\.js$/,
		source: /\/crypto\.js$/,
		code: `import { createHash } from 'node:crypto';
export const sha256 = (data) => createHash('sha256').update(data).digest('base64');`
	},
	{
		importer: /kit\/src\/runtime\/server\/page\/render\.js$/,
		source: /\/hash\.js$/,
		code: `import { createHash } from 'node:crypto';
export const hash = (...values) => createHash('sha1').update(values.join()).digest('base64url');`
	}
];

/**
 * Lets Node compute the hashes of Kit's pages, the one of the security policy and the tag, which is quicker than Kit's
 * own JavaScript.
 *
 * @type {import('vite').Plugin}
 */
export const nativeHashes = {
	name: 'native-hashes',
	enforce: 'pre',
	resolveId(source, importer = '') {
		const index = replaced.findIndex((one) => one.importer.test(importer) && one.source.test(source));
		return index === -1 ? null : `\0native-hash-${index}`;
	},
	load(id) {
		const [, index] = /^\0native-hash-(\d)$/.exec(id) ?? [];
		return index === undefined ? null : (replaced[Number(index)]?.code ?? null);
	}
};
