import { expect, it } from 'vitest';
import { aPartnership, expectOk, today } from '../../../../tests/support/partnership';
import { readInvitation } from '../identity/invitation';
import { accountEvents } from '../identity/own-account';
import { invitePerson } from './commands';
import { makeSetupSheet } from './setup-sheet';

it('the sheet has a link for each invited person, for administrators only, and their logs tell it', async () => {
	const { as, actors, db } = await aPartnership();
	const bodyId = actors.leader.seats[0]!.bodyId;
	const kari = {
		email: 'kari@kommune.test',
		name: 'Kari',
		writtenForm: 'nn',
		bodyId,
		role: 'member'
	} as const;
	const { personId, token } = expectOk(await invitePerson(as('administrator'), kari));
	expect(await makeSetupSheet(as('secretariat'), 'screen')).toMatchObject({
		refused: { code: 'not-permitted' }
	});
	expect(await makeSetupSheet(as('administrator'), 'mail')).toMatchObject({ refused: { code: 'not-found' } });
	const sheet = expectOk(await makeSetupSheet(as('administrator'), 'screen'));
	expect(sheet.map(({ name }) => name)).toEqual(['Kari']);
	expect(await readInvitation(db.read, today, sheet[0]!.token)).toMatchObject({ personId });
	expect(await readInvitation(db.read, today, token ?? '')).toBeNull();
	expect((await accountEvents(db.read, personId))[0]).toMatchObject({ verb: 'show-setup-link', by: 'Ada' });
});
