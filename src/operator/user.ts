import { z } from 'zod';
import { seatRoles, type SeatRole } from '$lib/domain/body';
import { writtenForms, type WrittenForm } from '$lib/domain/localized';
import { invitePerson } from '$lib/server/people/commands';
import { bodiesOf, currentPlan, type Plan } from '$lib/server/plans/queries';
import type { Queryable } from '$lib/server/database/database';
import { operator } from './actor';
import { CommandError, UsageError, type Command } from './command';
import { setupLinkLines } from './setup-link';
import { planBySlug } from './plan';
import { valueOrFail } from './command-result';
import { withCurrentDatabase } from './configured-database';

export const userInvite: Command = {
	usage: 'EMAIL --role BODY:SEAT [--plan SLUG] [--name NAME] [--language nb|nn]',
	summary:
		'give a person a seat, as in secretariat:leader, in the partnership of a plan (the current one where none is named), and print their set-up link',
	options: {
		role: { type: 'string' },
		plan: { type: 'string' },
		name: { type: 'string' },
		language: { type: 'string' }
	},
	async run({ positionals: [email = ''], optionValues, print, now }) {
		if (!z.email().safeParse(email).success) throw new UsageError(`${email} is not an e-mail address`);
		const { body, role } = parseSeat(optionValues('role')[0]);
		const writtenForm = parseWrittenForm(optionValues('language')[0]);
		const [name = email] = optionValues('name');
		await withCurrentDatabase(async (db) => {
			const [slug] = optionValues('plan');
			const plan = slug === undefined ? await currentPlan(db.read) : await planBySlug(db.read, slug);
			const bodyId = await findBodyId(db.read, plan, body);
			const { token } = valueOrFail(
				await invitePerson({ db, actor: operator, now }, { email, name, writtenForm, bodyId, role }),
				email
			);
			if (token === null) return print(`${email} has the seat, and a password already.`);
			print(`${name} sets a password here:`);
			for (const line of setupLinkLines(token)) print(line);
		});
	}
};

function parseSeat(given = ''): { body: string; role: SeatRole } {
	const [body = '', called] = given.split(':');
	const role = seatRoles.find((one) => one === called);
	if (!body || !role) throw new UsageError(`--role must be a body and one of ${seatRoles.join(', ')}`);
	return { body, role };
}

function parseWrittenForm(given: string = 'nb'): WrittenForm {
	const form = writtenForms.find((one) => one === given);
	if (!form) throw new UsageError(`--language must be one of ${writtenForms.join(' and ')}`);
	return form;
}

/** Returns a body of the plan's partnership by its slug, or by its kind if it is the only one of that kind. */
async function findBodyId(read: Queryable, plan: Plan | null, called: string): Promise<number> {
	const bodies = plan ? await bodiesOf(read, plan.partnershipId) : [];
	const ofKind = bodies.filter((one) => one.kind === called);
	const found = bodies.find((one) => one.slug === called) ?? (ofKind.length === 1 ? ofKind[0] : undefined);
	if (found) return found.id;
	throw new CommandError(
		`There is no body ${called}; there are ${bodies.map((one) => one.slug).join(', ') || 'none'}.`
	);
}
