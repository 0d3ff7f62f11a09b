import { describe, expect, it } from 'vitest';
import { entryPointFiles, findEntryPoints } from './guards';
import { parseScript } from './source';

/*
 * Every way in asks permission, each for itself: a hook or a layout is never the only lock. The doors that
 * stand open do so for a reason, and here it is.
 */
const open: Record<string, string> = {
	'+layout.server.ts':
		'the frame of every page, the sign-in page included: the partnership’s name and the visitor’s own',
	'account/+page.server.ts': 'a signed-in visitor’s own account, and nobody else’s',
	'account/data/+server.ts': 'a signed-in visitor’s own data, and nobody else’s',
	'chart-pictures/[hash]/[style].webp/+server.ts':
		'a picture is given to who has been shown its page, which asks',
	'help/[role]/+page.server.ts': 'texts without data',
	'login/+page.server.ts': 'who is to sign in has not done so',
	'logout/+server.ts': 'ends the visitor’s own session and nobody else’s',
	'address/[token]/+page.server.ts': 'the link’s token is the permission, and is used up',
	'setup/[token]/+page.server.ts': 'the invitation’s token is the permission, and is used up',
	'r/[token]/+page.server.ts':
		'the link’s token is the permission; opening it lets one report, and the report asks',
	'follow-up/[token]/+page.server.ts': 'the link’s token is the permission, to follow one decision up',
	'questions/[token]/+page.server.ts': 'the link’s token is the permission, to answer one question',
	'answer/[token]/+page.server.ts': 'the link’s token is the permission, to answer for one meeting',
	'matters/status/[token]/+page.server.ts':
		'the link’s token is the permission, to confirm and follow one matter of its sender',
	'matters/status/[token]/files/[file]/+server.ts': 'the same link, for the files of that matter',
	'mail/[token]/+page.server.ts': 'the link’s token is the permission, to stop the reminders to its receiver',
	'healthz/+server.ts': 'says that the process lives, to whatever watches it',
	'metrics/+server.ts': 'asks for the token of whoever watches the process',
	'readyz/+server.ts': 'says that the database answers, to whatever watches it',
	'schema/partnership.v1.json/+server.ts': 'the partnership file’s shape, made from the code, without data',
	'schema/plan.v1.json/+server.ts': 'the plan file’s shape, made from the code, without data'
};

const files = entryPointFiles();
const nameOf = (file: string) => file.slice('src/routes/'.length);

describe('every way in', () => {
	it.each(files.filter((file) => !(nameOf(file) in open)))('%s asks permission', (file) => {
		const silent = findEntryPoints(file).filter((door) => !door.asks);
		expect(
			silent.map(
				({ name }) =>
					`${file}: ${name} asks nobody. Begin with requirePermission(event, '<action>'), or let the command it calls ` +
					'ask permission(); if it is for everybody, say why in tests/architecture/guards.test.ts.'
			)
		).toEqual([]);
	});

	it.each(Object.entries(open))('%s stands open: %s', (file, reason) => {
		expect(files.map(nameOf), 'there is no such route: take it off the list').toContain(file);
		expect(reason).not.toBe('');
	});
});

describe('what counts as asking', () => {
	const imports = `
		import { requirePermission, requirePermission as ask } from '$lib/server/http/guard';
		import { mayDo, permission, rolesOf } from '$lib/domain/permission';
		import { closeRound } from '$lib/server/workflows/close-round';
		import { currentPlan } from '$lib/server/plans/queries';
		import type { Actions } from './$types';
	`;
	const doors = (code: string) =>
		findEntryPoints(
			'src/routes/x/+page.server.ts',
			parseScript('src/routes/x/+page.server.ts', imports + code)
		).map(({ name, asks }) => `${name} ${asks ? 'asks' : 'does not'}`);

	it.each([
		['requirePermission', `export const load = (event) => { requirePermission(event, 'plan.edit'); };`],
		['requirePermission by another name', `export const load = (event) => ask(event, 'plan.edit');`],
		['mayDo', `export const load = async ({ locals }) => ({ may: mayDo(locals.actor, 'plan.edit') });`],
		[
			'permission',
			`export async function load({ locals }) { return permission(locals.actor, 'plan.edit'); }`
		],
		['a command that asks', `export const load = ({ locals }) => closeRound(locals, target);`],
		[
			'a function of its own',
			`export const load = (event) => page(event);\nfunction page(event) { requirePermission(event, 'x'); }`
		],
		['in a callback', `export const load = (event) => wrap(() => requirePermission(event, 'plan.edit'));`],
		['under a type', `export const load = (async (event) => requirePermission(event, 'x')) satisfies Load;`],
		['by reference', `const page = (event) => requirePermission(event, 'x');\nexport const load = page;`],
		['exported below', `const load = (event) => requirePermission(event, 'x');\nexport { load };`]
	])('%s', (_how, code) => {
		expect(doors(code)).toEqual(['load asks']);
	});

	it.each([
		['nothing', `export const load = () => ({});`],
		['a query that does not ask', `export const load = ({ locals }) => currentPlan(locals.db.read);`],
		['to look at the actor', `export const load = ({ locals }) => ({ name: locals.actor.name });`],
		['to know the roles', `export const load = ({ locals }) => rolesOf(locals.actor);`],
		['to say so in a comment', `export const load = () => { /* requirePermission(event, 'plan.edit') */ };`],
		[
			'another’s requirePermission',
			`const x = { requirePermission() {} };\nexport const load = (event) => x.requirePermission(event);`
		],
		[
			'one of that name that asks nobody',
			`function page() { return page(); }\nexport const load = () => page();`
		],
		['what cannot be read', `export { load } from './elsewhere';`]
	])('not %s', (_how, code) => {
		expect(doors(code)).toEqual(['load does not']);
	});

	it('each action and each method for itself', () => {
		expect(
			doors(`
				export const actions: Actions = {
					save: (event) => requirePermission(event, 'plan.edit'),
					async 'remove-it'(event) { return 1; },
					shared,
					...others
				};
				const shared = (event) => requirePermission(event, 'plan.edit');
				export const GET = (event) => requirePermission(event, 'plan.read');
				export function POST() {}
				export const prerender = false;
			`)
		).toEqual([
			'actions.save asks',
			'actions.remove-it does not',
			'actions.shared asks',
			'actions does not',
			'GET asks',
			'POST does not'
		]);
	});
});
