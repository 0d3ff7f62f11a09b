import { z } from 'zod';
import { writtenForms, type Localized } from '$lib/domain/localized';
import { cleanLine } from '$lib/domain/text/clean-text';
import {
	addFieldError,
	parseField,
	parseLocalizedField,
	textLimits,
	type FieldInput
} from './fields/field-parser';
import type { NewPartner, NewPartnership } from './plan-file/plan-template';

const year = z
	.string('required')
	.trim()
	.min(1, { error: 'required', abort: true })
	.regex(/^\d{1,9}$/, { error: 'not-a-number', abort: true })
	.transform(Number)
	.refine((given) => given >= 2000 && given <= 2100, 'out-of-range');

const lines = z.string('required').max(20_000, 'too-long');

/** Rows of a pasted list, with their line numbers from 1; cells are parted by semicolons or tabs. */
function rowsOf(text: string): { line: number; cells: string[] }[] {
	return text
		.split(/\r?\n/)
		.map((row, index) => ({ line: index + 1, cells: row.split(/[;\t]/).map((cell) => cleanLine(cell)) }))
		.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

const partnerForms: Record<string, NewPartner['writtenForm'] | undefined> = {
	...{ '': null, nb: 'nb', bokmål: 'nb', nn: 'nn', nynorsk: 'nn' },
	...{ nøytral: 'neutral', neutral: 'neutral' }
};

/** Parses the partners, one a line: number, name, written form. Faults are named by line. */
function parsePartners(text: string, { context }: FieldInput): NewPartner[] {
	const seen = new Set<string>();
	return rowsOf(text).flatMap(({ line, cells: [number = '', name = '', form = '', ...more] }) => {
		const writtenForm = partnerForms[form.toLowerCase()];
		const fault =
			number === '' || name === ''
				? 'partner-line'
				: more.some((cell) => cell !== '')
					? 'too-many-cells'
					: writtenForm === undefined
						? 'unknown-form'
						: seen.has(number)
							? 'partner-twice'
							: number.length > 20 || name.length > textLimits.title
								? 'too-long'
								: null;
		seen.add(number);
		if (fault) addFieldError(context, String(line), fault);
		return fault || writtenForm === undefined ? [] : [{ number, name, writtenForm }];
	});
}

/** Parses focus areas or core values, one a line: the name in bokmål, and in nynorsk if it differs. */
function parseNames(field: 'areas' | 'values', input: FieldInput): Localized[] {
	const { context } = input;
	const rows = rowsOf(parseField(lines.default(''), field, input) ?? '');
	if (rows.length > 99) addFieldError(context, field, 'too-many-rows');
	return rows.map(({ cells: [nb = '', nn = ''] }) => {
		if (nb.length > textLimits.title || nn.length > textLimits.title)
			addFieldError(context, field, 'too-long');
		return nn === '' ? { nb, nn: nb } : nb === '' ? { nn } : { nb, nn };
	});
}

/** Form that creates a partnership with an empty plan. */
export const newPartnershipForm = z.looseObject({}).transform((posted, context) => {
	const input = { posted, context };
	const name = parseLocalizedField('name', textLimits.title, input);
	if (!name) addFieldError(context, 'name.nb', 'one-form-needed');
	const from = parseField(year, 'from', input) ?? 0;
	const to = parseField(year, 'to', input) ?? 0;
	if (to < from) addFieldError(context, 'to', 'before-start');
	const partners = parsePartners(parseField(lines, 'partners', input) ?? '', input);
	const wanted: NewPartnership = {
		...{ name: name ?? {}, from, to, partners },
		writtenForm: parseField(z.enum(writtenForms, 'required'), 'writtenForm', input) ?? 'nb',
		areas: parseNames('areas', input),
		values: parseNames('values', input)
	};
	return { ...wanted, seat: posted.seat === '1' };
});

/** Form with a plan file, which is read beside it. */
export const planFileForm = z.object({ seat: z.literal('1').optional() });
