import { randomUUID } from 'node:crypto';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { bodyMeetings, usualPartnershipMeetings } from '$lib/domain/year/year-layout';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { layoutMeetingsForm, yearTemplateForm } from '$lib/forms/year-layout';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { bodiesOf } from '$lib/server/plans/queries';
import { planLaidOutYear } from '$lib/server/workflows/lay-out-year';
import { ownPartnership } from '../year.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the template of a year and, once it is asked for, the meetings it lays out. */
export const load: PageServerLoad = async (event) => {
	const partnershipId = ownPartnership(event);
	const { db, now } = event.locals;
	const { searchParams } = event.url;
	const asked = searchParams.get('year') ?? '';
	const year = /^20\d\d$/.test(asked) ? Number(asked) : Number(toOsloDate(now).slice(0, 4)) + 1;
	const [first, second] = usualPartnershipMeetings(year).map(formatDateInput);
	const usual: Record<string, string | null | undefined> = { first, second, ssu: '15', fsu: '10' };
	const typed: typeof usual = Object.fromEntries(
		['first', 'second', 'ssu', 'fsu'].map((name) => [name, searchParams.get(name)])
	);
	const isAsked = searchParams.has('first');
	const template = isAsked ? yearTemplateForm.safeParse(typed) : null;
	const bodies = await bodiesOf(db.read, partnershipId);
	return {
		year,
		template: isAsked ? typed : usual,
		faults: template?.error?.issues.map(({ path, message }) => ({ field: String(path[0]), code: message })),
		meetings: template?.data
			? bodyMeetings(template.data, bodies).map(({ body: { slug, name }, ...one }) => ({
					...{ level: one.level, body: { slug, name } },
					day: formatDateInput(one.day)
				}))
			: null
	};
};

export const actions: Actions = {
	default: (event) =>
		handleForm(event, {
			guard: () => ownPartnership(event),
			shape: layoutMeetingsForm,
			creates: true,
			run: (values) => {
				const newUid = () => `${randomUUID()}@framdrift`;
				return planLaidOutYear(event.locals, { partnershipId: ownPartnership(event), newUid }, values);
			},
			done: (_, { input: { meetings } }) =>
				`${link('/year')}?year=${meetings.at(-1)!.day.slice(0, 4)}&done=planned`,
			show: showText
		})
};
