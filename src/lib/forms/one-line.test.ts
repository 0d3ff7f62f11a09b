import { describe, expect, it } from 'vitest';
import { cleanLine } from '$lib/domain/text/clean-text';
import { invitationForm } from './invitation';
import { measureForm } from './measure';
import { delegationForm } from './reporting-link';

const typed = 'Kari\r\n\nKlikk her:\u2028 http://evil.test/\t!';
const line = 'Kari Klikk her: http://evil.test/ !';

describe('names and titles are one line', () => {
	it('without control characters and separators', () => {
		expect(cleanLine(typed).replace(/ +/g, ' ')).toBe(line);
		expect(cleanLine('\u0000\u0007\n ')).toBe('');
	});

	it('of colleagues and invited persons', () => {
		const colleague = delegationForm.parse({ name: typed, email: 'a@b.no', writtenForm: 'nb' });
		expect(colleague.name).toBe(cleanLine(typed));
		const seat = { bodyId: '1', role: 'member', partnerId: '' };
		const invited = invitationForm.parse({ name: typed, email: 'a@b.no', writtenForm: 'nb', ...seat });
		expect(invited.name).toBe(cleanLine(typed));
		expect(delegationForm.safeParse({ name: '\n', email: 'a@b.no', writtenForm: 'nb' }).success).toBe(false);
	});

	it('of measures', () => {
		expect(measureForm.parse({ 'title.nb': typed, version: '1' }).measure.title).toEqual({
			nb: cleanLine(typed)
		});
	});
});
