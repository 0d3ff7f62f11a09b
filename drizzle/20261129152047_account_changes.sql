CREATE TABLE `email_change` (
	`person_id` integer PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`token_hash` text,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `email_change_tokenHash_unique` ON `email_change` (`token_hash`);--> statement-breakpoint
ALTER TABLE `partnership` ADD `invitation` text;--> statement-breakpoint
ALTER TABLE `partnership` ADD `privacy` text;