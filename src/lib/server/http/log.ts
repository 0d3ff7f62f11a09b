import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import pino from 'pino';
import { outageCause } from '../database/outage';
import { countKeptPage, countRequest } from './metrics';

const logger = pino({ level: process.env.LOG_LEVEL || 'info', base: null });

/** A proxy's name for a request. */
const requestIdPattern = /^[\w-]{8,64}$/;

/**
 * Logs one line per request: id, method, route, status, time. Never includes an address with a token, or a body.
 * The id is the proxy's (`X-Request-Id`) or a new one, and goes back with the response.
 */
export const logHandle: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	const asked = event.request.headers.get('X-Request-Id') ?? '';
	const id = requestIdPattern.test(asked) ? asked : randomUUID();
	event.locals.requestId = id;
	const response = await resolve(event);
	const taken = performance.now() - started;
	const { method } = event.request;
	response.headers.set('X-Request-Id', id);
	countRequest({ method, route: event.route.id, status: response.status, seconds: taken / 1000 });
	logger.debug({ id, method, route: event.route.id, status: response.status, ms: Math.round(taken) });
	return response;
};

/** Logs a request that is answered from memory. */
export function logKeptPage(method: string | undefined, status: number): void {
	countKeptPage();
	logger.debug({ method, kept: true, status });
}

/** Message of the error that says that the database cannot be used. */
export const databaseAway = 'database-away';

/** Logs an error under a reference, which is all the visitor sees of it. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const reference = randomUUID().slice(0, 8);
	const about = { id: event.locals.requestId, reference, route: event.route.id };
	const outage = isClientAbort(error) ? null : outageCause(error);
	if (outage !== null) {
		event.locals.databaseAway = true;
		logger.error(about, outage);
		return { message: databaseAway, reference };
	}
	if (isClientAbort(error)) logger.debug({ route: event.route.id }, 'left before the answer');
	else if (status >= 500) logger.error({ ...about, err: redactQueryParams(error) });
	return { message, reference };
};

/** True if the client closed the connection during the request, as by closing the page. */
export function isClientAbort(error: unknown): boolean {
	for (let one = error; one instanceof Error; one = one.cause)
		if (one.message === 'aborted' && 'code' in one && one.code === 'ECONNRESET') return true;
	return false;
}

/** Removes the parameters of a failed statement, which contain names, addresses and drafts. */
export function redactQueryParams(error: unknown): unknown {
	if (!(error instanceof Error) || !('params' in error)) return error;
	const [message = ''] = error.message.split('\nparams:', 1);
	const { name, stack = '', cause } = error;
	return {
		type: name,
		message,
		stack: stack.replace(error.message, message),
		cause: cause instanceof Error ? cause.message : undefined
	};
}
