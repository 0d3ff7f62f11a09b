// @ts-check
import { runScript } from './command.mjs';
import { createDemoDatabase, welcomeText } from './demo-database.mjs';
import { loadConfigs, serve } from './server.mjs';
import { ensureBuilt, ensureDependencies } from './setup.mjs';

await runScript(async () => {
	await ensureDependencies();
	await ensureBuilt();
	await loadConfigs();
	const password = await createDemoDatabase();
	const site = await serve('127.0.0.1');
	console.log(welcomeText(site.address, password));
	await site.ended;
	process.exit();
});
