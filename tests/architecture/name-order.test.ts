import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { isTest, parseScript, sourceFiles } from './source';

/* SQLite sorts names by bytes: "Ørland" comes after "Åmli". Sort them in code with `compareNames`. */
const nameColumns = new Set(['name', 'shortName', 'title']);
const rawOrder = /\border by\b[^;`]*\$\{\w+\.(?:name|shortName|title)\}/i;

/** Returns the columns of names that a file's queries are ordered by, with their lines. */
function ordersByName(source: ts.SourceFile): string[] {
	const found: string[] = [];
	const place = (node: ts.Node) => `${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
	const findColumns = (node: ts.Node): void => {
		if (ts.isPropertyAccessExpression(node) && nameColumns.has(node.name.text))
			found.push(`${place(node)}: ${node.getText()}`);
		ts.forEachChild(node, findColumns);
	};
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
			if (node.expression.name.text === 'orderBy') node.arguments.forEach(findColumns);
		} else if (ts.isTemplateExpression(node) && rawOrder.test(node.getText())) {
			found.push(`${place(node)}: order by`);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

describe('names', () => {
	it('are not sorted in SQL', () => {
		const found = sourceFiles()
			.filter((file) => file.endsWith('.ts') && !isTest(file))
			.flatMap((file) => ordersByName(parseScript(file)).map((order) => `${file}:${order}`));
		expect(found).toEqual([]);
	});

	it.each([
		[`read.select().from(person).orderBy(asc(person.name))`, 1],
		[`read.select().from(body).where(x).orderBy(asc(body.id), desc(sql\`lower(\${body.title})\`))`, 1],
		[`sql\`select * from person where id > 1 order by \${person.name}\``, 1],
		[`read.select({ name: person.name }).from(person).orderBy(asc(person.id))`, 0],
		[`sql\`select \${person.name} from person order by \${person.id}\``, 0]
	])('are found in %s', (text, count) => {
		expect(ordersByName(parseScript('sample.ts', text))).toHaveLength(count);
	});
});
