-- A column cannot be freed of NOT NULL: the table is made anew and what was in it moved over. The client
-- switches foreign keys off for as long as migrations run, so that scores and remarks stay where they are.
-- Triggers that ask the old table would stand in the way of the new one's name: `keepPast`, which has made
-- them, makes them again when it finds some missing.
DROP TRIGGER IF EXISTS `past_value_score_insert`;--> statement-breakpoint
DROP TRIGGER IF EXISTS `past_value_score_update`;--> statement-breakpoint
DROP TRIGGER IF EXISTS `past_value_score_delete`;--> statement-breakpoint
CREATE TABLE `__new_evaluation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer,
	`measure_id` text NOT NULL,
	`state` text NOT NULL,
	`status` text,
	`progress` integer,
	`done` text DEFAULT '' NOT NULL,
	`results` text DEFAULT '' NOT NULL,
	`deviation` text DEFAULT '' NOT NULL,
	`cause` text DEFAULT '' NOT NULL,
	`needs` text DEFAULT '[]' NOT NULL,
	`needs_text` text DEFAULT '' NOT NULL,
	`next_steps` text DEFAULT '' NOT NULL,
	`recommendation` text,
	`confidence` text,
	`unchanged` integer DEFAULT false NOT NULL,
	`lang` text NOT NULL,
	`reported_by` text NOT NULL,
	`reporter_id` integer,
	`saved_at` text NOT NULL,
	`submitted_at` text,
	`approved_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reporter_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_evaluation`("id", "round_id", "measure_id", "state", "status", "progress", "done", "results", "deviation", "cause", "needs", "needs_text", "next_steps", "recommendation", "confidence", "unchanged", "lang", "reported_by", "reporter_id", "saved_at", "submitted_at", "approved_at", "version") SELECT "id", "round_id", "measure_id", "state", "status", "progress", "done", "results", "deviation", "cause", "needs", "needs_text", "next_steps", "recommendation", "confidence", "unchanged", "lang", "reported_by", "reporter_id", "saved_at", "submitted_at", "approved_at", "version" FROM `evaluation`;--> statement-breakpoint
DROP TABLE `evaluation`;--> statement-breakpoint
ALTER TABLE `__new_evaluation` RENAME TO `evaluation`;--> statement-breakpoint
CREATE INDEX `evaluation_by_measure` ON `evaluation` (`measure_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `evaluation_outside_rounds` ON `evaluation` (`measure_id`) WHERE `round_id` is null and `state` <> 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX `evaluation_roundId_measureId_unique` ON `evaluation` (`round_id`,`measure_id`);
