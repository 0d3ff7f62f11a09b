import { isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { anonymous } from '$lib/domain/permission';
import { recordReadTables } from '$lib/server/database/read-tables';
import { loadTableVersions, type TableVersions } from '$lib/server/database/table-versions';
import { resolvePlanScope } from '$lib/server/http/plan';
import type { Partnership } from './partnership';
import { routeEvent } from './route-event';

type Load = (event: RequestEvent) => unknown;
const modules = import.meta.glob<{ load?: Load }>([
	'/src/routes/**/+page.server.ts',
	'/src/routes/+layout.server.ts'
]);

/** A public page's data as of a moment, with what it depends on. */
export interface PageRecord {
	/** Data of the page and the layout as JSON; null if the page is not answered with 200. */
	data: string | null;
	tables: ReadonlySet<string>;
	versions: TableVersions;
}

/** Parameters of an address for each route that needs some. */
export type PageParameters = Partial<Record<string, Record<string, string>>>;

/** Loads a public page for a visitor without a session. */
export async function recordPublicPage(
	{ db }: Pick<Partnership, 'db'>,
	route: string,
	{ params = {}, now }: { params?: Record<string, string> | undefined; now: Date }
): Promise<PageRecord> {
	const versions = await loadTableVersions(db.read);
	const { value, tables } = await recordReadTables(async () => {
		const scope = await resolvePlanScope(db, '/', anonymous);
		const event = routeEvent({ db, scope }, { route, params, actor: anonymous, body: null });
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

/** True if the page would be answered from memory. */
export function isStillKept({ tables, versions }: PageRecord, current: TableVersions): boolean {
	return [...tables].every(
		(table) => current.of[table] !== undefined && current.of[table] === versions.of[table]
	);
}
