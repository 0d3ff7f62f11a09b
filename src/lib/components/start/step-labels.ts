import type { StepKey } from '$lib/domain/plan/next-steps';
import { m } from '$lib/i18n/paraglide/messages';

interface StepLabels {
	title: (words: { n: number }) => string;
	/** Left out where the bodies say enough. */
	what?: () => string;
	link: () => string;
}

/** Texts of the next steps. */
export const stepLabels: Record<StepKey, StepLabels> = {
	secretariat: { title: m.start_secretariat, what: m.start_secretariat_what, link: m.start_secretariat_do },
	partners: { title: m.start_partners, what: m.start_partners_what, link: m.start_partners_do },
	bodies: { title: m.start_bodies, what: m.start_bodies_what, link: m.start_bodies_do },
	areas: { title: m.start_areas, what: m.start_areas_what, link: m.start_areas_do },
	measures: { title: m.start_measures, what: m.start_measures_what, link: m.start_measures_do },
	leaders: { title: m.start_leaders, what: m.start_leaders_what, link: m.start_leaders_do },
	adopt: { title: m.start_adopt, what: m.start_adopt_what, link: m.start_adopt_do },
	'plan-round': { title: m.start_plan_round, what: m.start_plan_round_what, link: m.start_plan_round_do },
	'open-round': { title: m.start_open_round, what: m.start_open_round_what, link: m.start_open_round_do },
	remind: { title: m.start_remind, link: m.start_remind_do },
	read: { title: m.start_read, what: m.start_read_what, link: m.start_read_do },
	close: { title: m.start_close, what: m.start_close_what, link: m.start_close_do },
	publish: { title: m.start_publish, what: m.start_publish_what, link: m.start_publish_do },
	papers: { title: m.start_papers, what: m.start_papers_what, link: m.start_papers_do },
	adjust: { title: m.start_adjust, what: m.start_adjust_what, link: m.start_adjust_do },
	'read-outside': {
		title: m.start_read_outside,
		what: m.start_read_outside_what,
		link: m.start_read_outside_do
	},
	'failed-mail': { title: m.start_failed_mail, what: m.start_failed_mail_what, link: m.start_failed_mail_do },
	decisions: { title: m.start_decisions, what: m.start_decisions_what, link: m.start_decisions_do },
	questions: { title: m.start_questions, what: m.start_questions_what, link: m.start_questions_do },
	terms: { title: m.start_terms, link: m.start_terms_do },
	vacant: { title: m.start_vacant, link: m.start_vacant_do },
	invited: { title: m.start_invited, what: m.start_invited_what, link: m.start_invited_do },
	owners: { title: m.start_owners, what: m.start_owners_what, link: m.start_owners_do },
	dates: { title: m.start_dates, what: m.start_dates_what, link: m.start_dates_do },
	contacts: { title: m.start_contacts, what: m.start_contacts_what, link: m.start_contacts_do },
	'core-values': {
		title: m.start_core_values,
		what: m.start_core_values_what,
		link: m.start_core_values_do
	},
	values: { title: m.start_values, what: m.start_values_what, link: m.start_values_do },
	vision: { title: m.start_vision, what: m.start_vision_what, link: m.start_vision_do }
};
