import { error, type RequestEvent } from '@sveltejs/kit';
import {
	permission,
	type PermissionAction,
	type Permission,
	type PermissionSubject
} from '$lib/domain/permission';
import { requiredRolesText } from '$lib/i18n/permission';
import type { Refusal } from '$lib/domain/result';
import { requirePlan } from './plan';
import { redirectToSignIn } from './sign-in-redirect';

/**
 * Ends the request unless the actor has the permission: redirects to sign-in (303), responds with 403 naming
 * the body that has it, or with 404 for a plan the actor cannot see.
 */
export function requirePermission(
	event: Pick<RequestEvent, 'locals' | 'url'>,
	action: PermissionAction,
	subject: PermissionSubject = {}
): void {
	requirePlan(event);
	denyAccess(event, permission(event.locals.actor, action, subject));
}

function denyAccess(event: Pick<RequestEvent, 'url'>, answer: Permission): void {
	if (answer.allowed) return;
	if (answer.reason === 'sign-in-first') redirectToSignIn(event.url);
	error(403, { message: 'not-permitted', only: requiredRolesText(answer.only) });
}

/**
 * Responds to a command's refusal that the page does not handle itself. `stale` and `invalid` belong to the
 * form that caused them and must be handled before.
 */
export function throwRefusal(event: Pick<RequestEvent, 'locals' | 'url'>, refused: Refusal): never {
	if (refused.code === 'not-permitted') denyAccess(event, refused.permission);
	if (refused.code === 'not-found') error(404, { message: 'not-found' });
	error(409, { message: refused.code });
}
