/** How Paraglide has every message choose among its languages: the same lines, some hundred times over. */
const choice = new RegExp(
	[
		'\\(\\(inputs(?: = \\{\\})?, options = \\{\\}\\) => \\{',
		'const locale = experimentalStaticLocale \\?\\? options\\.locale \\?\\? getLocale\\(\\)',
		'if \\(locale === "nb"\\) return (\\w+)\\(inputs\\)',
		'if \\(locale === "nn"\\) return (\\w+)\\(inputs\\)',
		'return (\\w+)\\(inputs\\)',
		'\\}\\);'
	].join('\\s+')
);

/** What the browser needs of Paraglide's runtime: who knows the page's language is asked (`hooks.client.ts`). */
const runtime = `
	export const experimentalStaticLocale = undefined;
	export let getLocale = () => 'nb';
	export const overwriteGetLocale = (asked) => { getLocale = asked; };
`;

/**
 * Makes the messages light for the browser: they share one choice of language (`message.ts`), and the runtime
 * keeps what is used. A message that Paraglide comes to write in another way stays as it is: heavier, as good.
 * @type {import('vite').Plugin}
 */
export const slimMessages = {
	name: 'framdrift:lean-messages',
	apply: 'build',
	transform: {
		filter: { id: /\/i18n\/paraglide\/(runtime|messages\/\w+)\.js$/ },
		handler(code, id, options) {
			if (options?.ssr) return null;
			if (id.endsWith('/runtime.js')) return { code: runtime, map: null };
			if (!choice.test(code)) return null;
			const shared = code.replace(choice, '/* @__PURE__ */ message($1, $2, $3);');
			return { code: `import { message } from '../../message';\n${shared}`, map: null };
		}
	}
};
