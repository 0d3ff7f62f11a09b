import type { ChartConfiguration } from 'chart.js';
import type { ReviewFigures } from '$lib/domain/review/review';
import { m } from '$lib/i18n/paraglide/messages';
import { progressDefinition } from '$lib/i18n/progress';
import { commitmentChart, commitmentFinding, commitmentHeight, commitmentTable } from './commitment';
import { coverageChart, driverCoverageFinding, coverageHeight, coverageTable } from './coverage';
import { movementChartFinding, movementChart, movementHeight } from './movement';
import { movementTable } from './movement-table';
import type { ChartStyle } from './chart-style';
import {
	progressFinding,
	progressPerAreaChart,
	progressPerAreaHeight,
	progressPerAreaTable
} from './progress-per-area';
import { responseChart, responseFinding, responseHeight, responseTable } from './response';
import {
	rolloutPerPartyChart,
	rolloutPerPartyFinding,
	rolloutPerPartyHeight,
	rolloutPerPartyTable
} from './rollout';
import {
	statusFinding,
	statusPerAreaChart,
	statusPerAreaHeight,
	statusPerAreaTable
} from './status-per-area';
import type { ChartTable } from './table';
import { valuesOverTimeChart, valuesOverTimeFinding, valuesOverTimeTable } from './values-over-time';
import {
	valuesChartFinding,
	valuesPerAreaChart,
	valuesPerAreaHeight,
	valuesPerAreaTable
} from './values-per-area';
import type { ChartLabels } from './chart-labels';

/** A chart of a plan snapshot: finding, configuration and data table. */
export interface SnapshotChart {
	title: () => string;
	definition: (figures: ReviewFigures) => string;
	/** Part of the file name. */
	file: () => string;
	/** Id of the definition on the figures page. */
	defined: string;
	/** True if there is anything to draw; otherwise only the finding is shown. */
	isDrawn: (figures: ReviewFigures) => boolean;
	finding: (figures: ReviewFigures, words: ChartLabels) => string;
	table: (figures: ReviewFigures, words: ChartLabels) => ChartTable;
	draw: (figures: ReviewFigures, words: ChartLabels, brush: ChartStyle) => ChartConfiguration;
	height: (figures: ReviewFigures) => { wide: number; narrow: number };
}

/** Charts of a plan snapshot, in the order of a review. */
export const snapshotCharts = {
	status: {
		title: m.chart_status_title,
		definition: () => m.chart_status_definition(),
		file: m.chart_status_file,
		defined: 'status',
		isDrawn: ({ total }) => total.counted > 0,
		finding: statusFinding,
		table: statusPerAreaTable,
		draw: statusPerAreaChart,
		height: ({ areas }) => statusPerAreaHeight(areas.length)
	},
	progress: {
		title: m.chart_progress_title,
		definition: progressDefinition,
		file: m.chart_progress_file,
		defined: 'progress',
		isDrawn: ({ total, areas }) =>
			[total, ...areas].some(({ progress, before, expected }) => (progress ?? before ?? expected) !== null),
		finding: progressFinding,
		table: progressPerAreaTable,
		draw: progressPerAreaChart,
		height: ({ areas }) => progressPerAreaHeight(areas.length)
	},
	movement: {
		title: m.chart_movement_title,
		definition: () => m.chart_movement_definition(),
		file: m.chart_movement_file,
		defined: 'movement',
		isDrawn: ({ movement }) => movement !== null && movement.pairs.length > 0,
		finding: movementChartFinding,
		table: movementTable,
		draw: movementChart,
		height: movementHeight
	},
	commitment: {
		title: m.chart_commitment_title,
		definition: () => m.chart_commitment_definition(),
		file: m.chart_commitment_file,
		defined: 'commitment',
		isDrawn: ({ commitment: found }) =>
			!!found && found.moved.length + found.added.length + found.silent.length > 0,
		finding: commitmentFinding,
		table: commitmentTable,
		draw: commitmentChart,
		height: commitmentHeight
	},
	values: {
		title: m.chart_values_title,
		definition: () => m.chart_values_definition(),
		file: m.chart_values_file,
		defined: 'values',
		isDrawn: ({ values }) => values.some(({ n }) => n > 0),
		finding: valuesChartFinding,
		table: valuesPerAreaTable,
		draw: valuesPerAreaChart,
		height: valuesPerAreaHeight
	},
	valuesOverTime: {
		title: m.chart_values_time_title,
		definition: () => m.chart_values_definition(),
		file: m.chart_values_time_file,
		defined: 'values',
		isDrawn: ({ valuesOverTime: all = [] }) =>
			all.filter(({ values }) => values.some(({ n }) => n > 0)).length > 1,
		finding: valuesOverTimeFinding,
		table: valuesOverTimeTable,
		draw: valuesOverTimeChart,
		height: () => ({ wide: 300, narrow: 280 })
	},
	coverage: {
		title: m.chart_coverage_title,
		definition: () => m.chart_coverage_definition(),
		file: m.chart_coverage_file,
		defined: 'coverage',
		isDrawn: ({ coverage: found = [] }) => found.length > 0,
		finding: driverCoverageFinding,
		table: coverageTable,
		draw: coverageChart,
		height: coverageHeight
	},
	rollout: {
		title: m.chart_rollout_title,
		definition: () => m.chart_rollout_definition(),
		file: m.chart_rollout_file,
		defined: 'rollout',
		isDrawn: ({ rollout }) => !!rollout,
		finding: rolloutPerPartyFinding,
		table: rolloutPerPartyTable,
		draw: (figures, _words, brush) => rolloutPerPartyChart(figures, brush),
		height: rolloutPerPartyHeight
	},
	response: {
		title: m.chart_response_title,
		definition: () => m.chart_response_definition(),
		file: m.chart_response_file,
		defined: 'response',
		isDrawn: ({ reporting }) => (reporting?.response.total.asked ?? 0) > 0,
		finding: responseFinding,
		table: responseTable,
		draw: responseChart,
		height: responseHeight
	}
} as const satisfies Record<string, SnapshotChart>;

export type SnapshotChartName = keyof typeof snapshotCharts;
