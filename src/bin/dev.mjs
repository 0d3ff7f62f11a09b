// @ts-check
import { runScript } from './command.mjs';
import { createDemoDatabase, welcomeText } from './demo-database.mjs';
import { loadConfigs } from './server.mjs';
import { ensureDependencies, ensureOperator } from './setup.mjs';

await runScript(async () => {
	await ensureDependencies();
	await ensureOperator();
	const [{ HOST = '127.0.0.1', PORT } = { PORT: 3000 }] = await loadConfigs();
	const password = await createDemoDatabase();
	const { createServer } = await import('vite');
	const server = await createServer({ server: { host: HOST, port: PORT, strictPort: true } });
	await server.listen();
	console.log(welcomeText(`http://localhost:${PORT}`, password));
});
