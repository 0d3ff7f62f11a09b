-- A column cannot lose its "not null": the table is made again, and its rows keep their ids.
CREATE TABLE `__new_indicator_reading` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`indicator_id` integer NOT NULL,
	`on` text NOT NULL,
	`value` real,
	`gap` text,
	`source` text DEFAULT '' NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicator`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicator_reading_value_or_gap" CHECK(("value" is null) <> ("gap" is null))
);
--> statement-breakpoint
INSERT INTO `__new_indicator_reading`("id", "indicator_id", "on", "value", "source", "by", "at") SELECT "id", "indicator_id", "on", "value", "source", "by", "at" FROM `indicator_reading`;--> statement-breakpoint
DROP TABLE `indicator_reading`;--> statement-breakpoint
ALTER TABLE `__new_indicator_reading` RENAME TO `indicator_reading`;--> statement-breakpoint
CREATE UNIQUE INDEX `indicator_reading_indicatorId_on_unique` ON `indicator_reading` (`indicator_id`,`on`);
