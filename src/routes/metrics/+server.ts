import { error, text } from '@sveltejs/kit';
import { servedDatabases } from '$lib/server/http/database';
import { hasMetricsToken, readMetrics } from '$lib/server/http/metrics';
import type { RequestHandler } from './$types';

/** Answers the process's figures to whoever has METRICS_TOKEN; without one they have no address. */
export const GET: RequestHandler = async ({ request }) => {
	const databases = servedDatabases();
	const token = databases[0]?.config.METRICS_TOKEN;
	if (!token || !hasMetricsToken(request.headers.get('Authorization'), token))
		error(404, { message: 'not-found' });
	const metrics = await readMetrics(databases);
	return text(metrics.text, { headers: { 'Content-Type': metrics.type, 'Cache-Control': 'no-store' } });
};
