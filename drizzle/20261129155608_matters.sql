CREATE TABLE `matter` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`partnership_id` integer NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`lang` text NOT NULL,
	`origin` text NOT NULL,
	`evaluation_id` integer,
	`state` text NOT NULL,
	`concerns` text DEFAULT '' NOT NULL,
	`wish` text DEFAULT '' NOT NULL,
	`treated_at_home` integer,
	`body_id` integer,
	`merged_into_id` integer,
	`links` text,
	`received_at` text NOT NULL,
	`closed_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`evaluation_id`) REFERENCES `evaluation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`merged_into_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `matter_evaluationId_unique` ON `matter` (`evaluation_id`);--> statement-breakpoint
CREATE INDEX `matter_by_state` ON `matter` (`partnership_id`,`state`);--> statement-breakpoint
CREATE INDEX `matter_by_target` ON `matter` (`merged_into_id`);--> statement-breakpoint
CREATE TABLE `matter_area` (
	`matter_id` integer NOT NULL,
	`area_id` integer NOT NULL,
	PRIMARY KEY(`matter_id`, `area_id`),
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`area_id`) REFERENCES `focus_area`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `matter_area_by_area` ON `matter_area` (`area_id`);--> statement-breakpoint
CREATE TABLE `matter_measure` (
	`matter_id` integer NOT NULL,
	`measure_id` text NOT NULL,
	PRIMARY KEY(`matter_id`, `measure_id`),
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `matter_measure_by_measure` ON `matter_measure` (`measure_id`);--> statement-breakpoint
CREATE TABLE `matter_sender` (
	`matter_id` integer PRIMARY KEY NOT NULL,
	`person_id` integer,
	`name` text NOT NULL,
	`organisation` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `matter_sender_by_person` ON `matter_sender` (`person_id`);