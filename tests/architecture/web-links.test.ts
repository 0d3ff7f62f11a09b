import { readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { measureChangeValues } from '$lib/components/measure/measure-change-labels';
import { parseWebLinks } from '$lib/domain/measure/web-link';
import { decisionForm } from '$lib/forms/decision';
import { matterForm } from '$lib/forms/matter';
import { measureForm } from '$lib/forms/measure';
import { linksSchema } from '$lib/forms/plan-file/plan-file-fields';
import WebLinks from '$lib/ui/WebLinks.svelte';
import { sourceFiles } from './source';

/*
 * Links that people enter lead out of the application: https only, and the page opened gets neither the window
 * nor the address it came from (OWASP ASVS 5.0, 3.2.2 and 3.7.2).
 */

const component = 'src/lib/ui/WebLinks.svelte';
const unsafe = [
	'javascript:alert(1)',
	'JavaScript:alert(1)//example.no',
	'data:text/html,<script>alert(1)</script>',
	'http://example.no',
	'//example.no',
	'https://kari:hemmelig@example.no',
	'https://localhost/a',
	'file:///etc/passwd',
	' https://'
];
const safe = 'https://example.no/?a=1&b="2"';

describe('links of people', () => {
	it('are written by one component only', () => {
		const written = /\brel="[^"]*\bexternal\b|href=\{address\}|\.links as\b/;
		const found = sourceFiles().filter(
			(file) => file.endsWith('.svelte') && written.test(readFileSync(file, 'utf8'))
		);
		expect(found.filter((file) => file !== component)).toEqual([]);
	});

	it('open in the same window without telling the other page where they came from', () => {
		const { body } = render(WebLinks, { props: { links: [{ title: '<b>Rutinen</b>', address: safe }] } });
		expect(body).toContain('href="https://example.no/?a=1&amp;b=&quot;2&quot;"');
		expect(body).toContain('rel="noopener noreferrer external"');
		expect(body).not.toContain('target=');
		expect(body).not.toContain('<b>');
	});

	it.each(unsafe)('are text where the address is %j', (address) => {
		const { body } = render(WebLinks, { props: { links: [{ title: 'Rutinen', address }] } });
		expect(body).not.toContain('<a');
		expect(body).not.toContain('<script');
	});

	it.each(unsafe)('are refused in every form and file where the address is %j', (address) => {
		const fields = { links: `Rutinen: ${address}` };
		for (const form of [measureForm, matterForm, decisionForm]) {
			const faults = form.safeParse(fields).error?.issues ?? [];
			expect(faults.filter(({ path }) => path[0] === 'links')).toMatchObject([
				{ message: 'links-unreadable' }
			]);
		}
		// The workbook's cell.
		expect(parseWebLinks(fields.links)).toBeNull();
		expect(linksSchema.safeParse([{ title: 'Rutinen', address }]).success).toBe(false);
	});

	it('are text in the history', () => {
		const before = [{ title: 'Rutinen', address: 'https://a.no' }];
		const after = [{ title: 'Rutinen', address: 'javascript:alert(1)' }];
		expect(measureChangeValues(before, after)).toEqual({
			before: 'Rutinen: https://a.no',
			after: 'Rutinen: javascript:alert(1)'
		});
	});
});
