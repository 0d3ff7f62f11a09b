import type { SeatRole } from '$lib/domain/body';
import type { Localized } from '$lib/domain/localized';
import { localize, seatRoleLabel } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';

/** Bodies, partners and seats that can be responsible for a decision. */
export interface ResponsibleChoices {
	everyBody: readonly { id: number; slug: string; name: Localized }[];
	partners: readonly { number: string; name: string }[];
	seats: readonly { id: number; role: SeatRole; bodyId: number }[];
}

/** Returns the options of the field for the responsible. */
export function responsibleOptions({ everyBody, partners, seats }: ResponsibleChoices) {
	const bodyName = (id: number) => localize(everyBody.find((one) => one.id === id)?.name ?? null);
	return [
		...everyBody.map(({ slug, name }) => ({ value: `body:${slug}`, label: localize(name) })),
		...partners.map(({ number, name }) => ({ value: `partner:${number}`, label: name })),
		...seats.map(({ id, role, bodyId }) => ({
			value: `seat:${id}`,
			label: m.decision_seat_of({ role: seatRoleLabel[role](), body: bodyName(bodyId) })
		}))
	];
}
