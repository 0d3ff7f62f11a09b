// @ts-check
import { command } from './command.mjs';
import { makeDemoDatabase, welcome } from './demo-database.mjs';
import { readConfig, serve } from './server.mjs';
import { ensureBuilt, ensureDependencies } from './setup.mjs';

await command(async () => {
	await ensureDependencies();
	await ensureBuilt();
	await readConfig();
	const password = await makeDemoDatabase();
	const site = await serve('127.0.0.1');
	console.log(welcome(site.address, password));
	await site.ended;
	process.exit();
});
