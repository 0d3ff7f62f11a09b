ALTER TABLE `recusal` ADD `replacement_id` integer REFERENCES person(id);--> statement-breakpoint
ALTER TABLE `recusal` ADD `approved_at` text;--> statement-breakpoint
CREATE INDEX `recusal_by_replacement` ON `recusal` (`replacement_id`);