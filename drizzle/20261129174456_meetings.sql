CREATE TABLE `agenda_item` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`meeting_id` integer NOT NULL,
	`position` integer NOT NULL,
	`number` text DEFAULT '' NOT NULL,
	`number_key` text,
	`number_body_id` integer NOT NULL,
	`number_year` integer NOT NULL,
	`kind` text NOT NULL,
	`standing` text,
	`matter_id` integer,
	`title` text NOT NULL,
	`lang` text NOT NULL,
	`background` text DEFAULT '' NOT NULL,
	`assessment` text DEFAULT '' NOT NULL,
	`proposal` text DEFAULT '' NOT NULL,
	`closed` integer DEFAULT false NOT NULL,
	`closed_basis` text DEFAULT '' NOT NULL,
	`neutral_title` text DEFAULT '' NOT NULL,
	`outcome_kind` text,
	`outcome` text DEFAULT '' NOT NULL,
	`outcome_lang` text,
	`consensus` text,
	`dissent` text DEFAULT '' NOT NULL,
	`treated_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`number_body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agenda_item_by_meeting` ON `agenda_item` (`meeting_id`,`position`);--> statement-breakpoint
CREATE INDEX `agenda_item_by_matter` ON `agenda_item` (`matter_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `agenda_item_numberBodyId_numberYear_numberKey_unique` ON `agenda_item` (`number_body_id`,`number_year`,`number_key`);--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`partnership_id` integer NOT NULL,
	`body_id` integer NOT NULL,
	`joint_body_id` integer,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`day` text NOT NULL,
	`starts_at` text,
	`ends_at` text,
	`place` text DEFAULT '' NOT NULL,
	`lang` text NOT NULL,
	`uid` text NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	`called_at` text,
	`started_at` text,
	`ended_at` text,
	`current_item_id` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`joint_body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_uid_unique` ON `meeting` (`uid`);--> statement-breakpoint
CREATE INDEX `meeting_by_day` ON `meeting` (`partnership_id`,`day`);--> statement-breakpoint
CREATE INDEX `meeting_by_body` ON `meeting` (`body_id`,`day`);--> statement-breakpoint
CREATE TABLE `meeting_attendance` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`meeting_id` integer NOT NULL,
	`seat_id` integer,
	`person_id` integer,
	`name` text NOT NULL,
	`name_public` integer DEFAULT false NOT NULL,
	`title` text DEFAULT '' NOT NULL,
	`organisation` text DEFAULT '' NOT NULL,
	`answer` text,
	`answered_at` text,
	`presence` text,
	`alternate_id` integer,
	`alternate_name` text DEFAULT '' NOT NULL,
	`arrived_at` text,
	`left_at` text,
	`note` text DEFAULT '' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`seat_id`) REFERENCES `seat`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`alternate_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meeting_attendance_by_person` ON `meeting_attendance` (`person_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_attendance_meetingId_seatId_unique` ON `meeting_attendance` (`meeting_id`,`seat_id`);--> statement-breakpoint
CREATE TABLE `minutes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`meeting_id` integer NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`sha256` text NOT NULL,
	`approved_at` text NOT NULL,
	`approved_by` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`published_at` text,
	`published_by` text,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `minutes_meetingId_version_unique` ON `minutes` (`meeting_id`,`version`);--> statement-breakpoint
CREATE TABLE `minutes_remark` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`meeting_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`text` text NOT NULL,
	`made_at` text NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `minutes_remark_by_meeting` ON `minutes_remark` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `recusal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`agenda_item_id` integer NOT NULL,
	`attendance_id` integer NOT NULL,
	`reason` text NOT NULL,
	`replaced_by` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`agenda_item_id`) REFERENCES `agenda_item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attendance_id`) REFERENCES `meeting_attendance`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recusal_agendaItemId_attendanceId_unique` ON `recusal` (`agenda_item_id`,`attendance_id`);--> statement-breakpoint
ALTER TABLE `body` ADD `notice_days` integer;--> statement-breakpoint
ALTER TABLE `body` ADD `quorum` integer;