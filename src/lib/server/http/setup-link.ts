import { randomUUID } from 'node:crypto';
import { env } from '$env/dynamic/private';
import type { RequestEvent } from '@sveltejs/kit';
import { pathInLocale } from '$lib/i18n/locale';
import { readConfig } from '../config';
import { invitationDays } from '../identity/invitation';
import { composeSetupMail } from '../mail/setup-link';
import { createSmtpTransport } from '../mail/smtp';
import type { InvitationResult, SetupLinkDelivery } from '../people/commands';
import { personById } from '../identity/person';
import { configuredMailMode } from './mail';

/** Milliseconds to wait for the mail server while the sender's page loads. */
const timeouts = { connect: 4_000, silence: 6_000, whole: 8_000 };

/** Returns where set-up links go: by mail wherever there is a mail server. */
export function setupLinkDelivery(): SetupLinkDelivery {
	return configuredMailMode() === 'on' ? 'mail' : 'screen';
}

/**
 * Sends a set-up link to its person, unless the outbox does, or returns it for the screen of an administrator.
 * Only this response contains it.
 */
export async function deliverSetupLink(
	{ locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
	{ personId, token, withheld, queued = false, delivered = false }: InvitationResult
) {
	const person = await personById(locals.db.read, personId);
	const { name = '', email = '', writtenForm = 'nb' } = person ?? {};
	const told = { name, email, link: null };
	if (queued) return { ...told, outcome: 'queued' } as const;
	if (delivered) return { ...told, outcome: 'repeated' } as const;
	if (token === null) return { ...told, outcome: withheld ? 'withheld' : 'seated' } as const;
	const href = url.origin + pathInLocale(`/setup/${token}`, writtenForm);
	if (setupLinkDelivery() === 'screen') return { ...told, link: href, outcome: 'shown' } as const;
	try {
		await send({ name, email }, composeSetupMail({ name, writtenForm }, { href, days: invitationDays }));
		return { ...told, outcome: 'mailed' } as const;
	} catch (failure) {
		console.error(`A set-up link was not sent: ${failure instanceof Error ? failure.message : 'unknown'}`);
		return { ...told, outcome: 'failed' } as const;
	}
}

async function send(to: { name: string; email: string }, content: ReturnType<typeof composeSetupMail>) {
	const { SMTP_URL: server = '', MAIL_FROM: from = '' } = readConfig(env);
	const transport = createSmtpTransport({ url: server, from, patience: timeouts });
	try {
		const address = { name: to.name, address: to.email };
		await transport.send({ ...content, id: randomUUID(), to: address, stop: null });
	} finally {
		transport.close();
	}
}
