CREATE TABLE `circulation_answer` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`agenda_item_id` integer NOT NULL,
	`attendance_id` integer NOT NULL,
	`answer` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`answered_at` text NOT NULL,
	FOREIGN KEY (`agenda_item_id`) REFERENCES `agenda_item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`attendance_id`) REFERENCES `meeting_attendance`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `circulation_answer_by_attendance` ON `circulation_answer` (`attendance_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `circulation_answer_agendaItemId_attendanceId_unique` ON `circulation_answer` (`agenda_item_id`,`attendance_id`);