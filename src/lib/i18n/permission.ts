import type { Permission, Role } from '$lib/domain/permission';
import { m } from './paraglide/messages';
import { getLocale } from './paraglide/runtime';

const roleLabel: Record<Role, () => string> = {
	public: m.permission_role_public,
	'signed-in': m.permission_role_signed_in,
	seated: m.permission_role_seated,
	'responsible-member': m.permission_role_responsible_member,
	'responsible-leader': m.permission_role_responsible_leader,
	representative: m.permission_role_representative,
	'ssu-member': m.permission_role_ssu_member,
	'ssu-leader': m.permission_role_ssu_leader,
	secretariat: m.permission_role_secretariat,
	administrator: m.permission_role_administrator,
	'link-holder': m.permission_role_link_holder,
	'link-representative': m.permission_role_link_representative
};

/** Returns "Dette kan bare gjøres av lederen av SSU eller sekretariatet." */
export function requiredRolesText(only: readonly Role[]): string {
	const inOrder = (Object.keys(roleLabel) as Role[]).filter((role) => only.includes(role));
	const who = inOrder.map((role) => roleLabel[role]());
	const [last = '', ...rest] = who.reverse();
	const or = getLocale() === 'en' ? 'or' : 'eller';
	return m.permission_only({ who: rest.length > 0 ? `${rest.reverse().join(', ')} ${or} ${last}` : last });
}

/** Returns the sentence beside a disabled button; null if the action is allowed. */
export function permissionText(permission: Permission): string | null {
	if (permission.allowed) return null;
	return permission.reason === 'sign-in-first'
		? m.permission_sign_in_first()
		: requiredRolesText(permission.only);
}
