import { createHash } from 'node:crypto';
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { pathInLocale } from '$lib/i18n/locale';
import { m } from '$lib/i18n/paraglide/messages';
import { pagePath } from '$lib/i18n/plan-address';
import { isProse, type PostedField } from '$lib/forms/posted-field';
import { readFields } from './forms';

/** Bytes above which a form that was not received is not sent back. */
const mostBytes = 128 * 1024;

const style =
	'body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}textarea{box-sizing:border-box;width:100%;min-height:6rem;font:inherit}button{padding:.6rem 1rem;font:inherit}';
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

/** Words of a page that keeps a form, and how the form is sent on from there. */
interface KeptPage {
	status: number;
	title: string;
	text: string;
	signIn: boolean;
	button: string;
	/** True if the form is to be shown again rather than saved. */
	restores: boolean;
}

/**
 * Keeps the text of a form posted without scripts when the session has ended or the database is away: responds
 * with the text and a button that sends it on. The page of any other error shows it (`locals.typed`). Scripts keep
 * it in the browser instead.
 */
export const typedTextHandle: Handle = async ({ event, resolve }) => {
	const typed = isPlainPost(event) ? typedFields(event.request.clone()) : null;
	if (typed) event.locals.typed = typed;
	const response = await resolve(event);
	const page = typed && keptPage(event, response);
	const fields = page && (await typed());
	return fields ? respond(event, response, page, fields) : response;
};

/** Returns a function that reads a form once: its fields as they are posted, or null for one with a secret. */
function typedFields(copy: Request): () => Promise<PostedField[] | null> {
	const read = async () => {
		const fields = Object.entries((await readFields(copy)) ?? {});
		if (fields.length === 0 || fields.some(([name]) => /password/i.test(name))) return null;
		return fields.flatMap(([name, value]): PostedField[] =>
			typeof value === 'string' ? [[name, value]] : value.map((one) => [`${name}[]`, one])
		);
	};
	let once: ReturnType<typeof read> | undefined;
	return () => (once ??= read());
}

function isPlainPost({ request }: RequestEvent): boolean {
	const { method, headers } = request;
	const length = Number(headers.get('content-length') ?? Infinity);
	const isPage = headers.get('accept')?.includes('text/html') && !headers.has('x-sveltekit-action');
	const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(
		headers.get('content-type') ?? ''
	);
	return method === 'POST' && isPage === true && isForm && length > 0 && length <= mostBytes;
}

function keptPage({ url }: RequestEvent, { status, headers }: Response): KeptPage | null {
	if (status === 503) {
		const words = { title: m.shell_error_503_title(), text: m.shell_kept_503(), button: m.shell_kept_send() };
		return { status, ...words, signIn: false, restores: false };
	}
	// An error before the application's own page can be shown.
	if (status === 500 && !headers.has('x-sveltekit-page')) {
		const words = { title: m.shell_error_500_title(), text: m.shell_error_500_text() };
		return { status, ...words, button: m.shell_kept_send(), signIn: false, restores: false };
	}
	const to = new URL(headers.get('location') ?? '', url).pathname;
	if (status !== 303 || pagePath(to) !== '/login' || pagePath(url.pathname) === '/login') return null;
	const words = { title: m.shell_kept_401_title(), text: m.shell_kept_401(), button: m.shell_kept_carry() };
	return { status: 401, ...words, signIn: true, restores: true };
}

function respond(
	{ url, locals }: RequestEvent,
	before: Response,
	page: KeptPage,
	fields: readonly PostedField[]
): Response {
	const posted: PostedField[] = [...fields, ...(page.restores ? [['restore', '1'] as const] : [])];
	const inputs = posted.map(([name, value]) => field(name, value));
	const login = `${pathInLocale('/login', locals.locale)}?next=${encodeURIComponent(url.pathname)}`;
	const signIn = page.signIn
		? `<p><a href="${escape(login)}" target="_blank">${escape(m.shell_kept_sign_in())}</a></p>`
		: '';
	const html = `<!doctype html>
<html lang="${locals.locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escape(page.title)}</title><style>${style}</style></head>
<body><main><h1>${escape(page.title)}</h1><p>${escape(page.text)}</p>${signIn}
<form method="post" action="${escape(url.pathname + url.search)}">${inputs.join('\n')}<p><button>${escape(page.button)}</button></p></form></main></body>
</html>
`;
	const headers = new Headers(before.headers);
	for (const name of ['location', 'content-length', 'etag', 'link']) headers.delete(name);
	headers.set('Content-Type', 'text/html; charset=utf-8');
	headers.set('Content-Security-Policy', policy);
	headers.set('Cache-Control', 'no-store');
	return new Response(html, { status: page.status, headers });
}

/** Returns a field of the form: texts are shown, and the rest is hidden. */
function field(name: string, value: string): string {
	if (!isProse(value)) return `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`;
	const label = escape(m.shell_kept_typed());
	return `<p><textarea name="${escape(name)}" aria-label="${label}" readonly>\n${escape(value)}</textarea></p>`;
}

function escape(text: string): string {
	return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
