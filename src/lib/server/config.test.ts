import { describe, expect, it } from 'vitest';
import { readConfig } from './config';

describe('readConfig', () => {
	it('has defaults for all variables', () => {
		expect(readConfig({})).toEqual({
			PORT: 3000,
			BACKUP_KEEP: 30,
			DATABASE_URL: 'file:data/framdrift.db',
			LOG_LEVEL: 'info'
		});
	});

	it('treats empty variables as unset', () => {
		expect(readConfig({ PORT: '', ORIGIN: '', SMTP_URL: '' })).toEqual(readConfig({}));
	});

	it('accepts an origin with or without a trailing slash', () => {
		expect(readConfig({ ORIGIN: 'https://plan.example.no/' }).ORIGIN).toBe('https://plan.example.no');
		expect(readConfig({ ORIGIN: 'http://localhost:3000' }).ORIGIN).toBe('http://localhost:3000');
	});

	it.each([
		[{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535.'],
		[{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535.'],
		[{ PORT: '-1' }, 'PORT must be a whole number from 0 to 65535.'],
		[{ ORIGIN: 'plan.example.no' }, /^ORIGIN must be an address without a path/],
		[{ ORIGIN: 'https://plan.example.no/telemark' }, /^ORIGIN must be an address without a path/],
		[{ ORIGIN: 'ftp://plan.example.no' }, /^ORIGIN must be an address without a path/],
		[{ DATABASE_URL: 'data/framdrift.db' }, 'DATABASE_URL must begin with file:, http(s):// or libsql://.'],
		[{ DATABASE_URL: 'file:' }, 'DATABASE_URL must begin with file:, http(s):// or libsql://.'],
		[{ DATABASE_REPLICA: 'a.db' }, 'DATABASE_REPLICA needs a DATABASE_URL on another machine to follow.'],
		[{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must have at least 16 characters.'],
		[{ BACKUP_KEEP: '0' }, 'BACKUP_KEEP must be a whole number from 1 to 1000.'],
		[
			{ BACKUP_FOLDER: '/backups', DATABASE_URL: 'https://db.example.no' },
			'BACKUP_FOLDER needs a DATABASE_URL that is a file, or a DATABASE_REPLICA.'
		],
		[{ SMTP_URL: 'mail.example.no' }, 'SMTP_URL must begin with smtp:// or smtps://.'],
		[{ SMTP_URL: 'smtp://mail.example.no' }, 'MAIL_FROM must be set where SMTP_URL is.'],
		[{ MAIL_FROM: 'sekretariatet' }, 'MAIL_FROM must be an address, or a name and <an address>.'],
		[{ OIDC_ISSUER: 'https://id.example.no' }, 'OIDC_CLIENT_ID must be set where OIDC_ISSUER is.'],
		[{ OIDC_CLIENT_SECRET: 'x' }, 'OIDC_ISSUER must be set where OIDC_CLIENT_SECRET is.'],
		[{ ADDRESS_HEADER: 'x forwarded' }, 'ADDRESS_HEADER must be the name of a header.'],
		[{ XFF_DEPTH: '2' }, 'ADDRESS_HEADER must be set where XFF_DEPTH is.'],
		[
			{ ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: '0' },
			'XFF_DEPTH must be a whole number from 1 to 100.'
		],
		[{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of fatal, /]
	])('rejects %j with one sentence', (env, sentence) => {
		expect(() => readConfig(env)).toThrow(sentence);
	});

	it('accepts a sender with or without a name', () => {
		const SMTP_URL = 'smtp://mail.example.no';
		for (const MAIL_FROM of ['plan@example.no', 'Helsefellesskapet <plan@example.no>'])
			expect(readConfig({ SMTP_URL, MAIL_FROM }).MAIL_FROM).toBe(MAIL_FROM);
	});
});
