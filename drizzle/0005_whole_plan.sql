CREATE TABLE `measure_origin` (
	`measure_id` text NOT NULL,
	`from_id` text NOT NULL,
	`how` text NOT NULL,
	PRIMARY KEY(`measure_id`, `from_id`),
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `review_text` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`section` text NOT NULL,
	`text` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `review_text_roundId_section_unique` ON `review_text` (`round_id`,`section`);--> statement-breakpoint
CREATE TABLE `indicator` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`measure_id` text NOT NULL,
	`place` integer NOT NULL,
	`name` text NOT NULL,
	`unit` text NOT NULL,
	`direction` text NOT NULL,
	`baseline` real,
	`baseline_on` text,
	`source` text,
	`ended_on` text,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `indicator_by_measure` ON `indicator` (`measure_id`);--> statement-breakpoint
CREATE TABLE `indicator_reading` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`indicator_id` integer NOT NULL,
	`on` text NOT NULL,
	`value` real NOT NULL,
	`source` text DEFAULT '' NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicator`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `indicator_reading_indicatorId_on_unique` ON `indicator_reading` (`indicator_id`,`on`);--> statement-breakpoint
CREATE TABLE `indicator_target` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`indicator_id` integer NOT NULL,
	`year` integer NOT NULL,
	`value` real NOT NULL,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicator`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `indicator_target_indicatorId_year_unique` ON `indicator_target` (`indicator_id`,`year`);--> statement-breakpoint
CREATE TABLE `adjustment` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`year` integer NOT NULL,
	`state` text NOT NULL,
	`decision` text,
	`content` text,
	`sha256` text,
	`opened_at` text NOT NULL,
	`adopted_at` text,
	`adopted_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `adjustment_planId_year_unique` ON `adjustment` (`plan_id`,`year`);--> statement-breakpoint
CREATE TABLE `adjustment_item` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`adjustment_id` integer NOT NULL,
	`measure_id` text,
	`kind` text NOT NULL,
	`stance` text DEFAULT 'open' NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`outcome` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`adjustment_id`) REFERENCES `adjustment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `adjustment_item_by_adjustment` ON `adjustment_item` (`adjustment_id`);--> statement-breakpoint
CREATE TABLE `past` (
	`seq` integer NOT NULL,
	`of` text NOT NULL,
	`key` text NOT NULL,
	`row` text,
	PRIMARY KEY(`of`, `key`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `past_by_seq` ON `past` (`seq`);--> statement-breakpoint
CREATE TABLE `editing` (
	`noun` text NOT NULL,
	`noun_id` text NOT NULL,
	`person_id` integer NOT NULL,
	`name` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`noun`, `noun_id`, `person_id`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `editing_by_at` ON `editing` (`at`);--> statement-breakpoint
ALTER TABLE `body` ADD `ended_on` text;--> statement-breakpoint
ALTER TABLE `body` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `partner` ADD `ended_on` text;--> statement-breakpoint
ALTER TABLE `partner` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `partnership` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `core_value` ADD `ended_on` text;--> statement-breakpoint
ALTER TABLE `core_value` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `driver` ADD `ended_on` text;--> statement-breakpoint
ALTER TABLE `driver` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `focus_area` ADD `ended_on` text;--> statement-breakpoint
ALTER TABLE `funding` ADD `ended_on` text;--> statement-breakpoint
ALTER TABLE `funding` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `goal_state` ADD `ended_on` text;--> statement-breakpoint
ALTER TABLE `goal_state` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `plan` ADD `carried_from_id` integer REFERENCES plan(id);--> statement-breakpoint
-- An adopted adjustment is what the year was decided to be: it stands as a review does.
CREATE TRIGGER `adjustment_is_frozen` BEFORE UPDATE ON `adjustment`
WHEN OLD.`state` = 'adopted'
BEGIN
	SELECT RAISE(ABORT, 'an adopted adjustment is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `adjustment_stays` BEFORE DELETE ON `adjustment`
WHEN OLD.`state` = 'adopted'
BEGIN
	SELECT RAISE(ABORT, 'an adopted adjustment is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `adjustment_is_not_replaced` BEFORE INSERT ON `adjustment`
WHEN EXISTS (
	SELECT 1 FROM `adjustment`
	WHERE (`id` = NEW.`id` OR (`plan_id` = NEW.`plan_id` AND `year` = NEW.`year`)) AND `state` = 'adopted'
)
BEGIN
	SELECT RAISE(ABORT, 'an adopted adjustment is frozen');
END;
