CREATE TABLE `import_staging` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`plan_id` integer NOT NULL,
	`content` blob NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `import_staging_by_plan` ON `import_staging` (`plan_id`,`at`);