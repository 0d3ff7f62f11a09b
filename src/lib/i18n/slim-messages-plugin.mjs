/** Language selection that Paraglide repeats in every message. */
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

/** Runtime for the browser in place of Paraglide's; `hooks.client.ts` provides the locale. */
const runtime = `
	export const experimentalStaticLocale = undefined;
	export let getLocale = () => 'nb';
	export const overwriteGetLocale = (asked) => { getLocale = asked; };
`;

/**
 * Shrinks the browser's messages: they share one language selection (`message.ts`) and a minimal runtime. A
 * message whose generated code has another form stays unchanged.
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
