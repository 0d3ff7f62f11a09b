import type { HelpRole } from '$lib/domain/help';
import { m } from '$lib/i18n/paraglide/messages';

interface HelpStep {
	title: () => string;
	text: () => string;
	/** Page that the step is done on. */
	path: string;
}

interface HelpText {
	name: () => string;
	lead: () => string;
	steps: HelpStep[];
}

/** The help of each role: what they do, step by step. */
export const helpTexts: Record<HelpRole, HelpText> = {
	ssu: {
		name: m.help_ssu,
		lead: m.help_ssu_lead,
		steps: [
			{ title: m.help_ssu_1, text: m.help_ssu_1_text, path: '/needs' },
			{ title: m.help_ssu_2, text: m.help_ssu_2_text, path: '/rounds' },
			{ title: m.help_ssu_3, text: m.help_ssu_3_text, path: '/decisions' },
			{ title: m.help_ssu_4, text: m.help_ssu_4_text, path: '/adjustments' }
		]
	},
	fsu: {
		name: m.help_fsu,
		lead: m.help_fsu_lead,
		steps: [
			{ title: m.help_fsu_1, text: m.help_fsu_1_text, path: '/report' },
			{ title: m.help_fsu_2, text: m.help_fsu_2_text, path: '/report' },
			{ title: m.help_fsu_3, text: m.help_fsu_3_text, path: '/report' },
			{ title: m.help_fsu_4, text: m.help_fsu_4_text, path: '/report' }
		]
	},
	party: {
		name: m.help_party,
		lead: m.help_party_lead,
		steps: [
			{ title: m.help_party_1, text: m.help_party_1_text, path: '/partners' },
			{ title: m.help_party_2, text: m.help_party_2_text, path: '/partners' },
			{ title: m.help_party_3, text: m.help_party_3_text, path: '/rollout' },
			{ title: m.help_party_4, text: m.help_party_4_text, path: '/matters/new' }
		]
	},
	partnership: {
		name: m.help_partnership,
		lead: m.help_partnership_lead,
		steps: [
			{ title: m.help_partnership_1, text: m.help_partnership_1_text, path: '/' },
			{ title: m.help_partnership_2, text: m.help_partnership_2_text, path: '/reviews' },
			{ title: m.help_partnership_3, text: m.help_partnership_3_text, path: '/reviews' },
			{ title: m.help_partnership_4, text: m.help_partnership_4_text, path: '/decisions' }
		]
	},
	secretariat: {
		name: m.help_secretariat,
		lead: m.help_secretariat_lead,
		steps: [
			{ title: m.help_secretariat_1, text: m.help_secretariat_1_text, path: '/start' },
			{ title: m.help_secretariat_2, text: m.help_secretariat_2_text, path: '/rounds' },
			{ title: m.help_secretariat_3, text: m.help_secretariat_3_text, path: '/outbox' },
			{ title: m.help_secretariat_4, text: m.help_secretariat_4_text, path: '/reviews' },
			{ title: m.help_secretariat_5, text: m.help_secretariat_5_text, path: '/edit/import' }
		]
	},
	administrator: {
		name: m.help_administrator,
		lead: m.help_administrator_lead,
		steps: [
			{ title: m.help_administrator_1, text: m.help_administrator_1_text, path: '/admin' },
			{ title: m.help_administrator_2, text: m.help_administrator_2_text, path: '/bodies' },
			{ title: m.help_administrator_3, text: m.help_administrator_3_text, path: '/admin' },
			{ title: m.help_administrator_4, text: m.help_administrator_4_text, path: '/admin/partnership' }
		]
	}
};
