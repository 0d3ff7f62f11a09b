CREATE TABLE `pending_matter_file` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pending_id` integer NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`bytes` integer NOT NULL,
	`content` blob NOT NULL,
	FOREIGN KEY (`pending_id`) REFERENCES `pending_matter`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pending_matter_file_by_matter` ON `pending_matter_file` (`pending_id`);--> statement-breakpoint
CREATE TABLE `matter_decision` (
	`matter_id` integer NOT NULL,
	`decision_id` integer NOT NULL,
	PRIMARY KEY(`matter_id`, `decision_id`),
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decision_id`) REFERENCES `decision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `matter_decision_by_decision` ON `matter_decision` (`decision_id`);