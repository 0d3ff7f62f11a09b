import { createHash, timingSafeEqual } from 'node:crypto';
import { count, inArray } from 'drizzle-orm';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Database } from '../database/database';
import { mail } from '../database/schema';
import type { ServedDatabase } from './database';

/** Figures of this process for whoever watches it, without anything about people. */
const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requests = new Histogram({
	name: 'framdrift_request_seconds',
	help: 'Time until a response begins, by route',
	labelNames: ['method', 'route', 'status'],
	buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
	registers: [registry]
});
const keptPages = new Counter({
	name: 'framdrift_kept_pages_total',
	help: 'Public pages answered from memory',
	registers: [registry]
});
const isConnected = new Gauge({
	name: 'framdrift_primary_connected',
	help: '1 if the last look at the database server succeeded; absent for a database file',
	labelNames: ['host'],
	registers: [registry]
});
const newestCommit = new Gauge({
	name: 'framdrift_newest_commit',
	help: 'Number of the newest commit this process knows; behind the others’ for long, its copy is cut off',
	labelNames: ['host'],
	registers: [registry]
});
const statements = new Counter({
	name: 'framdrift_statements_total',
	help: 'SQL statements sent to the database',
	labelNames: ['host'],
	registers: [registry]
});
const waitingMail = new Gauge({
	name: 'framdrift_mail',
	help: 'Mail that waits, and mail that has failed',
	labelNames: ['state', 'host'],
	registers: [registry]
});

/** A request that the application answered. */
interface AnsweredRequest {
	method: string;
	/** Pattern of its address; null if none fits. */
	route: string | null;
	status: number;
	seconds: number;
}

/** Counts a request. */
export function countRequest({ method, route, status, seconds }: AnsweredRequest): void {
	requests.observe({ method, route: route ?? 'none', status }, seconds);
}

/** Counts a page answered before the application. */
export function countKeptPage(): void {
	keptPages.inc();
}

/** Returns the figures in the text format of Prometheus; those of a database name its host where there are several. */
export async function readMetrics(
	databases: readonly ServedDatabase[]
): Promise<{ type: string; text: string }> {
	statements.reset();
	for (const { config, db } of databases) {
		const host = databases.length > 1 && config.ORIGIN ? { host: new URL(config.ORIGIN).host } : {};
		await setDatabaseFigures(db, host);
	}
	return { type: registry.contentType, text: await registry.metrics() };
}

async function setDatabaseFigures(database: Database, host: { host?: string }): Promise<void> {
	const { read, replica } = database;
	if (replica) {
		isConnected.set(host, replica.isConnected ? 1 : 0);
		newestCommit.set(host, replica.known);
	}
	const rows = await read
		.select({ state: mail.state, count: count() })
		.from(mail)
		.where(inArray(mail.state, ['waiting', 'failed']))
		.groupBy(mail.state);
	for (const state of ['waiting', 'failed'])
		waitingMail.set({ state, ...host }, rows.find((one) => one.state === state)?.count ?? 0);
	statements.inc(host, database.statements());
}

/** True if a request's header has the token (METRICS_TOKEN), compared in the same time for every wrong one. */
export function hasMetricsToken(header: string | null, token: string): boolean {
	const hash = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${token}`));
}
