import { env } from '$env/dynamic/private';
import { error, text } from '@sveltejs/kit';
import { readConfig } from '$lib/server/config';
import { hasMetricsToken, readMetrics } from '$lib/server/http/metrics';
import type { RequestHandler } from './$types';

/** Answers the process's figures to whoever has METRICS_TOKEN; without one they have no address. */
export const GET: RequestHandler = async ({ locals, request }) => {
	const { METRICS_TOKEN: token } = readConfig(env);
	if (!token || !hasMetricsToken(request.headers.get('Authorization'), token))
		error(404, { message: 'not-found' });
	const metrics = await readMetrics(locals.db);
	return text(metrics.text, { headers: { 'Content-Type': metrics.type, 'Cache-Control': 'no-store' } });
};
