import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** The top of the project; all paths below are given from here, with "/" between their parts. */
export const repositoryRoot = join(import.meta.dirname, '../..');

export interface Import {
	/** As written: "$lib/domain/measure/measure", "./queries", "zod". */
	specifier: string;
	/** The file of this project it leads to, or null for a package, a module of Kit's or `./$types`. */
	file: string | null;
	/** Whether it takes types alone, of which nothing is left when the program runs. */
	typeOnly: boolean;
	line: number;
}

/** Every source file under `folder` that people wrote. */
export function sourceFiles(folder = 'src'): string[] {
	return readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
		.map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
		.filter((file) => /\.(ts|mjs|js|svelte)$/.test(file) && !file.startsWith('src/lib/i18n/paraglide/'))
		.sort();
}

export function isTest(file: string): boolean {
	return file.endsWith('.test.ts');
}

/** The script of a file as a tree: all of it, or what stands in a component's `<script>` elements, on its lines. */
export function parseScript(
	file: string,
	text = readFileSync(join(repositoryRoot, file), 'utf8')
): ts.SourceFile {
	const script = file.endsWith('.svelte') ? scriptsOf(text) : text;
	return ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

function scriptsOf(component: string): string {
	const blank = (text: string) => text.replace(/[^\n]/g, ' ');
	let script = '';
	let end = 0;
	for (const match of component.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)) {
		script += blank(component.slice(end, match.index) + match[1]) + match[2];
		end = match.index + (match[1] + (match[2] ?? '')).length;
	}
	return script;
}

/** Everything a file takes from elsewhere: imports, types too, exports from, and `import()`. */
export function importsOf(source: ts.SourceFile): Import[] {
	const found: Import[] = [];
	const add = (literal: ts.Node | undefined, typeOnly = false) => {
		if (!literal || !ts.isStringLiteralLike(literal)) return;
		const line = source.getLineAndCharacterOfPosition(literal.getStart(source)).line + 1;
		found.push({ specifier: literal.text, file: resolve(source.fileName, literal.text), typeOnly, line });
	};
	visitNodes(source, (node) => {
		if (ts.isImportDeclaration(node))
			add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
		if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
		if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
			add(node.arguments[0]);
		if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
	});
	return found;
}

/** Visits a tree from the top. */
export function visitNodes(node: ts.Node, visit: (node: ts.Node) => void): void {
	visit(node);
	ts.forEachChild(node, (child) => visitNodes(child, visit));
}

const endings = ['', '.ts', '.js', '.mjs', '.svelte', '/index.ts', '/index.js'];

/** The file a specifier means, as Vite finds it; what paraglide makes counts whether or not it is made yet. */
function resolve(from: string, specifier: string): string | null {
	const path = specifier.replace(/\?.*$/, '');
	const inProject = path.startsWith('$lib/')
		? `src/lib/${path.slice('$lib/'.length)}`
		: path.startsWith('.')
			? normalize(join(dirname(from), path)).replaceAll('\\', '/')
			: null;
	if (inProject === null || inProject.endsWith('/$types')) return null;
	const isFile = (file: string) =>
		existsSync(join(repositoryRoot, file)) && statSync(join(repositoryRoot, file)).isFile();
	return endings.map((ending) => inProject + ending).find(isFile) ?? inProject;
}
