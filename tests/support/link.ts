import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** The connection between a process and its primary, which can be cut, go silent or be slow. */
export interface Link {
	url: string;
	/** Refuses connections and ends those that are open. */
	cut(): Promise<void>;
	/** Swallows what is sent either way, as a network that drops packets; what asks whether a primary lives may pass. */
	silence(options?: { exceptHealth?: boolean }): void;
	/** Holds every answer back for some milliseconds, as a slow disk of the primary. */
	delay(milliseconds: number): void;
	/** Forwards again; what was swallowed stays lost. */
	mend(): Promise<void>;
	close(): void;
}

/** Opens a link to the server at an address, such as a primary. */
export async function openLink(target: string): Promise<Link> {
	const open = new Set<Socket>();
	let state: { isSilent: boolean; passesHealth: boolean; delay: number } = whole;
	const listener = createServer((client) => {
		const server = connect({ port: Number(new URL(target).port), host: '127.0.0.1' });
		forward(client, server, 0);
		forward(server, client, 1);
	});
	const forward = (from: Socket, to: Socket, direction: 0 | 1) => {
		let isHealth = false;
		let order = Promise.resolve();
		open.add(from);
		from.on('error', () => to.destroy());
		from.on('close', () => (open.delete(from), to.destroy()));
		from.on('data', (data: Buffer) => {
			if (direction === 0) isHealth = data.subarray(0, 12).toString() === 'GET /health ';
			const { isSilent, passesHealth, delay } = state;
			if (isSilent && !(passesHealth && (direction === 1 || isHealth))) return;
			order = order.then(async () => {
				if (direction === 1 && delay > 0) await pause(delay);
				if (!to.destroyed) to.write(data);
			});
		});
	};
	const listen = async (port: number) => {
		listener.listen(port, '127.0.0.1');
		await once(listener, 'listening');
	};
	await listen(0);
	const { port } = listener.address() as AddressInfo;
	const cut = async () => {
		if (!listener.listening) return;
		const closed = once(listener, 'close');
		listener.close();
		open.forEach((socket) => socket.destroy());
		await closed;
	};
	return {
		url: `http://127.0.0.1:${port}`,
		cut,
		silence({ exceptHealth = false } = {}) {
			state = { ...whole, isSilent: true, passesHealth: exceptHealth };
		},
		delay(milliseconds) {
			state = { ...whole, delay: milliseconds };
		},
		async mend() {
			state = whole;
			if (!listener.listening) await listen(port);
		},
		close: () => void cut()
	};
}

const whole = { isSilent: false, passesHealth: false, delay: 0 };
