import type { RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { mayDo } from '$lib/domain/permission';
import type { SeatReader } from '$lib/server/bodies/queries';

/** Returns the day of the request, and how far its reader sees the names of holders. */
export function seatReader({ locals }: Pick<RequestEvent, 'locals'>, partnershipId: number): SeatReader {
	const { actor, asked, now } = locals;
	const day = toOsloDate(now);
	if (asked?.day) return { day, names: 'hidden' };
	return { day, names: mayDo(actor, 'people.manage', { partnershipId }) ? 'all' : 'public' };
}
