import { strToU8, zipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { maxMatterFileBytes, maxMatterFiles } from '$lib/domain/matter/matter-file';
import {
	aPartnership,
	expectOk,
	lastEvent,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { matterFile } from '../database/schema';
import { documentKind } from '../uploads/document-kind';
import { registerMatter } from './commands';
import { addMatterFile, matterFileById, matterFiles, removeMatterFile } from './files';
import { matterById } from './queries';
import { triageMatter } from './steps';

let partnership: Partnership;
let target: { partnershipId: number; id: number };

const main = 'application/vnd.openxmlformats-officedocument.';
function office(part: string, type: string, extra = ''): Buffer {
	const parts = {
		'[Content_Types].xml': `<Types><Override PartName="/${part}" ContentType="${main}${type}"/>${extra}</Types>`,
		'_rels/.rels': `<Relationships><Relationship Id="1" Type="x/officeDocument" Target="${part}"/></Relationships>`,
		[part]: '<a/>'
	};
	return Buffer.from(
		zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
	);
}
const docx = office('word/document.xml', 'wordprocessingml.document.main+xml');
const xlsx = office('xl/workbook.xml', 'spreadsheetml.sheet.main+xml');
const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n');

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	const texts = {
		title: 'Sak',
		text: 'Tekst',
		lang: 'nb',
		organisation: '',
		concerns: '',
		wish: ''
	} as const;
	const rest = { treatedAtHome: null, body: null, measures: [], areas: [], links: null };
	const values = { ...texts, ...rest };
	const { id } = expectOk(await registerMatter(partnership.as('member'), { partnershipId, planId }, values));
	target = { partnershipId, id };
});

const add = (name = 'notat.pdf', content: Buffer = pdf, who: PersonName = 'member') =>
	addMatterFile(partnership.as(who), target, { name, content });
const rows = () => partnership.db.read.select().from(matterFile);

it.each<[string, Buffer, string | null]>([
	['PDF', pdf, 'pdf'],
	['Word', docx, 'docx'],
	['Excel', xlsx, 'xlsx'],
	[
		'Word with macros',
		office('word/document.xml', 'wordprocessingml.document.main+xml', '<a b="macroEnabled"/>'),
		null
	],
	['PowerPoint', office('ppt/presentation.xml', 'presentationml.presentation.main+xml'), null],
	['HTML', Buffer.from('<script>alert(1)</script>'), null],
	['a zip file', Buffer.from(zipSync({ 'a.txt': strToU8('a') })), null],
	['a cut zip file', docx.subarray(0, 40), null],
	['nothing', Buffer.alloc(0), null]
])('the content of %s tells its kind', async (_of, content, kind) => {
	expect(await documentKind(content)).toBe(kind);
});

describe('a file of a matter', () => {
	it('is kept with its bytes, under a clean name of its kind', async () => {
		expectOk(await add('..\\hemmelig/<b>notat</b>.exe', docx));
		const { db } = partnership;
		const [kept] = await matterFiles(db.read, target.id);
		const { id, name } = kept!;
		expect(name).toMatch(/^[^\\/<>]+\.exe\.docx$/);
		expect((await matterFileById(db.read, target.id, id))?.content.equals(docx)).toBe(true);
		expect(await matterFileById(db.read, target.id + 1, id)).toBeNull();
		expect(await lastEvent(db)).toMatchObject({
			verb: 'add-file-matter',
			by: 'Mari',
			after: { kind: 'docx' }
		});
	});

	it.each<[string, string, Buffer, string]>([
		['of another kind', 'notat.pdf', Buffer.from('<html>'), 'file-kind'],
		['without content', 'notat.pdf', Buffer.alloc(0), 'file-required'],
		[
			'that is too large',
			'notat.pdf',
			Buffer.concat([pdf, Buffer.alloc(maxMatterFileBytes)]),
			'file-too-large'
		],
		['with an identity number in its name', '01019000083.pdf', pdf, 'identity-number']
	])('%s is refused', async (_what, name, content, code) => {
		const before = await partnership.traces();
		expect(await add(name, content)).toMatchObject({ refused: { faults: [{ field: 'file', code }] } });
		expect([await rows(), await partnership.traces()]).toEqual([[], before]);
	});

	it('is one of five at most', async () => {
		for (let n = 0; n < maxMatterFiles; n++) expectOk(await add());
		expect(await add()).toMatchObject({ refused: { faults: [{ code: 'too-many-files' }] } });
		expect(await rows()).toHaveLength(maxMatterFiles);
	});

	it.each<PersonName>(['anyone', 'signedIn', 'leader', 'ssuLeader', 'administrator'])(
		'is neither added nor deleted by %s',
		async (who) => {
			expectOk(await add());
			const [file] = await rows();
			const refused = { refused: { code: 'not-permitted' } };
			expect(await add('a.pdf', pdf, who)).toMatchObject(refused);
			expect(await removeMatterFile(partnership.as(who), target, file!.id)).toMatchObject(refused);
			expect(await rows()).toHaveLength(1);
		}
	);

	it('can be deleted until the matter is closed', async () => {
		const { db, as } = partnership;
		for (const name of ['a.pdf', 'b.pdf']) expectOk(await add(name));
		const [first, second] = await rows();
		expectOk(await removeMatterFile(as('secretariat'), target, first!.id));
		expect(await removeMatterFile(as('member'), target, first!.id)).toMatchObject({
			refused: { code: 'not-found' }
		});
		const { version } = (await matterById(db.read, target.partnershipId, target.id))!;
		const decision = { step: 'decline', body: null, target: null, reason: 'Nei.' } as const;
		expectOk(await triageMatter(as('secretariat'), { ...target, version }, decision));
		const closed = { refused: { code: 'wrong-state' } };
		expect(await removeMatterFile(as('member'), target, second!.id)).toMatchObject(closed);
		expect(await add()).toMatchObject(closed);
	});
});
