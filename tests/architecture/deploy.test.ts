import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
/** The variables that config.ts reads. */
const known = found(read('src/lib/server/config.ts'), /^\t\t([A-Z][A-Z_]+): /gm).flat();
/** What is copied into the image. */
const copied = found(container, /^COPY (.+)$/gm).flatMap(([line]) => line!.split(' ').slice(0, -1));

describe('the container', () => {
	it('copies everything that a build depends on, and nothing that is not there', () => {
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
		value!.replace(/^\$\{(\w+)\}$/, (_, variable: string) => values[variable] ?? '')
	]);

	it('of the compose file are accepted, and known', () => {
		expect(inCompose.length).toBeGreaterThan(5);
		const env = Object.fromEntries(filled) as Record<string, string>;
		expect(readConfig(env)).toMatchObject({ DATABASE_REPLICA: '/data/replica.db', ...values });
		for (const [name] of inCompose) expect(known).toContain(name);
		// podman-compose 1.0 passes others on as they stand.
		for (const [, value] of inCompose) expect(value).toMatch(/^(\$\{\w+\}|[^$]+)$/);
	});

	it('of the unit are accepted', () => {
		const [[name, value]] = found(unit, /^Environment=(\w+)=(.+)$/gm) as [[string, string]];
		expect(readConfig({ [name]: value })).toMatchObject({ [name]: value });
		const [[script]] = found(unit, /^ExecStart=\/usr\/bin\/node (\S+)$/gm) as [[string]];
		expect(manifest.scripts.start).toBe(`exec node ${script}`);
	});
});

describe('the command lines of deploy/', () => {
	/** Everything that a machine runs, and what the comments tell a person to type. */
	const lines = [
		...found(container, /^(?:RUN| *(?:HEALTHCHECK .*)?CMD|# {3}) ?(.+)$/gm),
		...found(compose, /^# {3}(.+)$/gm),
		...found(compose, /^ *(?:command|entrypoint|dockerfile): (.+)$/gm),
		...found(unit, /^Exec\w+=(.+)$/gm)
	].flat();

	it('name files that exist, and those that run in the image are in it', () => {
		const files = lines.flatMap((line) => found(line, /\b((?:src|deploy|tests)\/[\w./-]+\w)/g).flat());
		expect(files).toEqual(expect.arrayContaining(['src/bin/setup.mjs', 'src/bin/start.mjs']));
		for (const file of files) {
			expect([file, existsSync(file)]).toEqual([file, true]);
			if (!file.startsWith('deploy/'))
				expect([file, copied.some((one) => file === one || file.startsWith(`${one}/`))]).toEqual([
					file,
					true
				]);
		}
	});

	it('name npm scripts that exist', () => {
		const all = [...lines, runbook, read('README.md')];
		const scripts = all.flatMap((text) => found(text, /\bnpm (?:run )?(start|(?<=run )[\w:-]+)/g).flat());
		expect(scripts.length).toBeGreaterThan(0);
		for (const script of scripts) expect(Object.keys(manifest.scripts)).toContain(script);
	});

	it('set variables that the program reads', () => {
		const named = [
			...lines.flatMap((line) => found(line, /(?:^|\s|-e )([A-Z][A-Z_]+)=/g)),
			...found(container, /^ENV (\w+)=/gm),
			...found(compose, /\$\{(\w+)/g),
			...found(unit, /^Environment=(\w+)=/gm),
			...found(runbook, /(?:^|[ `])([A-Z][A-Z_]+)=/gm)
		].flat();
		expect(named.length).toBeGreaterThan(5);
		for (const name of named) expect(known).toContain(name);
	});

	it('ask for the health of a process at an address that it has', async () => {
		const [[json]] = found(container, /^ {2}CMD (\[.+\])$/gm) as [[string]];
		const [, flag, script] = JSON.parse(json) as [string, string, string];
		const [[port, path]] = found(script, /:(\d+)\/(\w+)/g) as [[string, string]];
		expect([Number(port), existsSync(`src/routes/${path}/+server.ts`)]).toEqual([readConfig({}).PORT, true]);
		let status = 200;
		const server = createServer((_, response) => void response.writeHead(status).end()).listen(
			0,
			'127.0.0.1'
		);
		await once(server, 'listening');
		const here = script.replace(`:${port}/`, `:${(server.address() as AddressInfo).port}/`);
		const exitCode = () =>
			new Promise((resolve) => execFile(process.execPath, [flag, here]).once('exit', resolve));
		expect(await exitCode()).toBe(0);
		status = 503;
		expect(await exitCode()).toBe(1);
		server.close();
		server.closeAllConnections();
		await once(server, 'close');
		expect(await exitCode()).toBe(1);
	});
});

describe('the compose file', () => {
	it('mounts folders that the image gives to its user', () => {
		const given = /chown node (.+)$/m.exec(container)![1]!.split(' ');
		const mounted = found(compose, /'(?:data-\d|backups):(\/\w+)'/g).flat();
		expect([...new Set(mounted)]).toEqual(given);
		const folder = /BACKUP_FOLDER: (.+)/.exec(compose)![1]!;
		expect(given).toContain(folder);
	});

	it('names services, volumes and networks that it has', () => {
		const [services, networks, volumes] = ['services', 'networks', 'volumes'].map((section) => {
			const text = new RegExp(`^${section}:\\n((?: .*\\n|\\n)+)`, 'm').exec(compose)![1]!;
			return found(text, /^ {2}([\w-]+):/gm).flat();
		});
		const listed = (key: string) =>
			found(compose, new RegExp(`^ +${key}: \\[(.+)\\]$`, 'gm'))
				.flat()
				.join(', ');
		for (const name of listed('depends_on').split(', ')) expect(services).toContain(name);
		for (const name of listed('networks').split(', ')) expect(networks).toContain(name);
		for (const [name] of found(listed('volumes'), /'([\w-]+):/g)) expect(volumes).toContain(name);
		for (const [file] of found(listed('volumes'), /'\.\/([\w.-]+):/g))
			expect(existsSync(`deploy/${file}`)).toBe(true);
		expect(services).toContain(new URL(found(compose, /DATABASE_URL: (.+)$/gm)[0]![0]!).hostname);
	});
});

describe('the proxy', () => {
	it('deals to every process of the compose file, and sends no form twice', () => {
		const processes = found(compose, /^ {2}(framdrift-\d):$/gm).flat();
		expect(found(proxy, /server (framdrift-\d):3000/g).flat()).toEqual(processes);
		expect(proxy).toContain('proxy_next_upstream error timeout http_503;');
		expect(proxy).not.toContain('non_idempotent');
		const replicas = found(compose, /volumes: \['(data-\d):\/data', 'backups:\/backups'\]/g).flat();
		expect(new Set(replicas).size).toBe(processes.length);
	});
});

describe('the runbook', () => {
	it('names commands that exist', () => {
		const main = read('src/operator/main.ts');
		const operator = found(runbook, /npx framdrift ([a-z-]+)/g).flat();
		expect(operator.length).toBeGreaterThan(5);
		for (const name of operator) expect(main).toMatch(new RegExp(`^\\t'?${name}[ ',:]`, 'm'));
		for (const [path] of found(runbook, /((?:deploy|src|tests)\/[\w./-]+\w)/g))
			expect([path, existsSync(path!)]).toEqual([path, true]);
	});

	it('says of every command which test runs it, or that a person did', () => {
		const blocks = found(runbook, /^```sh\n([^]+?)\n```$/gm).flat();
		expect(blocks.length).toBeGreaterThan(5);
		for (const block of blocks) {
			expect(block).toMatch(/^# /);
			for (const [mark] of found(block, /^# (.+)$/gm))
				if (!/^(by hand \d{4}-\d{2}-\d{2}|not run)$/.test(mark!))
					expect([mark, existsSync(mark!)]).toEqual([mark, true]);
		}
	});

	it('names figures that the process has', () => {
		const metrics = read('src/lib/server/http/metrics.ts');
		for (const [name] of found(runbook, /(framdrift_[a-z_]+)/g)) expect(metrics).toContain(`'${name}'`);
	});
});
