import { describe, expect, it } from 'vitest';
import { questions } from '$lib/domain/evaluation/evaluation';
import { maxAnswerLength } from './evaluation';
import { approvalForm } from './approval';

describe('approvalForm', () => {
	it('reads trimmed remarks on the whole and on each answer', () => {
		const posted = { version: '2', comment: 'Kva\r\nmed 2027? ', 'remark.cause': ' Kven? ' };
		const { version, comment } = approvalForm.parse(posted);
		expect(version).toBe(2);
		expect(comment.text).toBe('Kva\nmed 2027?');
		expect(Object.keys(comment.answers)).toEqual([...questions]);
		expect(comment.answers).toMatchObject({ cause: 'Kven?', done: '' });
	});

	it('requires a version but no text', () => {
		expect(approvalForm.parse({ version: '2' }).comment.text).toBe('');
		expect(approvalForm.safeParse({ comment: 'Ja' }).error?.issues[0]).toMatchObject({
			path: ['version'],
			message: 'unreadable'
		});
	});

	it('names the field that is too long', () => {
		const posted = { version: '2', 'remark.done': 'a'.repeat(maxAnswerLength + 1) };
		const [issue] = approvalForm.safeParse(posted).error?.issues ?? [];
		expect(issue).toMatchObject({ path: ['remark.done'], message: 'too-long' });
	});
});
