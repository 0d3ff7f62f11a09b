import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { importsOf, parseScript, repositoryRoot, sourceFiles } from './source';

/** A way in from outside: a page's load, one form action, or one HTTP method of an address. */
export interface EntryPoint {
	file: string;
	/** "load", "POST", "actions.save". */
	name: string;
	/** Whether permission is asked, here or in what is called from here. */
	asks: boolean;
}

/** The routes' files that run on the server when an address is asked for. */
export function entryPointFiles(): string[] {
	return sourceFiles('src/routes').filter((file) => /\/\+((page|layout)\.server|server)\.ts$/.test(file));
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback'];

/** The doors of one file. What is exported under a door's name and cannot be read counts as not asking. */
export function findEntryPoints(file: string, source = parseScript(file)): EntryPoint[] {
	const doors: EntryPoint[] = [];
	for (const name of exportsOf(source)) {
		const value = declaration(source, name);
		const add = (door: string, node: ts.Node | null) =>
			doors.push({ file, name: door, asks: node !== null && asks(source, node, new Set()) });
		if (name === 'load' || methods.includes(name)) add(name, value && referred(source, value));
		if (name === 'actions') for (const [action, node] of actionsIn(source, value)) add(action, node);
	}
	return doors;
}

function actionsIn(source: ts.SourceFile, value: ts.Node | null): [string, ts.Node | null][] {
	if (!value || !ts.isObjectLiteralExpression(value)) return [['actions', null]];
	return value.properties.map((property) => {
		const name = property.name && ts.isComputedPropertyName(property.name) ? null : property.name?.text;
		if (!name) return ['actions', null];
		if (ts.isMethodDeclaration(property)) return [`actions.${name}`, property];
		if (ts.isPropertyAssignment(property)) return [`actions.${name}`, referred(source, property.initializer)];
		return [`actions.${name}`, declaration(source, name)];
	});
}

/** The names a file gives out. */
function exportsOf(source: ts.SourceFile): string[] {
	return source.statements.flatMap((statement) => {
		if (ts.isExportDeclaration(statement))
			return statement.exportClause && ts.isNamedExports(statement.exportClause)
				? statement.exportClause.elements.map((one) => one.name.text)
				: [];
		const exported =
			ts.canHaveModifiers(statement) &&
			ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword);
		if (!exported) return [];
		if (ts.isFunctionDeclaration(statement)) return statement.name ? [statement.name.text] : [];
		return ts.isVariableStatement(statement)
			? statement.declarationList.declarations.map((one) => one.name.getText(source))
			: [];
	});
}

/** What a name stands for at the top of its file: a function, or what a constant is set to. */
function declaration(source: ts.SourceFile, name: string): ts.Node | null {
	for (const statement of source.statements) {
		// Overloads have no body: the one that has is what runs.
		if (ts.isFunctionDeclaration(statement) && statement.name?.text === name && statement.body)
			return statement;
		if (!ts.isVariableStatement(statement)) continue;
		for (const one of statement.declarationList.declarations)
			if (one.initializer && one.name.getText(source) === name) return plain(one.initializer);
	}
	return null;
}

/** Without the types that are said of it. */
function plain(node: ts.Expression): ts.Expression {
	return ts.isSatisfiesExpression(node) || ts.isAsExpression(node) || ts.isParenthesizedExpression(node)
		? plain(node.expression)
		: node;
}

/** The function that a value is the name of, else the value. */
function referred(source: ts.SourceFile, node: ts.Node): ts.Node | null {
	return ts.isIdentifier(node) ? declaration(source, node.text) : node;
}

/**
 * Whether `node` calls `permission` or `mayDo`, or a function that does: one of its own file, of the routes
 * or of the server, however far down. `requirePermission` is only the nearest of them; a command asks as well.
 */
function asks(source: ts.SourceFile, node: ts.Node, seen: Set<string>): boolean {
	if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
		if (asksByName(source, node.expression.text, seen)) return true;
	}
	return ts.forEachChild(node, (child) => asks(source, child, seen) || undefined) ?? false;
}

function asksByName(source: ts.SourceFile, name: string, seen: Set<string>): boolean {
	const own = declaration(source, name);
	const from = own ? { file: source.fileName, name } : importedAs(source, name);
	if (!from) return false;
	if (from.file === 'src/lib/domain/permission.ts')
		return from.name === 'permission' || from.name === 'mayDo';
	const key = `${from.file} ${from.name}`;
	if (seen.has(key) || !/^src\/(routes|lib\/server)\//.test(from.file)) return false;
	seen.add(key);
	const there = own ? source : module(from.file);
	const body = own ?? (there && declaration(there, from.name));
	return there !== null && body !== null && asks(there, body, seen);
}

/** Where an imported name comes from, under its name there. */
function importedAs(source: ts.SourceFile, name: string): { file: string; name: string } | null {
	for (const statement of source.statements) {
		if (!ts.isImportDeclaration(statement) || statement.importClause?.phaseModifier) continue;
		const named = statement.importClause?.namedBindings;
		if (!named || !ts.isNamedImports(named)) continue;
		const one = named.elements.find((element) => element.name.text === name && !element.isTypeOnly);
		const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
		const file = one && importsOf(source).find((found) => found.specifier === specifier)?.file;
		if (one && file) return { file, name: (one.propertyName ?? one.name).text };
	}
	return null;
}

const modules = new Map<string, ts.SourceFile | null>();

function module(file: string): ts.SourceFile | null {
	const kept = modules.get(file);
	if (kept !== undefined) return kept;
	const read = existsSync(join(repositoryRoot, file)) ? parseScript(file) : null;
	modules.set(file, read);
	return read;
}
