// @ts-check
import { runScript } from './command.mjs';
import { runOperator } from './operator.mjs';
import { loadConfigs, serve } from './server.mjs';
import { ensureBuilt, ensureDependencies } from './setup.mjs';

await runScript(async () => {
	await ensureDependencies();
	await ensureBuilt();
	const configs = await loadConfigs();
	// Only the demo may present its data as examples.
	delete process.env.FRAMDRIFT_DEMO;
	// New files may hold accounts: only this user may read them.
	process.umask(0o077);
	const { ORIGIN } = process.env;
	// The operator's tool finds its database by its origin.
	for (const config of configs) {
		if (config.ORIGIN) process.env.ORIGIN = config.ORIGIN;
		const code = await runOperator(['first-run']);
		if (code !== 0) return code;
	}
	if (ORIGIN) process.env.ORIGIN = ORIGIN;
	else delete process.env.ORIGIN;
	const site = await serve('0.0.0.0');
	console.log(`Framdrift is at ${process.env.ORIGIN || site.address}`);
	await site.ended;
	process.exit();
});
