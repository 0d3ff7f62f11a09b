import { z } from 'zod';
import { decisionKinds, followUpStates, replacements } from '$lib/domain/decision/decision';
import { writtenForms } from '$lib/domain/localized';
import { agendaItemKinds, consensusKinds, outcomeKinds, standingItems } from '$lib/domain/meeting/agenda';
import { isAgendaPublic, meetingKinds, meetingStates } from '$lib/domain/meeting/meeting';
import {
	dateSchema,
	instantSchema,
	linksSchema,
	requiredTextSchema,
	slugSchema
} from './plan-file/plan-file-fields';

/**
 * Partnership file: one JSON file with what a partnership's bodies have done, once per partnership. It holds what
 * everyone may read: agendas of called meetings, outcomes of published minutes, published decisions and what became of
 * them. Senders, contacts, attendance, closed items and drafts are never included.
 */
export const partnershipFileFormat = 'framdrift.partnership.v1';

const clockSchema = z
	.string()
	.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a clock time, as 12:30')
	.nullable();

const outcome = z.strictObject({
	kind: z.enum(outcomeKinds),
	text: requiredTextSchema,
	lang: z.enum(writtenForms),
	consensus: z.enum(consensusKinds),
	dissent: z.string()
});

const item = z.strictObject({
	/** As written, "Sak 07/26"; unique in the body and year. */
	number: z.string(),
	kind: z.enum(agendaItemKinds),
	standing: z.enum(standingItems).nullable(),
	title: requiredTextSchema,
	lang: z.enum(writtenForms),
	background: z.string(),
	assessment: z.string(),
	proposal: z.string(),
	/** Null until the minutes are published. */
	outcome: outcome.nullable()
});

const meeting = z.strictObject({
	/** Identifier of its calendar entry, the same in every database. */
	uid: requiredTextSchema,
	sequence: z.int().min(0),
	body: slugSchema,
	jointBody: slugSchema.nullable(),
	kind: z.enum(meetingKinds),
	state: z.enum(meetingStates.filter(isAgendaPublic)),
	day: dateSchema,
	startsAt: clockSchema,
	endsAt: clockSchema,
	place: z.string(),
	lang: z.enum(writtenForms),
	agenda: z.array(item)
});

/** Names a decision in every database: the body, the day and the number of its matter. */
const decisionReference = z.strictObject({ body: slugSchema, decidedOn: dateSchema, number: z.string() });
export type DecisionReference = z.output<typeof decisionReference>;

const entry = z.strictObject({
	at: instantSchema,
	state: z.enum(followUpStates),
	unchanged: z.boolean(),
	text: z.string(),
	lang: z.enum(writtenForms)
});

const decision = decisionReference.extend({
	title: requiredTextSchema,
	text: requiredTextSchema,
	lang: z.enum(writtenForms),
	kind: z.enum(decisionKinds),
	consensus: z.boolean().nullable(),
	dissent: z.string(),
	/** "body:SLUG" or "partner:NUMBER"; the body of a responsible seat. */
	responsible: z
		.string()
		.regex(/^(body|partner):\S+$/, 'a body or a partner, as body:ssu or partner:4003')
		.nullable(),
	dueOn: dateSchema.nullable(),
	replaces: decisionReference.extend({ how: z.enum(replacements) }).nullable(),
	links: linksSchema.nullable(),
	/** Ids of measures. */
	measures: z.array(requiredTextSchema),
	/** The meeting and the place on its agenda, from 0, whose outcome it is. */
	item: z.strictObject({ meeting: requiredTextSchema, index: z.int().min(0) }).nullable(),
	publishedAt: instantSchema,
	followUp: z.enum(followUpStates).nullable(),
	closedOn: dateSchema.nullable(),
	/** Oldest first. */
	entries: z.array(entry)
});

export const partnershipFileSchema = z.strictObject({
	format: z.literal(partnershipFileFormat),
	/** Slug of the partnership, which must be here before the file is imported. */
	partnership: slugSchema,
	meetings: z.array(meeting),
	decisions: z.array(decision)
});
export type PartnershipFile = z.output<typeof partnershipFileSchema>;
