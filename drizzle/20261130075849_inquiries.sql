CREATE TABLE `inquiry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`measure_id` text NOT NULL,
	`person_id` integer NOT NULL,
	`state` text NOT NULL,
	`answered_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inquiry_by_measure` ON `inquiry` (`measure_id`);--> statement-breakpoint
CREATE INDEX `inquiry_by_person` ON `inquiry` (`person_id`,`state`);--> statement-breakpoint
CREATE TABLE `inquiry_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`inquiry_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at` text NOT NULL,
	`person_id` integer NOT NULL,
	`by` text NOT NULL,
	`text` text NOT NULL,
	`lang` text NOT NULL,
	FOREIGN KEY (`inquiry_id`) REFERENCES `inquiry`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inquiry_entry_by_inquiry` ON `inquiry_entry` (`inquiry_id`);--> statement-breakpoint
CREATE TABLE `inquiry_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`inquiry_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`inquiry_id`) REFERENCES `inquiry`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inquiry_link_by_inquiry` ON `inquiry_link` (`inquiry_id`);