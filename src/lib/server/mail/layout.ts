import type { WrittenForm } from '$lib/domain/localized';

/** A part of a mail, rendered as text and as HTML. */
export type MailBlock =
	| { kind: 'paragraph' | 'small'; text: string }
	| { kind: 'list'; title: string; items: { text: string; lang: WrittenForm }[] }
	/** The mail's main link, rendered as a button. */
	| { kind: 'action'; text: string; href: string }
	/** A less prominent link. */
	| { kind: 'way-out'; text: string; href: string; note?: string };

/** Renders a mail as text without line wrapping: mail programs wrap it, and links stay whole. */
export function renderText(parts: readonly MailBlock[]): string {
	return `${parts.map(blockText).join('\n\n')}\n`;
}

function blockText(part: MailBlock): string {
	if (part.kind === 'list')
		return [`${part.title}:`, ...part.items.map(({ text }) => `- ${text}`)].join('\n');
	if (part.kind === 'action') return `${part.text}:\n${part.href}`;
	if (part.kind === 'way-out') return `${part.text}: ${part.href}${part.note ? `\n${part.note}` : ''}`;
	return part.text;
}

/*
 * Mail programs support inline styles only, and few of them. No images, tables or colours except the button's,
 * so that dark mode works.
 */
const styles = {
	body: 'margin:0;padding:24px 16px;font:16px/1.5 Inter,Arial,sans-serif',
	main: 'max-width:36em;margin:0 auto',
	button:
		'display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5c56;color:#ffffff;font-weight:bold;text-decoration:none',
	small: 'font-size:14px'
};

export function renderHtml(
	parts: readonly MailBlock[],
	{ subject, lang }: { subject: string; lang: WrittenForm }
): string {
	return [
		'<!doctype html>',
		`<html lang="${lang}">`,
		`<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>`,
		`<body style="${styles.body}">`,
		`<main style="${styles.main}">`,
		...parts.map((part) => blockHtml(part, lang)),
		'</main>',
		'</body>',
		'</html>',
		''
	].join('\n');
}

function blockHtml(part: MailBlock, lang: WrittenForm): string {
	if (part.kind === 'list') {
		const items = part.items.map((item) => {
			const other = item.lang === lang ? '' : ` lang="${item.lang}"`;
			return `<li${other}>${escapeHtml(item.text)}</li>`;
		});
		return `<h2 style="font-size:16px;margin-bottom:0">${escapeHtml(part.title)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
	}
	if (part.kind === 'action')
		return `<p><a style="${styles.button}" href="${escapeHtml(part.href)}">${escapeHtml(part.text)}</a></p>`;
	if (part.kind === 'way-out')
		return `<p style="${styles.small}"><a href="${escapeHtml(part.href)}">${escapeHtml(part.text)}</a>${part.note ? `. ${escapeHtml(part.note)}` : ''}</p>`;
	return `<p${part.kind === 'small' ? ` style="${styles.small}"` : ''}>${escapeHtml(part.text)}</p>`;
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
