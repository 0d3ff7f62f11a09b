import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { permission, type Action, type Permission, type Subject } from '$lib/domain/permission';
import { inLocale, localeOf } from '$lib/i18n/locale';
import { onlyWords } from '$lib/i18n/permission';
import type { Refusal } from '$lib/domain/outcome';

/**
 * Lets the request on only where the actor may: who is not signed in is sent to sign in and back
 * (303), who is gets a 403 that says which body may.
 */
export function demand(
	event: Pick<RequestEvent, 'locals' | 'url'>,
	action: Action,
	subject: Subject = {}
): void {
	turnAway(event, permission(event.locals.actor, action, subject));
}

function turnAway(event: Pick<RequestEvent, 'url'>, answer: Permission): void {
	if (answer.allowed) return;
	if (answer.reason === 'sign-in-first') {
		const next = encodeURIComponent(event.url.pathname + event.url.search);
		redirect(303, `${inLocale('/login', localeOf(event.url.pathname))}?next=${next}`);
	}
	error(403, { message: 'not-permitted', only: onlyWords(answer.only) });
}

/**
 * Answers a command's refusal where the page has nothing of its own to say about it. `stale` and
 * `invalid` belong to the form that caused them and must be handled before.
 */
export function answerRefusal(event: Pick<RequestEvent, 'locals' | 'url'>, refused: Refusal): never {
	if (refused.code === 'not-permitted') turnAway(event, refused.permission);
	if (refused.code === 'not-found') error(404, { message: 'not-found' });
	error(409, { message: refused.code });
}
