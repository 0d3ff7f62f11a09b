import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startFakeSmtpServer, type FakeSmtpServer } from '../../tests/mail/fake-smtp';
import { anOpenRound, daysFromDeadline, from } from '../../tests/mail/mail-fixtures';
import type { Partnership } from '../../tests/support/partnership';
import { run } from './main';

let partnership: Partnership;
let office: FakeSmtpServer;
let said = '';
beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: daysFromDeadline(-7) });
	partnership = await anOpenRound();
	office = await startFakeSmtpServer((recipient) => (recipient.startsWith('other') ? 'refuse' : 'accept'));
	vi.stubEnv('DATABASE_URL', partnership.db.url);
	said = '';
	for (const stream of [process.stdout, process.stderr])
		vi.spyOn(stream, 'write').mockImplementation((text) => ((said += String(text)), true));
});
afterEach(async () => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
	vi.useRealTimers();
	await office.close();
});

const remind = (...options: string[]) => run(['remind', ...options], process.cwd());

describe('npx framdrift remind', () => {
	it('prints recipients and reasons with --dry-run, and changes nothing', async () => {
		expect([await remind('--dry-run'), await remind('--dry-run')]).toEqual([0, 0]);
		const once =
			'otherleader@test.test  2026  due-in-7  2 of 2 left  (leader)\n' +
			'leader@test.test  2026  due-in-7  2 of 2 left  (leader)\n' +
			'2 reminders would be queued; 0 mail may be sent now.\n';
		expect(said).toBe(once + once);
	});

	it('queues without a mail server, and prints that mail waits', async () => {
		expect(await remind()).toBe(0);
		expect(said).toBe('Queued 2 reminders.\nSMTP_URL is not set: mail waits in the outbox.\n');
	});

	it('sends, and fails when the server refuses a message', async () => {
		vi.stubEnv('SMTP_URL', office.url);
		vi.stubEnv('MAIL_FROM', from);
		expect(await remind()).toBe(1);
		expect(said).toBe(
			'Queued 2 reminders.\nSent 1 mail; 0 no longer needed.\n1 mail could not be sent; see /outbox.\n'
		);
		expect(office.accepted().map(({ recipient }) => recipient)).toEqual(['leader@test.test']);
	});

	it('rejects unknown arguments', async () => {
		expect(await remind('now')).toBe(2);
	});
});
