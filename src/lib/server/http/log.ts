import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import pino from 'pino';
import { outageCause } from '../database/outage';

const logger = pino({ level: process.env.LOG_LEVEL || 'info', base: null });

/**
 * Logs one line per request: method, route, status, time. Never includes an address with a token, or a body.
 */
export const logHandle: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	const response = await resolve(event);
	logger.debug({
		method: event.request.method,
		route: event.route.id,
		status: response.status,
		ms: Math.round(performance.now() - started)
	});
	return response;
};

/** Logs a request that is answered from memory. */
export function logKeptPage(method: string | undefined, status: number): void {
	logger.debug({ method, kept: true, status });
}

/** Message of the error that says that the database cannot be used. */
export const databaseAway = 'database-away';

/** Logs an error under a reference, which is all the visitor sees of it. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const reference = randomUUID().slice(0, 8);
	const outage = isClientAbort(error) ? null : outageCause(error);
	if (outage !== null) {
		event.locals.databaseAway = true;
		logger.error({ reference, route: event.route.id }, outage);
		return { message: databaseAway, reference };
	}
	if (isClientAbort(error)) logger.debug({ route: event.route.id }, 'left before the answer');
	else if (status >= 500) logger.error({ reference, route: event.route.id, err: redactQueryParams(error) });
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
