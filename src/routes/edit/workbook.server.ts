import type { Locale } from '$lib/domain/localized';
import { plainColumns, localizedColumns } from '$lib/domain/workbook/column-keys';
import { m } from '$lib/i18n/paraglide/messages';
import type { Plan } from '$lib/server/plans/queries';
import type { WorkbookLabels } from '$lib/server/workbooks/export';

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Returns a file as an attachment. */
export function downloadResponse(name: string, content: Uint8Array | string): Response {
	const type = name.endsWith('.csv') ? 'text/csv; charset=utf-8' : spreadsheet;
	return new Response(content as BodyInit, {
		headers: {
			'Content-Type': type,
			'Content-Disposition': `attachment; filename="${name}"`,
			'Cache-Control': 'private, no-store'
		}
	});
}

/** Returns the labels of a workbook in the reader's language. */
export function workbookTexts(): WorkbookLabels {
	return {
		measures: m.workbook_sheet_measures(),
		guide: m.workbook_sheet_guide(),
		lists: m.workbook_sheet_lists(),
		heads: [m.workbook_guide_column(), m.workbook_guide_what(), m.workbook_guide_example()],
		lead: [m.workbook_guide_lead_one(), m.workbook_guide_lead_two(), m.workbook_guide_lead_three()],
		about: {
			...Object.fromEntries(plainColumns.map((name) => [name, about[name]()])),
			...Object.fromEntries(
				localizedColumns.flatMap((name) => {
					const what = name === 'title' ? m.workbook_about_title() : m.workbook_about_text();
					return [
						[`${name}.nb`, what],
						[`${name}.nn`, what]
					];
				})
			),
			'milestones.nb': m.workbook_about_milestone(),
			'milestones.nn': m.workbook_about_milestone(),
			'milestones.due': m.workbook_about_milestone_due(),
			'milestones.doneOn': m.workbook_about_milestone_done()
		}
	};
}

const about: Record<(typeof plainColumns)[number], () => string> = {
	code: m.workbook_about_code,
	area: m.workbook_about_area,
	furtherAreas: m.workbook_about_further_areas,
	lifecycle: m.workbook_about_lifecycle,
	origin: m.workbook_about_origin,
	body: m.workbook_about_body,
	contact: m.workbook_about_contact,
	startsOn: m.workbook_about_date,
	deadline: m.workbook_about_deadline,
	deadlineWords: m.workbook_about_deadline_words,
	values: m.workbook_about_several,
	challenges: m.workbook_about_several,
	opportunities: m.workbook_about_several,
	partners: m.workbook_about_several,
	introducedAtHome: m.workbook_about_introduced,
	weight: m.workbook_about_weight,
	source: m.workbook_about_source,
	links: m.workbook_about_links
};

/** Returns the file name by content. */
export function workbookFileName(
	plan: Plan,
	locale: Locale,
	kind: 'measures' | 'template',
	type: string
): string {
	const words =
		locale === 'en'
			? { measures: 'measures', template: 'template' }
			: { measures: 'tiltak', template: 'mal' };
	return `${words[kind]}-${plan.slug}.${type}`;
}
