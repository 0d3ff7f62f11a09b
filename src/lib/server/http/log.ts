import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit';
import pino from 'pino';

const logger = pino({ level: process.env.LOG_LEVEL || 'info', base: null });

/** One line a request: method, route, status, time. Never an address with a token, never a body. */
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

/** What went wrong goes to the log under a reference; the reader gets the reference alone. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const reference = randomUUID().slice(0, 8);
	if (isClientAbort(error)) logger.debug({ route: event.route.id }, 'left before the answer');
	else if (status >= 500) logger.error({ reference, route: event.route.id, err: redactQueryParams(error) });
	return { message, reference };
};

/** Whether who asked left in the middle of the question, as a closed page does: nobody's fault, and nobody is answered. */
export function isClientAbort(error: unknown): boolean {
	return (
		error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
	);
}

/** A failed statement's error carries the values it was to write: names, addresses, drafts. They stay out. */
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
