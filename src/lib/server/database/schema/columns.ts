import { integer, text } from 'drizzle-orm/sqlite-core';
import type { CalendarDate, Instant } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';

/** A key the database gives. */
export const id = () => integer().primaryKey({ autoIncrement: true });

/** A text in one or both written forms, kept as JSON. */
export const localized = () => text({ mode: 'json' }).$type<Localized>();

/** A calendar date in Europe/Oslo, "2026-11-21". */
export const date = () => text().$type<CalendarDate>();

/** A moment, ISO 8601 in UTC. */
export const instant = () => text().$type<Instant>();

export const flag = () => integer({ mode: 'boolean' });

/** Counts the changes to a row: a save names the version it was made from. */
export const version = () => integer().notNull().default(1);
