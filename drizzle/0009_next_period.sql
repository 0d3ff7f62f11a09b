CREATE TABLE `measure_before` (
	`measure_id` text PRIMARY KEY NOT NULL,
	`before_id` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `measure_before_by_id` ON `measure_before` (`before_id`);--> statement-breakpoint
ALTER TABLE `plan` ADD `carried_from` text;--> statement-breakpoint
-- The triggers that keep a plan's past name its columns; they are made again once the tables stand.
DROP TRIGGER IF EXISTS `past_plan_insert`;--> statement-breakpoint
DROP TRIGGER IF EXISTS `past_plan_update`;--> statement-breakpoint
DROP TRIGGER IF EXISTS `past_plan_delete`;--> statement-breakpoint
ALTER TABLE `plan` DROP COLUMN `carried_from_id`;