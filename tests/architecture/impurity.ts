import ts from 'typescript';
import { visitNodes } from './source';

/** What makes an answer depend on more than its question, with the line it stands on. */
export interface Impurity {
	what: string;
	line: number;
}

const impure = new Set(['Date.now', 'Math.random', 'performance.now']);

/**
 * Where a file reads the clock, throws dice or looks at the process. Time and chance are arguments, so that
 * both can be tested: `new Date(text)` is fine, `new Date()` is not.
 */
export function findImpurities(source: ts.SourceFile): Impurity[] {
	const found: Impurity[] = [];
	const add = (node: ts.Node, what: string) =>
		found.push({ what, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 });
	visitNodes(source, (node) => {
		if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length)
			add(node, 'new Date()');
		if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) add(node, 'Date()');
		if (!ts.isPropertyAccessExpression(node)) return;
		const name = `${node.expression.getText(source)}.${node.name.text}`;
		if (impure.has(name)) add(node, name);
		if (isNamed(node.expression, 'process')) add(node, 'process');
	});
	return found;
}

function isNamed(node: ts.Node, name: string): boolean {
	return ts.isIdentifier(node) && node.text === name;
}
