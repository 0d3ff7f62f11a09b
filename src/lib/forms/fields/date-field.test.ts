import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dateSchema } from '../plan-file/plan-file-fields';
import { indicatorReadingForm } from '../indicator';
import { optionalDateField, requiredDateField } from './date-field';

describe('a date in a form or plan file', () => {
	it.each(['0025-06-30', '1999-12-31', '2101-01-01', '2026-02-30'])('is refused where it is %s', (day) => {
		const typed = day.split('-').toReversed().join('.');
		expect(requiredDateField.safeParse(typed).error?.issues[0]?.message).toBe('not-a-date');
		expect(optionalDateField.safeParse(typed).error?.issues[0]?.message).toBe('not-a-date');
		expect(dateSchema.safeParse(day).success).toBe(false);
	});

	it.each(['2000-01-01', '2100-12-31'])('may be %s', (day) => {
		expect(requiredDateField.parse(day.split('-').toReversed().join('.'))).toBe(day);
		expect(dateSchema.parse(day)).toBe(day);
	});

	it.each([
		['2023', '2023-12-31'],
		['2024M06', '2024-06-30'],
		['2. kvartal 2024', '2024-06-30'],
		['30.6.2024', '2024-06-30']
	])('of a reading is the last day of %s', (on, day) => {
		expect(indicatorReadingForm.parse({ indicator: '1', on, value: '–3,2' })).toMatchObject({
			on: day,
			value: -3.2
		});
	});

	it.each(['løpende', '12,4', '2101', '31.02.2024'])('of a reading is refused where it is %s', (on) => {
		const { error } = indicatorReadingForm.safeParse({ indicator: '1', on, value: '1' });
		expect(error?.issues).toMatchObject([{ path: ['on'], message: 'not-a-date' }]);
	});

	it('is read by these fields in every form', () => {
		const files = readdirSync('src/lib/forms', { recursive: true, encoding: 'utf8' }).filter(
			(file) => file.endsWith('.ts') && !file.endsWith('.test.ts')
		);
		const own = files.filter((file) =>
			/\bz(?:\.iso|\.coerce)?\.date\(|new Date\(|Date\.parse|\bparseDate\(/.test(
				readFileSync(`src/lib/forms/${file}`, 'utf8')
			)
		);
		// Archives of older reviews are read as they were sealed.
		expect(own.sort()).toEqual(['fields/date-field.ts', 'review-file.ts']);
	});
});
