import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTables } from '../../src/lib/server/uploads/read-tables';
import { effort } from '../support/effort';
import { officePackage as office } from '../support/office-package';
import { aPartnership } from '../support/partnership';
import { compareImport, importMeasures } from '../../src/lib/server/workbooks/commands';

/*
 * Generated files, valid, broken and hostile: none throws, hangs, or is imported in part.
 */

const words = fc.constantFrom(
	...[
		'Tiltak',
		'Kode',
		'Ansvar',
		'Frist',
		'Status',
		'Mål',
		'Barn og unge',
		'1.1',
		'1.10',
		'X.1',
		'FSU 1',
		'Alle'
	],
	...[
		'våren 2027',
		'31.12.27',
		'løpende',
		'=1+1',
		'<b>',
		'&amp;',
		'&#0;',
		']]>',
		'_x000B_',
		'\uFFFD',
		'\u0000',
		''
	],
	...[
		'__proto__',
		'constructor',
		'"',
		'""',
		';',
		'\t',
		'\r\n',
		'a'.repeat(5000),
		'\u202E',
		'💥',
		'1E+400',
		'NaN'
	]
);
const text = fc.oneof(words, fc.string({ unit: 'binary', maxLength: 20 }));
const rows = fc.array(fc.array(text, { maxLength: 6 }), { maxLength: 12 });

const escape = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const attribute = fc.constantFrom('A1', 'B2', 'XFD1048576', 'a', '', 'A0', '1', '$C$3', 'ZZZ999999999');
const type = fc.constantFrom(
	'',
	't="s"',
	't="inlineStr"',
	't="b"',
	't="e"',
	't="d"',
	't="str"',
	's="99"',
	't="x"'
);

const sheet = fc
	.record({
		cells: fc.array(fc.tuple(attribute, type, text, fc.boolean()), { maxLength: 20 }),
		merged: fc.array(fc.constantFrom('A1:A3', 'A1:XFD1048576', 'B2', '', 'C9:A1'), { maxLength: 4 }),
		broken: fc.boolean()
	})
	.map(({ cells, merged, broken }) => {
		const xml = cells.map(
			([at, kind, value, addressed]) =>
				`<row><c ${addressed ? `r="${at}"` : ''} ${kind}><v>${escape(value)}</v><is><t>${escape(value)}</t></is></c></row>`
		);
		const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
		return `<worksheet><sheetData>${xml.join('')}</sheetData><mergeCells>${merges}</mergeCells>${broken ? '<c' : '</worksheet>'}`;
	});

const xlsx = fc.array(sheet, { maxLength: 3 }).map((sheets) =>
	office('book.xml', {
		'book.xml': `<workbook><sheets>${sheets.map((_, index) => `<sheet name="S${index}" r:id="s${index}"/>`).join('')}</sheets></workbook>`,
		'_rels/book.xml.rels': `<Relationships>${sheets.map((_, index) => `<Relationship Id="s${index}" Type="x/worksheet" Target="s${index}.xml"/>`).join('')}</Relationships>`,
		...Object.fromEntries(sheets.map((xml, index) => [`s${index}.xml`, xml]))
	})
);

const docx = rows.map((all) => {
	const cell = (value: string) =>
		`<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>${escape(value)}</w:t></w:r></w:p></w:tc>`;
	const table = all.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('');
	return office('d.xml', { 'd.xml': `<w:document><w:body><w:tbl>${table}</w:tbl></w:body></w:document>` });
});
const csv = fc
	.tuple(rows, fc.constantFrom(';', ',', '\t', '|'), fc.constantFrom('utf8', 'utf16le', 'latin1'))
	.map(([all, separator, encoding]) =>
		Buffer.from(all.map((row) => row.join(separator)).join('\n'), encoding as BufferEncoding)
	);
const html = rows.map((all) =>
	Buffer.from(`<table>${all.map((row) => `<tr><td rowspan=9999 colspan=2>${row.join('<td>')}`).join('')}`)
);
type Kind = 'workbook' | 'text' | 'document' | 'bytes';
interface GeneratedFile {
	kind: Kind;
	/** True if the file is a plan as people write it. */
	valid: boolean;
	file: Buffer;
}

/** A plan of a few measures as a table. */
const planTable = fc
	.array(
		fc.tuple(
			fc.constantFrom('1', '2', '3'),
			fc.nat(1e9).map((number) => `Tiltak ${number}`),
			fc.constantFrom('FSU 1', 'SSU', ''),
			fc.constantFrom('våren 2027', '31.12.27', 'løpende', '2026–2028', ''),
			fc.constantFrom('<b>&amp;', 'Linje\nto', '=1+1', 'Ærlig; «øvd», "åpen"')
		),
		{ minLength: 1, maxLength: 3 }
	)
	.map((all) => [['Område', 'Tiltak', 'Ansvarlig', 'Frist', 'Kommentar'], ...all]);

const writers: [Kind, (table: string[][]) => Buffer][] = [
	[
		'workbook',
		(table) => {
			const cell = (value: string) =>
				`<c t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>`;
			const xml = table.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
			return office('book.xml', {
				'book.xml': '<workbook><sheets><sheet name="Plan" r:id="s"/></sheets></workbook>',
				'_rels/book.xml.rels':
					'<Relationships><Relationship Id="s" Type="x/worksheet" Target="s.xml"/></Relationships>',
				's.xml': `<worksheet><sheetData>${xml}</sheetData></worksheet>`
			});
		}
	],
	[
		'text',
		(table) =>
			Buffer.from(
				table.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(';')).join('\r\n')
			)
	],
	[
		'document',
		(table) => {
			const cell = (value: string) => `<w:tc><w:p><w:r><w:t>${escape(value)}</w:t></w:r></w:p></w:tc>`;
			const xml = table.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('');
			return office('d.xml', { 'd.xml': `<w:document><w:body><w:tbl>${xml}</w:tbl></w:body></w:document>` });
		}
	]
];

const valid: fc.Arbitrary<GeneratedFile> = fc
	.tuple(planTable, fc.constantFrom(...writers))
	.map(([table, [kind, write]]) => ({ kind, valid: true, file: write(table) }));
/** Valid files that were cut short, or in which one byte is another. */
const broken: fc.Arbitrary<GeneratedFile> = fc
	.tuple(valid, fc.double({ min: 0, max: 1, noNaN: true }), fc.option(fc.nat(255)))
	.map(([{ kind, file }, share, byte]) => {
		const at = Math.floor(share * file.length);
		if (byte === null) return { kind, valid: false, file: file.subarray(0, at) };
		const changed = Buffer.from(file);
		changed[Math.min(at, changed.length - 1)] = byte;
		return { kind, valid: false, file: changed };
	});
const named = (kind: Kind, made: fc.Arbitrary<Buffer>) => made.map((file) => ({ kind, valid: false, file }));
const hostile: fc.Arbitrary<GeneratedFile> = fc.oneof(
	named('workbook', xlsx),
	named('document', docx),
	named('text', csv),
	named('text', html),
	named(
		'bytes',
		fc.uint8Array().map((bytes) => Buffer.from(bytes))
	)
);

/** Imported files until the plan is a new one, so that it does not grow without end. */
const filesPerPlan = 100;

it(
	'answers generated files within two seconds, and imports all of a file or nothing',
	async () => {
		let partnership = await aPartnership();
		let files = 0;
		const imported = new Map<Kind, number>();
		await fc.assert(
			fc.asyncProperty(fc.oneof(valid, broken, hostile), async ({ kind, valid: isPlan, file }) => {
				if (++files % filesPerPlan === 0) {
					partnership.db.close();
					partnership = await aPartnership();
				}
				const plan = await partnership.plan();
				const context = partnership.as('ssuLeader');
				const before = await partnership.traces();
				const started = performance.now();
				const read = await readTables(file);
				if (isPlan) expect(read.ok).toBe(true);
				if (read.ok) {
					const source = { tables: read.tables, adopted: isPlan };
					const { comparison, seal } = (await compareImport(context, plan, source)).preview;
					const outcome = await importMeasures(context, plan, { ...source, seal, reason: 'Sak 1' });
					if (!outcome.ok) expect(await partnership.traces()).toEqual(before);
					else {
						expect(outcome.value.added).toBe(comparison.added.length);
						if (outcome.value.added > 0) imported.set(kind, (imported.get(kind) ?? 0) + 1);
					}
				}
				expect(performance.now() - started).toBeLessThan(2000);
			}),
			{ numRuns: effort(200, 2000) }
		);
		for (const kind of ['workbook', 'text', 'document'] as const)
			expect(imported.get(kind), `imported as ${kind}`).toBeGreaterThan(3);
	},
	effort(120_000, 900_000)
);

const laughs = Array.from(
	{ length: 20 },
	(_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(50)}">`
).join('');

it.each([
	['that expand', `<!DOCTYPE x [<!ENTITY a0 "secret">${laughs}]>`, '&a20;'],
	['of a file', '<!DOCTYPE x [<!ENTITY a0 SYSTEM "file:///etc/passwd">]>', '&a0;'],
	['of an address', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', '&a0;']
])('does not follow entities %s', async (_what, declaration, entity) => {
	const xml = (root: string) => `<?xml version="1.0"?>${declaration}${root}`;
	const cells = `<row><c t="inlineStr"><is><t>Tittel</t></is></c></row><row><c t="inlineStr"><is><t>${entity}</t></is></c></row>`;
	const row = (text: string) => `<w:tr><w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc></w:tr>`;
	const uploads = [
		office('book.xml', {
			'book.xml': xml('<workbook><sheets><sheet name="S" r:id="s"/></sheets></workbook>'),
			'_rels/book.xml.rels':
				'<Relationships><Relationship Id="s" Type="x/worksheet" Target="s.xml"/></Relationships>',
			's.xml': xml(`<worksheet><sheetData>${cells}</sheetData></worksheet>`)
		}),
		office('d.xml', {
			'd.xml': xml(`<w:document><w:body><w:tbl>${row('Tittel')}${row(entity)}</w:tbl></w:body></w:document>`)
		})
	];
	for (const upload of uploads) {
		const read = await readTables(upload);
		const texts = JSON.stringify(read);
		expect(texts).not.toMatch(/secret|root:/);
		expect(texts.length).toBeLessThan(1_000);
		if (read.ok) expect(texts).toContain(entity);
	}
});
