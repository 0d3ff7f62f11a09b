-- A column cannot be freed of NOT NULL: the table is made anew, and its rows keep their ids, which links name.
CREATE TABLE `__new_reporting_access` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`work` text DEFAULT 'round' NOT NULL,
	`round_id` integer,
	`plan_id` integer,
	`starts_on` text,
	`ends_on` text,
	`person_id` integer NOT NULL,
	`measure_id` text,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`written_form` text NOT NULL,
	`created_at` text NOT NULL,
	`revoked_at` text,
	`declines_mail` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `round`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reporting_access_period" CHECK(("round_id" is null) = ("plan_id" is not null and "starts_on" is not null and "ends_on" is not null))
);
--> statement-breakpoint
INSERT INTO `__new_reporting_access`("id", "work", "round_id", "plan_id", "starts_on", "ends_on", "person_id", "measure_id", "name", "email", "written_form", "created_at", "revoked_at", "declines_mail") SELECT "id", 'round', "round_id", NULL, NULL, NULL, "person_id", "measure_id", "name", "email", "written_form", "created_at", "revoked_at", "declines_mail" FROM `reporting_access`;--> statement-breakpoint
DROP TABLE `reporting_access`;--> statement-breakpoint
ALTER TABLE `__new_reporting_access` RENAME TO `reporting_access`;--> statement-breakpoint
CREATE UNIQUE INDEX `reporting_access_roundId_personId_measureId_email_unique` ON `reporting_access` (`round_id`,`person_id`,`measure_id`,`email`);--> statement-breakpoint
ALTER TABLE `mail` ADD `plan_id` integer REFERENCES plan(id);