import { m } from '$lib/i18n/paraglide/messages';
import { statusLabel } from '$lib/i18n/labels';
import type {
	DocumentBlock,
	DocumentCell,
	DocumentFact,
	DocumentModel,
	DocumentTable,
	DocumentText,
	DocumentSection
} from './model';
import type { RenderedCharts } from './rendered-charts';
import { printStyle } from './print-style';

/**
 * Writes a document as one self-contained HTML page, styled for print on A4, from which a browser's "print to
 * PDF" creates a tagged document.
 */
export function writeHtml(model: DocumentModel, pictures: RenderedCharts): string {
	const { locale, title, cover, sections } = model;
	const contents = sections.map((section, index) => ({ ...section, id: `s${index + 1}` }));
	return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – ${escapeHtml(cover.partnership.text)}</title>
<style>${printStyle}</style>
</head>
<body>
<header>
<p class="eyebrow">${escapeHtml(cover.kind)}</p>
<h1>${escapeHtml(title)}</h1>
<p class="partnership"${langAttribute(cover.partnership)}>${escapeHtml(cover.partnership.text)}</p>
<dl class="cover">${cover.facts.map(coverFactHtml).join('\n')}</dl>
<p class="quiet">${escapeHtml(cover.note)}</p>
</header>
${model.isShort ? '' : contentsHtml(contents)}
<main>
${contents.map((section) => sectionHtml(section, pictures)).join('\n')}
</main>
</body>
</html>
`;
}

function contentsHtml(contents: readonly (DocumentSection & { id: string })[]): string {
	return `<nav aria-labelledby="contents">
<h2 id="contents">${escapeHtml(m.review_contents())}</h2>
<ul>${contents
		.filter(({ level }) => level < 3)
		.map(
			({ id, level, heading }) =>
				`<li class="level-${level}"><a href="#${id}"${langAttribute(heading)}>${escapeHtml(heading.text)}</a></li>`
		)
		.join('\n')}</ul>
</nav>`;
}

function coverFactHtml({ label, value, code }: DocumentFact): string {
	const text = escapeHtml(value.text);
	return `<div><dt>${escapeHtml(label)}</dt><dd${langAttribute(value)}>${code ? `<code>${text}</code>` : text}</dd></div>`;
}

function sectionHtml(
	{ id, level, heading, blocks }: DocumentSection & { id: string },
	pictures: RenderedCharts
): string {
	// The document's title is the page's h1.
	const tag = `h${level + 1}`;
	return `<${tag} id="${id}"${langAttribute(heading)}>${escapeHtml(heading.text)}</${tag}>
${blocks.map((block) => blockHtml(block, pictures)).join('\n')}`;
}

function blockHtml(block: DocumentBlock, pictures: RenderedCharts): string {
	switch (block.kind) {
		case 'text':
			return `<p class="${block.tone ?? 'plain'}"${langAttribute(block.text)}>${multilineHtml(block.text)}</p>`;
		case 'list':
			return `<ol>${block.items.map(listItemHtml).join('\n')}</ol>`;
		case 'facts':
			return `<dl>${block.facts
				.map(
					({ label, value }) =>
						`<dt>${escapeHtml(label)}</dt><dd${langAttribute(value)}>${multilineHtml(value)}</dd>`
				)
				.join('\n')}</dl>`;
		case 'quote':
			return `<blockquote>
<p><b>${escapeHtml(block.heading)}: ${escapeHtml(statusLabel[block.status]())}</b></p>
<p${langAttribute(block.text)}>${multilineHtml(block.text)}</p>
<p class="quiet">${escapeHtml(block.by)}</p>
</blockquote>`;
		case 'table':
			return tableHtml(block.table);
		case 'chart': {
			const picture = pictures.get(block.chart.name);
			if (!picture) return '';
			const data = Buffer.from(picture.png).toString('base64');
			return `<figure><img src="data:image/png;base64,${data}" width="${picture.width}" height="${picture.height}" alt="${escapeHtml(block.chart.alternative)}"><figcaption>${escapeHtml(block.chart.title)}</figcaption></figure>`;
		}
	}
}

function listItemHtml([first, ...rest]: DocumentText[]): string {
	if (!first) return '';
	const others = rest.map((one) => `<br><span${langAttribute(one)}>${multilineHtml(one)}</span>`);
	return `<li><b${langAttribute(first)}>${multilineHtml(first)}</b>${others.join('')}</li>`;
}

function tableHtml({ caption, columns, wordColumns, rows }: DocumentTable): string {
	const figure = (index: number) => (index >= wordColumns ? ' class="figure"' : '');
	const head = columns.map((column, index) => `<th scope="col"${figure(index)}>${escapeHtml(column)}</th>`);
	const body = rows.map(
		(row) =>
			`<tr>${row
				.map((cell, index) => {
					const tag = index === 0 ? 'th scope="row"' : 'td';
					return `<${tag}${figure(index)}${langAttribute(cell)}>${escapeHtml(cell.text)}</${tag.slice(0, 2)}>`;
				})
				.join('')}</tr>`
	);
	return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>`;
}

function multilineHtml({ text }: DocumentText): string {
	return escapeHtml(text).replaceAll(/\r?\n/g, '<br>');
}

function langAttribute(said: DocumentCell): string {
	return 'lang' in said && said.lang ? ` lang="${said.lang}"` : '';
}

function escapeHtml(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
