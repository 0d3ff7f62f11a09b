import { parseDeadline } from '../calendar/deadline';
import { writtenForms, type Localized } from '../localized';
import { acrossAreasCode, measureCodePattern, type Lifecycle, type MeasureOrigin } from '../measure/measure';
import { parseWebLinks, type WebLink } from '../measure/web-link';
import {
	CellReader,
	maxCellTextLength,
	parseCellCode,
	type CellValidationError,
	type RowCells
} from './cell-reader';
import type { ColumnKey, MilestonePart } from './column-keys';
import { newMeasureDefaults } from './new-measure';
import { lifecycleChoices, originChoices } from './workbook-choices';
import {
	isAcrossAreas,
	type WorkbookMeasure,
	type WorkbookMilestone,
	type WorkbookPlan
} from './workbook-row';
import { isBlankCell } from './worksheet';

/**
 * Parses one row into a measure, starting from its current values. All cells are read, so that all errors are
 * reported at once.
 *
 * @param standing the measure with the row's code; null for a new one
 */
export function parseWorkbookRow(
	cells: RowCells,
	standing: WorkbookMeasure | null,
	plan: WorkbookPlan
): { row: WorkbookMeasure; faults: CellValidationError[] } {
	const reading = new RowParser(cells, plan);
	const code = reading.code();
	const base = standing ?? emptyWorkbookMeasure(code, plan);
	const row: WorkbookMeasure = {
		...base,
		code,
		title: reading.title(base.title),
		summary: reading.localized('summary', base.summary),
		targetGroup: reading.localized('targetGroup', base.targetGroup),
		expectedEffect: reading.localized('expectedEffect', base.expectedEffect),
		note: reading.localized('note', base.note),
		area: reading.area(code, base.area),
		furtherAreas: reading.list('furtherAreas', base.furtherAreas.map(String), plan.areas).map(Number),
		origin: reading.coded('origin', base.origin, originChoices) as MeasureOrigin,
		lifecycle: reading.coded('lifecycle', base.lifecycle, lifecycleChoices) as Lifecycle,
		body: reading.choice('body', base.body, plan.bodies),
		contact: reading.line('contact', base.contact),
		startsOn: reading.date('startsOn', base.startsOn),
		...reading.deadline(base),
		values: reading.list('values', base.values, plan.values),
		challenges: reading.list('challenges', base.challenges, plan.challenges),
		opportunities: reading.list('opportunities', base.opportunities, plan.opportunities),
		partners: reading.list('partners', base.partners, plan.partners),
		introducedAtHome: reading.yesNo('introducedAtHome', base.introducedAtHome),
		weight: reading.weight(base.weight),
		source: reading.line('source', base.source, maxCellTextLength.text),
		links: reading.links(base.links),
		milestones: reading.milestones(base.milestones)
	};
	return { row, faults: reading.faults };
}

/** Returns the initial values of a new measure, with the area from its code. */
function emptyWorkbookMeasure(code: string, plan: WorkbookPlan): WorkbookMeasure {
	const area = code.split('.', 1)[0]!;
	return {
		code,
		title: {},
		summary: null,
		targetGroup: null,
		expectedEffect: null,
		note: null,
		area: plan.areas.has(area) ? Number(area) : null,
		furtherAreas: [],
		...newMeasureDefaults,
		...(plan.newLifecycle && { lifecycle: plan.newLifecycle }),
		body: null,
		contact: null,
		startsOn: null,
		deadline: null,
		deadlineWords: null,
		values: [],
		challenges: [],
		opportunities: [],
		partners: [],
		source: null,
		links: [],
		milestones: []
	};
}

/** Parses the columns of a measure that have rules of their own. */
class RowParser extends CellReader {
	code(): string {
		const cell = this.cells.get('code');
		const code = parseCellCode(cell);
		if (typeof cell === 'object' && cell !== null && !('number' in cell)) {
			if ('date' in cell) this.fault('code', 'code-is-date', code);
		} else if (!code) this.fault('code', 'code-missing');
		else if (!measureCodePattern.test(code)) this.fault('code', 'code-unreadable', code);
		return code;
	}

	title(before: Localized): Localized {
		const title = this.localized('title', before, maxCellTextLength.line);
		if (!title) this.fault(this.firstOf(['title.nb', 'title.nn']), 'title-missing');
		return title ?? {};
	}

	area(code: string, before: number | null): number | null {
		const text = this.text('area');
		const across = code.startsWith(acrossAreasCode);
		if (text === undefined) {
			if (before === null && !across && measureCodePattern.test(code))
				this.fault('code', 'area-missing', code);
			return before;
		}
		if (text === '' && !across) {
			if (this.isSound('area')) this.fault('area', 'area-missing');
			return before;
		}
		const key = text === '' || isAcrossAreas(text) ? null : this.plan.areas.find(text);
		if (text !== '' && !isAcrossAreas(text) && key === null) {
			this.fault('area', 'unknown', text);
			return before;
		}
		const area = key === null ? null : Number(key);
		if (area === before) return before;
		if (key !== null && this.plan.areas.isEnded(key)) this.fault('area', 'ended', text);
		else if (measureCodePattern.test(code) && code.split('.', 1)[0] !== (key ?? acrossAreasCode))
			this.fault('area', 'area-not-of-code', text || undefined);
		return area;
	}

	/**
	 * Parses a deadline as people write it, in one column or with a separate column for the words. Running words
	 * have no date.
	 */
	deadline(before: WorkbookMeasure): Pick<WorkbookMeasure, 'deadline' | 'deadlineWords'> {
		const stands = { deadline: before.deadline, deadlineWords: before.deadlineWords };
		const typed = this.text('deadline');
		const said = this.cells.has('deadlineWords')
			? this.line('deadlineWords', before.deadlineWords)
			: undefined;
		const meant = typed ? parseDeadline(typed, this.plan.today) : null;
		if (typed && !meant) {
			if (this.isSound('deadline')) this.fault('deadline', 'deadline-unreadable', typed);
			return stands;
		}
		let deadline = typed === undefined ? before.deadline : (meant?.date ?? null);
		const stays = deadline === before.deadline;
		const words = said ?? meant?.words ?? (said === undefined && stays ? before.deadlineWords : null);
		if (stays && words === before.deadlineWords) return stands;
		if (!said) return { deadline, deadlineWords: words };

		const ofWords = parseDeadline(said, this.plan.today);
		if (!typed && ofWords) deadline = ofWords.date;
		if (!deadline && !ofWords) this.fault('deadlineWords', 'deadline-unreadable', said);
		else if (ofWords?.date && ofWords.date !== deadline)
			this.fault('deadlineWords', 'deadline-disagrees', said);
		return { deadline, deadlineWords: said };
	}

	links(before: WebLink[]): WebLink[] {
		const text = this.text('links');
		if (text === undefined) return before;
		const links = parseWebLinks(text);
		if (!links) this.fault('links', 'links-unreadable', text);
		return links ?? before;
	}

	weight(before: number): number {
		const text = this.text('weight');
		if (!text) return before;
		const weight = Number(text.replace(',', '.'));
		if (Number.isFinite(weight) && weight > 0) return weight;
		this.fault('weight', 'not-a-weight', text);
		return before;
	}

	/** Parses milestones by position; a missing column keeps its part of each milestone. */
	milestones(before: readonly WorkbookMilestone[]): WorkbookMilestone[] {
		const places = [...this.cells.keys()].flatMap((key) => /^milestones\.(\d+)\./.exec(key)?.[1] ?? []);
		if (places.length === 0) return [...before];
		const last = Math.max(before.length, ...places.map(Number));
		return Array.from({ length: last }, (_, index) => this.milestone(index + 1, before[index]))
			.filter((one) => one !== null)
			.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
	}

	milestone(place: number, before: WorkbookMilestone | undefined): WorkbookMilestone | null {
		const column = (part: MilestonePart): ColumnKey => `milestones.${place}.${part}`;
		const title: Localized = {};
		for (const form of writtenForms) {
			const words = this.words(column(form), before?.title[form], maxCellTextLength.line);
			if (words) title[form] = words;
		}
		const due = this.date(column('due'), before?.due ?? null);
		const doneOn = this.date(column('doneOn'), before?.doneOn ?? null);
		const parts: MilestonePart[] = ['nb', 'nn', 'due', 'doneOn'];
		const given = parts.some((part) => !isBlankCell(this.cells.get(column(part))));
		// Emptied, or unchanged because the workbook lacks the columns.
		if (!given) return parts.some((part) => this.cells.has(column(part))) ? null : (before ?? null);
		if (!title.nb && !title.nn)
			this.fault(this.firstOf([column('nb'), column('nn'), column('due')]), 'milestone-title-missing');
		if (!due && this.isSound(column('due')) && !this.text(column('due')))
			this.fault(this.firstOf([column('due'), column('nb'), column('nn')]), 'milestone-due-missing');
		return due ? { title, due, doneOn } : null;
	}
}
