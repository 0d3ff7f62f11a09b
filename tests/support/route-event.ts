import { isActionFailure, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { scopeToPartnership, type Actor } from '$lib/domain/permission';
import type { Database } from '$lib/server/database/database';
import { today, type Partnership } from './partnership';

interface RouteRequest {
	/** The route's id, and the values of its parameters. */
	route: string;
	params: Record<string, string>;
	search?: string;
	actor: Actor;
	/** Posted fields; null for a page that is read. */
	body: Record<string, string | string[]> | null;
}

/** Returns a request as routes get it from the hooks. */
export function routeEvent(
	{ db, scope }: { db: Database; scope: Partnership['scope'] },
	{ route, params, search = '', actor, body }: RouteRequest
): RequestEvent {
	const path = route.replace(/\[+(\w+)\]+/g, (_whole, name: string) => params[name] ?? '');
	const url = new URL(path + search, 'http://localhost');
	const fields = Object.entries(body ?? {}).flatMap(([name, value]) =>
		[value].flat().map((one) => [name, one])
	);
	const scoped = scopeToPartnership(actor, scope.partnership?.id ?? null);
	// As Kit gives them: an optional parameter that the address lacks is not there.
	const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''));
	return {
		...{ url, params: given, route: { id: route }, fetch, platform: undefined },
		request: new Request(url, body ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
		locals: {
			...{ db, now: today, locale: 'nb', asked: null, snapshots: [], unanswered: false },
			...{ scope, actor: scoped, linkRefused: null, sessionId: null, handsCookie: false }
		},
		cookies: { get: () => undefined, set: () => undefined, delete: () => undefined },
		...{ setHeaders: () => undefined, getClientAddress: () => '192.0.2.1', depends: () => undefined },
		...{ isDataRequest: false, isSubRequest: false, isRemoteRequest: false, parent: async () => ({}) },
		untrack: (read: () => unknown) => read()
	} as unknown as RequestEvent;
}

/** Returns a route's answer as a word: a status, "redirect", "sign-in", "failure 400", "response 200" or "answer". */
export async function outcomeOf(call: () => unknown): Promise<string> {
	try {
		const answer = await call();
		if (isActionFailure(answer)) return `failure ${answer.status}`;
		return answer instanceof Response ? `response ${answer.status}` : 'answer';
	} catch (thrown) {
		if (isRedirect(thrown)) return /\/login\?/.test(thrown.location) ? 'sign-in' : 'redirect';
		if (isHttpError(thrown)) return String(thrown.status);
		return `error ${thrown instanceof Error ? thrown.message : ''}`;
	}
}
