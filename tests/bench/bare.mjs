// @ts-check
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

// The ceiling: Node's own server, which answers every request with the same recorded bytes.
const { headers, body } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const bytes = Buffer.from(body, 'base64');

const server = createServer((_request, response) => response.writeHead(200, headers).end(bytes));
server.listen(0, '127.0.0.1', () => {
	const bound = server.address();
	if (bound !== null && typeof bound === 'object') console.log(`Bare is at http://localhost:${bound.port}`);
});
