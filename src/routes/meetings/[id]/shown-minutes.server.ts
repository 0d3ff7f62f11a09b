import { toPublicAgenda, type MinutesContent } from '$lib/domain/meeting/minutes';
import type { PermissionAction } from '$lib/domain/permission';
import type { Queryable } from '$lib/server/database/database';
import { loadMinutesContent } from '$lib/server/meetings/minutes-content';
import { minutesOf, type Meeting } from '$lib/server/meetings/queries';

interface MinutesReading {
	found: Meeting;
	may: (action: PermissionAction) => boolean;
	/** The version asked for; null for the newest. */
	asked: number | null;
}

/**
 * Loads what a reader sees of a meeting: a frozen version, the working copy for those who may read it, or the agenda.
 * The public reads published versions only.
 */
export async function shownMinutes(read: Queryable, { found, may, asked }: MinutesReading) {
	const mayRead = may('meeting.read');
	const all = await minutesOf(read, found.id);
	const readable = all.filter((one) => mayRead || one.publishedAt !== null);
	const isDone = found.state === 'approved' || found.state === 'published';
	// The content of a redacted version is deleted.
	const kept = readable.filter(({ content }) => content !== '');
	const frozen = kept.find(({ version }) => version === asked) ?? (isDone || !mayRead ? kept[0] : undefined);
	const versions = readable.map(
		({ version, sha256, approvedAt, publishedAt, reason, redactedAt, content }) => ({
			...{ version, sha256, approvedAt, publishedAt, reason, redactedAt, isDeleted: content === '' }
		})
	);
	if (frozen) {
		const content = JSON.parse(frozen.content) as MinutesContent;
		return { shown: 'frozen' as const, version: frozen.version, content, versions };
	}
	const version = (all[0]?.version ?? 0) + 1;
	const readsClosed = may('meeting.read-closed');
	const working = await loadMinutesContent(read, found, { version, seesNames: mayRead, readsClosed });
	return mayRead
		? { shown: 'working' as const, version, content: working, versions }
		: { shown: 'agenda' as const, version, content: toPublicAgenda(working), versions };
}
