import { m } from '$lib/i18n/paraglide/messages';
import { statusWord } from '$lib/i18n/words';
import type { Block, Cell, Fact, Paper, PaperTable, Said, Section } from './paper';
import type { Pictures } from './pictures';
import { printStyle } from './print-style';

/**
 * A paper as one HTML page that needs nothing beside itself, styled for print on A4: what a browser's
 * "print to PDF" makes a tagged document of, in fifty years as today.
 */
export function writeHtml(paper: Paper, pictures: Pictures): string {
	const { locale, title, cover, sections } = paper;
	const contents = sections.map((section, index) => ({ ...section, id: `s${index + 1}` }));
	return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – ${escaped(cover.partnership.text)}</title>
<style>${printStyle}</style>
</head>
<body>
<header>
<p class="eyebrow">${escaped(cover.kind)}</p>
<h1>${escaped(title)}</h1>
<p class="partnership"${langOf(cover.partnership)}>${escaped(cover.partnership.text)}</p>
<dl class="cover">${cover.facts.map(coverFact).join('\n')}</dl>
<p class="quiet">${escaped(cover.note)}</p>
</header>
<nav aria-labelledby="contents">
<h2 id="contents">${escaped(m.review_contents())}</h2>
<ul>${contents
		.filter(({ level }) => level < 3)
		.map(
			({ id, level, heading }) =>
				`<li class="level-${level}"><a href="#${id}"${langOf(heading)}>${escaped(heading.text)}</a></li>`
		)
		.join('\n')}</ul>
</nav>
<main>
${contents.map((section) => sectionOf(section, pictures)).join('\n')}
</main>
</body>
</html>
`;
}

function coverFact({ label, value, code }: Fact): string {
	const text = escaped(value.text);
	return `<div><dt>${escaped(label)}</dt><dd${langOf(value)}>${code ? `<code>${text}</code>` : text}</dd></div>`;
}

function sectionOf({ id, level, heading, blocks }: Section & { id: string }, pictures: Pictures): string {
	// The paper's title is the page's first heading.
	const tag = `h${level + 1}`;
	return `<${tag} id="${id}"${langOf(heading)}>${escaped(heading.text)}</${tag}>
${blocks.map((block) => blockOf(block, pictures)).join('\n')}`;
}

function blockOf(block: Block, pictures: Pictures): string {
	switch (block.kind) {
		case 'text':
			return `<p class="${block.tone ?? 'plain'}"${langOf(block.text)}>${lines(block.text)}</p>`;
		case 'list':
			return `<ol>${block.items.map(itemOf).join('\n')}</ol>`;
		case 'facts':
			return `<dl>${block.facts
				.map(({ label, value }) => `<dt>${escaped(label)}</dt><dd${langOf(value)}>${lines(value)}</dd>`)
				.join('\n')}</dl>`;
		case 'quote':
			return `<blockquote>
<p><b>${escaped(block.heading)}: ${escaped(statusWord[block.status]())}</b></p>
<p${langOf(block.text)}>${lines(block.text)}</p>
<p class="quiet">${escaped(block.by)}</p>
</blockquote>`;
		case 'table':
			return tableOf(block.table);
		case 'chart': {
			const picture = pictures.get(block.chart.name);
			if (!picture) return '';
			const data = Buffer.from(picture.png).toString('base64');
			return `<figure><img src="data:image/png;base64,${data}" width="${picture.width}" height="${picture.height}" alt="${escaped(block.chart.alternative)}"><figcaption>${escaped(block.chart.title)}</figcaption></figure>`;
		}
	}
}

function itemOf([first, ...rest]: Said[]): string {
	if (!first) return '';
	const others = rest.map((one) => `<br><span${langOf(one)}>${lines(one)}</span>`);
	return `<li><b${langOf(first)}>${lines(first)}</b>${others.join('')}</li>`;
}

function tableOf({ caption, columns, wordColumns, rows }: PaperTable): string {
	const figure = (index: number) => (index >= wordColumns ? ' class="figure"' : '');
	const head = columns.map((column, index) => `<th scope="col"${figure(index)}>${escaped(column)}</th>`);
	const body = rows.map(
		(row) =>
			`<tr>${row
				.map((cell, index) => {
					const tag = index === 0 ? 'th scope="row"' : 'td';
					return `<${tag}${figure(index)}${langOf(cell)}>${escaped(cell.text)}</${tag.slice(0, 2)}>`;
				})
				.join('')}</tr>`
	);
	return `<table><caption>${escaped(caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>
${body.join('\n')}
</tbody></table>`;
}

function lines({ text }: Said): string {
	return escaped(text).replaceAll(/\r?\n/g, '<br>');
}

function langOf(said: Cell): string {
	return 'lang' in said && said.lang ? ` lang="${said.lang}"` : '';
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
