// @ts-check

/** The start of Kit's script in a page, which loads the page's other scripts (`render.js`). */
const loading =
	/`(Promise\.all\(\[\s*import\(\$\{s\(prefixed\(client\.start\)\)\}\),\s*import\(\$\{s\(prefixed\(client\.app\)\)\}\)\s*\]\))\.then/;

/**
 * Begins it: waits for a frame to be painted, at most a second since a hidden page has none, and names the scripts to
 * the browser (`server/http/page-head.ts`).
 */
const afterPaint = `new Promise((painted) => {
						requestAnimationFrame(() => setTimeout(painted));
						setTimeout(painted, 1000);
					}).then(() => {
						document.head.append(document.getElementById('scripts')?.content ?? '');
						return`;

/**
 * Lets a page load its scripts once it has been painted, so that they do not share the connection with its styles
 * (docs/decisions/0029-first-paint.md).
 *
 * @type {import('vite').Plugin}
 */
export const scriptsAfterPaint = {
	name: 'scripts-after-paint',
	enforce: 'pre',
	transform: {
		filter: { id: /kit\/src\/runtime\/server\/page\/render\.js$/ },
		handler(code) {
			if (!loading.test(code))
				this.error('Kit starts its pages in another way; adapt scripts-after-paint.mjs.');
			return code.replace(loading, (_all, imports) => `\`${afterPaint} ${imports};\n\t\t\t\t\t}).then`);
		}
	}
};
