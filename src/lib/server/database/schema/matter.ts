import {
	blob,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	type AnySQLiteColumn
} from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import type { MatterOrigin, MatterState } from '$lib/domain/matter/matter';
import type { WebLink } from '$lib/domain/measure/web-link';
import { flag, id, instant, version } from './columns';
import { measure } from './measure';
import { body, partnership } from './partnership';
import { person } from './person';
import { focusArea } from './plan';
import { evaluation } from './round';

/** An item that bodies treat, from its arrival on. */
export const matter = sqliteTable(
	'matter',
	{
		id: id(),
		partnershipId: integer()
			.notNull()
			.references(() => partnership.id),
		title: text().notNull(),
		text: text().notNull(),
		lang: text().$type<WrittenForm>().notNull(),
		origin: text().$type<MatterOrigin>().notNull(),
		/** The evaluation that raised the need; one matter at most is made of it. */
		evaluationId: integer()
			.unique()
			.references(() => evaluation.id),
		state: text().$type<MatterState>().notNull(),
		/** The reason why it concerns several parties. */
		concerns: text().notNull().default(''),
		/** The outcome the sender wishes for. */
		wish: text().notNull().default(''),
		/** True if the sender's own organisation has dealt with it; null if the sender did not say. */
		treatedAtHome: flag(),
		/** The body the sender wishes for; after triage, the body that treats it. */
		bodyId: integer().references(() => body.id),
		/** The matter it was merged into. */
		mergedIntoId: integer().references((): AnySQLiteColumn => matter.id),
		/** Null for none. */
		links: text({ mode: 'json' }).$type<WebLink[]>(),
		receivedAt: instant().notNull(),
		closedAt: instant(),
		version: version()
	},
	(table) => [
		index('matter_by_state').on(table.partnershipId, table.state),
		index('matter_by_target').on(table.mergedIntoId)
	]
);

const ofMatter = () =>
	integer()
		.notNull()
		.references(() => matter.id);

/** The sender of a matter. Kept apart from it, because it is deleted earlier and history never has it. */
export const matterSender = sqliteTable(
	'matter_sender',
	{
		matterId: integer()
			.primaryKey()
			.references(() => matter.id),
		/** Null for a sender without an account. */
		personId: integer().references(() => person.id),
		name: text().notNull(),
		organisation: text().notNull().default(''),
		/** Lower case; null for a sender with an account. */
		email: text(),
		writtenForm: text().$type<WrittenForm>()
	},
	(table) => [
		index('matter_sender_by_person').on(table.personId),
		index('matter_sender_by_email').on(table.email)
	]
);

/** A link to a matter's status page, as sent to its sender. Only its SHA-256 is stored. */
export const matterLink = sqliteTable(
	'matter_link',
	{
		tokenHash: text().primaryKey(),
		matterId: ofMatter(),
		createdAt: instant().notNull()
	},
	(table) => [index('matter_link_by_matter').on(table.matterId)]
);

/** A file of a matter, shown by downloads only. */
export const matterFile = sqliteTable(
	'matter_file',
	{
		id: id(),
		matterId: ofMatter(),
		/** Cleaned, and ending as its kind says. */
		name: text().notNull(),
		/** Read from its content. */
		kind: text().$type<'pdf' | 'docx' | 'xlsx'>().notNull(),
		bytes: integer().notNull(),
		content: blob({ mode: 'buffer' }).notNull(),
		addedAt: instant().notNull()
	},
	(table) => [index('matter_file_by_matter').on(table.matterId)]
);

/** A matter whose sender, without an account, has not confirmed it. No page shows it, and it leaves no event. */
export const pendingMatter = sqliteTable(
	'pending_matter',
	{
		id: id(),
		partnershipId: integer()
			.notNull()
			.references(() => partnership.id),
		/** Its texts and links, as they become columns of `matter`. */
		content: text({ mode: 'json' }).$type<PendingContent>().notNull(),
		name: text().notNull(),
		organisation: text().notNull().default(''),
		/** Lower case. */
		email: text().notNull(),
		writtenForm: text().$type<WrittenForm>().notNull(),
		/** Key of the network address it was sent from. */
		address: text().notNull(),
		/** SHA-256 of the link's token; null until the mail is sent. */
		tokenHash: text().unique(),
		sentAt: instant().notNull()
	},
	(table) => [
		index('pending_matter_by_email').on(table.email),
		index('pending_matter_by_address').on(table.address)
	]
);

/** A file of a matter that waits for its sender's confirmation; becomes one of `matter_file`. */
export const pendingMatterFile = sqliteTable(
	'pending_matter_file',
	{
		id: id(),
		pendingId: integer()
			.notNull()
			.references(() => pendingMatter.id),
		name: text().notNull(),
		kind: text().$type<'pdf' | 'docx' | 'xlsx'>().notNull(),
		bytes: integer().notNull(),
		content: blob({ mode: 'buffer' }).notNull()
	},
	(table) => [index('pending_matter_file_by_matter').on(table.pendingId)]
);

/** Content of a matter that waits for its sender's confirmation. */
interface PendingContent {
	title: string;
	text: string;
	lang: WrittenForm;
	concerns: string;
	wish: string;
	treatedAtHome: boolean | null;
	links: WebLink[] | null;
	bodyId: number | null;
	measureIds: string[];
	areaIds: number[];
	/** Earlier decisions it builds on. */
	decisionIds?: number[];
}

export const matterMeasure = sqliteTable(
	'matter_measure',
	{
		matterId: ofMatter(),
		measureId: text()
			.notNull()
			.references(() => measure.id)
	},
	(table) => [
		primaryKey({ columns: [table.matterId, table.measureId] }),
		index('matter_measure_by_measure').on(table.measureId)
	]
);

export const matterArea = sqliteTable(
	'matter_area',
	{
		matterId: ofMatter(),
		areaId: integer()
			.notNull()
			.references(() => focusArea.id)
	},
	(table) => [
		primaryKey({ columns: [table.matterId, table.areaId] }),
		index('matter_area_by_area').on(table.areaId)
	]
);
