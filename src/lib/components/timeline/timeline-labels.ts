import { joinList } from '$lib/charts/chart-labels';
import type { DueState } from '$lib/domain/timeline';
import { formatDate } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { localize } from '$lib/i18n/labels';
import type { TimelineDue, TimelineRow } from './timeline-row';

export const dueStateLabel: Record<DueState, () => string> = {
	done: m.timeline_state_done,
	overdue: m.timeline_state_overdue,
	ahead: m.timeline_state_ahead
};

/** Returns the name of a milestone, or the label for a deadline. */
function dueName({ title }: TimelineDue): string {
	return title ? localize(title) : m.measure_deadline();
}

/** Returns "Avtalen er signert, 01.03.2027: ikke nådd". */
export function dueText(due: TimelineDue): string {
	return m.timeline_due({ name: dueName(due), date: formatDate(due.on), state: dueStateLabel[due.state]() });
}

/** Returns a sentence describing a row of the picture. */
export function timelineRowText({ startsOn, due }: TimelineRow): string {
	const start = startsOn ? [m.timeline_starts({ date: formatDate(startsOn) })] : [];
	const parts = [...start, ...due.map(dueText)];
	return parts.length > 0 ? parts.join('; ') : m.timeline_row_nothing();
}

/** Returns "12 av 30 milepæler er nådd. 4 er over fristen, i tiltak 1.2 og 3.1." for the rows shown. */
export function timelineFinding(rows: readonly TimelineRow[]): string {
	const milestones = rows.flatMap(({ due }) => due).filter(({ kind }) => kind === 'milestone');
	if (milestones.length === 0) return m.timeline_finding_nothing();
	const count = (state: DueState) => milestones.filter((one) => one.state === state).length;
	const done = m.timeline_finding_done({ n: count('done'), all: milestones.length });
	const late = rows.filter(({ due }) =>
		due.some(({ kind, state }) => kind === 'milestone' && state === 'overdue')
	);
	if (late.length === 0) return `${done} ${m.timeline_finding_none_late()}`;
	const n = count('overdue');
	// A count reads better than a long list of codes.
	if (late.length > 10) return `${done} ${m.timeline_finding_late_many({ n, measures: late.length })}`;
	return `${done} ${m.timeline_finding_late({ n, codes: joinList(late.map(({ code }) => code)) })}`;
}
