import { mailClassOf, type MailClass } from '$lib/domain/mail/mail';
import type { Queryable } from '../database/database';
import { composeAccountMail } from './account-notice';
import type { MailContent } from './content';
import type { MailRow, NoticeContext } from './context';
import { composeDecisionMail } from './decision-notice';
import { composeMeetingMail } from './meeting-notice';
import { composeMatterMail } from './matter-notice';
import { composeQuestionMail } from './question-notice';
import { composeReturnedEvaluationMail } from './returned-evaluation';

type ComposeNotice = (read: Queryable, row: MailRow, at: NoticeContext) => Promise<MailContent | null>;

/** The classes with mail outside rounds. A composer returns null if the mail is no longer needed. */
const composers: Partial<Record<MailClass, ComposeNotice>> = {
	report: composeReturnedEvaluationMail,
	decision: composeDecisionMail,
	question: composeQuestionMail,
	meeting: composeMeetingMail,
	matter: composeMatterMail,
	account: composeAccountMail
};

/** Composes a mail outside rounds by its class; returns null if it is no longer needed. */
export const composeNotice: ComposeNotice = async (read, row, at) =>
	(await composers[mailClassOf(row.reason)]?.(read, row, at)) ?? null;
