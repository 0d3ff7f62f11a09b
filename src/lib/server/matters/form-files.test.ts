import { beforeEach, describe, expect, it } from 'vitest';
import { matterEditForm, toMatterFormValues, withDecisions } from '$lib/forms/matter';
import { openFormLimits } from '$lib/domain/matter/open-form';
import { maxMatterFileBytes } from '$lib/domain/matter/matter-file';
import {
	aPartnership,
	expectOk,
	type Partnership,
	type PersonName
} from '../../../../tests/support/partnership';
import { matterDecision, matterFile, pendingMatter, pendingMatterFile } from '../database/schema';
import { publishDecisions, recordDecision } from '../decisions/commands';
import { decisionsBefore } from '../decisions/lists';
import { registerMatter, type MatterValues } from './commands';
import { editedMatter, editMatter } from './edit';
import { matterFileById, matterFiles } from './files';
import { openFormSetting, setOpenForm, submitOpenMatter } from './open-form';
import { matterHistory } from './queries';
import { forgetSenders } from './retention';
import { confirmMatter, createConfirmationToken } from './status-link';

let partnership: Partnership;
let place: { partnershipId: number; planId: number };
let published: number;
let unpublished: number;

const pdf = Buffer.from('%PDF-1.7\nnotat\n');
const file = { name: 'notat.pdf', content: pdf };
const values: MatterValues = {
	...{ title: 'Sak', text: 'Tekst', lang: 'nb', organisation: '', concerns: '', wish: '' },
	...{ treatedAtHome: null, body: null, measures: [], areas: [], links: null }
};

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId, id: planId } = await partnership.plan();
	place = { partnershipId, planId };
	const secretariat = partnership.as('secretariat');
	const { version } = await openFormSetting(partnership.db.read, partnershipId);
	expectOk(await setOpenForm(secretariat, { partnershipId, version }, { open: true, senderMonths: 12 }));
	published = await recorded('Sak 1/26');
	unpublished = await recorded('Sak 2/26');
	expectOk(await publishDecisions(secretariat, partnershipId, [published]));
});

async function recorded(number: string) {
	const decision = {
		...({ body: 'ssu', decidedOn: '2026-10-15', number, title: number, text: 'Tekst', lang: 'nb' } as const),
		...({ kind: 'decision', consensus: true, dissent: '', responsible: null, dueOn: null } as const),
		...{ replaces: null, replacement: null, matter: null, measures: [], links: null }
	};
	return expectOk(await recordDecision(partnership.as('secretariat'), place, decision)).id;
}

const register = (given: Partial<MatterValues>, who: PersonName = 'member') =>
	registerMatter(partnership.as(who), place, { ...values, ...given });
const submit = (given: Partial<MatterValues>) =>
	submitOpenMatter(partnership.as('anyone'), place, {
		...{ ...values, ...given },
		sender: { name: 'Kari', email: 'kari@example.no', writtenForm: 'nb', address: '192.0.2.7' }
	});
const before = (id: number, who: PersonName) =>
	decisionsBefore(
		partnership.db.read,
		{ partnershipId: place.partnershipId, actor: partnership.as(who).actor },
		id
	);

describe('the form of a matter', () => {
	it('keeps the files and the earlier decisions sent with it', async () => {
		const { db } = partnership;
		const { id } = expectOk(
			await register({ files: [file, { ...file, name: 'to.pdf' }], decisions: [published] })
		);
		const kept = await matterFiles(db.read, id);
		expect(kept.map(({ name, kind, bytes }) => [name, kind, bytes])).toEqual([
			['notat.pdf', 'pdf', pdf.byteLength],
			['to.pdf', 'pdf', pdf.byteLength]
		]);
		expect((await matterFileById(db.read, id, kept[0]!.id))?.content.equals(pdf)).toBe(true);
		expect(await before(id, 'member')).toMatchObject([{ id: published, number: 'Sak 1/26' }]);
		expect((await matterHistory(db.read, id))[0]?.after).toMatchObject({ files: 2, decisions: [published] });
	});

	it.each<[string, MatterValues['files'], string]>([
		['HTML in a file named PDF', [{ name: 'a.pdf', content: Buffer.from('<html>') }], 'file-kind'],
		['six files', Array.from({ length: 6 }, () => file), 'files-too-many'],
		[
			'a file of more than 5 MB',
			[{ name: 'a.pdf', content: Buffer.concat([pdf, Buffer.alloc(maxMatterFileBytes)]) }],
			'file-too-large'
		],
		['an identity number in a name', [{ ...file, name: '01019000083.pdf' }], 'identity-number']
	])('is refused whole with %s, signed in and not', async (_what, files, code) => {
		const log = await partnership.traces();
		const refused = { refused: { faults: [{ field: 'files', code }] } };
		expect(await register({ files })).toMatchObject(refused);
		expect(await submit({ files })).toMatchObject(refused);
		expect(await partnership.traces()).toEqual(log);
		expect(await partnership.db.read.select().from(pendingMatter)).toEqual([]);
	});

	it('is refused with a decision that its sender may not read', async () => {
		const refused = { refused: { faults: [{ field: 'decision2', code: 'unknown' }] } };
		expect(await submit({ decisions: [published, unpublished] })).toMatchObject(refused);
		expect(await register({ decisions: [published, 9_999] })).toMatchObject(refused);
	});
});

describe('a matter of the open form', () => {
	async function pendingToken() {
		const [pending] = await partnership.db.read.select().from(pendingMatter);
		return (await partnership.db.write((tx) =>
			createConfirmationToken(tx, partnership.as('anyone').now, pending!.id)
		))!;
	}

	it('gets its files and decisions when its sender confirms it', async () => {
		const { db } = partnership;
		expectOk(await submit({ files: [file], decisions: [published] }));
		expect(await db.read.select().from(matterFile)).toEqual([]);
		expectOk(await confirmMatter({ db, now: partnership.as('anyone').now }, await pendingToken()));
		const [kept] = await db.read.select().from(matterFile);
		expect(kept).toMatchObject({ name: 'notat.pdf', kind: 'pdf', content: pdf });
		expect(await before(kept!.matterId, 'anyone')).toHaveLength(1);
		expect(await db.read.select().from(pendingMatterFile)).toEqual([]);
	});

	it('is refused with files when those that wait fill their place, and taken without', async () => {
		const { db } = partnership;
		expectOk(await submit({ files: [file] }));
		await db.write((tx) => tx.update(pendingMatterFile).set({ bytes: openFormLimits.waitingBytes }));
		const refused = { refused: { faults: [{ field: 'files', code: 'files-waiting' }] } };
		expect(await submit({ files: [file] })).toMatchObject(refused);
		expectOk(await submit({}));
	});

	it('is gone with its files after 48 hours', async () => {
		const { db } = partnership;
		expectOk(await submit({ files: [file] }));
		const later = (hours: number) => new Date(partnership.as('anyone').now.getTime() + hours * 3_600_000);
		await forgetSenders({ db, now: later(47) });
		expect(await db.read.select().from(pendingMatterFile)).toHaveLength(1);
		await forgetSenders({ db, now: later(49) });
		expect(await db.read.select().from(pendingMatterFile)).toEqual([]);
	});
});

describe('editing the earlier decisions of a matter', () => {
	it('changes those the editor may read and leaves the others', async () => {
		const { db } = partnership;
		const { id } = expectOk(await register({ decisions: [published] }));
		await db.write((tx) => tx.insert(matterDecision).values({ matterId: id, decisionId: unpublished }));
		const edit = async (who: PersonName, decisions: number[]) => {
			const { actor } = partnership.as(who);
			const { version, values: now } = (await editedMatter(db.read, { ...place, id }, actor))!;
			return editMatter(partnership.as(who), { ...place, id, version }, { ...now, decisions });
		};
		expectOk(await edit('member', []));
		expect((await before(id, 'secretariat')).map((one) => one.id)).toEqual([unpublished]);
		expect(await before(id, 'anyone')).toEqual([]);
		expectOk(await edit('secretariat', [published, unpublished]));
		expect((await before(id, 'secretariat')).map((one) => one.id).toSorted()).toEqual([
			published,
			unpublished
		]);
	});

	it('comes back from its form as it went in', async () => {
		const { id } = expectOk(await register({ decisions: [published] }));
		const { actor } = partnership.as('member');
		const edited = (await editedMatter(partnership.db.read, { ...place, id }, actor))!;
		const posted = { ...toMatterFormValues(edited.values), version: '1' };
		expect(withDecisions(matterEditForm.parse(posted))).toEqual({ ...edited.values, version: 1 });
	});
});
