CREATE TABLE `admitted_address` (
	`address` text PRIMARY KEY NOT NULL,
	`until` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_address` (
	`person_id` integer NOT NULL,
	`address` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`person_id`, `address`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `session` ADD `started_at` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `session` SET `started_at` = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
