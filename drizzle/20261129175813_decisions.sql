CREATE TABLE `decision` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`partnership_id` integer NOT NULL,
	`body_id` integer NOT NULL,
	`matter_id` integer,
	`agenda_item_id` integer,
	`decided_on` text NOT NULL,
	`number` text DEFAULT '' NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`lang` text NOT NULL,
	`kind` text NOT NULL,
	`consensus` integer,
	`dissent` text DEFAULT '' NOT NULL,
	`responsible_body_id` integer,
	`responsible_partner_id` integer,
	`responsible_seat_id` integer,
	`due_on` text,
	`replaces_id` integer,
	`replacement` text,
	`links` text,
	`follow_up` text,
	`closed_on` text,
	`published_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`matter_id`) REFERENCES `matter`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`agenda_item_id`) REFERENCES `agenda_item`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`responsible_body_id`) REFERENCES `body`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`responsible_partner_id`) REFERENCES `partner`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`responsible_seat_id`) REFERENCES `seat`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaces_id`) REFERENCES `decision`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "decision_one_responsible" CHECK(("responsible_body_id" is not null) + ("responsible_partner_id" is not null) + ("responsible_seat_id" is not null) <= 1)
);
--> statement-breakpoint
CREATE INDEX `decision_by_day` ON `decision` (`partnership_id`,`decided_on`);--> statement-breakpoint
CREATE INDEX `decision_by_replaced` ON `decision` (`replaces_id`);--> statement-breakpoint
CREATE INDEX `decision_by_matter` ON `decision` (`matter_id`);--> statement-breakpoint
CREATE INDEX `decision_by_item` ON `decision` (`agenda_item_id`);--> statement-breakpoint
CREATE TABLE `decision_follow_up` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`decision_id` integer NOT NULL,
	`at` text NOT NULL,
	`state` text NOT NULL,
	`unchanged` integer DEFAULT false NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`lang` text NOT NULL,
	FOREIGN KEY (`decision_id`) REFERENCES `decision`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `decision_follow_up_by_decision` ON `decision_follow_up` (`decision_id`);--> statement-breakpoint
CREATE TABLE `decision_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`decision_id` integer NOT NULL,
	`person_id` integer NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`decision_id`) REFERENCES `decision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `decision_link_by_decision` ON `decision_link` (`decision_id`);--> statement-breakpoint
CREATE TABLE `decision_measure` (
	`decision_id` integer NOT NULL,
	`measure_id` text NOT NULL,
	PRIMARY KEY(`decision_id`, `measure_id`),
	FOREIGN KEY (`decision_id`) REFERENCES `decision`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`measure_id`) REFERENCES `measure`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `decision_measure_by_measure` ON `decision_measure` (`measure_id`);