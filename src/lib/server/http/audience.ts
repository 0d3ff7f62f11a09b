import { mayDo, type Actor } from '$lib/domain/permission';
import type { Audience } from '../reviews/plan-snapshot';

/** Returns the evaluations' audience: members see approved ones, others published ones. */
export function audienceOf(actor: Actor): Audience {
	return mayDo(actor, 'evaluation.read-approved') ? 'members' : 'public';
}
