import { isActionFailure } from '@sveltejs/kit';
import { beforeEach, expect, it } from 'vitest';
import { matterLink } from '$lib/server/database/schema';
import { publishDecisions, recordDecision } from '$lib/server/decisions/commands';
import { sha256 } from '$lib/server/identity/hash';
import { registerMatter } from '$lib/server/matters/commands';
import { openFormSetting, setOpenForm } from '$lib/server/matters/open-form';
import { aPartnership, expectOk, today, type Partnership } from '../../../tests/support/partnership';
import { outcomeOf, routeEvent } from '../../../tests/support/route-event';
import { actions, load } from './new/+page.server';
import { load as loadStatus } from './status/[token]/+page.server';

let partnership: Partnership;

beforeEach(async () => {
	partnership = await aPartnership();
	const { partnershipId } = await partnership.plan();
	const { version } = await openFormSetting(partnership.db.read, partnershipId);
	const on = { open: true, senderMonths: 12 };
	expectOk(await setOpenForm(partnership.as('secretariat'), { partnershipId, version }, on));
});

type Event = Parameters<typeof load>[0];
const at = (body: Record<string, string> | null, token = '') =>
	routeEvent(partnership, {
		...{ route: token ? '/matters/status/[token]' : '/matters/new', params: token ? { token } : {}, body },
		actor: partnership.actors.anyone
	}) as unknown as Event;
const typed = {
	...{ name: 'Kari', email: 'kari@example.no', title: 'Sak', text: 'Tekst', lang: 'nb' },
	...{ concerns: 'Alle', wish: 'Svar', organisation: 'Pårørende', links: 'Rutinen: https://example.no' }
};
type Failure = { data: { values: Record<string, string>; faults: { field: string; code: string }[] } };

it('the open form is for everybody, and asks to check the mail', async () => {
	expect(await load(at(null))).toMatchObject({ isOpen: true, sent: false });
	expect(await outcomeOf(() => actions.default!(at(typed)))).toBe('redirect');
});

it.each<[string, Record<string, string>, string, string]>([
	['no name', { name: ' ' }, 'name', 'required'],
	['no address', { email: '' }, 'email', 'required'],
	['an address that is none', { email: 'kari' }, 'email', 'not-an-email'],
	['no title', { title: '' }, 'title', 'required'],
	['no text', { text: '' }, 'text', 'required'],
	['a long text', { text: 'x'.repeat(4001) }, 'text', 'too-long'],
	['an identity number', { text: 'Gjeld 01019000083' }, 'text', 'identity-number'],
	['an identity number as the name', { name: '010190 00083' }, 'name', 'identity-number'],
	['a link that is none', { links: 'javascript:alert(1)' }, 'links', 'links-unreadable'],
	['an unknown measure', { measures: '99.9' }, 'measures', 'unknown-measure']
])('the open form with %s comes back with all that was typed', async (_what, given, field, code) => {
	const posted = { ...typed, ...given };
	const answer = await actions.default!(at(posted));
	expect(isActionFailure(answer) && answer.status).toBe(400);
	const { values, faults } = (answer as unknown as Failure).data;
	expect(faults).toContainEqual({ field, code });
	expect(values).toMatchObject(
		Object.fromEntries(Object.entries(posted).filter(([name]) => name !== 'name' || given.name === undefined))
	);
});

it('an unknown status link has ended', async () => {
	expect(await outcomeOf(() => loadStatus(at(null, 'x'.repeat(43)) as never))).toBe('410');
});

it('the open form asks to choose the files once more when something else is wrong', async () => {
	const fields = { ...typed, text: '' };
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	body.append('files', new File(['%PDF-1.7'], 'notat.pdf'));
	const event = at(fields);
	const answer = await actions.default!({
		...event,
		request: new Request(event.url, { method: 'POST', body })
	});
	expect((answer as unknown as Failure).data.faults.map(({ field, code }) => `${field} ${code}`)).toEqual([
		'text required',
		'files files-again'
	]);
});

it('a status link tells the decisions on the matter once they are published', async () => {
	const { db, as } = partnership;
	const { partnershipId, id: planId } = await partnership.plan();
	const place = { partnershipId, planId };
	const matter = {
		...({ title: 'Hva nå?', text: 'Tekst', lang: 'nb', organisation: '', concerns: '', wish: '' } as const),
		...{ treatedAtHome: null, body: null, measures: [], areas: [], links: null }
	};
	const { id } = expectOk(await registerMatter(as('member'), place, matter));
	const token = 'x'.repeat(43);
	const link = { tokenHash: sha256(token), matterId: id, createdAt: today.toISOString() };
	await db.write((tx) => tx.insert(matterLink).values(link));
	const values = {
		...({ body: 'ssu', decidedOn: '2026-10-15', number: 'Sak 1/26', title: 'Start', lang: 'nb' } as const),
		...({ text: 'Vi gjør det.', kind: 'decision', consensus: true, dissent: '', matter: id } as const),
		...{ responsible: null, dueOn: null, replaces: null, replacement: null, measures: [], links: null }
	};
	const made = expectOk(await recordDecision(as('secretariat'), place, values));
	const shown = async () => {
		const data: unknown = await loadStatus(at(null, token) as never);
		return (data as { decisions: unknown[] }).decisions;
	};
	expect(await shown()).toEqual([]);
	expectOk(await publishDecisions(as('secretariat'), partnershipId, [made.id]));
	expect(await shown()).toMatchObject([{ id: made.id, title: 'Start' }]);
});
