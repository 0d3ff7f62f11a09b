import { isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { anonymous, type Actor } from '$lib/domain/permission';
import { recordReadTables } from '$lib/server/database/read-tables';
import type { Database } from '$lib/server/database/database';
import { loadTableVersions, tokensOf, type TableVersions } from '$lib/server/database/table-versions';
import { resolvePlanScope } from '$lib/server/http/plan';
import { routeEvent } from './route-event';

type Load = (event: RequestEvent) => unknown;
const modules = import.meta.glob<{ load?: Load }>([
	'/src/routes/**/+page.server.ts',
	'/src/routes/+layout.server.ts'
]);

/** A page's data as of a moment, with what it depends on. */
export interface PageRecord {
	/** Data of the page and the layout as JSON; null if the page is not answered with 200. */
	data: string | null;
	tables: ReadonlySet<string>;
	versions: TableVersions;
}

interface PageRequest {
	params?: Record<string, string> | undefined;
	now: Date;
	actor?: Actor;
}

/** Parameters of an address for each route that needs some. */
export type PageParameters = Partial<Record<string, Record<string, string>>>;

/** Loads a page, for a visitor without a session unless a reader is named. */
export async function recordPage(
	{ db }: { db: Database },
	route: string,
	{ params = {}, now, actor = anonymous }: PageRequest
): Promise<PageRecord> {
	const versions = await loadTableVersions(db.read);
	const { value, tables } = await recordReadTables(async () => {
		const scope = await resolvePlanScope(db, '/', actor);
		const event = routeEvent({ db, scope }, { route, params, actor, body: null });
		event.locals.now = now;
		const loads = [
			`/src/routes/+layout.server.ts`,
			`/src/routes${route === '/' ? '' : route}/+page.server.ts`
		];
		const parts: unknown[] = [];
		for (const path of loads) parts.push(await loadOf(path, event));
		return parts.includes(null) ? null : JSON.stringify(parts);
	});
	return { data: value, tables, versions };
}

/** Returns a route's data; null if it answers with an error or leads elsewhere. */
async function loadOf(path: string, event: RequestEvent): Promise<unknown> {
	const module = await modules[path]?.();
	if (!module?.load) return {};
	try {
		return await module.load(event);
	} catch (thrown) {
		if (isHttpError(thrown) || isRedirect(thrown)) return null;
		throw thrown;
	}
}

/** True if the public page would be answered from memory. */
export function isStillKept({ tables, versions }: PageRecord, current: TableVersions): boolean {
	return areEqual(tables, versions, current);
}

/** True if the page of a reader who is signed in would be answered from memory. */
export function isStillKeptForReader({ tables, versions }: PageRecord, current: TableVersions): boolean {
	return areEqual(tokensOf(tables), versions, current);
}

function areEqual(tokens: ReadonlySet<string>, then: TableVersions, now: TableVersions): boolean {
	return [...tokens].every((one) => now.of[one] !== undefined && now.of[one] === then.of[one]);
}
