-- Columns with references cannot be dropped: the table is made anew, and its rows keep their ids.
ALTER TABLE `seat` RENAME TO `__old_seat`;--> statement-breakpoint
DROP INDEX `seat_by_person`;--> statement-breakpoint
DROP INDEX `seat_by_body`;--> statement-breakpoint
CREATE TABLE `seat` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`body_id` integer NOT NULL,
	`role` text NOT NULL,
	`represents` text,
	`appointed_by` text,
	`term_from` text,
	`term_to` text,
	`ended_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `seat_holder` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`seat_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`from_day` text NOT NULL,
	`to_day` text,
	`stands_in` integer DEFAULT false NOT NULL,
	`public_office` integer DEFAULT false NOT NULL,
	`agrees_to_name` integer DEFAULT false NOT NULL,
	`handed_over_at` text,
	FOREIGN KEY (`seat_id`) REFERENCES `seat`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "seat_holder_stand_in" CHECK(not "stands_in" or "to_day" is not null)
);
--> statement-breakpoint
CREATE TABLE `seat_partner` (
	`seat_id` integer NOT NULL,
	`partner_id` integer NOT NULL,
	PRIMARY KEY(`seat_id`, `partner_id`),
	FOREIGN KEY (`seat_id`) REFERENCES `seat`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- Nobody knows if a seat outlived its last holder: it ends with them. A last day to come is the end of the term.
INSERT INTO `seat`("id", "body_id", "role", "represents", "term_to", "ended_on") SELECT "id", "body_id", "role", "represents", "to_day", CASE WHEN "to_day" < date('now') THEN date("to_day", '+1 day') END FROM `__old_seat`;--> statement-breakpoint
INSERT INTO `seat_holder`("seat_id", "person_id", "from_day", "to_day", "handed_over_at") SELECT "id", "person_id", "from_day", "to_day", CASE WHEN "to_day" < date('now') THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') END FROM `__old_seat`;--> statement-breakpoint
INSERT INTO `seat_partner`("seat_id", "partner_id") SELECT "id", "partner_id" FROM `__old_seat` WHERE "partner_id" IS NOT NULL;--> statement-breakpoint
DROP TABLE `__old_seat`;--> statement-breakpoint
CREATE INDEX `seat_by_body` ON `seat` (`body_id`);--> statement-breakpoint
CREATE INDEX `seat_holder_by_person` ON `seat_holder` (`person_id`);--> statement-breakpoint
CREATE INDEX `seat_holder_by_seat` ON `seat_holder` (`seat_id`);--> statement-breakpoint
CREATE INDEX `seat_partner_by_partner` ON `seat_partner` (`partner_id`);
