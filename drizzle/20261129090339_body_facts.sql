ALTER TABLE `body` ADD `authority` text;--> statement-breakpoint
ALTER TABLE `body` ADD `appointed_by` text;--> statement-breakpoint
ALTER TABLE `body` ADD `started_on` text;