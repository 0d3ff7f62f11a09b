CREATE TABLE `meeting_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`meeting_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_link_by_meeting` ON `meeting_link` (`meeting_id`);--> statement-breakpoint
ALTER TABLE `meeting_attendance` ADD `answer_note` text DEFAULT '' NOT NULL;