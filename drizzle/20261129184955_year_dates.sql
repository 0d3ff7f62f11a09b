CREATE TABLE `calendar_feed` (
	`person_id` integer PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`made_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feed_tokenHash_unique` ON `calendar_feed` (`token_hash`);--> statement-breakpoint
CREATE TABLE `year_date` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`partnership_id` integer NOT NULL,
	`day` text NOT NULL,
	`last_day` text,
	`title` text NOT NULL,
	`lang` text NOT NULL,
	`public` integer DEFAULT false NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `year_date_by_day` ON `year_date` (`partnership_id`,`day`);