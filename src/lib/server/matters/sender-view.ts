import type { Queryable } from '../database/database';
import { matterHistory, treatingBody, type Matter } from './queries';
import { senderReason } from './senders';

/** Steps whose text the sender sees; those of meetings stay with the body. */
const toldTexts = ['return-matter', 'decline-matter', 'reopen-matter', 'answer-matter'];

/**
 * Loads what a sender without an account sees of a matter: its own texts and steps, and of one it was merged into
 * only the state and the reason for declining it.
 */
export async function senderView(
	read: Queryable,
	{ matter: own, followed }: { matter: Matter; followed: Matter }
) {
	const { title, text, lang, state, version } = own;
	const events = await matterHistory(read, own.id);
	return {
		...{ title, text, lang, state, version },
		followedState: followed === own ? null : followed.state,
		reason: await senderReason(read, own, followed),
		body: ['received', 'returned'].includes(followed.state)
			? null
			: await treatingBody(read, followed.bodyId),
		events: events
			.filter(({ verb }) =>
				/^(register|triage|return|answer|decline|merge|reopen|schedule|unschedule|treat|postpone|edit|add-file|remove-file)-matter$/.test(
					verb
				)
			)
			.map(({ seq, at, verb, after, reason }) => {
				const told = toldTexts.includes(verb);
				return {
					seq,
					at,
					verb,
					by: null,
					after: told ? answerOf(after) : null,
					reason: told ? reason : null
				};
			})
	};
}

function answerOf(after: Record<string, unknown> | null) {
	return typeof after?.answer === 'string' ? { answer: after.answer } : null;
}
