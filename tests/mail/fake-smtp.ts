import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the post office does with a message it is offered. */
export type SmtpBehaviour =
	| 'accept'
	/** Not this recipient, for now or for good. */
	| 'refuse-for-now'
	| 'refuse'
	/** Takes the message and then says that it could not. */
	| 'refuse-after-data'
	/** Takes the message and never says a word. */
	| 'stall'
	/** Takes the message and hangs up: the sender cannot know. */
	| 'drop';

/** One offer of a message. */
export interface OfferedMessage {
	recipient: string;
	manner: SmtpBehaviour;
	/** Null where it was refused before it was read. */
	messageId: string | null;
	raw: string;
	/** Says at last that a message is accepted, where the server stalls; null as long as it is not read. */
	answer: (() => void) | null;
}

export interface FakeSmtpServer {
	url: string;
	/** All that it was offered, in order. */
	offers: OfferedMessage[];
	accepted(): OfferedMessage[];
	close(): Promise<void>;
}

type ChooseBehaviour = (recipient: string, earlier: number) => SmtpBehaviour;

/**
 * A real mail server on loopback.
 *
 * @param decide what to do with an offer, by its recipient and how many offers to them came before
 */
export async function startFakeSmtpServer(decide: ChooseBehaviour = () => 'accept'): Promise<FakeSmtpServer> {
	const offers: OfferedMessage[] = [];
	const begin = (recipient: string): OfferedMessage => {
		const earlier = offers.filter((one) => one.recipient === recipient).length;
		const offer: OfferedMessage = {
			recipient,
			manner: decide(recipient, earlier),
			messageId: null,
			raw: '',
			answer: null
		};
		offers.push(offer);
		return offer;
	};
	const open = new Map<string, OfferedMessage>();
	const server = new SMTPServer({
		disabledCommands: ['STARTTLS', 'AUTH'],
		logger: false,
		onRcptTo({ address }, session, answer) {
			const offer = begin(address);
			open.set(session.id, offer);
			if (offer.manner === 'refuse-for-now')
				return answer(saying(450, `${address} later, ask boss@post.test`));
			if (offer.manner === 'refuse') return answer(saying(550, `${address} is unknown`));
			answer();
		},
		onData(stream, session, answer) {
			const offer = open.get(session.id)!;
			stream.on('data', (chunk: Buffer) => (offer.raw += chunk.toString('latin1')));
			stream.on('end', () => {
				offer.messageId = /^Message-ID: (<.+>)/im.exec(offer.raw)?.[1] ?? null;
				offer.answer = () => answer();
				if (offer.manner === 'accept') answer();
				if (offer.manner === 'refuse-after-data') answer(saying(451, 'try again'));
				if (offer.manner === 'drop') hangUp(server, session);
			});
		}
	});
	server.on('error', () => undefined);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		offers,
		accepted: () => offers.filter(({ manner }) => manner === 'accept'),
		close: () =>
			new Promise((resolve) => {
				for (const one of server.connections) one._socket.destroy();
				server.close(() => resolve());
			})
	};
}

function saying(responseCode: number, text: string): Error {
	return Object.assign(new Error(text), { responseCode });
}

function hangUp(server: SMTPServer, session: SMTPServerSession): void {
	for (const one of server.connections) if (one.session.id === session.id) one._socket.destroy();
}

/** A header of a message, unfolded. */
export function mailHeader({ raw }: OfferedMessage, name: string): string {
	const [head = ''] = raw.split('\r\n\r\n', 1);
	const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
	return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1] ?? '';
}

/** The text of one of a message's two parts, decoded. */
export function mailPart({ raw }: OfferedMessage, type: 'text/plain' | 'text/html'): string {
	const found = raw.split(/\r\n--[^\r\n]+\r\n/).find((one) => one.startsWith(`Content-Type: ${type}`)) ?? '';
	const body = found.slice(found.indexOf('\r\n\r\n') + 4);
	const encoding = /^Content-Transfer-Encoding: (\S+)/im.exec(found)?.[1];
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
	const bytes = body
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}
