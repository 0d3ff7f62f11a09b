import { createClient } from '@libsql/client';
import { startSoakServer } from '../soak/server.mjs';
import { demoPassword } from './server';

/** The part of a demo account before the "@". */
export type Account = (typeof accounts)[number];

export interface SessionCookie {
	name: string;
	value: string;
}

const accounts = [
	...(['admin', 'sekretariat', 'ssu', 'partnerskap', 'kommune', 'sekretar'] as const),
	...(['fsu1', 'fsu2', 'fsu3', 'fsu4', 'fsu5', 'fsu6'] as const)
];

/** Names the cookies of the sessions that `browser-setup.ts` opened. */
export const sessionsVariable = 'FRAMDRIFT_TEST_SESSIONS';

/** Opens a session for each account, in a database that is copied with its sessions. */
export async function openSessions(database: string): Promise<Record<string, SessionCookie>> {
	const { address, end } = await startSoakServer(database);
	const cookies = await Promise.all(
		accounts.map(async (account) => [account, await signIn(address, `${account}@demo.test`)] as const)
	);
	await end('SIGTERM');
	// What is still in the log must be in the file before the file is copied.
	const client = createClient({ url: `file:${database}` });
	await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
	client.close();
	return Object.fromEntries(cookies);
}

/** Returns the sessions in every copy of the example data. */
export function openedSessions(): Map<Account, SessionCookie> {
	const cookies = JSON.parse(process.env[sessionsVariable] ?? '{}') as Record<Account, SessionCookie>;
	return new Map(Object.entries(cookies) as [Account, SessionCookie][]);
}

async function signIn(address: string, email: string): Promise<SessionCookie> {
	const answer = await fetch(`${address}/login`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: address },
		body: new URLSearchParams({ email, password: demoPassword })
	});
	const [, name, value] = /^([^=]+)=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '') ?? [];
	if (!name || !value) throw new Error(`Signing ${email} in was answered with ${answer.status}.`);
	return { name, value };
}
