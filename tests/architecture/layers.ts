import { ESLint, type Linter } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import layers from '../../eslint.layers.js';
import { repositoryRoot } from './source';

/* The layers alone: without the rules that need types, a text is judged in no time. */
const config: Linter.Config[] = [
	{ files: ['**/*.ts'], languageOptions: { parser: ts.parser } },
	...svelte.configs.base,
	{ files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
	...layers
];
const eslint = new ESLint({ cwd: repositoryRoot, overrideConfigFile: true, overrideConfig: config });

/** Messages of the layers' rules for a file with this script. */
export async function importFaults(file: string, script: string): Promise<string[]> {
	const text = file.endsWith('.svelte') ? `<h1>x</h1>\n<script lang="ts">\n\t${script}\n</script>` : script;
	const [result] = await eslint.lintText(text, { filePath: `${repositoryRoot}/${file}` });
	return result!.messages.map(({ message }) => message);
}
