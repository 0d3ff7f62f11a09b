import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildInputs } from '../../src/bin/setup.mjs';
import { readConfig } from '../../src/lib/server/config';
import manifest from '../../package.json' with { type: 'json' };

/* What stands in deploy/ and docs/operations.md is what the code has. */

const read = (path: string) => readFileSync(path, 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((one) => one.slice(1));
const [container, compose, unit, proxy, runbook] = [
	'deploy/Containerfile',
	'deploy/compose.yaml',
	'deploy/framdrift.service',
	'deploy/nginx.conf',
	'docs/operations.md'
].map(read) as [string, string, string, string, string];

describe('the container', () => {
	it('copies everything that a build depends on, and nothing that is not there', () => {
		const copied = found(container, /^COPY (.+)$/gm).flatMap(([line]) => line!.split(' ').slice(0, -1));
		for (const path of copied) expect([path, existsSync(path)]).toEqual([path, true]);
		expect(copied).toEqual(expect.arrayContaining(buildInputs));
	});

	it('has a version of Node.js that the program is tested with', () => {
		expect(found(container, /^FROM docker.io\/library\/node:(\d+\.\d+)-/gm)).toEqual([['20.20']]);
		expect(manifest.engines.node).toBe('>=20.19');
	});

	it('runs the same script as npm start, without root', () => {
		const [[script]] = found(container, /^CMD \["node", "([^"]+)"\]/gm) as [[string]];
		expect(manifest.scripts.start).toBe(`exec node ${script}`);
		expect(container.indexOf('USER node')).toBeLessThan(container.indexOf('\nCMD'));
		expect(compose).toContain('read_only: true');
	});
});

describe('the variables', () => {
	const inCompose = found(compose, /^ {4}([A-Z_]+): (.*)$/gm);
	const values = { ORIGIN: 'https://plan.example.no', METRICS_TOKEN: 'a'.repeat(16) } as Record<
		string,
		string
	>;
	const filled = inCompose.map(([name, value]) => [
		name,
		value!.replace(/^\$\{(\w+)(:-)?\}$/, (_, variable: string) => values[variable] ?? '')
	]);

	it('of the compose file are accepted, and known', () => {
		expect(inCompose.length).toBeGreaterThan(5);
		const env = Object.fromEntries(filled) as Record<string, string>;
		expect(readConfig(env)).toMatchObject({ DATABASE_REPLICA: '/data/replica.db', ...values });
		for (const [name] of inCompose)
			expect(Object.keys(readConfig(env)).concat(['SMTP_URL', 'MAIL_FROM'])).toContain(name);
	});

	it('of the unit are accepted', () => {
		const [[name, value]] = found(unit, /^Environment=(\w+)=(.+)$/gm) as [[string, string]];
		expect(readConfig({ [name]: value })).toMatchObject({ [name]: value });
		const [[script]] = found(unit, /^ExecStart=\/usr\/bin\/node (\S+)$/gm) as [[string]];
		expect(manifest.scripts.start).toBe(`exec node ${script}`);
	});
});

describe('the proxy', () => {
	it('deals to every process of the compose file, and sends no form twice', () => {
		const processes = found(compose, /^ {2}(framdrift-\d):$/gm).flat();
		expect(found(proxy, /server (framdrift-\d):3000/g).flat()).toEqual(processes);
		expect(proxy).toContain('proxy_next_upstream error timeout http_503;');
		expect(proxy).not.toContain('non_idempotent');
		const replicas = found(compose, /volumes: \['(data-\d):\/data'\]/g).flat();
		expect(new Set(replicas).size).toBe(processes.length);
	});
});

describe('the runbook', () => {
	it('names commands that exist', () => {
		const main = read('src/operator/main.ts');
		const operator = found(runbook, /npx framdrift ([a-z-]+)/g).flat();
		expect(operator.length).toBeGreaterThan(5);
		for (const name of operator) expect(main).toMatch(new RegExp(`^\\t'?${name}'?[,:]`, 'm'));
		for (const [path] of found(runbook, /((?:deploy|src|tests)\/[\w./-]+\w)/g))
			expect([path, existsSync(path!)]).toEqual([path, true]);
	});

	it('names figures that the process has', () => {
		const metrics = read('src/lib/server/http/metrics.ts');
		for (const [name] of found(runbook, /(framdrift_[a-z_]+)/g)) expect(metrics).toContain(`'${name}'`);
	});
});
