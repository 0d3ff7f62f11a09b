import type { ChartConfiguration } from 'chart.js';
import type { ShownFigures } from '$lib/domain/review';
import { m } from '$lib/i18n/paraglide/messages';
import { commitment, commitmentFinding, commitmentHeight, commitmentTable } from './commitment';
import { coverage, coverageFinding, coverageHeight, coverageTable } from './coverage';
import { movementFinding, movementFlow, movementHeight, movementTable } from './movement';
import type { Brush } from './patterns';
import {
	progressFinding,
	progressPerArea,
	progressPerAreaHeight,
	progressPerAreaTable
} from './progress-per-area';
import { response, responseFinding, responseHeight, responseTable } from './response';
import {
	rolloutPerParty,
	rolloutPerPartyFinding,
	rolloutPerPartyHeight,
	rolloutPerPartyTable
} from './rollout';
import { statusFinding, statusPerArea, statusPerAreaHeight, statusPerAreaTable } from './status-per-area';
import type { ChartTable } from './table';
import { valuesOverTime, valuesOverTimeFinding, valuesOverTimeTable } from './values-over-time';
import { valuesFinding, valuesPerArea, valuesPerAreaHeight, valuesPerAreaTable } from './values-per-area';
import type { ChartWords } from './words';

/** A chart of a standing: what it says, what it draws and the table with the same figures. */
export interface StandingChart {
	title: () => string;
	definition: () => string;
	/** Part of the picture's file name. */
	file: () => string;
	/** Where the definition stands in full: the id on the page of figures. */
	defined: string;
	/** Whether there is anything to draw; where not, the finding stands alone. */
	isDrawn: (figures: ShownFigures) => boolean;
	finding: (figures: ShownFigures, words: ChartWords) => string;
	table: (figures: ShownFigures, words: ChartWords) => ChartTable;
	draw: (figures: ShownFigures, words: ChartWords, brush: Brush) => ChartConfiguration;
	height: (figures: ShownFigures) => { wide: number; narrow: number };
}

/** The charts of a standing, in the order a review shows them. */
export const standingCharts = {
	status: {
		title: m.chart_status_title,
		definition: m.chart_status_definition,
		file: m.chart_status_file,
		defined: 'status',
		isDrawn: ({ total }) => total.counted > 0,
		finding: statusFinding,
		table: statusPerAreaTable,
		draw: statusPerArea,
		height: ({ areas }) => statusPerAreaHeight(areas.length)
	},
	progress: {
		title: m.chart_progress_title,
		definition: m.chart_progress_definition,
		file: m.chart_progress_file,
		defined: 'progress',
		isDrawn: ({ total }) => total.counted > 0,
		finding: progressFinding,
		table: progressPerAreaTable,
		draw: progressPerArea,
		height: ({ areas }) => progressPerAreaHeight(areas.length)
	},
	movement: {
		title: m.chart_movement_title,
		definition: m.chart_movement_definition,
		file: m.chart_movement_file,
		defined: 'movement',
		isDrawn: ({ movement }) => movement !== null && movement.pairs.length > 0,
		finding: movementFinding,
		table: movementTable,
		draw: movementFlow,
		height: movementHeight
	},
	commitment: {
		title: m.chart_commitment_title,
		definition: m.chart_commitment_definition,
		file: m.chart_commitment_file,
		defined: 'commitment',
		isDrawn: ({ commitment: found }) =>
			!!found && found.moved.length + found.added.length + found.silent.length > 0,
		finding: commitmentFinding,
		table: commitmentTable,
		draw: commitment,
		height: commitmentHeight
	},
	values: {
		title: m.chart_values_title,
		definition: m.chart_values_definition,
		file: m.chart_values_file,
		defined: 'values',
		isDrawn: ({ values }) => values.some(({ n }) => n > 0),
		finding: valuesFinding,
		table: valuesPerAreaTable,
		draw: valuesPerArea,
		height: valuesPerAreaHeight
	},
	valuesOverTime: {
		title: m.chart_values_time_title,
		definition: m.chart_values_definition,
		file: m.chart_values_time_file,
		defined: 'values',
		isDrawn: ({ valuesOverTime: all = [] }) =>
			all.filter(({ values }) => values.some(({ n }) => n > 0)).length > 1,
		finding: valuesOverTimeFinding,
		table: valuesOverTimeTable,
		draw: valuesOverTime,
		height: () => ({ wide: 300, narrow: 280 })
	},
	coverage: {
		title: m.chart_coverage_title,
		definition: m.chart_coverage_definition,
		file: m.chart_coverage_file,
		defined: 'coverage',
		isDrawn: ({ coverage: found = [] }) => found.length > 0,
		finding: coverageFinding,
		table: coverageTable,
		draw: coverage,
		height: coverageHeight
	},
	rollout: {
		title: m.chart_rollout_title,
		definition: m.chart_rollout_definition,
		file: m.chart_rollout_file,
		defined: 'rollout',
		isDrawn: ({ rollout }) => !!rollout,
		finding: rolloutPerPartyFinding,
		table: rolloutPerPartyTable,
		draw: (figures, _words, brush) => rolloutPerParty(figures, brush),
		height: rolloutPerPartyHeight
	},
	response: {
		title: m.chart_response_title,
		definition: m.chart_response_definition,
		file: m.chart_response_file,
		defined: 'response',
		isDrawn: ({ reporting }) => (reporting?.response.total.asked ?? 0) > 0,
		finding: responseFinding,
		table: responseTable,
		draw: response,
		height: responseHeight
	}
} as const satisfies Record<string, StandingChart>;

export type StandingChartName = keyof typeof standingCharts;
