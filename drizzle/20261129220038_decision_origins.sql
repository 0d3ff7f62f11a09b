CREATE TABLE `decision_effect` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`decision_id` integer NOT NULL,
	`kind` text NOT NULL,
	`plan_id` integer NOT NULL,
	`measure_id` text,
	`adjustment_id` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`decision_id`) REFERENCES `decision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`adjustment_id`) REFERENCES `adjustment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `decision_effect_by_decision` ON `decision_effect` (`decision_id`);--> statement-breakpoint
CREATE INDEX `decision_effect_by_measure` ON `decision_effect` (`measure_id`);--> statement-breakpoint
ALTER TABLE `agenda_item` ADD `responsible` text;--> statement-breakpoint
ALTER TABLE `agenda_item` ADD `due_on` text;--> statement-breakpoint
ALTER TABLE `decision` ADD `closed` integer DEFAULT false NOT NULL;