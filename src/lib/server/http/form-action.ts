import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { draftOwner } from '$lib/domain/draft-owner';
import type { PermissionAction } from '$lib/domain/permission';
import type { Refusal, Result, ValidationError } from '$lib/domain/result';
import type { PostedForm } from '$lib/forms/evaluation';
import { toTextValues, type Conflict, type FormState, type TextValues } from '$lib/forms/form-state';
import { singleUse } from '../sent-forms';
import { parseForm } from './forms';
import { requirePermission, throwRefusal } from './guard';

/** A posted form that its shape accepts. */
interface AcceptedForm<Input> {
	input: Input;
	/** All posted values as text, except secrets. */
	values: PostedForm;
}

/** A form's shape and its command. The command's refusals become responses. */
export interface FormCommand<Shape extends z.ZodType, Value = unknown> {
	shape: Shape;
	run: (input: z.output<Shape>, values: PostedForm) => Promise<Result<Value>>;
}

/** One form: what it accepts, the command it runs, and what the page gets back. */
export interface FormAction<Shape extends z.ZodType, Value, Theirs, Shown, Data> extends FormCommand<
	Shape,
	Value
> {
	/** Permission to get the form back, as a plan's action or a function that throws. The command asks for itself. */
	guard: PermissionAction | 'everybody' | (() => Answer<unknown>);
	/**
	 * Removes secrets from the result that the same form gets when it is sent again. False for a result that is a
	 * secret, such as a session: the form may then run twice.
	 */
	once?: false | ((value: Value) => Value);
	/** True if each form makes a record, so that the same values sent from a new copy are asked about first. */
	creates?: boolean;
	/** Content of an uploaded file, which the posted values do not hold. */
	file?: unknown;
	/** Address to redirect to, or data for the page. */
	done: string | ((value: Value, form: AcceptedForm<z.output<Shape>>) => Answer<string | Data>);
	/** Returns what someone else saved. Without it, a conflict is the error "stale" of the whole form. */
	conflict?: (values: PostedForm, refused: Refusal | null) => Answer<Conflict<Theirs>>;
	/** Refusals that are conflicts besides "stale". */
	conflictCodes?: readonly Refusal['code'][];
	/** Returns the form with one field as in `theirs`, for the button `take` of a conflict. */
	take?: (values: { mine: PostedForm; theirs: NonNullable<Theirs> }, field: string) => PostedForm;
	/** Converts a form that was not saved to the data of its page. */
	show?: (state: FormState<PostedForm, Theirs>) => Answer<Shown>;
}

type Answer<T> = T | Promise<T>;

/**
 * Parses a posted form, runs its command once per form key and responds. All forms respond alike:
 * - `restore`, posted with text that was kept: returns the form with its values, unsaved;
 * - saved: redirects (303), or returns the data of `done`;
 * - rejected by its shape or as "invalid": 400 with the values typed and their errors;
 * - stale: 409 with the values typed and what someone else saved, the same again until one of them is taken over;
 * - any other refusal: Kit's error of `throwRefusal`.
 */
export async function handleForm<
	Shape extends z.ZodType,
	Value,
	Theirs = null,
	Shown extends object = FormState<PostedForm, Theirs>,
	Data = never
>(
	event: Pick<RequestEvent, 'request' | 'locals' | 'url'>,
	action: FormAction<Shape, Value, Theirs, Shown, Data>
): Promise<FormAnswer<Shown, Data>> {
	const answer = await answerForm(event, action);
	// Its page shows the form itself.
	delete event.locals.typed;
	return answer;
}

type FormAnswer<Shown, Data> =
	ActionFailure<NoInfer<Shown>> | NoInfer<Shown> | NoInfer<Exclude<Awaited<Data>, string>>;

async function answerForm<Shape extends z.ZodType, Value, Theirs, Shown extends object, Data>(
	event: Pick<RequestEvent, 'request' | 'locals' | 'url'>,
	action: FormAction<Shape, Value, Theirs, Shown, Data>
): Promise<FormAnswer<Shown, Data>> {
	const form = await parseForm(event.request, action.shape);
	const { take, formKey, restore, sendAgain, ...values } = form.ok ? form.values : form.failure.data.values;
	const conflictNow = async (refused: Refusal | null) => (await action.conflict?.(values, refused)) ?? null;
	const show = async (state: FormState<PostedForm, Theirs>) =>
		action.show ? action.show(state) : (state as object as Shown);
	const reject = async (faults: ValidationError[]) => {
		const conflict = values.conflict === '1' ? await conflictNow(null) : null;
		// A list of which some entries are stale is a conflict as well.
		const status = faults.some(({ code }) => code === 'stale') ? 409 : 400;
		return fail(status, await show({ values, faults, conflict }));
	};

	// Nothing typed or saved is shown before permission is asked.
	if (!form.ok || typeof take === 'string' || restore) await askPermission(event, action.guard);
	if (restore) return show({ values, faults: [], conflict: null });
	if (typeof take === 'string' && action.take) {
		const conflict = await conflictNow(null);
		const mine = conflict?.theirs ? action.take({ mine: values, theirs: conflict.theirs }, take) : values;
		return show({ values: mine, faults: [], conflict, focus: take });
	}
	if (!form.ok) return reject(form.failure.data.faults);
	// Every form's command runs here: what must hold for all of them belongs here.
	const creates = action.creates === true && !sendAgain;
	const outcome = await runOnce(event, { ...action, creates }, { input: form.input, values }, formKey);
	if (outcome.ok) {
		const { done } = action;
		const answer =
			typeof done === 'function' ? await done(outcome.value, { input: form.input, values }) : done;
		return typeof answer === 'string' ? redirect(303, answer) : (answer as Exclude<Awaited<Data>, string>);
	}
	const { refused } = outcome;
	if (refused.code === 'invalid') return reject(refused.faults);
	if (refused.code !== 'stale' && !action.conflictCodes?.includes(refused.code))
		return throwRefusal(event, refused);
	const conflict = await conflictNow(refused);
	if (!conflict) return reject([{ field: '', code: 'stale' }]);
	return fail(409, await show({ values, faults: [], conflict, focus: 'conflict' }));
}

type OnceAction<Shape extends z.ZodType, Value> = FormCommand<Shape, Value> &
	Pick<FormAction<Shape, Value, never, never, never>, 'guard' | 'once' | 'creates' | 'file'>;

/** Runs the command; a form with a key that was sent before gets its first result. */
async function runOnce<Shape extends z.ZodType, Value>(
	event: Pick<RequestEvent, 'locals' | 'url'>,
	action: OnceAction<Shape, Value>,
	{ input, values }: AcceptedForm<z.output<Shape>>,
	formKey: PostedForm[string] = ''
): Promise<Result<Value>> {
	const { locals, url } = event;
	const { once = (value) => value, creates = false, file = null } = action;
	if (!formKey || typeof formKey !== 'string' || !once) return action.run(input, values);
	await askPermission(event, action.guard);
	const { db, now } = locals;
	const place = [draftOwner(locals.actor), url.pathname + url.search];
	const sent = { place, key: formKey, content: [values, file], creates, kept: once, now };
	locals.db = singleUse<Value>(db, sent);
	try {
		return await action.run(input, values);
	} finally {
		locals.db = db;
	}
}

async function askPermission(
	event: Pick<RequestEvent, 'locals' | 'url'>,
	guard: FormAction<z.ZodType, never, never, never, never>['guard']
): Promise<void> {
	if (typeof guard === 'function') await guard();
	else if (guard !== 'everybody') requirePermission(event, guard);
}

/** Shows a form whose fields each hold one text. */
export function showText<Theirs>(state: FormState<PostedForm, Theirs>): FormState<TextValues, Theirs> {
	return { ...state, values: toTextValues(state.values) };
}

/** Shows one of several forms of a page by its name. */
export function showNamed<Of extends string>(of: Of) {
	return <Theirs>(state: FormState<PostedForm, Theirs>): FormState<TextValues, Theirs> & { of: Of } => ({
		...showText(state),
		of
	});
}
