import { error, type RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { refuseInvalid } from '$lib/domain/result';
import type { PostedForm } from '$lib/forms/evaluation';
import { toConflict, type FormState } from '$lib/forms/form-state';
import { readingsImportForm, indicatorReadingForm } from '$lib/forms/indicator';
import { parseReadings } from '$lib/forms/readings-import';
import { link } from '$lib/i18n/link';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { addReading, correctReading, importReadings } from '$lib/server/indicators/commands';
import { indicatorsOfMeasure, type StoredReading } from '$lib/server/indicators/queries';
import { measureByCode } from '$lib/server/measures/queries';
import { pastedRows, rowsAsText, uploadedRows } from './tables.server';
import type { Actions, PageServerLoad } from './$types';

type ReadingsEvent = RequestEvent<{ code: string }>;

/** Loads a measure's readings, for those who may enter them. */
export const load: PageServerLoad = async (event) => {
	const { measure } = await measuredAt(event);
	const { code, title } = measure;
	const added = event.url.searchParams.get('added');
	return {
		measure: { code, title },
		today: toOsloDate(event.locals.now),
		indicators: await indicatorsOfMeasure(event.locals.db.read, measure.id),
		saved: event.url.searchParams.has('saved'),
		imported:
			added === null ? null : { added: Number(added), left: Number(event.url.searchParams.get('left')) }
	};
};

export const actions: Actions = {
	save: async (event) => {
		const { target } = await measuredAt(event);
		return handleForm(event, {
			guard: () => measuredAt(event),
			shape: indicatorReadingForm,
			run: ({ indicator, reading, was, ...input }) =>
				reading === null || was === null
					? addReading(event.locals, { ...target, indicator }, input)
					: correctReading(event.locals, { ...target, indicator, reading, was }, input),
			done: link(`/measures/${target.code}/readings?saved=1`),
			conflict: (_values, refused) =>
				toConflict(refused?.code === 'stale' ? (refused.current as StoredReading) : null, null, null),
			show: showReadingForm('reading')
		});
	},
	import: async (event) => {
		const { target } = await measuredAt(event);
		const file = await uploadedRows(event, 'file');
		return handleForm(event, {
			guard: () => measuredAt(event),
			file,
			shape: readingsImportForm,
			run: async ({ indicator, text }) => {
				if (file?.fault) return refuseInvalid({ field: 'file', code: file.fault });
				const read = parseReadings(file?.rows ?? pastedRows(text));
				return read.ok
					? importReadings(event.locals, { ...target, indicator }, read.rows)
					: refuseInvalid(...read.faults);
			},
			done: ({ added, left }) => link(`/measures/${target.code}/readings?added=${added}&left=${left}`),
			show: (state) => {
				const values = file?.rows ? { ...state.values, text: rowsAsText(file.rows) } : state.values;
				return showReadingForm('import')({ ...state, values });
			}
		});
	}
};

/** Requires the measure of the address and permission to enter its readings; 404 without a measure. */
async function measuredAt(event: ReadingsEvent) {
	const { db } = event.locals;
	const plan = planOf(event);
	const measure = plan && (await measureByCode(db.read, plan.id, event.params.code));
	requirePermission(event, 'indicator.report', { responsibleBodyId: measure?.bodyId ?? null });
	if (!measure) error(404, 'not-found');
	return { measure, target: { planId: plan.id, code: measure.code } };
}

/** Shows a form by its indicator and the reading it corrects; null for a new one. */
function showReadingForm<Of extends string>(of: Of) {
	return <Theirs>(state: FormState<PostedForm, Theirs>) => {
		const shown = showNamed(of)(state);
		const { indicator, reading } = shown.values;
		return { ...shown, indicator: Number(indicator) || 0, reading: reading ? Number(reading) : null };
	};
}
