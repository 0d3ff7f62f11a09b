import { sequence } from '@sveltejs/kit/hooks';
import { asOfHandle } from '$lib/server/http/as-of';
import { chartPicturesHandle } from '$lib/server/http/chart-pictures';
import { costlyRoutesHandle } from '$lib/server/http/costly-routes';
import { databaseHandle, openConfiguredDatabases } from '$lib/server/http/database';
import { pageHeadHandle } from '$lib/server/http/page-head';
import { formPageHandle } from '$lib/server/http/form-page';
import { securityHeadersHandle } from '$lib/server/http/security-headers';
import { replicaHandle } from '$lib/server/http/replica';
import { identityHandle } from '$lib/server/http/identity';
import { localeHandle } from '$lib/server/http/locale';
import { logHandle } from '$lib/server/http/log';
import { outageHandle } from '$lib/server/http/outage';
import { startBackups } from '$lib/server/http/backups';
import { startMailScheduler } from '$lib/server/http/mail';
import { compressionHandle } from '$lib/server/http/compression';
import { publicPagesHandle, servePublicPages } from '$lib/server/http/serve-public-pages';
import { pageCacheHandle } from '$lib/server/http/page-cache';
import { sameOriginHandle } from '$lib/server/http/same-origin';
import { planHandle } from '$lib/server/http/plan';
import { invalidQueryHandle } from '$lib/server/http/invalid-query';
import { bodyLimitHandle } from '$lib/server/http/body-limit';
import { typedTextHandle } from '$lib/server/http/typed-text';

/** Handles every request, in this order. */
export const handle = sequence(
	logHandle,
	compressionHandle,
	publicPagesHandle,
	securityHeadersHandle,
	sameOriginHandle,
	bodyLimitHandle,
	localeHandle,
	pageHeadHandle,
	formPageHandle,
	typedTextHandle,
	outageHandle,
	databaseHandle,
	replicaHandle,
	identityHandle,
	costlyRoutesHandle,
	invalidQueryHandle,
	asOfHandle,
	pageCacheHandle,
	chartPicturesHandle,
	planHandle
);

export { handleError } from '$lib/server/http/log';

export const init = async () => {
	const databases = await openConfiguredDatabases();
	servePublicPages(databases);
	for (const one of databases) {
		startMailScheduler(one);
		startBackups(one);
	}
};
