import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationAnswers } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import {
	evaluationToForm,
	toEvaluationFormValues,
	type EvaluationFormValues
} from './evaluation-form-values';

/** Result of uploading a draft: `taken` with the current evaluation if someone else saved first. */
export type DraftReply =
	| { kind: 'saved'; version: number; savedAt: Instant }
	| { kind: 'taken'; stored: { version: number; answers: EvaluationFormValues } | null }
	| { kind: 'away' }
	| { kind: 'signed-out' }
	| { kind: 'unreadable' };

interface Sent {
	answers: EvaluationFormValues;
	/** Version the draft is based on; null for the first. */
	version: number | null;
	/** Key of the draft's round. */
	round: string;
}

/** Total size in bytes of requests that browsers keep alive after the page is left. */
const keepaliveLimit = 60_000;

/** Uploads a draft in its form's format; the request outlives the page if it is small enough. */
export async function uploadDraft(address: string, sent: Sent): Promise<DraftReply> {
	const body = bodyOf(sent);
	try {
		const response = await fetch(address, {
			method: 'POST',
			body,
			headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
			redirect: 'manual',
			keepalive: body.length < keepaliveLimit
		});
		return await replyIn(response);
	} catch {
		return { kind: 'away' };
	}
}

function bodyOf({ answers, version, round }: Sent): string {
	const body = new URLSearchParams({ version: String(version ?? ''), round });
	for (const [name, value] of Object.entries(evaluationToForm(answers)))
		if (typeof value === 'string') body.append(name, value);
		else for (const one of value) body.append(`${name}[]`, one);
	return body.toString();
}

/** Body of the server's response. */
interface Answered {
	version?: number;
	savedAt?: Instant;
	conflict?: {
		version: number | null;
		theirs: { answers: EvaluationAnswers; readings: ReportedReading[] } | null;
	} | null;
}

async function replyIn(response: Response): Promise<DraftReply> {
	// Without a session the server redirects to the sign-in page.
	const away = response.type === 'opaqueredirect' || response.status === 401 || response.status === 403;
	if (away) return { kind: 'signed-out' };
	if (response.status >= 500 || response.status === 429) return { kind: 'away' };
	const { version, savedAt, conflict } = (await response.json()) as Answered;
	if (response.ok && version !== undefined && savedAt) return { kind: 'saved', version, savedAt };
	if (response.status !== 409) return { kind: 'unreadable' };
	const { theirs = null, version: current = null } = conflict ?? {};
	if (!theirs || current === null) return { kind: 'taken', stored: null };
	return { kind: 'taken', stored: { version: current, answers: toEvaluationFormValues(theirs) } };
}
