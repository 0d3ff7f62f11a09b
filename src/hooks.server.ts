import { sequence } from '@sveltejs/kit/hooks';
import { asItWasOn } from '$lib/server/http/as-it-was';
import { database, openConfiguredDatabase } from '$lib/server/http/database';
import { headers } from '$lib/server/http/headers';
import { identity } from '$lib/server/http/identity';
import { locale } from '$lib/server/http/locale';
import { log } from '$lib/server/http/log';
import { startMail } from '$lib/server/http/mail';
import { memory } from '$lib/server/http/memory';
import { origin } from '$lib/server/http/origin';
import { plan } from '$lib/server/http/plan';
import { query } from '$lib/server/http/query';
import { size } from '$lib/server/http/size';

/** The way in, as a table of contents. */
export const handle = sequence(
	log,
	headers,
	origin,
	size,
	locale,
	database,
	identity,
	query,
	asItWasOn,
	memory,
	plan
);

export { handleError } from '$lib/server/http/log';

export const init = async () => startMail(await openConfiguredDatabase());
