import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WrittenForm } from '$lib/domain/localized';
import { minutesFormat, type MinutesContent, type MinutesItem } from '$lib/domain/meeting/minutes';
import { canonicalJson } from '$lib/domain/review/review';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import type { MeetingPaperKind, MeetingPaperRequest } from '$lib/server/documents/meeting-paper';
import {
	fillMeetingPaper,
	renderMeetingArchive,
	writeMeetingPaper
} from '$lib/server/documents/render-meeting';
import { findInstalledChromium } from '$lib/server/http/find-chromium.mjs';
import { printPdf } from '$lib/server/http/print-pdf';
import { TemplateError } from '$lib/server/documents/template-limits';
import { run } from '../../src/operator/main';
import { officeFileParts, wordParagraphs, wordTables } from './office-files';

const partnership = { nb: 'Helsefellesskapet i Telemark', nn: 'Helsefellesskapet i Telemark' };

/** Minutes of twelve matters and twenty seats, one of them closed to the public. */
function minutesIn(lang: WrittenForm): MinutesContent {
	const items = Array.from({ length: 12 }, (_, index): MinutesItem => {
		const number = `Sak ${String(index + 1).padStart(2, '0')}/26`;
		if (index === 11) return { closed: true, number, title: 'Personalsak', lang };
		return {
			...({ closed: false, number, title: `Sak om A & B <${index + 1}>`, lang, kind: 'decision' } as const),
			...{ standing: null, background: `Bakgrunn ${index}`, assessment: '', proposal: `Forslag ${index}` },
			outcome: {
				...({ kind: 'decision', text: `${lang}: Vedtak ${index + 1}.\nAndre ledd.`, lang } as const),
				...({ consensus: 'with-remark', dissent: `Protokolltilførsel ${index + 1}` } as const)
			},
			recusals: index === 3 ? [{ attendee: 2, replaced: true }] : []
		};
	});
	const attendance = Array.from({ length: 20 }, (_, index) => ({
		...({
			role: 'member',
			represents: null,
			title: 'Rådgiver',
			organisation: `Kommune ${index + 1}`
		} as const),
		...{ name: index === 19 ? null : `Person Nr ${index + 1}`, note: index === 1 ? 'Fjernmøte' : '' },
		...({ presence: 'present', alternate: null, arrivedAt: index === 0 ? '12:30' : null } as const),
		leftAt: null
	}));
	const body = { slug: 'ssu', name: { nb: 'Strategisk samarbeidsutvalg', nn: 'Strategisk samarbeidsutval' } };
	return {
		...({ format: minutesFormat, version: 1, partnership: 'telemark', body, jointBody: null } as const),
		...({ kind: 'ordinary', day: '2026-10-15', startsAt: '12:00', endsAt: '15:00', place: 'Skien' } as const),
		...{ lang, items, attendance }
	};
}

const forms = ['nb', 'nn'] as const;

function paper(kind: MeetingPaperKind, lang: WrittenForm, format: MeetingPaperRequest['format'] = 'docx') {
	overwriteGetLocale(() => lang);
	const content = minutesIn(lang);
	const text = canonicalJson(content);
	const sha256 = createHash('sha256').update(text).digest('hex');
	const seal = kind === 'minutes' ? { version: 1, sha256, approvedAt: '2026-11-01T10:00:00.000Z' } : null;
	return writeMeetingPaper({ kind, partnership, content, seal, format, locale: lang });
}

const decisions = (lang: WrittenForm) =>
	Array.from({ length: 11 }, (_, index) => `${lang}: Vedtak ${index + 1}.`);

describe.each(forms)('minutes on paper in %s', (lang) => {
	it('have every heading, decision and attendee, and of a closed item its neutral title only', async () => {
		const xml = officeFileParts(await paper('minutes', lang))['word/document.xml']!;
		const paragraphs = wordParagraphs(xml);
		const headings = paragraphs.filter(({ style }) => style === 'Heading1').map(({ text }) => text);
		expect(headings).toHaveLength(13);
		expect(xml.match(/<w:pageBreakBefore\/>/g), 'only the first part begins on a new page').toHaveLength(1);
		expect(headings.slice(-2)).toEqual(['Sak 11/26 Sak om A & B <11>', 'Sak 12/26 Personalsak']);
		const text = paragraphs.map((one) => one.text).join('\n');
		for (const decision of decisions(lang)) expect(text).toContain(decision);
		const [table] = wordTables(xml);
		expect(table!.rows).toHaveLength(21);
		expect(table!.rows[1]).toEqual([
			'Person Nr 1',
			'Rådgiver, Medlem',
			'Kommune 1',
			expect.stringContaining('12.30')
		]);
		expect(table!.rows.at(-1)![0]).toBe('Medlem');
	});

	it.each(['notice', 'cases', 'minutes'] as const)(
		'print the %s from a page without scripts',
		async (kind) => {
			const html = strFromU8(await paper(kind, lang, 'html'));
			expect(html).toContain(`<html lang="${lang}">`);
			expect(html).not.toMatch(/<script|(src|href)="(?!data:|#)/);
			expect(html).toContain('Sak om A &amp; B &lt;1&gt;');
			expect(html.includes('Bakgrunn 1')).toBe(kind !== 'notice');
			expect(html.includes(`${lang}: Vedtak 1.`)).toBe(kind === 'minutes');
		}
	);
});

const chromium = await findInstalledChromium();
const printed = mkdtempSync(join(tmpdir(), 'framdrift-minutes-pdf-'));
afterAll(() => rmSync(printed, { recursive: true, force: true }));
const hasPoppler = ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext'].some((path) => existsSync(path));

it.runIf(chromium !== null && hasPoppler).each(forms)(
	'minutes as PDF in %s are tagged, and have every decision and attendee',
	{ timeout: 60_000 },
	async (lang) => {
		const page = strFromU8(await paper('minutes', lang, 'pdf'));
		const file = join(printed, `minutes-${lang}.pdf`);
		writeFileSync(file, await printPdf(chromium!, page, 60_000));
		expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/);
		const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
		for (const decision of decisions(lang)) expect(text).toContain(decision);
		for (const { name } of minutesIn(lang).attendance) if (name) expect(text).toContain(name);
		const lines = text
			.split('\f')
			.slice(0, -2)
			.map((one) => one.split('\n').filter((line) => line.trim()).length);
		expect(Math.min(...lines), 'lines on every page but the last').toBeGreaterThanOrEqual(8);
	}
);

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/usr/local/bin/soffice'].find((path) =>
	existsSync(path)
);

describe.skipIf(!office)('LibreOffice', () => {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-meeting-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	// One start for both, which takes longer than a conversion.
	beforeAll(async () => {
		const files: string[] = [];
		for (const lang of forms) {
			const file = join(folder, `minutes-${lang}.docx`);
			writeFileSync(file, await paper('minutes', lang));
			files.push(file);
		}
		const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
		const to = ['--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder];
		execFileSync(office!, ['--headless', profile, ...to, ...files], { stdio: 'pipe', timeout: 170_000 });
	}, 180_000);

	it.each(forms)('reads headings, attendance and every decision text of minutes in %s', (lang) => {
		const text = readFileSync(join(folder, `minutes-${lang}.txt`), 'utf8');
		for (const decision of decisions(lang)) expect(text).toContain(decision);
		for (let seat = 1; seat < 20; seat++) expect(text).toContain(`Person Nr ${seat}`);
		for (let item = 1; item < 12; item++) expect(text).toContain(`Sak om A & B <${item}>`);
		expect(text).toContain(lang === 'nn' ? 'Frammøte' : 'Frammøte');
	});
});

/** Minutes of which a text was redacted. */
type Redacted = { redactedAt?: string; redactions?: { on: string; version: number }[] };

describe('the archive of a meeting', () => {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-archive-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	const text = canonicalJson(minutesIn('nn'));
	const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');
	const sha256 = hashOf(text);

	async function archive({ redactedAt, redactions }: Redacted = {}): Promise<Record<string, Uint8Array>> {
		overwriteGetLocale(() => 'nn');
		const current = redactions ? canonicalJson({ ...minutesIn('nn'), redactions }) : text;
		const version = {
			version: 2,
			text: current,
			sha256: hashOf(current),
			approvedAt: '2026-11-01T10:00:00.000Z',
			reason: '',
			publishedAt: null,
			redactedAt: redactedAt ?? null
		};
		const first = redactedAt ? '' : canonicalJson(minutesIn('nb'));
		const earlier = { ...version, version: 1, text: first, reason: 'Skrivefeil' };
		const parts: Uint8Array[] = [];
		const meeting = { uid: 'a@b', day: '2026-10-15' };
		const request = { locale: 'nn' as const, partnership, versions: [version, earlier], meeting };
		for await (const part of renderMeetingArchive(request)) parts.push(part);
		return unzipSync(Buffer.concat(parts));
	}

	async function verify(files: Record<string, Uint8Array>, ...options: string[]) {
		let said = '';
		const keep = (line: string | Uint8Array) => ((said += String(line)), true);
		const spies = [process.stdout, process.stderr].map((stream) =>
			vi.spyOn(stream, 'write').mockImplementation(keep)
		);
		const log = vi.spyOn(console, 'log').mockImplementation((line) => void (said += `${line}\n`));
		writeFileSync(join(folder, 'file'), zipSync(files));
		const code = await run(['verify-archive', 'file', ...options], folder);
		for (const spy of [...spies, log]) spy.mockRestore();
		return { code, said };
	}

	it('holds minutes byte for byte, papers, metadata, readme and sums, and is verified', async () => {
		const files = await archive();
		expect(Object.keys(files)).toEqual([
			...['content.json', 'content-v1.json', 'metadata.json', 'innkalling.docx', 'saksframlegg.docx'],
			...['protokoll.docx', 'protokoll.html', 'LES-MEG.txt', 'SHA256SUMS']
		]);
		expect(strFromU8(files['content.json']!)).toBe(text);
		const metadata = JSON.parse(strFromU8(files['metadata.json']!)) as { minutes: object[] };
		expect(metadata.minutes).toMatchObject([
			{ version: 2, sha256 },
			{ version: 1, reason: 'Skrivefeil' }
		]);
		const readme = strFromU8(files['LES-MEG.txt']!);
		for (const name of Object.keys(files).filter((one) => !readme.includes(one)))
			expect(name).toBe('LES-MEG.txt');
		const { code, said } = await verify(files, '--seal', sha256);
		expect(said).toContain('minutes of ssu, 2026-10-15, version 1');
		expect(code).toBe(0);
	});

	it('names a version whose content was deleted by a redaction, without a file of it', async () => {
		const redactedAt = '2026-11-10T10:00:00.000Z';
		const redactions = [{ on: '2026-11-10', version: 1 }];
		const files = await archive({ redactedAt, redactions });
		expect(Object.keys(files)).not.toContain('content-v1.json');
		const metadata = JSON.parse(strFromU8(files['metadata.json']!)) as { minutes: object[] };
		expect(metadata.minutes).toMatchObject([
			{ version: 2, redactedAt, isDeleted: false },
			{ version: 1, redactedAt, isDeleted: true }
		]);
		expect(strFromU8(files['protokoll.html']!)).toContain('Tekst er sladda 10.11.2026.');
		expect((await verify(files)).code).toBe(0);
	});

	it.each(['content.json', 'metadata.json', 'protokoll.docx', 'LES-MEG.txt'])(
		'is refused with %s changed, which is named',
		async (name) => {
			const files = await archive();
			const changed = { ...files, [name]: Buffer.concat([files[name]!, Buffer.from(' ')]) };
			const { code, said } = await verify(changed);
			expect(code).toBe(1);
			expect(said).toContain(`${name} is not as it was packed`);
		}
	);
});

describe('a Word template filled with minutes', () => {
	async function fill(lang: WrittenForm, ...lines: string[]) {
		overwriteGetLocale(() => lang);
		const children = lines.map((line) => new Paragraph({ children: [new TextRun(line)] }));
		const template = await Packer.toBuffer(new Document({ sections: [{ children }] }));
		const content = minutesIn(lang);
		const seal = { version: 2, sha256: 'abc', approvedAt: '2026-11-01T10:00:00.000Z' };
		const request = { kind: 'minutes', partnership, content, seal, format: 'docx', locale: lang } as const;
		return fillMeetingPaper(request, template);
	}

	it.each(forms)('has its own words, and in %s the facts and every decision', async (lang) => {
		const filled = await fill(lang, 'Vår sak: {{tittel}}, versjon {{versjon}}.', '{{alt}}');
		const text = wordParagraphs(officeFileParts(filled)['word/document.xml']!).map((one) => one.text);
		expect(text[0]).toMatch(/^Vår sak: Protokoll: Strategisk samarbeidsutval.*, 15\.10\.2026, versjon 2\.$/);
		for (const decision of decisions(lang)) expect(text.join('\n')).toContain(decision);
	});

	it('is refused with a placeholder that only reviews have, or with none', async () => {
		const fault = async (...lines: string[]) =>
			fill('nb', ...lines).then(
				() => null,
				(error: unknown) => (error instanceof TemplateError ? error.fault : error)
			);
		expect(await fault('{{plan}} og {{tittel}}')).toEqual({ code: 'unknown', names: ['plan'] });
		expect(await fault('{{områder}}', '{{tull}}')).toEqual({ code: 'unknown', names: ['områder', 'tull'] });
		expect(await fault('Ingenting')).toEqual({ code: 'no-slots' });
	});
});
