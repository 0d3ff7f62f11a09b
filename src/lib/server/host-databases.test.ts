import { describe, expect, it } from 'vitest';
import { readConfigs, readOneConfig } from './host-databases';

const nord = 'https://nord.example.no';
const sor = 'https://sor.example.no';
const databases = (all: object) => ({ DATABASES: JSON.stringify(all) });
const two = databases({
	[nord]: { url: 'file:/data/nord.db' },
	[sor]: { url: 'http://primary:8080', authToken: 'key', replica: '/data/sor.db' }
});

describe('databases by host', () => {
	it('are configured as if each were alone', () => {
		const [first, second, ...others] = readConfigs({ ...two, BACKUP_FOLDER: '/backups', PORT: '4000' });
		expect(others).toEqual([]);
		expect(first).toEqual(
			readOneConfig({
				ORIGIN: nord,
				DATABASE_URL: 'file:/data/nord.db',
				BACKUP_FOLDER: '/backups/nord.example.no',
				PORT: '4000'
			})
		);
		expect(second).toEqual(
			readOneConfig({
				ORIGIN: sor,
				DATABASE_URL: 'http://primary:8080',
				DATABASE_AUTH_TOKEN: 'key',
				DATABASE_REPLICA: '/data/sor.db',
				BACKUP_FOLDER: '/backups/sor.example.no',
				PORT: '4000'
			})
		);
	});

	it('are one where ORIGIN names it, and one without DATABASES', () => {
		expect(readConfigs({ ...two, ORIGIN: sor }).map(({ ORIGIN }) => ORIGIN)).toEqual([sor]);
		expect(readConfigs({})).toEqual([readOneConfig({})]);
	});

	it.each([
		[{ ...two, DATABASE_URL: 'file:a.db' }, 'DATABASE_URL must not be set where DATABASES is.'],
		[{ ...two, DATABASE_REPLICA: 'a.db', DATABASE_URL: 'http://a' }, 'DATABASE_URL must not be set'],
		[
			{ ...two, ORIGIN: 'https://vest.example.no' },
			'ORIGIN https://vest.example.no is none of the addresses'
		],
		[{ DATABASES: 'nord' }, 'DATABASES must be JSON.'],
		[{ DATABASES: '[1]' }, 'DATABASES must be an object of databases by address.'],
		[databases({}), 'DATABASES must name at least one address.'],
		[databases({ 'nord.example.no': { url: 'file:a' } }), 'must be an address without a path'],
		[databases({ [nord]: { url: 'nord.db' } }), 'must begin with file:'],
		[databases({ [nord]: { url: 'file:a', folder: 'b' } }), 'folder'],
		[
			databases({ [nord]: { url: 'file:a', replica: 'b' } }),
			'DATABASE_REPLICA needs a DATABASE_URL on another'
		],
		[databases({ [nord]: { url: 'file:a' }, [sor]: { url: 'file:a' } }), 'must name each database once.'],
		[
			databases({ [nord]: { url: 'http://a', replica: 'r' }, [sor]: { url: 'http://b', replica: 'r' } }),
			'must name a replica of its own for each database.'
		],
		[
			databases({ [nord]: { url: 'file:a' }, [`${nord}:8443`]: { url: 'file:b' } }),
			'must name hosts that differ by more than their port'
		]
	])('are refused where %j', (env, sentence) => {
		expect(() => readConfigs(env)).toThrow(sentence);
	});

	it('are named by ORIGIN for a command on one of them', () => {
		expect(readOneConfig({ ...two, ORIGIN: nord }).DATABASE_URL).toBe('file:/data/nord.db');
		expect(() => readOneConfig(two)).toThrow(
			`ORIGIN must name one of the addresses in DATABASES, such as ${nord}.`
		);
	});
});
