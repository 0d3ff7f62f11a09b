// @ts-check
import { command } from './command.mjs';
import { makeDemoDatabase, welcome } from './demo-database.mjs';
import { readConfig } from './server.mjs';
import { ensureDependencies, ensureOperator } from './setup.mjs';

await command(async () => {
	await ensureDependencies();
	await ensureOperator();
	const { HOST = '127.0.0.1', PORT } = await readConfig();
	const password = await makeDemoDatabase();
	const { createServer } = await import('vite');
	const server = await createServer({ server: { host: HOST, port: PORT, strictPort: true } });
	await server.listen();
	console.log(welcome(`http://localhost:${PORT}`, password));
});
