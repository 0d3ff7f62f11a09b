import { strFromU8, strToU8, zipSync } from 'fflate';
import { patchDetector, patchDocument, PatchType, type IPatch } from 'docx';
import type { DocumentCover, DocumentModel, DocumentSection } from './model';
import type { RenderedCharts } from './rendered-charts';
import {
	findPlaceholder,
	isBlockPlaceholder,
	templatePlaceholders,
	type BlockPlaceholder,
	type TemplatePlaceholder
} from './placeholders';
import { isolateBlockPlaceholders } from './template-paragraphs';
import { templateLimits, TemplateError } from './template-limits';
import { unzip, ZipRefused } from '../zip';
import { renderBody, numberedList, textRuns, type WordContext } from './word-blocks';
import type { StyleNames } from './word-styles';

/**
 * Fills an organisation's Word template (docx) with a document: replaces each `{{placeholder}}`, in the
 * template's own styles.
 *
 * @param draw draws the document's charts, after the template has been checked
 * @throws TemplateError for a file that is no such template, is too large, or has unknown placeholders
 */
export async function fillWordTemplate(
	model: DocumentModel,
	draw: () => RenderedCharts,
	template: Uint8Array
): Promise<Uint8Array> {
	const parts = await unzipTemplate(template);
	const texts = textsIn(parts);
	const styles = readStyleNames(texts);
	for (const [name, text] of Object.entries(texts)) {
		const changed = name === '[Content_Types].xml' ? asDocument(text) : isolateBlockPlaceholders(text);
		if (changed !== text) parts.set(name, strToU8(changed));
	}
	// docx unpacks without limits: it gets an archive that is already unpacked.
	const bounded = zipSync(Object.fromEntries(parts), { level: 0 });
	const placeholders = await placeholdersIn(bounded);
	const { placeholders: known = templatePlaceholders } = model;
	const unknown = placeholders.filter((name) => !known.some((one) => one === findPlaceholder(name)));
	if (unknown.length > 0) throw new TemplateError({ code: 'unknown', names: unknown });
	if (placeholders.length === 0) throw new TemplateError({ code: 'no-slots' });
	const context = { pictures: draw(), styles };
	const patches = placeholders.map(
		(name) => [name, patchFor(findPlaceholder(name)!, model, context)] as const
	);
	return patchDocument({
		outputType: 'uint8array',
		data: bounded,
		patches: Object.fromEntries(patches),
		trimPlaceholders: true,
		numbering: { config: [numberedList] },
		properties: { title: model.title }
	}).catch((error: Error) => {
		throw new TemplateError({ code: 'not-word', detail: error.message });
	});
}

/** Returns the content types with a template's main part as a document's: .dotx becomes .docx. */
function asDocument(types: string): string {
	return types.replace('wordprocessingml.template.main+xml', 'wordprocessingml.document.main+xml');
}

async function placeholdersIn(template: Uint8Array): Promise<string[]> {
	try {
		const found = await patchDetector({ data: template, trimPlaceholders: true });
		return [...new Set(found.map((name) => name.trim()))];
	} catch (error) {
		throw new TemplateError({ code: 'not-word', detail: String(error) });
	}
}

/** Returns the XML parts of a template that is safe to read. */
function textsIn(parts: ReadonlyMap<string, Uint8Array>): Record<string, string> {
	const names = [...parts.keys()];
	if (!names.includes('word/document.xml') || !names.includes('[Content_Types].xml'))
		throw new TemplateError({ code: 'not-word' });
	if (names.some((name) => name.endsWith('vbaProject.bin'))) throw new TemplateError({ code: 'macros' });
	const xml = [...parts].filter(([name]) => /\.(xml|rels)$/.test(name));
	const texts = Object.fromEntries(xml.map(([name, part]) => [name, strFromU8(part)]));
	// Office writes no DOCTYPE, and its entities may expand without limit.
	if (Object.values(texts).some((text) => /<!DOCTYPE/i.test(text)))
		throw new TemplateError({ code: 'not-word' });
	checkShape(texts);
	return texts;
}

/** Matches a tag up to the next "<" at most, so that broken XML takes linear time. */
const tag = /<(\/?)[^\s<>!?/](?:[^"'<>]|"[^"<]*"|'[^'<]*')*?(\/?)>/g;

/** @throws TemplateError if filling the template would take too long */
function checkShape(texts: Record<string, string>): void {
	let slots = 0;
	for (const text of Object.values(texts)) {
		const xml = withoutComments(text);
		let depth = 0;
		for (const [, closing, empty] of xml.matchAll(tag)) {
			depth += closing ? -1 : empty ? 0 : 1;
			if (depth > templateLimits.depth) throw new TemplateError({ code: 'too-deep' });
		}
		// Word may split a placeholder's brackets over several runs.
		slots += xml.replace(/<[^<>]*>/g, '').split('{{').length - 1;
		if (slots > templateLimits.slots) throw new TemplateError({ code: 'too-many-slots' });
	}
}

function withoutComments(xml: string): string {
	const [first = '', ...rest] = xml.split('<!--');
	return first + rest.map((part) => part.slice(part.indexOf('-->') + 3)).join('');
}

async function unzipTemplate(template: Uint8Array): Promise<Map<string, Uint8Array>> {
	try {
		const { unpacked: maxBytes, files: maxFiles } = templateLimits;
		return await unzip(Buffer.from(template), { maxBytes, maxFiles });
	} catch (error) {
		const tooLarge = error instanceof ZipRefused && error.fault === 'too-much-inside';
		throw new TemplateError({ code: tooLarge ? 'too-large' : 'not-word' });
	}
}

/** Returns the template's ids of Word's own styles: Norwegian Word calls "heading 1" "Overskrift1". */
function readStyleNames({ 'word/styles.xml': xml = '' }: Record<string, string>): StyleNames {
	const ids = new Map(
		[...xml.matchAll(/<w:style [^>]*w:type="paragraph"[^>]*>.*?<\/w:style>/gs)].map(([style]) => [
			/<w:name w:val="([^"]*)"/.exec(style)?.[1]?.toLowerCase(),
			/w:styleId="([^"]*)"/.exec(style)?.[1]
		])
	);
	return {
		headings: ['heading 1', 'heading 2', 'heading 3'].map((name) => ids.get(name)),
		caption: ids.get('caption'),
		own: false
	};
}

function patchFor(
	slot: TemplatePlaceholder,
	model: DocumentModel,
	context: Pick<WordContext, 'pictures' | 'styles'>
): IPatch {
	if (isBlockPlaceholder(slot))
		return {
			type: PatchType.DOCUMENT,
			children: renderBody(sectionsFor(slot, model), { ...context, headless: slot !== 'all' })
		};
	return { type: PatchType.PARAGRAPH, children: textRuns(inlineText(slot, model)) };
}

function inlineText(slot: Exclude<TemplatePlaceholder, BlockPlaceholder>, { title, cover }: DocumentModel) {
	if (slot === 'title') return { text: title };
	if (slot === 'partnership') return cover.partnership;
	return factValue(cover, slot);
}

function factValue({ facts }: DocumentCover, name: string) {
	return facts.find((fact) => fact.name === name)?.value ?? { text: '' };
}

/** Returns the sections of one part, without the part's heading, which the template has. */
function sectionsFor(part: BlockPlaceholder, { sections }: DocumentModel): DocumentSection[] {
	if (part === 'all') return sections;
	const from = sections.findIndex((section) => section.part === part);
	const next = sections.findIndex((section, index) => index > from && section.level === 1);
	return sections.slice(from, next < 0 ? undefined : next);
}
