CREATE TABLE `body` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`partnership_id` integer NOT NULL,
	`slug` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`parent_id` integer,
	`mandate` text,
	`note` text,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `body_partnershipId_slug_unique` ON `body` (`partnership_id`,`slug`);--> statement-breakpoint
CREATE TABLE `partner` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`partnership_id` integer NOT NULL,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`written_form` text,
	`verified` integer NOT NULL,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `partner_partnershipId_number_unique` ON `partner` (`partnership_id`,`number`);--> statement-breakpoint
CREATE TABLE `partnership` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`about` text,
	`established` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `partnership_slug_unique` ON `partnership` (`slug`);--> statement-breakpoint
CREATE TABLE `core_value` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`place` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `core_value_planId_code_unique` ON `core_value` (`plan_id`,`code`);--> statement-breakpoint
CREATE TABLE `driver` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`kind` text NOT NULL,
	`place` integer NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`description` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `driver_planId_code_unique` ON `driver` (`plan_id`,`code`);--> statement-breakpoint
CREATE TABLE `focus_area` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`short_name` text,
	`summary` text,
	`kind` text NOT NULL,
	`body_id` integer,
	`source` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `focus_area_planId_number_unique` ON `focus_area` (`plan_id`,`number`);--> statement-breakpoint
CREATE TABLE `funding` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`place` integer NOT NULL,
	`name` text NOT NULL,
	`year` integer,
	`amount_nok` integer NOT NULL,
	`note` text,
	`source` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `goal_state` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`place` integer NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `plan` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`partnership_id` integer NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`from_year` integer NOT NULL,
	`to_year` integer NOT NULL,
	`written_form` text NOT NULL,
	`state` text NOT NULL,
	`vision` text,
	`vision_note` text,
	`goal` text,
	`freshness_days` integer DEFAULT 180 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_partnershipId_slug_unique` ON `plan` (`partnership_id`,`slug`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `person` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`email` text NOT NULL,
	`name` text NOT NULL,
	`written_form` text DEFAULT 'nb' NOT NULL,
	`password_hash` text,
	`administrator` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL,
	`disabled_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_email_unique` ON `person` (`email`);--> statement-breakpoint
CREATE TABLE `seat` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`body_id` integer NOT NULL,
	`role` text NOT NULL,
	`partner_id` integer,
	`represents` text,
	`from_day` text NOT NULL,
	`to_day` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `seat_by_person` ON `seat` (`person_id`);--> statement-breakpoint
CREATE INDEX `seat_by_body` ON `seat` (`body_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_by_person` ON `session` (`person_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failure` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failure_by_subject` ON `sign_in_failure` (`subject`,`at`);--> statement-breakpoint
CREATE TABLE `measure` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` integer NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`summary` text,
	`area_id` integer,
	`origin` text NOT NULL,
	`lifecycle` text NOT NULL,
	`body_id` integer,
	`contact` text,
	`target_group` text,
	`expected_effect` text,
	`starts_on` text,
	`deadline` text,
	`deadline_words` text,
	`weight` real DEFAULT 1 NOT NULL,
	`source` text,
	`note` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`area_id`) REFERENCES `focus_area`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `measure_by_area` ON `measure` (`area_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `measure_planId_code_unique` ON `measure` (`plan_id`,`code`);--> statement-breakpoint
CREATE TABLE `measure_area` (
	`measure_id` text NOT NULL,
	`area_id` integer NOT NULL,
	PRIMARY KEY(`measure_id`, `area_id`),
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`area_id`) REFERENCES `focus_area`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `measure_driver` (
	`measure_id` text NOT NULL,
	`driver_id` integer NOT NULL,
	PRIMARY KEY(`measure_id`, `driver_id`),
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`driver_id`) REFERENCES `driver`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `measure_partner` (
	`measure_id` text NOT NULL,
	`partner_id` integer NOT NULL,
	PRIMARY KEY(`measure_id`, `partner_id`),
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `measure_value` (
	`measure_id` text NOT NULL,
	`value_id` integer NOT NULL,
	PRIMARY KEY(`measure_id`, `value_id`),
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`value_id`) REFERENCES `core_value`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `milestone` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`measure_id` text NOT NULL,
	`title` text NOT NULL,
	`due` text NOT NULL,
	`done_on` text,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `milestone_by_measure` ON `milestone` (`measure_id`);--> statement-breakpoint
CREATE TABLE `evaluation` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
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
CREATE INDEX `evaluation_by_measure` ON `evaluation` (`measure_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `evaluation_roundId_measureId_unique` ON `evaluation` (`round_id`,`measure_id`);--> statement-breakpoint
CREATE TABLE `remark` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`evaluation_id` integer NOT NULL,
	`field` text,
	`text` text NOT NULL,
	`lang` text NOT NULL,
	`by` text NOT NULL,
	`by_id` integer,
	`at` text NOT NULL,
	FOREIGN KEY (`evaluation_id`) REFERENCES `evaluation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `remark_by_evaluation` ON `remark` (`evaluation_id`);--> statement-breakpoint
CREATE TABLE `review` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`sha256` text NOT NULL,
	`closed_at` text NOT NULL,
	`closed_by` text NOT NULL,
	`published_at` text,
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `review_roundId_version_unique` ON `review` (`round_id`,`version`);--> statement-breakpoint
CREATE TABLE `round` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer NOT NULL,
	`year` integer NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`opens_on` text NOT NULL,
	`report_by` text NOT NULL,
	`read_by` text NOT NULL,
	`meeting_on` text NOT NULL,
	`grace_days` integer DEFAULT 0 NOT NULL,
	`questions` text NOT NULL,
	`instruction` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `round_planId_year_kind_unique` ON `round` (`plan_id`,`year`,`kind`);--> statement-breakpoint
CREATE TABLE `value_score` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`evaluation_id` integer NOT NULL,
	`value_id` integer NOT NULL,
	`score` integer,
	`comment` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`evaluation_id`) REFERENCES `evaluation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`value_id`) REFERENCES `core_value`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `value_score_evaluationId_valueId_unique` ON `value_score` (`evaluation_id`,`value_id`);--> statement-breakpoint
CREATE TABLE `event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`plan_id` integer,
	`at` text NOT NULL,
	`by` text,
	`person_id` integer,
	`verb` text NOT NULL,
	`noun` text NOT NULL,
	`noun_id` text NOT NULL,
	`before` text,
	`after` text,
	`reason` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `event_by_noun` ON `event` (`noun`,`noun_id`);