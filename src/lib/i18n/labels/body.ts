import type { BodyKind, SeatGroup, SeatRole } from '$lib/domain/body';
import { m } from '../paraglide/messages';

export const bodyKindLabel: Record<BodyKind, () => string> = {
	'partnership-meeting': m.body_kind_partnership_meeting,
	ssu: m.body_kind_ssu,
	fsu: m.body_kind_fsu,
	secretariat: m.body_kind_secretariat,
	'working-group': m.body_kind_working_group
};

export const seatRoleLabel: Record<SeatRole, typeof m.body_role_leader> = {
	leader: m.body_role_leader,
	deputy: m.body_role_deputy,
	secretary: m.body_role_secretary,
	member: m.body_role_member,
	alternate: m.body_role_alternate,
	observer: m.body_role_observer
};

export const seatGroupLabel: Record<SeatGroup, typeof m.body_group_gps> = {
	gps: m.body_group_gps,
	users: m.body_group_users,
	employees: m.body_group_employees
};
