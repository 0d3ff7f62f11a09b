import { describe, expect, it } from 'vitest';
import { importsOf, isTest, parseScript, sourceFiles } from './source';

/*
 * Seats count in their own partnership. A request's actor is narrowed to the one its address speaks of, and a
 * command asks once more, towards the plan it changes: `authorize` of server/authorization. A server file
 * that reads the table of authority without it is listed here with its reason.
 */
const otherwise: Record<string, string> = {
	'src/lib/server/authorization.ts': 'authorize itself',
	'src/lib/server/people/managing.ts': 'people are of no plan: it asks towards the partnership of each seat',
	'src/lib/server/decisions/reader.ts': 'names the partnership of the decision',
	'src/lib/server/inquiries/link.ts': 'names the partnership of the question’s measure',
	'src/lib/server/inquiries/queries.ts': 'names the partnership of the plan',
	'src/lib/server/year/queries.ts': 'names the partnership of the entry',
	'src/lib/server/search/visibility.ts': 'narrows the reader to the plan’s partnership',
	'src/lib/server/search/meetings.ts': 'narrows the reader to the plan’s partnership',
	'src/lib/server/http/guard.ts': 'asks for an actor who was narrowed at the door',
	'src/lib/server/http/audience.ts': 'asks for an actor who was narrowed at the door'
};

const asking = /(?<![\w.])(?:permission|mayDo)\(/;
const server = sourceFiles().filter((file) => file.startsWith('src/lib/server/') && !isTest(file));

describe('authority in the server', () => {
	it('is asked for towards the plan’s own partnership', () => {
		const asks = server.filter((file) => {
			const source = parseScript(file);
			const fromTable = importsOf(source).some(({ file: from }) => from === 'src/lib/domain/permission.ts');
			return fromTable && asking.test(source.text);
		});
		expect(
			asks
				.filter((file) => !(file in otherwise))
				.map(
					(file) => `${file}: asks permission() or mayDo() of no partnership. Call runCommand() or denial().`
				)
		).toEqual([]);
		expect(asks.toSorted(), 'take off the list what asks no more').toEqual(Object.keys(otherwise).toSorted());
	});
});
