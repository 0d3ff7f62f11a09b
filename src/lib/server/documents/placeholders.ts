import { locales } from '$lib/domain/localized';
import { m } from '$lib/i18n/paraglide/messages';

/** Placeholders within a line; the others replace a whole paragraph. */
const inlinePlaceholders = [
	'title',
	'partnership',
	'plan',
	'round',
	'version',
	'date',
	'closed',
	'seal'
] as const;
const blockPlaceholders = ['sentences', 'asked', 'charts', 'areas', 'definitions', 'all'] as const;
export const templatePlaceholders = [...inlinePlaceholders, ...blockPlaceholders] as const;
export type TemplatePlaceholder = (typeof templatePlaceholders)[number];

/** Labels of the placeholders, as written between the brackets, and of their content. */
export const placeholderLabels: Record<
	TemplatePlaceholder,
	{ name: typeof m.paper_slot_title; what: () => string }
> = {
	title: { name: m.paper_slot_title, what: m.paper_slot_title_what },
	partnership: { name: m.paper_slot_partnership, what: m.paper_slot_partnership_what },
	plan: { name: m.paper_slot_plan, what: m.paper_slot_plan_what },
	round: { name: m.paper_slot_round, what: m.paper_slot_round_what },
	version: { name: m.paper_slot_version, what: m.paper_slot_version_what },
	date: { name: m.paper_slot_date, what: m.paper_slot_date_what },
	closed: { name: m.paper_slot_closed, what: m.paper_slot_closed_what },
	seal: { name: m.paper_slot_seal, what: m.paper_slot_seal_what },
	sentences: { name: m.paper_slot_sentences, what: m.paper_slot_sentences_what },
	asked: { name: m.paper_slot_asked, what: m.paper_slot_asked_what },
	charts: { name: m.paper_slot_charts, what: m.paper_slot_charts_what },
	areas: { name: m.paper_slot_areas, what: m.paper_slot_areas_what },
	definitions: { name: m.paper_slot_definitions, what: m.paper_slot_definitions_what },
	all: { name: m.paper_slot_all, what: m.paper_slot_all_what }
};

/**
 * Returns placeholders as they are written, with what they become, in the current language.
 *
 * @param own what they become in a document that is no review
 */
export function placeholderWords(
	placeholders: readonly TemplatePlaceholder[],
	own: Partial<Record<TemplatePlaceholder, () => string>> = {}
) {
	return placeholders.map((slot) => ({
		name: placeholderLabels[slot].name(),
		what: (own[slot] ?? placeholderLabels[slot].what)()
	}));
}

export type BlockPlaceholder = (typeof blockPlaceholders)[number];

/** True for a placeholder that is replaced by paragraphs, tables and pictures. */
export function isBlockPlaceholder(slot: TemplatePlaceholder): slot is BlockPlaceholder {
	return (blockPlaceholders as readonly TemplatePlaceholder[]).includes(slot);
}

/** Returns the placeholder with a label in any language; null if there is none. */
export function findPlaceholder(placeholder: string): TemplatePlaceholder | null {
	const wanted = placeholder.trim().toLowerCase();
	return (
		templatePlaceholders.find((slot) =>
			locales.some((locale) => placeholderLabels[slot].name({}, { locale }) === wanted)
		) ?? null
	);
}
