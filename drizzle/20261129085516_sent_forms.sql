CREATE TABLE `sent_form` (
	`id` text PRIMARY KEY NOT NULL,
	`content` text NOT NULL,
	`result` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sent_form_by_at` ON `sent_form` (`at`);