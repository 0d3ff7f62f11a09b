import { describe, expect, it } from 'vitest';
import type { EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { Actor } from '$lib/domain/permission';
import {
	groupByArea,
	closingCautions,
	missingAtClose,
	queuePosition,
	visibleTo,
	evaluationStage,
	countByStage,
	type RoundEntry
} from './evaluation-progress';

function entry(code: string, state: EvaluationState | null, bodyId = 1): RoundEntry {
	const areaNumber = code.startsWith('X') ? null : Number(code.split('.')[0]);
	return {
		measureId: code,
		code,
		title: { nb: code },
		areaNumber,
		bodyId,
		bodySlug: null,
		bodyName: null,
		state,
		version: state && 1,
		status: state ? 'on-track' : null,
		unchanged: false,
		imported: false,
		savedAt: state ? '2026-11-05T12:00:00.000Z' : null,
		submittedAt: null,
		reportedBy: state ? 'Kari' : null
	};
}

const member = (bodyId: number): Actor => ({
	personId: 1,
	name: 'Ola',
	administrator: false,
	seats: [{ bodyId, partnershipId: 1, bodyKind: 'fsu', role: 'member', partnerId: null }]
});
const entries = [
	entry('1.1', 'submitted'),
	entry('1.2', 'approved'),
	entry('2.1', 'submitted', 2),
	entry('2.2', null, 2),
	entry('X.1', 'submitted'),
	entry('X.2', 'returned')
];
const readable = entries.map((one) => ({ ...one, readable: true, overdue: false }));

describe('visibleTo', () => {
	it('shows a committee its own drafts, and only the stage of others', () => {
		const [own, approved, others] = visibleTo(member(1), entries);
		expect(own).toMatchObject({ readable: true, reportedBy: 'Kari', status: 'on-track' });
		expect(approved).toMatchObject({ readable: true });
		expect(others).toMatchObject({ readable: false, state: 'submitted', status: null, reportedBy: null });
	});

	it('shows approved evaluations to everyone seated', () => {
		expect(visibleTo(member(2), entries)[1]).toMatchObject({ readable: true, status: 'on-track' });
	});
});

describe('after the grace period', () => {
	const late = visibleTo(member(1), [...entries, entry('3.1', 'draft')], 'overdue');

	it('marks unopened and draft entries as overdue, not submitted or returned ones', () => {
		expect(late.map((one) => [one.code, evaluationStage(one)])).toEqual([
			['1.1', 'submitted'],
			['1.2', 'approved'],
			['2.1', 'submitted'],
			['2.2', 'overdue'],
			['X.1', 'submitted'],
			['X.2', 'returned'],
			['3.1', 'overdue']
		]);
		expect(countByStage(late)).toMatchObject({ overdue: 2, unopened: 0, draft: 0 });
	});

	it('does not mark entries as overdue before that', () => {
		expect(visibleTo(member(1), entries, 'in-grace').map(evaluationStage)).not.toContain('overdue');
	});
});

describe('round entries', () => {
	it('are counted by stage', () => {
		expect(countByStage(entries)).toEqual({
			overdue: 0,
			unopened: 1,
			draft: 0,
			returned: 1,
			submitted: 3,
			approved: 1,
			locked: 0
		});
	});

	it('are grouped by area, those across areas last', () => {
		expect(groupByArea(entries).map(({ area, entries: own }) => [area, own.length])).toEqual([
			['1', 2],
			['2', 2],
			['X', 2]
		]);
	});

	it('lists submitted and unsubmitted evaluations separately at closing', () => {
		const { unread, missing } = missingAtClose(entries);
		expect(unread.map(({ code }) => code)).toEqual(['1.1', '2.1', 'X.1']);
		expect(missing.map(({ code }) => code)).toEqual(['2.2', 'X.2']);
	});
});

describe('closingCautions', () => {
	const [reportBy, readBy] = ['2026-11-27', '2026-12-11'];
	const approved = entries.map((one) => ({ ...one, state: 'approved' as const }));

	it.each([
		['on the day of the report deadline', '2026-11-27', entries, ['reports-due', 'few-approved']],
		['the day after it', '2026-11-28', entries, ['reading-due', 'few-approved']],
		['after reading', '2026-12-12', entries, ['few-approved']],
		['with half approved', '2026-12-12', [...approved, ...entries.slice(0, 6)].slice(1), []],
		['early, with all approved', '2026-11-02', approved, []]
	] as const)('%s', (_, today, given, cautions) => {
		expect(closingCautions({ reportBy, readBy, today }, given)).toEqual(cautions);
	});
});

describe('queuePosition', () => {
	const at = (code: string) => {
		const { place, count, previous, next } = queuePosition(readable, code);
		return [place, count, previous?.code, next?.code];
	};

	it('leads from one entry to the next and wraps around', () => {
		expect(at('1.1')).toEqual([1, 3, 'X.1', '2.1']);
		expect(at('2.1')).toEqual([2, 3, '1.1', 'X.1']);
		expect(at('X.1')).toEqual([3, 3, '2.1', '1.1']);
	});

	it('starts from an entry that is not waiting', () => {
		expect(at('1.2')).toEqual([null, 3, '1.1', '2.1']);
	});

	it('skips entries the actor may not read', () => {
		const seen = readable.map((one) => ({ ...one, readable: one.bodyId === 1 }));
		expect(queuePosition(seen, '1.1').next?.code).toBe('X.1');
	});

	it('is empty when nothing is waiting', () => {
		const alone = readable.filter(({ code }) => code === '1.1' || code === '1.2');
		expect(queuePosition(alone, '1.1')).toEqual({ place: 1, count: 1, previous: null, next: null });
	});
});
