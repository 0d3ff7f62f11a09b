import { openDatabase } from '../../src/lib/server/database/database';
import { countDueMail } from '../../src/lib/server/mail/queries';
import { sendDueMail } from '../../src/lib/server/mail/send';
import { createSmtpTransport } from '../../src/lib/server/mail/smtp';

/** What a courier process is told to do. */
export interface SendTask {
	database: string;
	smtp: string;
	from: string;
	patience: { connect: number; silence: number; whole: number };
	origin: string;
	holder: string;
	/** How far its clock is from the machine's, in milliseconds. */
	ahead: number;
}

/*
 * A process of its own that sends mail, a few at a time and with another at its side, until nothing is
 * due. Prints how many it sent.
 */
const sendTask = JSON.parse(process.argv[2] ?? '') as SendTask;
const db = await openDatabase({ url: sendTask.database });
const transport = createSmtpTransport({
	url: sendTask.smtp,
	from: sendTask.from,
	patience: sendTask.patience
});
const now = () => new Date(Date.now() + sendTask.ahead);
let total = 0;
while ((await countDueMail(db.read, now())) > 0) {
	let left = 5;
	const stopping = () => --left < 0;
	const { origin, holder } = sendTask;
	total += (await sendDueMail({ db, now, transport, origin, holder, stopping })).sent;
	await new Promise((later) => setTimeout(later, 20));
}
db.close();
console.log(total);
