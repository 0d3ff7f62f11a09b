import { integer, text } from 'drizzle-orm/sqlite-core';
import type { CalendarDate, Instant } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';

/** A key that the database assigns. */
export const id = () => integer().primaryKey({ autoIncrement: true });

/** A text in one or both written forms, as JSON. */
export const localized = () => text({ mode: 'json' }).$type<Localized>();

/** A calendar date in Europe/Oslo, "2026-11-21". */
export const date = () => text().$type<CalendarDate>();

/** A time in UTC, ISO 8601. */
export const instant = () => text().$type<Instant>();

export const flag = () => integer({ mode: 'boolean' });

/** Counts the changes of a row; a save names the version it is based on. */
export const version = () => integer().notNull().default(1);
