import type { DraftFields } from './local-draft';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Input types that a person does not type in, or that are never kept. */
const untyped = /^(hidden|password|file|submit|button|image|reset)$/;

/** Names of hidden fields that change with every save, and so do not identify a form. */
const volatileNames = /^(formKey|sendAgain|version|itemVersion|was|conflict|seal|table)$|\[\]$/;

function controls(form: HTMLFormElement): Control[] {
	return [...form.elements].filter(
		(one): one is Control =>
			(one instanceof HTMLInputElement ||
				one instanceof HTMLTextAreaElement ||
				one instanceof HTMLSelectElement) &&
			one.name !== ''
	);
}

function isTyped(control: Control): boolean {
	return !untyped.test(control.type);
}

/** True if a form asks for a secret, so that nothing of it is kept. */
export function isSecret(form: HTMLFormElement): boolean {
	return controls(form).some(({ type }) => type === 'password');
}

/** Returns what a person has typed and chosen in a form, serialised for comparison. */
export function typedValues(form: HTMLFormElement): string {
	const values = controls(form)
		.filter(isTyped)
		.map((one) => [one.name, one.value, one instanceof HTMLInputElement && one.checked]);
	return JSON.stringify(values);
}

/** Returns the texts of a form that are not among the given ones. */
export function changedTexts(form: HTMLFormElement, before: readonly string[]): string[] {
	const texts = controls(form).filter(
		(one) => isTyped(one) && !/^(checkbox|radio|select-one|select-multiple)$/.test(one.type)
	);
	return texts.map(({ value }) => value.trim()).filter((text) => text !== '' && !before.includes(text));
}

/** Returns a form's fields as they are posted, without its key, files and secrets. */
export function postedFields(form: HTMLFormElement): DraftFields {
	const fields: DraftFields = {};
	const data = new FormData(form);
	for (const name of new Set(data.keys())) {
		const values = data.getAll(name).filter((value) => typeof value === 'string');
		if (/^(formKey|sendAgain)$/.test(name) || /password/i.test(name) || values.length === 0) continue;
		fields[name] = name.endsWith('[]') || values.length > 1 ? values : values[0]!;
	}
	return fields;
}

/** Returns the address a form posts to: its own, or that of its first button. */
export function formAddress(form: HTMLFormElement): string {
	const button = form.querySelector<HTMLButtonElement>('button:not([type="button"])');
	return form.hasAttribute('action') || !button ? form.action : button.formAction;
}

/** Returns text that tells the forms of a page apart: the action and the record. */
export function formIdentity(form: HTMLFormElement): string {
	const { search, hash } = form.hasAttribute('action') ? new URL(form.action) : { search: '', hash: '' };
	const record = controls(form)
		.filter(({ type, name }) => type === 'hidden' && !volatileNames.test(name))
		.map(({ name, value }) => `${name}=${value}`);
	return encodeURIComponent([search + hash, ...record].join('&'));
}
