import type { RequestEvent } from '@sveltejs/kit';
import { pathInLocale } from '$lib/i18n/locale';
import type { InvitationResult, SetupLinkDelivery } from '../people/commands';
import { personById } from '../identity/person';
import { configuredMailMode } from './mail';

/** Returns where set-up links go: by mail wherever there is a mail server. */
export function setupLinkDelivery(): SetupLinkDelivery {
	return configuredMailMode() === 'on' ? 'mail' : 'screen';
}

/** Returns what the page says about a set-up link, with the link itself on the screen of an administrator only. */
export async function describeSetupLink(
	{ locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
	{ personId, token, withheld, queued = false, delivered = false }: InvitationResult
) {
	const person = await personById(locals.db.read, personId);
	const { name = '', email = '', writtenForm = 'nb' } = person ?? {};
	const described = { name, email, link: null };
	if (queued) return { ...described, outcome: 'queued' } as const;
	if (delivered) return { ...described, outcome: 'repeated' } as const;
	if (token === null) return { ...described, outcome: withheld ? 'withheld' : 'seated' } as const;
	const link = url.origin + pathInLocale(`/setup/${token}`, writtenForm);
	return { ...described, link, outcome: 'shown' } as const;
}
