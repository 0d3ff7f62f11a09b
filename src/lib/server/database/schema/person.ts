import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import { flag, id, instant } from './columns';

export const person = sqliteTable('person', {
	id: id(),
	/** Lower case; the name to sign in with. */
	email: text().notNull().unique(),
	name: text().notNull(),
	writtenForm: text().$type<WrittenForm>().notNull().default('nb'),
	/** Argon2id; null until the set-up link has been used. */
	passwordHash: text(),
	administrator: flag().notNull().default(false),
	createdAt: instant().notNull(),
	disabledAt: instant(),
	/** True to get only mail that was requested by name. */
	declinesMail: flag().notNull().default(false)
});

export const session = sqliteTable(
	'session',
	{
		/** SHA-256 of the id in the cookie: a stolen database opens no session. */
		idHash: text().primaryKey(),
		personId: integer()
			.notNull()
			.references(() => person.id),
		expiresAt: instant().notNull(),
		/** Time of signing in; the session ends a fixed time later, however much it is used. */
		startedAt: instant().notNull().default('')
	},
	(table) => [index('session_by_person').on(table.personId)]
);

/**
 * People whose details are erased. Their rows stay, named "Person 7" by the erasure's number, because the log and
 * seats refer to them. Append-only.
 */
export const erasure = sqliteTable('erasure', {
	id: id(),
	personId: integer()
		.notNull()
		.unique()
		.references(() => person.id),
	/** The event that records it. Until it is written, its transaction may replace the name in the log. */
	seq: integer().notNull(),
	at: instant().notNull()
});

/** A single-use link for setting a password. */
export const invitation = sqliteTable('invitation', {
	tokenHash: text().primaryKey(),
	personId: integer()
		.notNull()
		.references(() => person.id),
	expiresAt: instant().notNull(),
	usedAt: instant()
});

/** A new address of a person, until the link of a mail to it is used. */
export const emailChange = sqliteTable('email_change', {
	personId: integer()
		.primaryKey()
		.references(() => person.id),
	/** Lower case. */
	email: text().notNull(),
	/** SHA-256 of the link's token; null until the mail is sent. */
	tokenHash: text().unique(),
	expiresAt: instant().notNull()
});

/** Failed sign-ins by account and address, and by address, for the rate limit. */
export const signInFailure = sqliteTable(
	'sign_in_failure',
	{
		id: id(),
		/** SHA-256 of "pair:…" (an account at an address) or "address:…". */
		subject: text().notNull(),
		at: instant().notNull()
	},
	(table) => [index('sign_in_failure_by_subject').on(table.subject, table.at)]
);

/** Addresses from which a person has signed in lately; others' failures do not hinder them there. */
export const signInAddress = sqliteTable(
	'sign_in_address',
	{
		personId: integer()
			.notNull()
			.references(() => person.id),
		/** SHA-256 of "address:…". */
		address: text().notNull(),
		at: instant().notNull()
	},
	(table) => [primaryKey({ columns: [table.personId, table.address] })]
);

/** Addresses that the secretariat lets through for a time, as a meeting room's. */
export const admittedAddress = sqliteTable('admitted_address', {
	/** SHA-256 of "address:…". */
	address: text().primaryKey(),
	until: instant().notNull()
});
