import { error, isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { refuse, refuseInvalid, ok, type Refusal, type Result } from '$lib/domain/result';
import { takeTheirField, toConflict } from '$lib/forms/form-state';
import { handleForm, type FormAction } from './form-action';

const shape = z.object({
	title: z.string('required').min(1, 'required'),
	version: z.string('unreadable').transform(Number)
});
const theirs = { title: 'Theirs' };
const change = { by: 'Siri', at: '2026-11-28T10:00:00.000Z' };

type Action = FormAction<typeof shape, string, typeof theirs, object, object>;

/** Posts a form and returns the response as the browser sees it. */
async function post(fields: string, action: Partial<Action> = {}) {
	const url = new URL('http://here.test/x');
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	const request = new Request(url, { method: 'POST', headers, body: fields });
	try {
		const answer = await handleForm({ request, url, locals: {} as App.Locals }, {
			shape,
			guard: 'everybody',
			run: ({ title }) => Promise.resolve(ok(title)),
			done: '/there',
			...action
		} satisfies Action);
		return isActionFailure(answer)
			? { status: answer.status, data: answer.data }
			: { status: 200, data: answer };
	} catch (thrown) {
		if (isRedirect(thrown)) return { status: thrown.status, to: thrown.location };
		if (isHttpError(thrown)) return { status: thrown.status, message: thrown.body.message };
		throw thrown;
	}
}

const refusing =
	(refusal: Refusal): Action['run'] =>
	(): Promise<Result<string>> =>
		Promise.resolve(refuse(refusal));
const stale = refusing({ code: 'stale', current: null });
const conflict = () => toConflict(theirs, 4, change);
const take: Action['take'] = (both, field) => takeTheirField(['title'], both, field);
const values = { title: 'Mine', version: '3' };
const fields = 'title=Mine&version=3';

describe('handleForm', () => {
	it.each<[string, Partial<Action>, object]>([
		['redirects after saving', {}, { status: 303, to: '/there' }],
		[
			'redirects to an address made of the result',
			{ done: (title) => `/${title}` },
			{ status: 303, to: '/Mine' }
		],
		[
			'returns data instead of redirecting',
			{ done: (title, { input }) => ({ title, version: input.version }) },
			{ status: 200, data: { title: 'Mine', version: 3 } }
		],
		[
			'keeps the values of an invalid form',
			{ run: () => Promise.resolve(refuseInvalid({ field: 'title', code: 'taken' })) },
			{ status: 400, data: { values, faults: [{ field: 'title', code: 'taken' }], conflict: null } }
		],
		[
			'treats a stale entry among several as a conflict',
			{ run: () => Promise.resolve(refuseInvalid({ field: '1.1', code: 'stale' })) },
			{ status: 409, data: { values, faults: [{ field: '1.1', code: 'stale' }], conflict: null } }
		],
		[
			'reports a conflict without texts as an error of the form',
			{ run: stale },
			{ status: 409, data: { values, faults: [{ field: '', code: 'stale' }], conflict: null } }
		],
		[
			'shows both texts after a conflict',
			{ run: stale, conflict },
			{
				status: 409,
				data: { values, faults: [], conflict: { theirs, version: 4, ...change }, focus: 'conflict' }
			}
		],
		[
			'treats the named refusals as conflicts',
			{ run: refusing({ code: 'wrong-state', state: 'closed' }), conflictCodes: ['wrong-state'] },
			{ status: 409, data: { values, faults: [{ field: '', code: 'stale' }], conflict: null } }
		],
		[
			'ends with other refusals as errors',
			{ run: refusing({ code: 'wrong-state', state: 'closed' }) },
			{ status: 409, message: 'wrong-state' }
		],
		['responds with 404', { run: refusing({ code: 'not-found' }) }, { status: 404, message: 'not-found' }],
		[
			'names the body that may',
			{
				run: refusing({
					code: 'not-permitted',
					permission: { allowed: false, reason: 'not-your-role', only: ['ssu-leader'] }
				})
			},
			{ status: 403, message: 'not-permitted' }
		],
		[
			'sends visitors to sign in',
			{
				run: refusing({
					code: 'not-permitted',
					permission: { allowed: false, reason: 'sign-in-first', only: [] }
				})
			},
			{ status: 303, to: expect.stringContaining('/login?next=') as string }
		],
		[
			'lets a command’s caller end the request',
			{ run: () => error(410, { message: 'link-expired' }) },
			{ status: 410, message: 'link-expired' }
		],
		[
			'converts the form to the data of its page',
			{
				run: stale,
				conflict,
				show: (state) => ({ of: 'title', mine: state.values.title, conflict: state.conflict })
			},
			{ status: 409, data: { of: 'title', mine: 'Mine', conflict: { theirs, version: 4, ...change } } }
		]
	])('%s', async (_what, action, expected) => {
		expect(await post(fields, action)).toEqual(expected);
	});

	it('rejects a form its shape does not accept before running the command', async () => {
		const run: Action['run'] = () => error(500);
		const faults = [{ field: 'title', code: 'required' }];
		expect(await post('title=&version=3&password=secret', { run })).toEqual({
			status: 400,
			data: { values: { title: '', version: '3' }, faults, conflict: null }
		});
	});

	it('keeps showing a conflict while the form is rejected', async () => {
		expect(await post('title=&version=4&conflict=1', { conflict })).toMatchObject({
			status: 400,
			data: { faults: [{ field: 'title', code: 'required' }], conflict: { theirs } }
		});
	});

	it('takes over one field without saving', async () => {
		const action: Partial<Action> = { run: () => error(500), conflict, take };
		expect(await post(`${fields}&take=title`, action)).toEqual({
			status: 200,
			data: { values: { ...values, ...theirs }, faults: [], conflict: conflict(), focus: 'title' }
		});
		expect(await post(`${fields}&take=version`, action)).toMatchObject({ data: { values } });
	});

	it('shows kept text without saving it', async () => {
		const run: Action['run'] = () => error(500);
		expect(await post('title=&version=x&restore=1&formKey=k', { run })).toEqual({
			status: 200,
			data: { values: { title: '', version: 'x' }, faults: [], conflict: null }
		});
	});

	it.each([
		['kept text', `${fields}&restore=1`],
		['a taken field', `${fields}&take=title`],
		['an error', 'title=&version=3'],
		['a conflict', 'title=&version=3&conflict=1']
	])('asks permission before it shows %s', async (_what, posted) => {
		const guard = () => error(403, { message: 'not-permitted' });
		expect(await post(posted, { guard, conflict, take })).toMatchObject({ status: 403 });
	});
});
