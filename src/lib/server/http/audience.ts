import { mayDo, type Actor } from '$lib/domain/permission';
import type { Audience } from '../reviews/plan-snapshot';

/** Members see what is approved; everybody what is published. */
export function audienceOf(actor: Actor): Audience {
	return mayDo(actor, 'evaluation.read-approved') ? 'members' : 'public';
}
