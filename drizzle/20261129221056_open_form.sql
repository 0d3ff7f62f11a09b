CREATE TABLE `matter_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`matter_id` integer NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `matter_link_by_matter` ON `matter_link` (`matter_id`);--> statement-breakpoint
CREATE TABLE `pending_matter` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`partnership_id` integer NOT NULL,
	`content` text NOT NULL,
	`name` text NOT NULL,
	`organisation` text DEFAULT '' NOT NULL,
	`email` text NOT NULL,
	`written_form` text NOT NULL,
	`address` text NOT NULL,
	`token_hash` text,
	`sent_at` text NOT NULL,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pending_matter_tokenHash_unique` ON `pending_matter` (`token_hash`);--> statement-breakpoint
CREATE INDEX `pending_matter_by_email` ON `pending_matter` (`email`);--> statement-breakpoint
CREATE INDEX `pending_matter_by_address` ON `pending_matter` (`address`);--> statement-breakpoint
ALTER TABLE `partnership` ADD `open_form` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `partnership` ADD `sender_months` integer DEFAULT 12 NOT NULL;--> statement-breakpoint
ALTER TABLE `matter_sender` ADD `email` text;--> statement-breakpoint
ALTER TABLE `matter_sender` ADD `written_form` text;--> statement-breakpoint
CREATE INDEX `matter_sender_by_email` ON `matter_sender` (`email`);