CREATE TABLE `decision_reference` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`kind` text NOT NULL,
	`body_id` integer NOT NULL,
	`decided_on` text NOT NULL,
	`number` text NOT NULL,
	`measure_id` text,
	`adjustment_id` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`adjustment_id`) REFERENCES `adjustment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `decision_reference_by_plan` ON `decision_reference` (`plan_id`);--> statement-breakpoint
CREATE INDEX `decision_reference_by_measure` ON `decision_reference` (`measure_id`);