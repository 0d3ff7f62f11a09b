import { eq } from 'drizzle-orm';
import { addDays } from '../../src/lib/domain/calendar/calendar-date';
import { body, mail, person, round } from '../../src/lib/server/database/schema';
import { placeInSeat } from '../../src/lib/server/people/seats';
import type { SendOptions } from '../../src/lib/server/mail/send';
import { createSmtpTransport } from '../../src/lib/server/mail/smtp';
import { aPartnership, aPlanFile, today, type Partnership } from '../support/partnership';

export const origin = 'https://plan.example.no';
export const from = 'Framdrift <framdrift@example.no>';

/** Short enough for a test, long enough for a busy machine. */
export const patience = { connect: 1_000, silence: 500, whole: 2_000 };

/** A partnership with a round that is open until Friday 11.12.2026, with four measures. */
export async function anOpenRound(): Promise<Partnership> {
	const rounds = [{ year: 2026, kind: 'annual', state: 'open', reported: false }] as const;
	const partnership = await aPartnership(aPlanFile({ measures: 4, rounds }));
	await partnership.db.write((tx) => tx.update(round).set({ reportBy: '2026-12-11' }));
	return partnership;
}

/** So many more leaders of FSU 1, each of whom gets mail of their own, which waits. */
export async function withWaitingMail({ db }: Partnership, count: number): Promise<void> {
	const createdAt = today.toISOString();
	await db.write(async (tx) => {
		const [fsu] = await tx.select().from(body).where(eq(body.slug, 'fsu-1'));
		for (let number = 1; number <= count; number++) {
			const email = `leder${number}@kommune.test`;
			const values = {
				email,
				name: `Leder ${number}`,
				writtenForm: number % 2 ? 'nn' : 'nb',
				createdAt
			} as const;
			const [added] = await tx.insert(person).values(values).returning({ id: person.id });
			const personId = added!.id;
			await placeInSeat(tx, { bodyId: fsu!.id, role: 'leader' }, { personId, fromDay: '2026-01-01' });
			await tx.insert(mail).values({
				...values,
				messageId: `message-${number}`,
				recipient: email,
				personId,
				roundId: 1,
				reason: 'kick-off',
				day: '2026-11-10',
				state: 'waiting',
				nextTryAt: createdAt
			});
		}
	});
}

/** What `sendWaiting` needs, with a clock that stands. */
export function sendOptions(
	partnership: Partnership,
	url: string,
	at: Date = today,
	holder = 'a'
): SendOptions {
	const transport = createSmtpTransport({ url, from, patience });
	return { db: partnership.db, now: () => at, transport, origin, holder };
}

export function hoursLater(hours: number, start: Date = today): Date {
	return new Date(start.getTime() + hours * 3_600_000);
}

/** Nine in the morning in Oslo, a number of days from the deadline. */
export function daysFromDeadline(days: number): Date {
	return new Date(`${addDays('2026-12-11', days)}T08:00:00.000Z`);
}
