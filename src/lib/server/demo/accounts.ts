import { eq } from 'drizzle-orm';
import type { SeatRole } from '$lib/domain/body';
import type { WrittenForm } from '$lib/domain/localized';
import type { Actor } from '$lib/domain/permission';
import type { Database } from '../database/database';
import { body, partner, plan } from '../database/schema';
import { hashPassword } from '../identity/password';
import { createPersonWithPassword } from '../people/commands';

interface Account {
	email: string;
	name: string;
	writtenForm: WrittenForm;
	administrator?: boolean;
	body?: string;
	role?: SeatRole;
	partner?: string;
}

/** The accounts of the contract: demo only. */
const accounts: Account[] = [
	{ email: 'admin', name: 'Administrator', writtenForm: 'nb', administrator: true },
	{ email: 'sekretariat', name: 'Sekretariatet', writtenForm: 'nb', body: 'sekretariatet', role: 'leader' },
	{ email: 'ssu', name: 'Leder i SSU', writtenForm: 'nb', body: 'ssu', role: 'leader' },
	{ email: 'fsu1', name: 'Leder i FSU 1', writtenForm: 'nb', body: 'fsu-1', role: 'leader' },
	{ email: 'fsu2', name: 'Leiar i FSU 2', writtenForm: 'nn', body: 'fsu-2', role: 'leader' },
	{ email: 'fsu3', name: 'Leiar i FSU 3', writtenForm: 'nn', body: 'fsu-3', role: 'leader' },
	{ email: 'fsu4', name: 'Leder i FSU 4', writtenForm: 'nb', body: 'fsu-4', role: 'leader' },
	{ email: 'fsu5', name: 'Leiar i FSU 5', writtenForm: 'nn', body: 'fsu-5', role: 'leader' },
	{ email: 'fsu6', name: 'Leder i FSU 6', writtenForm: 'nb', body: 'fsu-6', role: 'leader' },
	{
		email: 'partnerskap',
		name: 'Medlem i Partnerskapet',
		writtenForm: 'nb',
		body: 'partnerskapet',
		role: 'member'
	},
	{
		email: 'kommune',
		name: 'Representant for Seljord',
		writtenForm: 'nn',
		body: 'partnerskapet',
		role: 'member',
		partner: '4022'
	}
];

export interface Accounts {
	secretariat: Actor;
	ssu: Actor;
	/** Who reports for a body; the secretariat where a measure has none. */
	leaderOf(bodySlug: string | null): Actor;
	/** Who speaks for a partner, by its number; the secretariat where nobody sits for it. */
	representativeOf(partner: string): Actor;
}

/** Makes the demo accounts with their seats, all with the same password. */
export async function makeAccounts(
	db: Database,
	planId: number,
	password: string,
	now: Date
): Promise<Accounts> {
	const passwordHash = await hashPassword(password);
	const bodies = await db.read
		.select({ id: body.id, slug: body.slug, kind: body.kind, partnershipId: body.partnershipId })
		.from(body)
		.innerJoin(plan, eq(plan.partnershipId, body.partnershipId))
		.where(eq(plan.id, planId));
	const partners = await db.read.select({ id: partner.id, number: partner.number }).from(partner);
	const actors = new Map<string, Actor>();
	await db.write(async (tx) => {
		for (const account of accounts) {
			const seated = bodies.find((one) => one.slug === account.body);
			const partnerId = partners.find((one) => one.number === account.partner)?.id ?? null;
			const seats = seated && account.role ? [{ bodyId: seated.id, role: account.role, partnerId }] : [];
			const personId = await createPersonWithPassword(tx, now, {
				email: `${account.email}@demo.test`,
				name: account.name,
				writtenForm: account.writtenForm,
				administrator: account.administrator ?? false,
				passwordHash,
				seats
			});
			actors.set(account.body ?? account.email, {
				personId,
				name: account.name,
				administrator: account.administrator ?? false,
				seats: seats.map((one) => ({
					...one,
					partnershipId: seated!.partnershipId,
					bodyKind: seated!.kind
				}))
			});
		}
	});
	const secretariat = actors.get('sekretariatet')!;
	const leaderOf = (slug: string | null) => (slug && actors.get(slug)) || secretariat;
	const representativeOf = (number: string) => {
		const partnerId = partners.find((one) => one.number === number)?.id;
		const speaks = ({ seats }: Actor) => seats.some((seat) => seat.partnerId === partnerId);
		return (partnerId !== undefined && [...actors.values()].find(speaks)) || secretariat;
	};
	return { secretariat, ssu: leaderOf('ssu'), leaderOf, representativeOf };
}
