CREATE TABLE `outcome_draft` (
	`agenda_item_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`posted` text,
	`based_on` integer NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`agenda_item_id`, `person_id`),
	FOREIGN KEY (`agenda_item_id`) REFERENCES `agenda_item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outcome_draft_by_person` ON `outcome_draft` (`person_id`);