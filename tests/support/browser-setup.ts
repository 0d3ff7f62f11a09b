import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOperator } from '../../src/bin/operator.mjs';
import { ensureBuilt } from '../../src/bin/setup.mjs';
import { openSessions, sessionsVariable } from './browser-sessions';
import { demoPassword, templateVariable } from './server';

/** Builds what is not built, and makes the example data, with a session for each account, that every server copies. */
export default async function prepareBrowserTests(): Promise<() => void> {
	await ensureBuilt();
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-browser-'));
	const template = join(folder, 'template.db');
	process.env.DEMO_PASSWORD = demoPassword;
	process.env[templateVariable] = template;
	const code = await runOperator(['demo-data', template]);
	if (code !== 0) throw new Error('The example data could not be made.');
	process.env[sessionsVariable] = JSON.stringify(await openSessions(template));
	return () => rmSync(folder, { recursive: true, force: true });
}
