import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One address in front of a worker's servers, of which it forwards to one at a time. */
export interface Relay {
	address: string;
	/** Forwards new connections to a server, and closes those to another one. */
	forwardTo: (server: string) => void;
	close: () => void;
}

/** Opens a relay on a free port of this machine. */
export async function openRelay(): Promise<Relay> {
	const open = new Set<Socket>();
	let target = '';
	const closeConnections = () => open.forEach((socket) => socket.destroy());
	// A server may end its side first, and still receive the rest of a body.
	const listener = createServer({ allowHalfOpen: true }, (client) => {
		const server = connect({ port: Number(new URL(target).port), host: 'localhost', allowHalfOpen: true });
		for (const [socket, other] of [
			[client, server],
			[server, client]
		] as const) {
			open.add(socket);
			socket.pipe(other);
			socket.on('error', () => other.destroy());
			socket.on('close', () => {
				open.delete(socket);
				other.destroySoon();
			});
		}
	});
	listener.listen(0, 'localhost');
	await once(listener, 'listening');
	return {
		address: `http://localhost:${(listener.address() as AddressInfo).port}`,
		forwardTo(server) {
			if (server !== target) closeConnections();
			target = server;
		},
		close() {
			listener.close();
			closeConnections();
		}
	};
}
