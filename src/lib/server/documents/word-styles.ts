import { BorderStyle, LineRuleType, type IParagraphStyleOptions, type IStylesOptions } from 'docx';
import type { Locale, WrittenForm } from '$lib/domain/localized';

const dark = '1B1F23';
const quiet = '4A4D50';
const accent = '004C91';
const font = 'Arial';

/** Names of our styles for a document's body, in addition to Word's own. */
export type DocumentStyle = 'Lead' | 'Quiet' | 'Label' | 'Verdict' | 'Cell';

/** Ids of the styles in a document. */
export interface StyleNames {
	/** Ids of the first three heading levels; undefined if the document has no such style. */
	headings: (string | undefined)[];
	caption: string | undefined;
	/** True if the document has our own styles. */
	own: boolean;
}

/** Style ids of the documents that we create. */
export const documentStyleNames: StyleNames = {
	headings: ['Heading1', 'Heading2', 'Heading3'],
	caption: 'Caption',
	own: true
};

/** Returns Word's proofing language for a locale. */
export function proofingLanguage(locale: Locale | WrittenForm) {
	return { value: { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' }[locale] };
}

const customStyle = (
	id: string,
	name: string,
	{ run = {}, paragraph = {} }: Pick<IParagraphStyleOptions, 'run' | 'paragraph'>
): IParagraphStyleOptions => ({
	id,
	name,
	basedOn: 'Normal',
	next: 'Normal',
	quickFormat: true,
	run,
	paragraph
});

/**
 * Returns the styles of a document: Word's own for headings, title, contents and captions, and a few of ours.
 */
export function wordStyles(locale: Locale): IStylesOptions {
	return {
		default: {
			document: {
				run: { font, size: 21, color: dark, language: proofingLanguage(locale) },
				paragraph: { spacing: { after: 120, line: 288, lineRule: LineRuleType.AUTO } }
			},
			title: {
				run: { font, size: 60, bold: true, color: dark },
				paragraph: { spacing: { before: 0, after: 160, line: 252, lineRule: LineRuleType.AUTO } }
			},
			heading1: {
				run: { font, size: 34, bold: true, color: accent },
				paragraph: { keepNext: true, spacing: { before: 480, after: 160 } }
			},
			heading2: {
				run: { font, size: 26, bold: true, color: dark },
				paragraph: { keepNext: true, spacing: { before: 400, after: 120 } }
			},
			heading3: {
				run: { font, size: 22, bold: true, color: dark },
				paragraph: { keepNext: true, spacing: { before: 320, after: 60 } }
			}
		},
		paragraphStyles: [
			{
				id: 'Subtitle',
				name: 'Subtitle',
				basedOn: 'Normal',
				next: 'Normal',
				run: { size: 28, color: quiet },
				paragraph: { spacing: { after: 900 } }
			},
			customStyle('Caption', 'caption', {
				run: { size: 18, color: quiet },
				paragraph: { keepNext: true, spacing: { before: 160, after: 80 } }
			}),
			customStyle('Eyebrow', 'Eyebrow', {
				run: { size: 22, bold: true, color: accent },
				paragraph: { spacing: { before: 2600, after: 120 } }
			}),
			customStyle('Lead', 'Lead', { run: { size: 24 }, paragraph: { spacing: { after: 160 } } }),
			customStyle('Quiet', 'Quiet', {
				run: { size: 19, color: quiet },
				paragraph: { spacing: { after: 120 } }
			}),
			customStyle('CoverFact', 'Cover fact', {
				run: { size: 21 },
				paragraph: {
					indent: { left: 2400, hanging: 2400 },
					spacing: { after: 100 }
				}
			}),
			customStyle('ContentsHeading', 'Contents heading', {
				run: { size: 34, bold: true, color: accent },
				paragraph: { keepNext: true, spacing: { before: 0, after: 200 } }
			}),
			customStyle('Label', 'Label', {
				run: { size: 19, bold: true, color: quiet },
				paragraph: { keepNext: true, spacing: { before: 100, after: 20 } }
			}),
			customStyle('Verdict', 'Verdict', {
				paragraph: { indent: { left: 284 }, border: verdictBorder, spacing: { after: 60 } }
			}),
			customStyle('Cell', 'Cell', {
				run: { size: 18 },
				paragraph: { spacing: { before: 30, after: 30, line: 240, lineRule: LineRuleType.AUTO } }
			})
		]
	};
}

/** The border beside a verdict. */
export const verdictBorder = {
	left: { style: BorderStyle.SINGLE, size: 24, space: 10, color: accent }
} as const;
