import type { Actor } from '$lib/domain/permission';

/** Returns the key that separates one writer's drafts from others' in a shared browser. */
export function draftOwner({ personId, link }: Actor): string {
	if (link) return `link-${link.accessId}`;
	return personId === null ? 'nobody' : `person-${personId}`;
}
