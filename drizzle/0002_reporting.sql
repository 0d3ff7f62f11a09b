CREATE TABLE `area_verdict` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`area_id` integer NOT NULL,
	`status` text NOT NULL,
	`text` text NOT NULL,
	`lang` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`area_id`) REFERENCES `focus_area`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `area_verdict_roundId_areaId_unique` ON `area_verdict` (`round_id`,`area_id`);--> statement-breakpoint
CREATE TABLE `lease` (
	`name` text PRIMARY KEY NOT NULL,
	`holder` text NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `mail` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`message_id` text NOT NULL,
	`recipient` text NOT NULL,
	`name` text NOT NULL,
	`written_form` text NOT NULL,
	`person_id` integer,
	`round_id` integer,
	`reason` text NOT NULL,
	`about` text DEFAULT '' NOT NULL,
	`day` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at` text NOT NULL,
	`last_error` text,
	`created_at` text NOT NULL,
	`sent_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mail_messageId_unique` ON `mail` (`message_id`);--> statement-breakpoint
CREATE INDEX `mail_by_state` ON `mail` (`state`,`next_try_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `mail_recipient_roundId_reason_about_day_unique` ON `mail` (`recipient`,`round_id`,`reason`,`about`,`day`);--> statement-breakpoint
CREATE TABLE `reporting_access` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`round_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`measure_id` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`written_form` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text,
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reporting_access_roundId_personId_measureId_email_unique` ON `reporting_access` (`round_id`,`person_id`,`measure_id`,`email`);--> statement-breakpoint
CREATE TABLE `reporting_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`access_id` integer NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`access_id`) REFERENCES `reporting_access`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reporting_link_by_access` ON `reporting_link` (`access_id`);--> statement-breakpoint
CREATE TABLE `rollout` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`measure_id` text NOT NULL,
	`partner_id` integer NOT NULL,
	`state` text NOT NULL,
	`since` text,
	`note` text DEFAULT '' NOT NULL,
	`lang` text NOT NULL,
	`reported_by` text NOT NULL,
	`reported_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rollout_by_partner` ON `rollout` (`partner_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `rollout_measureId_partnerId_unique` ON `rollout` (`measure_id`,`partner_id`);--> statement-breakpoint
CREATE TABLE `rollout_step` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`measure_id` text NOT NULL,
	`partner_id` integer NOT NULL,
	`state` text NOT NULL,
	`on` text NOT NULL,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `rollout_step_by_measure` ON `rollout_step` (`measure_id`,`on`);--> statement-breakpoint
ALTER TABLE `measure` ADD `introduced_at_home` integer DEFAULT false NOT NULL;