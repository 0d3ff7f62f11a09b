import { describe, expect, it } from 'vitest';
import { temporaryDatabase } from '../../../../tests/support/database';
import { mail } from '../database/schema';
import { readOneConfig } from '../host-databases';
import { countRequest, hasMetricsToken, readMetrics } from './metrics';

describe('metrics', () => {
	it('count requests by route, and mail by state', async () => {
		const db = await temporaryDatabase();
		const waiting = {
			messageId: 'a',
			recipient: 'kari@example.no',
			name: 'Kari',
			writtenForm: 'nb'
		} as const;
		const due = {
			reason: 'kick-off',
			day: '2026-11-30',
			state: 'waiting',
			nextTryAt: '',
			createdAt: ''
		} as const;
		await db.write((tx) => tx.insert(mail).values({ ...waiting, ...due }));
		countRequest({ method: 'GET', route: '/matters/status/[token]', status: 204, seconds: 0.05 });
		const { text } = await readMetrics([{ config: readOneConfig({}), db }]);
		expect(text).toContain(
			'framdrift_request_seconds_count{method="GET",route="/matters/status/[token]",status="204"} 1'
		);
		expect(text).toMatch(/^framdrift_statements_total [1-9]\d*$/m);
		expect(text).toContain('framdrift_mail{state="waiting"} 1');
		expect(text).toContain('framdrift_mail{state="failed"} 0');
		expect(text).not.toContain('kari');
	});

	it('are for whoever has the whole token', () => {
		const token = 'a-token-of-sixteen';
		expect(hasMetricsToken(`Bearer ${token}`, token)).toBe(true);
		for (const header of [null, '', token, 'Bearer ', `Bearer ${token}s`, `bearer ${token}`])
			expect(hasMetricsToken(header, token)).toBe(false);
	});
});
